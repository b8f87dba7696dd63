/// The words of everything the parser can say.
extension Diagnostic {
  static func unexpectedToken(
    expected: String, found: String, at span: SourceSpan, opener: SourceSpan? = nil,
    notes: [String] = [], help: String? = nil, fix: FixIt? = nil
  ) -> Diagnostic {
    Diagnostic(
      .unexpectedToken, "expected \(expected), found \(found)",
      at: Label(span, "expected \(expected)"),
      secondary: opener.map { [Label($0, "opened here")] } ?? [], notes: notes, help: help, fix: fix
    )
  }

  static func expectedFormula(
    found: String, at span: SourceSpan, notes: [String] = [], help: String? = nil
  ) -> Diagnostic {
    Diagnostic(
      .expectedExpression, "expected a formula, found \(found)",
      at: Label(span, "expected a formula"), notes: notes, help: help)
  }

  static func recordInFormula(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedExpression, "braces cannot stand in a formula",
      at: Label(span, "expected a formula"),
      help: "use parentheses; a record is only the result of a `def`")
  }

  static func needsParentheses(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unexpectedToken, "`\(word)` inside of an operation needs parentheses",
      at: Label(span, "put it in parentheses"), help: "write `(\(word) …)`")
  }

  static func foreignPlus(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "a number has no plus sign", at: Label(span), help: "remove the `+`",
      fix: FixIt(span, ""))
  }

  static func foreignEquality(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "`=` gives a name to something; `==` compares",
      at: Label(span, "write `==`"), help: "write `==`", fix: FixIt(span, "=="))
  }

  static func foreignLabel(at span: SourceSpan, isTight: Bool) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "a named argument is written with a colon", at: Label(span, "write `:`"),
      help: "write it like `fast: 12`", fix: FixIt(span, isTight ? ": " : ":"))
  }

  static func foreignAssignment(after word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "the value of `\(word)` follows directly", at: Label(span, "remove this"),
      help: "write `\(word) …` without it", fix: FixIt(span, ""))
  }

  static func foreignSemicolon(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "statements need no `;`", at: Label(span, "remove it"), help: "remove it",
      fix: FixIt(span, ""))
  }

  static func foreignSeparator(_ mark: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "settings need no `\(mark)` between them", at: Label(span, "remove it"),
      help: "remove it", fix: FixIt(span, ""))
  }

  static func foreignCross(_ word: String, meant: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "`crosses \(word)` is written `crosses \(meant)` here",
      at: Label(span, "write `\(meant)`"), help: "write `\(meant)`", fix: FixIt(span, meant))
  }

  static func namespace(_ prefix: String, function: Name, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignFunction, "functions have no namespace here",
      at: Label(span, "remove `\(prefix)`"),
      notes: namespaceLanguages[prefix].map { ["`\(prefix)` comes from \($0)"] } ?? [],
      help: "write `\(function.text)(…)`",
      fix: FixIt(span, ""))
  }

  static func foreignTernary(
    at mark: SourceSpan, whole: SourceSpan, right: String
  ) -> Diagnostic {
    Diagnostic(
      .foreignOperator, "`c ? a : b` is written `if c then a else b` here", at: Label(mark),
      help: "write `\(right.count > 60 ? "if c then a else b" : right)`", fix: FixIt(whole, right))
  }

  static func foreignMethod(
    _ written: String, right: String, fitting: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .foreignFunction, "`\(written)` is written `\(right)` here", at: Label(span),
      notes: ["series have no methods; `\(written)` comes from pandas"], help: "write `\(right)`",
      fix: right.contains("…") ? nil : FixIt(span, fitting))
  }

  static func foreignMissing(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .foreignFunction, "`na(x)` is written `is_na(x)` here", at: Label(span),
      notes: ["`na(x)` comes from Pine"], help: "write `is_na(…)`", fix: FixIt(span, "is_na"))
  }

  static func foreignInput(at span: SourceSpan, fix: FixIt?) -> Diagnostic {
    Diagnostic(
      .foreignFunction, "a number that a user may change is a `param` here", at: Label(span),
      notes: ["`input(…)` comes from Pine; `input` here declares a column of the candles"],
      help: fix.map { "write `\($0.replacement)`" } ?? "write `param length = 14 in 5..50`",
      fix: fix)
  }

  /// Whether a name is a namespace of another language and not a series.
  static func isNamespace(_ expression: Expression) -> Bool {
    guard case .name(let name) = expression.kind else { return false }
    return namespaceLanguages[name + "."] != nil
  }

  private static let namespaceLanguages: [String: String] = [
    "ta.": "Pine", "math.": "Pine", "str.": "Pine", "request.": "Pine", "talib.": "TA-Lib",
    "np.": "NumPy", "pd.": "pandas", "pta.": "pandas-ta",
  ]

  static func notCallable(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unexpectedToken, "only a function's name can be called",
      at: Label(span, "an operator is missing before this"),
      help: "write `*` to multiply, or `;` after a `let` in a block")
  }

  static func mixedChain(
    _ first: SourceSpan, _ second: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .mixedChain, "these comparisons cannot be chained",
      at: Label(second, "does not continue the first"), secondary: [Label(first, "begins here")],
      notes: ["a chain goes one way: `30 < x < 70`, or `70 >= x >= 30`"],
      help: "join two comparisons with `and`, or put one in parentheses")
  }

  static func reservedWord(_ word: String, role: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .reservedWord, "`\(word)` is a word of the language and cannot be \(role)",
      at: Label(span, "reserved"), help: "choose another name, such as `my_\(word)`")
  }

  static func unclosed(
    _ open: String, _ close: String, openedAt: SourceSpan, found: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .unclosedBracket, "this `\(open)` is never closed", at: Label(openedAt, "opened here"),
      secondary: [Label(span, "expected `\(close)` before \(found)")], help: "add `\(close)`")
  }

  static func strayCloser(_ mark: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unexpectedToken, "this `\(mark)` closes nothing", at: Label(span), help: "remove it",
      fix: FixIt(span, "", isSure: false))
  }

  static func expectedStatement(
    found: String, at span: SourceSpan, notes: [String] = [], help: String?, fix: FixIt? = nil
  ) -> Diagnostic {
    Diagnostic(
      .expectedStatement, "expected a statement, found \(found)",
      at: Label(span, "no statement begins like this"), notes: notes, help: help, fix: fix)
  }

  static func misplaced(_ word: String, place: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .expectedStatement, "`\(word)` stands only \(place)", at: Label(span), help: "move it there")
  }

  static func nestingTooDeep(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nestingTooDeep, "this formula is nested more than \(SyntaxLimits.nesting) levels deep",
      at: Label(span, "too deep from here"), help: "give parts of it names with `let`")
  }

  static func tooManyErrors(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tooManyErrors, "more than \(SyntaxLimits.errors) errors; the rest are not shown",
      at: Label(span), help: "mend these first")
  }

  static func wholeBar(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .unexpectedToken, "a bar is counted by a whole number", at: Label(span),
      help: "write it like `bar 200`")
  }
}
