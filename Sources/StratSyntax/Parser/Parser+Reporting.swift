extension Parser {
  mutating func report(_ diagnostic: Diagnostic) {
    if diagnostics.count <= SyntaxLimits.errors { diagnostics.append(diagnostic) }
  }

  /// Reports, unless the lexer already has at this token, and gives what to throw.
  mutating func fail(_ diagnostic: Diagnostic) -> Unwind {
    if kind == .endOfFile, diagnostics.isEmpty { endedEarly = true }
    if kind != .unexpected, kind != .malformed { report(diagnostic) }
    return Unwind()
  }

  mutating func expected(
    _ what: String, opener: SourceSpan? = nil, notes: [String] = [], help: String? = nil,
    fix: FixIt? = nil
  ) -> Unwind {
    let place = placeOfSurprise
    let found = found
    return fail(
      .unexpectedToken(
        expected: what, found: found, at: place, opener: opener, notes: notes, help: help, fix: fix)
    )
  }

  mutating func expectedFormula() -> Unwind {
    let place = placeOfSurprise
    let found = found
    if kind == .leftBrace { return fail(.recordInFormula(at: place)) }
    var notes: [String] = []
    if kind == .date { notes = ["dates stand only in tests, after `before`, `at` and `after`"] }
    if kind.isReservedWord, !isNextStatement {
      notes = ["`\(text(token))` is a word of the language and cannot be a name"]
    }
    return fail(.expectedFormula(found: found, at: place, notes: notes))
  }

  /// A closing bracket is missing: at the end or at a new statement the opening one is to blame.
  mutating func expectedCloser(_ close: TokenKind, of opener: Token, or other: String? = nil)
    -> Unwind
  {
    let mark = close.spelling ?? ""
    if kind == .endOfFile || isNextStatement {
      let place = placeOfSurprise
      let found = found
      return fail(
        .unclosed(text(opener), mark, openedAt: opener.span, found: found, at: place))
    }
    let what = other.map { "\($0) or `\(mark)`" } ?? "`\(mark)`"
    switch kind {
    case .rightParenthesis, .rightBracket, .rightBrace:
      return expected(what, opener: opener.span, fix: FixIt(token.span, mark, isSure: false))
    default:
      return expected(what, opener: opener.span)
    }
  }

  /// What the current token is, for a sentence.
  var found: String {
    kind == .endOfFile ? "the end of the \(noun)" : source.quoted(token.span)
  }

  /// The current token if it is on the line of the one before, else the gap after that one.
  var placeOfSurprise: SourceSpan {
    if index > 0, kind == .endOfFile || source.isFirstOnLine(token.start) {
      return SourceSpan(previousEnd, previousEnd)
    }
    return token.span
  }

  /// Whether the current token begins a statement on a line of its own.
  var isNextStatement: Bool { kind.startsStatement && source.isFirstOnLine(token.start) }
}
