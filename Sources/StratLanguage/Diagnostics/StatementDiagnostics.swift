import StratSyntax

/// Messages about what is not evaluated yet, limits, and warnings.
extension Diagnostic {
  static func notEvaluatedYet(_ what: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .notEvaluatedYet, "\(what) cannot be evaluated yet", at: Label(span),
      notes: ["the grammar accepts it so that files keep their meaning when it arrives"],
      help: "leave it out for now")
  }

  static func tooManyInstructions(_ span: SourceSpan, limit: Int) -> Diagnostic {
    Diagnostic(
      .tooManyInstructions, "the strategy needs more than \(limit) operations a bar",
      at: Label(span, "the limit was passed here"), help: "split it into several strategies")
  }

  static func tooMuchExpansion(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tooManyInstructions, "the functions called here expand too far", at: Label(span),
      help: "call fewer functions inside functions")
  }

  static func stateTooLarge(_ span: SourceSpan, limit: Int) -> Diagnostic {
    Diagnostic(
      .stateTooLarge, "the windows together hold more than \(limit) values",
      at: Label(span, "the limit was passed here"), help: "use shorter windows")
  }

  static func nestingTooDeep(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, "the formula is nested too deeply", at: Label(span),
      help: "name its parts with `let`")
  }

  static func mixedEntryPrices(_ side: Side, _ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .mixedEntryPrices, "the entries \(side.rawValue) do not all wait for their price in one way",
      at: Label(span, "this one differs"), secondary: [Label(first, "from this one")],
      help: "give all of them `at limit`, all of them `at stop`, or none")
  }

  static func tooManyErrors(at span: SourceSpan, more: Int) -> Diagnostic {
    Diagnostic(
      .tooManyErrors, "there are \(more) more errors", at: Label(span), help: "mend these first")
  }

  static func unused(_ what: String, _ name: Name) -> Diagnostic {
    Diagnostic(
      .unusedName, "\(what) `\(name.text)` is never used", at: Label(name.span),
      help: "use it or remove it")
  }

  static func constantCondition(_ span: SourceSpan, value: Kleene) -> Diagnostic {
    let always =
      switch value {
      case .true: "is true on every bar"
      case .false: "can never be true"
      case .na: "is `na` on every bar, so it never triggers"
      }
    return Diagnostic(
      .constantCondition, "this condition \(always)", at: Label(span),
      help: "compare something that changes from bar to bar")
  }

  static func neverStarts(_ name: Name) -> Diagnostic {
    Diagnostic(
      .constantCondition, "`\(name.text)` is `na` on every bar: nothing gives it a first value",
      at: Label(name.span), help: "start it: `(\(name.text)[1] ?? 0)`")
  }

  static func noExit(_ side: Side, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .noExit, "nothing ever closes a \(side.rawValue) position", at: Label(span),
      help: "add `exit \(side.rawValue) when …`, a `stop` or a `target`")
  }
}
