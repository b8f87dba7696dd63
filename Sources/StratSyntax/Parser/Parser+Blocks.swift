/// The block of `risk`, and how blocks in braces end.
extension Parser {
  mutating func riskBlock() throws(Unwind) -> [RiskSetting] {
    advance()
    guard kind == .leftBrace else {
      throw expected("`{`", help: "write it like `risk { max_positions 5 }`")
    }
    let opener = advance()
    openBraces += 1
    var settings: [RiskSetting] = []
    while kind == .identifier, !isWord("units", token), !isWord("cash", token) {
      let name = nameOfIdentifier()
      skipForeignAssignment(after: name.text)
      let value = try formula()
      settings.append(RiskSetting(name: name, value: value, unit: try sizeUnit()))
      if kind == .comma || kind == .semicolon {
        let mark = advance()
        report(.foreignSeparator(text(mark), at: mark.span))
      }
    }
    try closeBlock(opener, expected: "a setting such as `max_positions 5`")
    return settings
  }

  /// The closing brace; if a new statement begins instead, the block is taken as it is.
  mutating func closeBlock(_ opener: Token, expected what: String) throws(Unwind) {
    if take(.rightBrace) == nil {
      let failure = expectedCloser(.rightBrace, of: opener, or: what)
      guard isNextStatement else { throw failure }
    }
    openBraces -= 1
  }
}
