/// `test` blocks: candles and expectations.
extension Parser {
  mutating func testBlock() throws(Unwind) -> TestBlock {
    advance()
    let (title, titleSpan) = try string("the title of the test in quotation marks")
    var data: (path: String, span: SourceSpan)?
    if take(.on) != nil {
      let (path, span) = try string("a file in quotation marks")
      data = (path, span)
    }
    guard kind == .leftBrace else {
      throw expected("`{`", help: "write it like `test \"…\" { expect no entry }`")
    }
    let opener = advance()
    openBraces += 1
    var block = TestBlock(
      title: title, titleSpan: titleSpan, data: data, candles: [], expectations: [])
    while kind != .rightBrace, kind != .endOfFile, !beginsStatement(inBraces: true) {
      do {
        if isWord("candles", token) {
          block.candles.append(try candles())
        } else {
          block.expectations.append(try expectation())
        }
      } catch {
        recoverInTest()
      }
    }
    try closeBlock(opener, expected: "`expect` or `candles`")
    return block
  }

  // MARK: - Candles

  /// `candles close 100 for 20 bars 101 102`.
  private mutating func candles() throws(Unwind) -> TestCandles {
    let start = advance()
    let column = try name("the name of a column such as `close`")
    var parts: [TestCandles.Part] = []
    repeat { parts.append(try candlePart()) } while beginsValue
    return TestCandles(column: column, parts: parts, span: span(from: start.start))
  }

  private var beginsValue: Bool {
    switch kind {
    case .number, .percent, .minus, .na, .malformed: true
    default: false
    }
  }

  private mutating func candlePart() throws(Unwind) -> TestCandles.Part {
    let start = token.start
    let first = try candleValue()
    if takeWord("for") != nil {
      let bars = try wholeNumber("how many bars")
      try expectWord("bars")
      return TestCandles.Part(.constant(first, bars: bars), span(from: start))
    }
    if takeWord("to") != nil {
      let last = try candleValue()
      try expectWord("over")
      let bars = try wholeNumber("how many bars")
      try expectWord("bars")
      return TestCandles.Part(.ramp(first, last, bars: bars), span(from: start))
    }
    return TestCandles.Part(.value(first), span(from: start))
  }

  /// `10`, `-0.5`, `0.01%` or `na`.
  private mutating func candleValue() throws(Unwind) -> Double {
    if take(.na) != nil { return .nan }
    let isNegative = take(.minus) != nil
    switch kind {
    case .malformed:
      advance()
      return .nan
    case .number, .percent:
      let token = advance()
      switch literal(token) {
      case .number(let value), .percent(let value): return isNegative ? -value : value
      default: return .nan
      }
    default: throw expected("a value such as `101.5`")
    }
  }

  /// A whole number; one too large to count is `Int.max`, which no limit lets pass.
  private mutating func wholeNumber(_ role: String) throws(Unwind) -> Int {
    if kind == .malformed {
      advance()
      return 1
    }
    guard kind == .number else { throw expected(role) }
    let digits = text(token).filter { $0 != "_" }
    guard digits.utf8.allSatisfy(\.isDigit) else { throw fail(.wholeBar(at: token.span)) }
    advance()
    return Int(digits) ?? Int.max
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
    if let quantity = takeQuantity() {
      let value = try formula()
      guard let action = takeCountedAction() else { throw expected("`entries` or `exits`") }
      return try count(quantity, value, action)
    }
    if let sense = takeSense() { return .holds(sense, try formula(), try moment()) }
    let value = try formula()
    if let action = takeCountedAction() { return try count(.exactly, value, action) }
    return .holds(.always, value, try moment())
  }

  private mutating func count(
    _ quantity: TestQuantity, _ value: Expression, _ action: RuleAction
  ) throws(Unwind) -> TestBlock.Expectation.Kind {
    let side: Side? = isSide(token) ? try side() : nil
    return .count(quantity, value, action, side, try moment())
  }

  /// `at least`, `at most`.
  private mutating func takeQuantity() -> TestQuantity? {
    guard isWord("at", token) else { return nil }
    let quantity: TestQuantity
    if isWord("least", peek()) {
      quantity = .atLeast
    } else if isWord("most", peek()) {
      quantity = .atMost
    } else {
      return nil
    }
    advance()
    advance()
    return quantity
  }

  /// `always`, `never`: here these are never names.
  private mutating func takeSense() -> TestSense? {
    for sense in TestSense.allCases where takeWord(sense.rawValue) != nil { return sense }
    return nil
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

  // MARK: - Moments

  /// `before bar 200`, `between bar 5 and bar 10`, or nothing.
  private mutating func moment() throws(Unwind) -> TestMoment? {
    guard let relation = TestMoment.Relation.allCases.first(where: { isWord($0.rawValue, token) })
    else { return nil }
    advance()
    let point = try point()
    guard relation == .between else { return TestMoment(relation, point) }
    try expect(.and)
    return TestMoment(relation, point, end: try self.point())
  }

  /// `bar 200` or `2017-03-02T14:00Z`.
  private mutating func point() throws(Unwind) -> TestPoint {
    let start = token.start
    if kind == .date {
      let token = advance()
      let milliseconds = DateLiteral.milliseconds(source.bytes[token.start..<token.end])
      return TestPoint(.time(milliseconds: milliseconds), token.span)
    }
    guard takeWord("bar") != nil else {
      throw expected("`bar`", help: "write it like `bar 200` or `2017-03-02T14:00Z`")
    }
    let bar = try wholeNumber("the number of a bar")
    return TestPoint(.bar(bar), span(from: start))
  }
}
