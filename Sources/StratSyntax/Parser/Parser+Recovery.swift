extension Parser {
  /// Skips to where the next statement begins.
  mutating func recover() {
    mustRecover = false
    var braces = openBraces
    openBraces = 0
    // A reserved word used as a name is the culprit, not the beginning of a statement.
    if kind.startsStatement, !source.isFirstOnLine(token.start) { advance() }
    while kind != .endOfFile, !beginsStatement(inBraces: braces > 0) {
      if kind == .leftBrace { braces += 1 }
      if kind == .rightBrace, braces > 0 { braces -= 1 }
      advance()
    }
  }

  /// Skips to the next expectation, the end of the block, or the next statement.
  mutating func recoverInTest() {
    var braces = 0
    while kind != .endOfFile, kind != .expect, !beginsStatement(inBraces: true) {
      if kind == .leftBrace { braces += 1 }
      if kind == .rightBrace {
        if braces == 0 { return }
        braces -= 1
      }
      advance()
    }
  }

  /// Whether a statement begins here; in braces, `let` and a bare `entry` may belong to the block.
  func beginsStatement(inBraces: Bool) -> Bool {
    guard kind.startsStatement else { return false }
    guard inBraces else { return true }
    switch kind {
    case .let: return false
    case .entry, .exit: return isSide(peek()) && peek(2).kind == .when
    default: return true
    }
  }

  func isSide(_ token: Token) -> Bool { isWord("long", token) || isWord("short", token) }
}
