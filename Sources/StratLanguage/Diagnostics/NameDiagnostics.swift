import StratSyntax

/// Messages about names and calls (E03xx).
extension Diagnostic {
  static func unknownName(_ name: Name, suggestion: NearestMatch?) -> Diagnostic {
    Diagnostic(
      .unknownName, "there is nothing named `\(name.text)`", at: Label(name.span),
      help: suggestion.map { "did you mean `\($0.name)`?" } ?? "declare it with `let` or `input`",
      fix: suggestion.map { FixIt(name.span, $0.name, isSure: $0.isOnly) })
  }

  static func usedBeforeDeclaration(_ name: Name, declared: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unknownName, "`\(name.text)` is declared further down", at: Label(name.span),
      secondary: [Label(declared, "it is declared here")],
      help: "move the declaration above its first use")
  }

  static func functionAsName(_ name: Name, signature: String) -> Diagnostic {
    Diagnostic(
      .unknownName, "`\(name.text)` is a function", at: Label(name.span),
      help: "call it: `\(signature)`")
  }

  static func unknownFunction(_ name: Name, suggestion: NearestMatch?) -> Diagnostic {
    Diagnostic(
      .unknownFunction, "there is no function `\(name.text)`", at: Label(name.span),
      help: suggestion.map { "did you mean `\($0.name)`?" } ?? "declare it with `def`",
      fix: suggestion.map { FixIt(name.span, $0.name, isSure: $0.isOnly) })
  }

  static func valueCalled(_ name: Name) -> Diagnostic {
    Diagnostic(
      .unknownFunction, "`\(name.text)` is a value, not a function", at: Label(name.span),
      help: "write `\(name.text)[n]` for its value n bars ago")
  }

  static func tooManyArguments(
    _ span: SourceSpan, function: String, signature: String
  ) -> Diagnostic {
    Diagnostic(
      .wrongArguments, "`\(function)` takes fewer arguments", at: Label(span, "one too many"),
      help: "its form is `\(signature)`")
  }

  static func missingArgument(
    _ parameter: String, _ span: SourceSpan, function: String, signature: String
  ) -> Diagnostic {
    Diagnostic(
      .wrongArguments, "`\(function)` needs `\(parameter)`", at: Label(span),
      help: "its form is `\(signature)`")
  }

  static func unknownLabel(
    _ label: Name, function: String, signature: String, suggestion: NearestMatch?
  ) -> Diagnostic {
    Diagnostic(
      .wrongArguments, "`\(function)` has no parameter `\(label.text)`", at: Label(label.span),
      help: suggestion.map { "did you mean `\($0.name)`?" } ?? "its form is `\(signature)`",
      fix: suggestion.map { FixIt(label.span, $0.name, isSure: $0.isOnly) })
  }

  static func notAChoice(
    _ written: String, _ span: SourceSpan, use: String, _ choices: [String], _ near: String?
  ) -> Diagnostic {
    let names = choices.map { "`\($0)`" }.joined(separator: " or ")
    return Diagnostic(
      .wrongArguments, "\(use) is \(names), not `\(written)`", at: Label(span),
      help: near.map { "did you mean `\($0)`?" } ?? "write one of the names, as it stands",
      fix: near.map { FixIt(span, $0) })
  }

  static func repeatedArgument(_ parameter: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments, "`\(parameter)` is given twice", at: Label(span), help: "remove one of them")
  }

  static func unlabelledAfterLabelled(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .wrongArguments, "an argument without a name follows one with a name", at: Label(span),
      help: "put the unnamed arguments first, or name this one too")
  }

  static func requiredAfterOptional(_ name: Name) -> Diagnostic {
    Diagnostic(
      .wrongArguments, "`\(name.text)` has no default but follows a parameter that has one",
      at: Label(name.span), help: "put the parameters without a default first")
  }

  static func duplicateName(_ name: Name, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      .duplicateName, "`\(name.text)` is declared twice", at: Label(name.span),
      secondary: [Label(first, "first declared here")], help: "give one of them another name")
  }

  static func builtInName(_ name: Name, what: String) -> Diagnostic {
    Diagnostic(
      .duplicateName, "`\(name.text)` is \(what)", at: Label(name.span),
      help: "choose another name")
  }

  static func recursion(_ name: Name) -> Diagnostic {
    Diagnostic(
      .recursiveDefinition, "`\(name.text)` calls itself", at: Label(name.span),
      notes: ["functions are written out where they are called, so this would never end"],
      help: "use a `let` that reads its own past: `let x = (x[1] ?? 0) + …`")
  }

  static func selfReferenceWithoutPast(_ name: Name) -> Diagnostic {
    Diagnostic(
      .selfReferenceWithoutPast, "`\(name.text)` is defined by its own value on the same bar",
      at: Label(name.span), help: "read its past: `\(name.text)[1]`",
      fix: FixIt(name.span, "\(name.text)[1]", isSure: false))
  }

  static func duplicateStatement(_ keyword: String, _ span: SourceSpan, first: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .duplicateStatement, "there is already a `\(keyword)`", at: Label(span),
      secondary: [Label(first, "the first one is here")], help: "keep one of them")
  }

  /// - Parameter source: where the span stands, so that what replaces it fits its neighbours.
  static func foreignSpelling(
    _ written: String, _ span: SourceSpan, right: String, in source: SourceText
  ) -> Diagnostic {
    Diagnostic(
      .foreignFunction, "`\(written)` is written `\(right)` here", at: Label(span),
      notes: ForeignSpelling.language(of: written).map { ["`\(written)` comes from \($0)"] } ?? [],
      help: "write `\(right)`",
      fix: right.contains("…") ? nil : FixIt(span, source.fitting(right, in: span)))
  }

  static func unknownDimension(_ name: Name, suggestion: NearestMatch?, allowed: [String])
    -> Diagnostic
  {
    Diagnostic(
      .unknownDimension, "there is no dimension `\(name.text)`", at: Label(name.span),
      help: suggestion.map { "did you mean `\($0.name)`?" }
        ?? "one of: \(allowed.joined(separator: ", "))",
      fix: suggestion.map { FixIt(name.span, $0.name, isSure: $0.isOnly) })
  }
}
