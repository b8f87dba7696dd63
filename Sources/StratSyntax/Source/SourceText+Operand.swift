extension SourceText {
  /// Whether this is one operand that needs no brackets beside `*`: no operator outside of brackets.
  package var isOperand: Bool { loosest == nil }

  /// What replaces a span, in brackets where its neighbours would tear it apart.
  package func fitting(_ replacement: String, in span: SourceSpan) -> String {
    guard let loosest = SourceText(name: "replacement", replacement).loosest else {
      return replacement
    }
    let tokens = tokenise(self).tokens
    let before = tokens.last { $0.end <= Int(span.start) }
    let after = tokens.first { $0.start >= Int(span.end) && $0.kind != .endOfFile }
    let isAlone = before.map { Self.opens($0.kind) } ?? true
    let endsHere =
      after.map { Self.closes($0.kind) || isFirstOnLine($0.start) && $0.kind.startsStatement }
      ?? true
    if isAlone && endsHere { return replacement }
    // `and`, `or` and `not` hold less tightly than a comparison.
    if loosest == .comparison {
      let isLogic = before.map { Self.opens($0.kind) || Self.joins($0.kind) } ?? true
      let goesOn = after.map { Self.joins($0.kind) } ?? true
      if isLogic && (endsHere || goesOn) { return replacement }
    }
    return "(\(replacement))"
  }

  private enum Tightness {
    case comparison
    case other
  }

  /// The kind of the loosest operator outside of brackets; `nil` when there is none.
  private var loosest: Tightness? {
    var depth = 0
    var found: Tightness?
    for token in tokenise(self).tokens {
      switch token.kind {
      case .leftParenthesis, .leftBracket: depth += 1
      case .rightParenthesis, .rightBracket: depth -= 1
      case .identifier, .number, .percent, .duration, .dot, .na, .true, .false, .endOfFile: continue
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .crosses, .plus, .minus, .star, .slash,
        .caret:
        if depth == 0, found == nil { found = Self.isComparison(token.kind) ? .comparison : .other }
        if depth == 0, Self.isComparison(token.kind), found == .other { found = .comparison }
      default: if depth == 0 { return .other }
      }
    }
    return found
  }

  private static func isComparison(_ kind: TokenKind) -> Bool {
    switch kind {
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .crosses: true
    default: false
    }
  }

  private static func opens(_ kind: TokenKind) -> Bool {
    switch kind {
    case .assign, .leftParenthesis, .leftBracket, .comma, .colon, .when, .if, .then, .else, .stop,
      .target, .size, .expect:
      true
    default: false
    }
  }

  private static func closes(_ kind: TokenKind) -> Bool {
    switch kind {
    case .rightParenthesis, .rightBracket, .rightBrace, .comma, .semicolon, .then, .else: true
    default: false
    }
  }

  private static func joins(_ kind: TokenKind) -> Bool {
    kind == .and || kind == .or || kind == .not
  }
}
