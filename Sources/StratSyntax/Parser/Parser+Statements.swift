extension Parser {
  /// Every statement up to the end of the source.
  mutating func statements() -> [Statement] {
    var result: [Statement] = []
    while kind != .endOfFile, diagnostics.count <= SyntaxLimits.errors {
      let before = index
      if let statement = statement() { result.append(statement) }
      if mustRecover { recover() }
      while let semicolon = take(.semicolon) {
        report(.foreignSemicolon(at: semicolon.span))
      }
      precondition(index > before || kind == .endOfFile, "every statement consumes something")
    }
    return result
  }

  private mutating func statement() -> Statement? {
    let start = token
    do {
      let kind = try statementKind()
      return Statement(kind, span(from: start.start))
    } catch {
      mustRecover = true
      return nil
    }
  }

  private mutating func statementKind() throws(Unwind) -> Statement.Kind {
    switch kind {
    case .strategy: return .strategy(try header())
    case .param: return .parameter(try parameter())
    case .let: return .binding(try binding())
    case .def: return .function(try function())
    case .input: return .input(try inputColumn())
    case .entry: return .rule(try rule(.entry))
    case .exit: return .rule(try rule(.exit))
    case .stop: return .stop(try clause())
    case .target: return .target(try clause())
    case .size: return .size(try sizeClause())
    case .risk: return .risk(try riskBlock())
    case .test: return .test(try testBlock())
    case .hours: return .hours(try hoursClause())
    case .venue:
      advance()
      return .venue(try name("the name of a venue"))
    default: throw noStatement()
    }
  }

  /// A formula that ends a part of a statement; `missing` when it had to be given up, so that the
  /// names the statement declares are still known.
  mutating func formulaOrMissing() -> Expression {
    let start = token.start
    do {
      return try formula()
    } catch {
      mustRecover = true
      return Expression(.missing, SourceSpan(start, start))
    }
  }

  /// Reports `=`, `:` or `:=` between a keyword and its value, and goes on behind it.
  mutating func skipForeignAssignment(after word: String) {
    if kind == .assign || kind == .colon {
      report(.foreignAssignment(after: word, at: advance().span))
    }
  }

  // MARK: - Statements of one line

  private mutating func header() throws(Unwind) -> StrategyHeader {
    advance()
    let (title, titleSpan) = try string("the title in quotation marks")
    var interval: Int64?
    if take(.on) != nil { interval = try duration().milliseconds }
    var zone: (name: String, span: SourceSpan)?
    if take(.in) != nil {
      let (name, span) = try string("a time zone in quotation marks")
      zone = (name, span)
    }
    var eachTick: SourceSpan?
    if let each = takeWord("each") {
      try expectWord("tick")
      eachTick = span(from: each.start)
    }
    return StrategyHeader(
      title: title, titleSpan: titleSpan, intervalMilliseconds: interval, zone: zone,
      eachTick: eachTick)
  }

  private mutating func parameter() throws(Unwind) -> ParameterDeclaration {
    advance()
    let name = try name("the name of a parameter")
    try expect(.assign)
    let value = formulaOrMissing()
    var result = ParameterDeclaration(name: name, value: value, range: nil)
    guard !mustRecover, take(.in) != nil else { return result }
    let low = try formula()
    guard take(.dotDot) != nil else {
      throw expected("`..`", help: "a range is written like `in 5..50 step 5`")
    }
    let high = try formula()
    let step: Expression? = takeWord("step") != nil ? try formula() : nil
    result.range = ParameterDeclaration.Range(low: low, high: high, step: step)
    return result
  }

  private mutating func binding() throws(Unwind) -> Binding {
    advance()
    let name = try name("a name")
    try expect(.assign)
    return Binding(name: name, value: formulaOrMissing())
  }

  private mutating func inputColumn() throws(Unwind) -> InputDeclaration {
    advance()
    let name = try name("the name of a column")
    guard take(.colon) != nil else {
      throw expected("`:`", help: "say what it counts, as in `input funding_rate : ratio`")
    }
    let dimension = try self.name("a dimension such as `ratio`")
    return InputDeclaration(name: name, dimension: dimension, joining: try joining())
  }

  /// `as of 8h`, `as of 8h within 1s`, or nothing.
  private mutating func joining() throws(Unwind) -> InputDeclaration.Joining? {
    guard let first = takeWord("as") else { return nil }
    try expect(.of)
    let age = try duration().milliseconds
    var late: Int64? = 0
    if takeWord("within") != nil { late = try duration().milliseconds }
    // A duration that cannot be one has been reported.
    guard let age, let late else { return nil }
    return InputDeclaration.Joining(
      ageMilliseconds: age, lateMilliseconds: late, span: span(from: first.start))
  }

  private mutating func clause() throws(Unwind) -> Expression {
    let keyword = advance()
    skipForeignAssignment(after: text(keyword))
    return formulaOrMissing()
  }

  private mutating func sizeClause() throws(Unwind) -> SizeClause {
    let keyword = advance()
    skipForeignAssignment(after: text(keyword))
    let amount = formulaOrMissing()
    return SizeClause(amount: amount, unit: mustRecover ? nil : try sizeUnit())
  }

  /// `of equity`, `units`, `cash`, or nothing.
  mutating func sizeUnit() throws(Unwind) -> SizeUnit? {
    if take(.of) != nil {
      guard takeWord("equity") != nil else {
        throw expected("`equity`", help: "write `of equity`; a symbol stands in quotation marks")
      }
      return .equity
    }
    if takeWord("units") != nil { return .units }
    if takeWord("cash") != nil { return .cash }
    return nil
  }

  private mutating func hoursClause() throws(Unwind) -> HoursClause {
    let keyword = advance()
    skipForeignAssignment(after: text(keyword))
    let open = try time()
    guard take(.dotDot) != nil else {
      throw expected("`..`", help: "write it like `hours 09:30..16:00`")
    }
    let close = try time()
    var zone: (name: String, span: SourceSpan)?
    if take(.in) != nil {
      let (name, span) = try string("a time zone in quotation marks")
      zone = (name, span)
    }
    return HoursClause(openMinutes: open, closeMinutes: close, zone: zone)
  }

  // MARK: - Rules

  private mutating func rule(_ action: RuleAction) throws(Unwind) -> Rule {
    advance()
    let side = try side()
    try expect(.when)
    let condition = formulaOrMissing()
    var rule = Rule(action: action, side: side, condition: condition, legs: [])
    guard !mustRecover else { return rule }
    rule.price = try entryPrice(action)
    while action == .entry, !mustRecover, kind == .leg { rule.legs.append(try leg()) }
    return rule
  }

  /// `at limit …`, `at stop …`, or nothing.
  private mutating func entryPrice(_ action: RuleAction) throws(Unwind) -> EntryPrice? {
    guard isWord("at", token) else { return nil }
    guard action == .entry else {
      throw expected(
        "the end of the rule",
        help: "an exit is at the market; `stop` and `target` give up a position at a price")
    }
    let start = advance().start
    let priceKind: EntryPriceKind
    if takeWord("limit") != nil {
      priceKind = .limit
    } else if take(.stop) != nil {
      priceKind = .stop
    } else {
      throw expected(
        "`limit` or `stop`",
        help: "write it like `at limit close * 0.99` or `at stop highest(high, 20)`")
    }
    let value = formulaOrMissing()
    return EntryPrice(kind: priceKind, value: value, span: span(from: start))
  }

  mutating func side() throws(Unwind) -> Side {
    if takeWord("long") != nil { return .long }
    if takeWord("short") != nil { return .short }
    throw expected("`long` or `short`")
  }

  private mutating func leg() throws(Unwind) -> Leg {
    let start = advance()
    let name = try name("the name of a leg")
    try expect(.colon)
    let side = try side()
    let symbol = try string("a symbol in quotation marks").text
    let venue: Name? = take(.on) != nil ? try self.name("the name of a venue") : nil
    return Leg(
      name: name, side: side, symbol: symbol, venue: venue, span: span(from: start.start))
  }
}
