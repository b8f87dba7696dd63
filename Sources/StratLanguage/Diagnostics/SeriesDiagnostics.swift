import StratSyntax

/// Messages about other bars: intervals, symbols, zones and joined columns.
extension Diagnostic {
  static func unknownZone(_ name: String, _ span: SourceSpan, suggestion: String?) -> Diagnostic {
    Diagnostic(
      .unknownZone, "there is no time zone \"\(name)\"", at: Label(span),
      help: suggestion.map { "did you mean \"\($0)\"?" }
        ?? "name a place, as in \"America/New_York\" or \"Europe/Berlin\"",
      fix: suggestion.map { FixIt(span, "\"\($0)\"") })
  }

  static func hoursOnLongBars(_ span: SourceSpan, _ milliseconds: Int64) -> Diagnostic {
    let written = DurationLiteral.text(milliseconds: milliseconds)
    return Diagnostic(
      .hoursOnLongBars, "bars of \(written) are longer than any hours of trading", at: Label(span),
      notes: ["the strategy is `on \(written)`"],
      help: "leave out `hours`, or choose an interval shorter than a day")
  }

  static func emptySymbol(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .emptySymbol, "the symbol has no name", at: Label(span), help: "write one: `of \"SPY\"`")
  }

  static func selfReferenceElsewhere(_ name: Name) -> Diagnostic {
    Diagnostic(
      .selfReferenceElsewhere,
      "`\(name.text)` cannot read its own past on other bars", at: Label(name.span),
      notes: ["its past is on the bars it is declared on"],
      help: "put `on` or `of` behind the whole formula, or behind the parts without `\(name.text)`")
  }

  static func joinedElsewhere(_ name: Name) -> Diagnostic {
    Diagnostic(
      .joinedElsewhere, "`\(name.text)` is joined to the strategy's own candles, not to these",
      at: Label(name.span), help: "read it outside of `of`")
  }

  static func intervalNotLonger(
    _ span: SourceSpan, _ milliseconds: Int64, than own: Int64, isNested: Bool
  ) -> Diagnostic {
    let written = DurationLiteral.text(milliseconds: milliseconds)
    let bars = DurationLiteral.text(milliseconds: own)
    return Diagnostic(
      .intervalNotLonger, "\(written) is not longer than the bars of \(bars)", at: Label(span),
      notes: [
        isNested
          ? "it stands inside `on \(bars)`, or in a name that does"
          : "the strategy is `on \(bars)`"
      ],
      help: milliseconds == own
        ? "leave out `on \(written)`" : "choose an interval longer than \(bars)")
  }

  static func intervalNotWhole(_ span: SourceSpan, _ milliseconds: Int64) -> Diagnostic {
    Diagnostic(
      .intervalNotWhole,
      "bars of \(DurationLiteral.text(milliseconds: milliseconds)) do not begin and end with days",
      at: Label(span), help: "choose a part of a day, such as 15m, 4h or 12h, or whole days")
  }

  static func intervalNotMultiple(
    _ span: SourceSpan, _ milliseconds: Int64, of own: Int64
  ) -> Diagnostic {
    let bars = DurationLiteral.text(milliseconds: own)
    return Diagnostic(
      .intervalNotWhole,
      "\(DurationLiteral.text(milliseconds: milliseconds)) is not a whole number of bars of \(bars)",
      at: Label(span), help: "choose a multiple of \(bars)")
  }

  static func malformedJoin(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .malformedJoin, "a stamp may be later here than a value may be old", at: Label(span),
      help: "write the age first: `as of 8h within 1s`")
  }

  static func tooManySeries(_ span: SourceSpan, limit: Int) -> Diagnostic {
    Diagnostic(
      .tooManySeries, "the strategy reads more than \(limit - 1) other series of bars",
      at: Label(span, "the limit was passed here"), help: "read fewer intervals and symbols")
  }
}
