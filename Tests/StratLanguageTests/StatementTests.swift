import StratLanguage
import StratSyntax
import Testing

@Suite struct StatementTests {
  static let golden = """
    # Golden cross with a momentum filter.
    strategy "Golden cross" on 1h

    param fast = 12 in 5..50
    param slow = 26 in 10..200 step 2

    let trend = sma(close, 200)

    entry long when ema(close, fast) crosses above ema(close, slow)
                and rsi(close, 14) < 70
                and close > trend

    exit long when ema(close, fast) crosses below ema(close, slow)
                or close < lowest(low, 20)[1]

    stop   close - 2 * atr(14)
    target close + 4 * atr(14)
    size   10% of equity

    risk {
      max_positions     5
      max_position_size 10% of equity
      max_daily_loss    5%
    }
    """

  @Test func `R1.1 the example of the design checks without a finding`() throws {
    #expect(findings(Self.golden) == [])
    let checked = try strategy(Self.golden)
    #expect(checked.title == "Golden cross")
    #expect(checked.intervalMilliseconds == 3_600_000)
    #expect(
      checked.outputs.map(\.role) == [.entry(.long), .exit(.long), .stop, .target, .size])
    #expect(checked.outputs.map(\.type) == [.boolean, .boolean, .number, .number, .number])
    #expect(checked.sizeUnit == .equity)
    #expect(checked.risk.maxPositions == 5)
    #expect(checked.risk.maxPositionSize == 0.1)
    #expect(checked.risk.maxDailyLoss == 0.05)
    #expect(checked.risk.maxDrawdown == nil)
    #expect(checked.history == History(warmUp: 199, settled: 199))
    #expect(checked.parameters.map(\.name) == ["fast", "slow"])
    #expect(checked.namedNodes.map(\.name) == ["trend"])
  }

  @Test(arguments: [
    ("entry long when close > open leg spot: long \"BTCUSDT\" on binance", "a `leg`"),
    ("venue binance", "`venue`"), ("entry long when time > 3", "`time`"),
    ("exit long when position.profit > 5%", "`position.profit`"),
    ("strategy \"x\" on 1h each tick", "`each tick`"),
  ])
  func `what is not evaluated yet says so`(_ text: String, _ what: String) throws {
    let found = findings(text).filter { $0.severity == .error }
    #expect(found.map(\.code) == [.notEvaluatedYet], "\(text)")
    #expect(found.first?.message == "\(what) cannot be evaluated yet")
    #expect(compile(SourceText(name: "t", text)).strategy == nil)
  }

  @Test func `several rules of a kind are joined by or`() throws {
    let two = try strategy(
      "entry long when close > open\nentry long when close > high[1]\nstop close")
    let one = try strategy("entry long when close > open or close > high[1]\nstop close")
    #expect(two.semanticHash == one.semanticHash)
    #expect(two.outputs.map(\.role) == [.entry(.long), .stop])
  }

  @Test(arguments: [
    "stop close\nstop open", "target close\ntarget open", "size 1 units\nsize 2 units",
    "strategy \"a\"\nstrategy \"b\"", "risk { max_positions 1 }\nrisk { max_positions 2 }",
    "risk { max_positions 1 max_positions 2 }",
  ])
  func `what can be said once is said once`(_ text: String) {
    #expect(codes(text) == ["E0307"])
  }

  @Test(arguments: [
    ("stop 5%", "E0203"), ("stop rsi(close, 14)", "E0203"), ("target volume", "E0203"),
    ("stop close > open", "E0202"), ("size 10", "E0406"), ("size 10 of equity", "E0402"),
    ("size 0 units", "E0402"), ("size -1 units", "E0402"), ("size close of equity", "E0203"),
    ("size 5% cash", "E0203"), ("size close * 10 cash", "E0203"),
    ("size rsi(close, 3) units", "E0203"),
    ("size close > open units", "E0202"),
  ])
  func `stops and sizes are checked`(_ text: String, _ code: String) {
    #expect(codes(text) == [code], "\(text)")
  }

  @Test(arguments: [
    "stop 100", "stop close * (1 - 5%)", "size 150% of equity", "size 0.5 of equity",
    "size 100 / atr(14) units", "size 1000 cash", "size 2 units", "size close * volume / 100 cash",
    "size 10% * rsi(close, 14) / 100 of equity",
  ])
  func `stops and sizes that make sense are taken`(_ text: String) {
    #expect(codes(text) == [])
  }

  @Test func `a size without a unit shows what it may be`() {
    #expect(
      findings("size 10").first?.help
        == "write `10% of equity`, `10 units` or `10 cash`")
    #expect(findings("size 10%").first?.help == "write `10% of equity`")
    #expect(codes("size clos") == ["E0301"])
  }

  @Test func `a stop given as a ratio suggests a price`() {
    #expect(findings("stop 5%").first?.help == "write `close * (1 - 5%)`")
    #expect(findings("target 5%").first?.help == "write `close * (1 + 5%)`")
  }

  @Test(arguments: [
    ("max_position 5", "E0406"), ("max_positions 2.5", "E0402"), ("max_positions 0", "E0402"),
    ("max_positions close", "E0401"), ("max_positions 5 units", "E0406"),
    ("max_positions 5 of equity", "E0406"), ("max_position_size 10 of equity", "E0402"),
    ("max_position_size 10 cash", "E0406"), ("max_daily_loss 150%", "E0402"),
    ("max_daily_loss 0%", "E0402"), ("max_drawdown -5%", "E0402"), ("max_drawdown 20", "E0402"),
    ("max_drawdown rsi(close, 14)", "E0401"), ("max_drawdown close > 1", "E0202"),
    ("max_loss_24h 101%", "E0402"), ("max_loss_24h 8", "E0402"), ("max_loss_24h 8 cash", "E0406"),
    ("max_loss_streak 0", "E0402"), ("max_loss_streak 1001", "E0402"),
    ("max_loss_streak 50%", "E0402"), ("max_order_notional 0", "E0402"),
    ("max_order_notional 5%", "E0203"), ("max_order_notional 5 of equity", "E0406"),
    ("max_order_notional 1e16", "E0402"), ("max_orders_per_minute 0.5", "E0402"),
    ("max_orders_per_minute 6 units", "E0406"), ("max_account_exposure 1001%", "E0402"),
    ("margin_ratio_threshold 101%", "E0402"), ("margin_ratio_threshold 80", "E0402"),
    ("margin_ratio_threshold 80% of equity", "E0406"), ("health_factor_threshold 1", "E0402"),
    ("health_factor_threshold 101", "E0402"), ("health_factor_threshold 2 cash", "E0406"),
    ("max_loss_24 8%", "E0406"), ("max_loss_24h 8% max_loss_24h 9%", "E0307"),
  ])
  func `risk settings are checked`(_ setting: String, _ code: String) {
    #expect(codes("risk { \(setting) }") == [code], "\(setting)")
  }

  @Test func `every limit is read with its value`() throws {
    let risk = try strategy(
      """
      risk {
        max_loss_24h            8%
        max_loss_streak         5
        max_order_notional      20_000 cash
        max_orders_per_minute   6
        max_account_exposure    150% of equity
        margin_ratio_threshold  80%
        health_factor_threshold 1.5
      }
      entry long when close > open
      stop close * 0.9
      """
    ).risk
    #expect(risk.maxLoss24h == 0.08)
    #expect(risk.maxLossStreak == 5)
    #expect(risk.maxOrderNotional == 20_000)
    #expect(risk.maxOrdersPerMinute == 6)
    #expect(risk.maxAccountExposure == 1.5)
    #expect(risk.marginRatioThreshold == 0.8)
    #expect(risk.healthFactorThreshold == 1.5)
    #expect(
      risk.made.compactMap { risk.written($0) } == ["8%", "5", "20000", "6", "150%", "80%", "1.5"])
  }

  @Test(arguments: RiskSettingName.allCases)
  func `the example of every limit is right, and the limit part of the meaning`(
    name: RiskSettingName
  ) throws {
    func hash(_ block: String) throws -> String {
      try strategy("\(block)\nentry long when close > open\nstop close * 0.9").semanticHash
    }
    let none = try hash("")
    #expect(try hash("risk {}") == none)
    let one = try hash("risk { \(name.example) }")
    #expect(one != none)
    let others = try RiskSettingName.allCases.filter { $0 != name }
      .map { try hash("risk { \($0.example) }") }
    #expect(!others.contains(one))
  }

  @Test func `an unknown risk setting suggests the nearest`() {
    #expect(findings("risk { max_position 5 }").first?.help?.contains("max_positions") == true)
  }

  @Test func `a bare number where a part is meant suggests a percentage`() {
    let finding = findings("risk { max_daily_loss 5 }").first
    #expect(finding?.fix?.replacement == "5%")
    #expect(finding?.message == "5 here means 500%")
  }

  @Test(arguments: [
    ("let unused = close", "W1001"), ("param unused = 1", "W1001"),
    ("def unused(x) = x", "W1001"), ("input unused : price", "W1001"),
    ("entry short when close > open", "W1003"), ("entry short when 1 > 2\nstop close", "W1002"),
    ("exit long when na", "W1002"), ("exit long when true", "W1002"),
  ])
  func `what looks unintended is a warning`(_ text: String, _ code: String) throws {
    let whole = "\(text)\nexit long when close < open"
    #expect(codes(whole) == [code])
    #expect(throws: Never.self) { try strategy(whole) }
  }

  @Test(arguments: ["exit long when close < open", "stop close", "target close"])
  func `an exit, a stop or a target closes a position`(_ text: String) {
    #expect(codes("entry long when close > open\n\(text)") == [])
  }

  @Test func `inputs are columns with a dimension`() throws {
    let text = "input funding : ratio\nentry short when funding > 1%\nstop close"
    let graph = try strategy(text).graph
    #expect(
      graph.columns == [
        ColumnReference(name: "funding", dimension: .ratio),
        ColumnReference(name: "close", dimension: .price),
      ])
    #expect(
      codes("input funding : ratio\nentry short when funding > close\nstop close") == ["E0203"])
  }
}
