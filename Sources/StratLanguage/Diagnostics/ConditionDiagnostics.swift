import StratSyntax

/// Warnings about conditions that cannot do what they seem to (W1004 and on).
extension Diagnostic {
  static func neverTrue(
    _ span: SourceSpan, sides: [Label], isMissing: Bool, help: String?
  ) -> Diagnostic {
    Diagnostic(
      .neverTrue,
      isMissing ? "this is `na` on every bar, so it is never true" : "this can never be true",
      at: Label(span), secondary: sides.saying, help: help ?? "compare with a value in reach")
  }

  static func alwaysTrue(_ span: SourceSpan, sides: [Label]) -> Diagnostic {
    Diagnostic(
      .alwaysTrue, "this is true on every bar on which it is known", at: Label(span),
      secondary: sides.saying, help: "remove it, or compare with a value in reach")
  }

  static func ruleNeverTrue(_ rule: Rule, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .ruleNeverTrue,
      "this rule can never be true, so nothing ever "
        + (rule.action == .entry ? "enters \(rule.side.rawValue)" : "exits"),
      at: Label(span), help: "look at the parts it is made of: one of them is never true")
  }

  static func contradiction(
    _ first: SourceSpan, _ second: SourceSpan, at span: SourceSpan, source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      .contradiction, "these two are never true on one bar", at: Label(span),
      secondary: [Label(first, "where this is true,"), Label(second, "this is not")],
      help: "remove one of them, or join them with `or`")
  }

  static func impliedCondition(
    _ span: SourceSpan, by other: SourceSpan, joint: BinaryOperator
  ) -> Diagnostic {
    Diagnostic(
      .impliedCondition, "this condition says nothing beside the other",
      at: Label(
        span, joint == .and ? "true wherever the other is" : "true only where the other is"),
      secondary: [Label(other, "the other")], help: "remove the one that says nothing")
  }

  static func repeatedCondition(_ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .repeatedCondition, "this condition is there already", at: Label(span, "the same again"),
      secondary: [Label(first, "first here")], help: "remove one of them")
  }

  static func selfComparison(_ span: SourceSpan, text: String, isTrue: Bool) -> Diagnostic {
    Diagnostic(
      .selfComparison, "both sides are the same, so this is \(isTrue ? "always" : "never") true",
      at: Label(span), help: "compare with another bar, such as `\(text)[1]`, or another series")
  }

  static func uselessPast(_ brackets: SourceSpan, text: String) -> Diagnostic {
    Diagnostic(
      .uselessPast, "`[0]` is the value of this bar", at: Label(brackets),
      help: "write `\(text)`, or `\(text)[1]` for the bar before", fix: FixIt(brackets, ""))
  }

  static func rulesTogether(_ entry: Rule, _ other: Rule) -> Diagnostic {
    let what = other.action == .exit ? "the exit" : "the entry \(other.side.rawValue)"
    return Diagnostic(
      .rulesTogether, "whenever this entry is true, \(what) is true as well",
      at: Label(entry.condition.span, "so nothing is ever opened by it"),
      secondary: [Label(other.condition.span, "true on the same bars")],
      notes: ["rules that contradict each other open nothing (G0202)"],
      help: "make one of them exclude the other")
  }

  static func withoutEffect(_ name: Name, reader: Name) -> Diagnostic {
    Diagnostic(
      .withoutEffect, "`\(name.text)` has no effect", at: Label(name.span),
      secondary: [Label(reader.span, "only this reads it, and no rule depends on it")],
      help: "use it in a rule, or remove both")
  }

  static func levelEntry(
    _ span: SourceSpan, sign: SourceSpan, direction: CrossDirection, left: String, right: String
  ) -> Diagnostic {
    Diagnostic(
      .levelEntry, "this entry stays true for as long as the averages keep their order",
      at: Label(span, "a state, not an event"),
      notes: ["after every exit it enters again on the next bar"],
      help: "to enter when the order changes: `\(left) crosses \(direction.rawValue) \(right)`",
      fix: FixIt(sign, "crosses \(direction.rawValue)", isSure: false))
  }

  static func wrongSide(
    _ role: OutputRole, _ side: Side, shouldBeBelow: Bool, _ span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .wrongSide,
      "the \(role.title) of a \(side.rawValue) position lies "
        + (shouldBeBelow ? "below" : "above") + " the price, this never does",
      at: Label(span, shouldBeBelow ? "never below the close" : "never above the close"),
      notes: ["an entry with such a price is refused (\(role == .stop ? "G0802" : "G0803"))"],
      help: "write `close \(shouldBeBelow ? "-" : "+") …`")
  }
}

extension Diagnostic {
  static func unreachablePrice(_ span: SourceSpan, isMissing: Bool) -> Diagnostic {
    Diagnostic(
      .unreachablePrice,
      isMissing
        ? "this price is `na` on every bar, so nothing is ever entered at it"
        : "this price is never above zero, so nothing is ever entered at it",
      at: Label(span), help: "write a price, such as `close * 0.99`")
  }

  static func entryAtOnce(_ kind: EntryPriceKind, _ side: Side, _ span: SourceSpan) -> Diagnostic {
    let isBelow = kind == .limit
    let word = (isBelow == (side == .long)) ? "below" : "above"
    return Diagnostic(
      .wrongSide,
      "a \(side.rawValue) entry at \(kind.rawValue) waits \(word) the price, this never does",
      at: Label(span, "never \(word) the close"),
      notes: ["such an order is filled at the next open, like one at the market"],
      help: "write a price \(word) the close, or leave `at \(kind.rawValue)` out")
  }
}

extension [Label] {
  /// Without those that have nothing to say.
  fileprivate var saying: [Label] { filter { $0.text != "this" } }
}
