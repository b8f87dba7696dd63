/// `test "…" on "file.csv" { expect … }`, or with candles of its own.
package struct TestBlock: Sendable {
  package struct Expectation: Sendable {
    package enum Kind: Sendable {
      /// `no entry before bar 200`, `entry long at bar 12`, `exit after bar 5`.
      case decision(negated: Bool, RuleAction, Side?, TestMoment?)
      /// `3 entries`, `at least 1 entry long`, `0 exits before bar 40`.
      case count(TestQuantity, Expression, RuleAction, Side?, TestMoment?)
      /// `rsi(close, 14) > 30 at bar 100`, `always close > 0`, `never volume == 0`.
      case holds(TestSense, Expression, TestMoment?)
    }

    package var kind: Kind
    package var span: SourceSpan

    package init(_ kind: Kind, _ span: SourceSpan) {
      self.kind = kind
      self.span = span
    }
  }

  package var title: String
  package var titleSpan: SourceSpan
  /// The file of candles and where it is named.
  package var data: (path: String, span: SourceSpan)?
  package var candles: [TestCandles]
  package var expectations: [Expectation]

  package init(
    title: String, titleSpan: SourceSpan, data: (path: String, span: SourceSpan)?,
    candles: [TestCandles], expectations: [Expectation]
  ) {
    self.title = title
    self.titleSpan = titleSpan
    self.data = data
    self.candles = candles
    self.expectations = expectations
  }
}

/// How a number of signals is compared with what is expected.
package enum TestQuantity: String, Sendable, CaseIterable {
  case exactly
  case atLeast = "at least"
  case atMost = "at most"
}

/// Whether a formula is to hold on every bar or on none.
package enum TestSense: String, Sendable, CaseIterable {
  case always
  case never
}

/// `candles close 100 for 20 bars 101 102`: one column of a test's own candles.
package struct TestCandles: Sendable {
  package struct Part: Sendable {
    package enum Kind: Hashable, Sendable {
      /// NaN is `na`.
      case value(Double)
      /// `100 for 20 bars`.
      case constant(Double, bars: Int)
      /// `100 to 120 over 20 bars`: both ends included.
      case ramp(Double, Double, bars: Int)
    }

    package var kind: Kind
    package var span: SourceSpan

    package init(_ kind: Kind, _ span: SourceSpan) {
      self.kind = kind
      self.span = span
    }

    package var bars: Int {
      switch kind {
      case .value: 1
      case .constant(_, let bars), .ramp(_, _, let bars): bars
      }
    }
  }

  package var column: Name
  package var parts: [Part]
  package var span: SourceSpan

  package init(column: Name, parts: [Part], span: SourceSpan) {
    self.column = column
    self.parts = parts
    self.span = span
  }
}

/// `before bar 200`, `at 2017-03-02T14:00Z`, `between bar 5 and bar 10`.
package struct TestMoment: Sendable {
  package enum Relation: String, Sendable, CaseIterable {
    case before
    case at
    case after
    case between
  }

  package var relation: Relation
  package var point: TestPoint
  /// The end of `between`.
  package var end: TestPoint?

  package init(_ relation: Relation, _ point: TestPoint, end: TestPoint? = nil) {
    self.relation = relation
    self.point = point
    self.end = end
  }
}

/// `bar 200`, counted from 1, or a time in UTC.
package struct TestPoint: Sendable {
  package enum Kind: Hashable, Sendable {
    case bar(Int)
    /// Milliseconds since 1970; `nil` when there is no such day or time.
    case time(milliseconds: Int64?)
  }

  package var kind: Kind
  package var span: SourceSpan

  package init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}
