/// The blocks in braces: `risk` and `test`.
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

  mutating func testBlock() throws(Unwind) -> TestBlock {
    advance()
    let title = try string("the title of the test in quotation marks").text
    let data: String? = take(.on) != nil ? try string("a file in quotation marks").text : nil
    guard kind == .leftBrace else {
      throw expected("`{`", help: "write it like `test \"…\" { expect no entry }`")
    }
    let opener = advance()
    openBraces += 1
    var expectations: [TestBlock.Expectation] = []
    while kind != .rightBrace, kind != .endOfFile, !beginsStatement(inBraces: true) {
      do {
        expectations.append(try expectation())
      } catch {
        recoverInTest()
      }
    }
    try closeBlock(opener, expected: "`expect`")
    return TestBlock(title: title, data: data, expectations: expectations)
  }

  /// The closing brace; if a new statement begins instead, the block is taken as it is.
  private mutating func closeBlock(_ opener: Token, expected what: String) throws(Unwind) {
    if take(.rightBrace) == nil {
      let failure = expectedCloser(.rightBrace, of: opener, or: what)
      guard isNextStatement else { throw failure }
    }
    openBraces -= 1
  }

  // MARK: - Expectations

  private mutating func expectation() throws(Unwind) -> TestBlock.Expectation {
    let start = try expect(.expect)
    let kind = try expectationKind()
    return TestBlock.Expectation(kind, span(from: start.start))
  }

  private mutating func expectationKind() throws(Unwind) -> TestBlock.Expectation.Kind {
    let negated = isWord("no", token) && (peek().kind == .entry || peek().kind == .exit)
    if negated { advance() }
    if let action = takeAction() {
      let side: Side? = isSide(token) ? try side() : nil
      return .decision(negated: negated, action, side, try moment())
    }
    let value = try formula()
    if let action = takeCountedAction() { return .count(value, action) }
    return .holds(value, try moment())
  }

  private mutating func takeAction() -> RuleAction? {
    if take(.entry) != nil { return .entry }
    if take(.exit) != nil { return .exit }
    return nil
  }

  /// `entries`, `exits`, or their singular after `1`.
  private mutating func takeCountedAction() -> RuleAction? {
    if takeWord("entries") != nil { return .entry }
    if takeWord("exits") != nil { return .exit }
    return beginsStatement(inBraces: true) ? nil : takeAction()
  }

  /// `before bar 200`, or nothing.
  private mutating func moment() throws(Unwind) -> TestMoment? {
    guard let relation = TestMoment.Relation.allCases.first(where: { isWord($0.rawValue, token) })
    else { return nil }
    advance()
    try expectWord("bar")
    if kind == .malformed {
      advance()
      return nil
    }
    guard kind == .number else { throw expected("the number of a bar") }
    let digits = text(token).filter { $0 != "_" }
    guard let bar = Int(digits) else { throw fail(.wholeBar(at: token.span)) }
    advance()
    return TestMoment(relation: relation, bar: bar)
  }
}
