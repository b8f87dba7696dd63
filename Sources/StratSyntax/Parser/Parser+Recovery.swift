extension Parser {
  /// Skips to where the next statement begins.
  mutating func recover() {
    mustRecover = false
    var braces = openBraces
    openBraces = 0
    var depth = 0
    // What could not be parsed is passed over, also a reserved word that was used as a name; only
    // a statement on a line of its own is sure to be one.
    if kind != .endOfFile, !isNextStatement { skip(&braces, &depth) }
    while kind != .endOfFile, !beginsStatement(inBraces: braces > 0) {
      if braces == 0, depth == 0, resemblesStatement { return }
      skip(&braces, &depth)
    }
  }

  private mutating func skip(_ braces: inout Int, _ depth: inout Int) {
    switch kind {
    case .leftBrace: braces += 1
    case .rightBrace: braces = max(braces - 1, 0)
    case .leftParenthesis, .leftBracket: depth += 1
    case .rightParenthesis, .rightBracket: depth = max(depth - 1, 0)
    default: break
    }
    advance()
  }

  /// Whether a line begins like a statement with a misspelt or foreign keyword: a name, and after
  /// it what cannot follow a name in a formula.
  private var resemblesStatement: Bool {
    guard kind == .identifier, source.isFirstOnLine(token.start) else { return false }
    switch peek().kind {
    case .identifier, .string, .assign, .when:
      return !source.isFirstOnLine(peek().start)
    default: return false
    }
  }

  /// Skips to the next expectation, the end of the block, or the next statement.
  mutating func recoverInTest() {
    var braces = 0
    while kind != .endOfFile, kind != .expect, !beginsCandles, !beginsStatement(inBraces: true) {
      if kind == .leftBrace { braces += 1 }
      if kind == .rightBrace {
        if braces == 0 { return }
        braces -= 1
      }
      advance()
    }
  }

  /// Whether a line of candles begins here: the word may be a name in a formula.
  private var beginsCandles: Bool {
    isWord("candles", token) && source.isFirstOnLine(token.start)
  }

  /// Whether a statement begins here; in braces, `let` and a bare `entry` may belong to the block.
  func beginsStatement(inBraces: Bool) -> Bool {
    guard kind.startsStatement else { return false }
    switch kind {
    case .let: return !inBraces
    case .entry, .exit:
      return (!inBraces && isNextStatement) || (isSide(peek()) && peek(2).kind == .when)
    default: return true
    }
  }

  func isSide(_ token: Token) -> Bool { isWord("long", token) || isWord("short", token) }
}
