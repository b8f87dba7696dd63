import StratSyntax

/// Where the values of a column come from.
package enum ColumnSource: Hashable, Sendable {
  /// A column of the candles.
  case frame
  /// A column that meets the candles by a rule about its times.
  case joined(JoinRule)
  /// What the clock showed when the bar opened.
  case clock(ClockField)
  /// What a formula is on other bars, as of the last of them that closed: which of the feeds, and
  /// which of its outputs.
  ///
  /// A truth comes as 1, 0 or `na`.
  case feed(index: Int, output: Int)
}

/// A column that a program reads.
package struct ColumnReference: Hashable, Sendable {
  /// `open`, `high`, `low`, `close`, `volume`, a declared `input`, or what another source is
  /// called: no two columns of a program have one name.
  package var name: String
  package var dimension: Dimension
  package var source: ColumnSource

  package init(name: String, dimension: Dimension, source: ColumnSource = .frame) {
    self.name = name
    self.dimension = dimension
    self.source = source
  }
}

/// How values with times of their own meet the candles: each candle gets the last value stamped
/// at or before its close.
package struct JoinRule: Hashable, Sendable {
  /// A value older than this at the candle's close is `na`.
  package var ageMilliseconds: Int64
  /// A stamp up to this much after the close still counts: sources stamp late.
  package var lateMilliseconds: Int64

  package init(ageMilliseconds: Int64, lateMilliseconds: Int64) {
    self.ageMilliseconds = ageMilliseconds
    self.lateMilliseconds = lateMilliseconds
  }

  /// As it is written: `as of 8h within 1s`.
  package var written: String {
    "as of " + DurationLiteral.text(milliseconds: ageMilliseconds)
      + (lateMilliseconds == 0
        ? "" : " within " + DurationLiteral.text(milliseconds: lateMilliseconds))
  }
}
