import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket
import StratTrading
import Testing

/// A backtest does what a paper session does, bit for bit (R1.4).
struct SessionAgreementTests {
  static let rules = [
    """
    entry long when close > sma(close, 5)
    exit long when close < sma(close, 5)
    """,
    """
    entry long when close crosses above sma(close, 10)
    entry short when close crosses below sma(close, 10)
    """,
    """
    entry long when rsi(close, 5) < 40
    stop close * 0.98
    target close * 1.03
    size 50% of equity
    """,
    """
    entry short when rsi(close, 5) > 60
    exit short when rsi(close, 5) < 30
    stop close * 1.02
    """,
    """
    entry long when close > open
    exit long when bars_since(close < open) > 2
    target close * 1.01
    risk { max_daily_loss 1% max_drawdown 20% max_position_size 30% }
    """,
    """
    entry long when volume > 4000
    exit long when volume < 500
    size 3 units
    """,
    """
    entry long when close > open at stop high * 1.002
    entry short when close < open at stop low * 0.998
    stop if close > open then close * 0.99 else close * 1.01
    """,
    """
    entry long when rsi(close, 5) < 45 at limit low
    exit long when bars_since(close < open) > 2
    target close * 1.01
    stop close * 0.985
    """,
    """
    entry long when close crosses above sma(close, 10)
    entry short when close crosses below sma(close, 10) at limit close * 1.003
    exit short when close > sma(close, 20)
    """,
  ]

  @Test(arguments: rules.indices, [UInt64(1), 2, 3, 4])
  func `on random candles`(rule: Int, seed: UInt64) throws {
    let program = try HistoryFixtures.program(Self.rules[rule])
    try expectAgreement(
      program, [HistoryFixtures.randomFrame(seed: seed, rows: 1_500)],
      fee: FixedDecimal(1, decimals: 3), slippage: FixedDecimal(2, decimals: 4),
      "rule \(rule), seed \(seed)")
  }

  @Test(arguments: rules.indices)
  func `with two symbols in one account`(rule: Int) throws {
    let program = try HistoryFixtures.program(Self.rules[rule])
    try expectAgreement(
      program,
      [
        HistoryFixtures.randomFrame(seed: 11, rows: 600, symbol: "AAA"),
        HistoryFixtures.randomFrame(seed: 12, rows: 900, symbol: "BBB"),
      ], fee: FixedDecimal(1, decimals: 3), slippage: .zero, "rule \(rule)")
  }

  @Test(arguments: HistoryFixtures.strategies)
  func `on the shipped candles with every example strategy`(_ name: String) throws {
    let program = try HistoryFixtures.program(file: name)
    for path in ["examples/data/EURUSD_1h.csv", "examples/data/AAPL_1d.csv"] {
      let frame = try HistoryFixtures.frame(path)
      guard program.series.inputs.allSatisfy({ frame.column($0.name) != nil }),
        program.series.otherSymbols.isEmpty,
        program.series.isPlain || program.interval == frame.interval
      else { continue }
      try expectAgreement(
        program, [frame], fee: FixedDecimal(1, decimals: 4), slippage: FixedDecimal(1, decimals: 4),
        "\(name) on \(path)")
    }
  }

  /// Every kind of cost, of payment and of limit on what fills.
  private static let models: [FillAssumptions] = [
    { (fills: inout FillAssumptions) in
      fills.commission = Commission(
        maker: FixedDecimal(1, decimals: 4), taker: FixedDecimal(5, decimals: 4),
        perUnit: Price(FixedDecimal(1, decimals: 3)), minimum: Money(1))
      fills.slippage = Slippage(.range, FixedDecimal(1, decimals: 1))
      fills.bothHit = .target
    },
    { fills in
      fills.slippage = Slippage(.volume, FixedDecimal(1, decimals: 1))
      fills.maxVolumeShare = FixedDecimal(5, decimals: 2)
      fills.borrowRate = FixedDecimal(5, decimals: 2)
    },
    { fills in
      fills.slippage = Slippage(.ticks, FixedDecimal(2))
      fills.funding = "volume"
    },
  ].map { change in
    var fills = FillAssumptions()
    change(&fills)
    return fills
  }

  @Test(arguments: rules.indices, models.indices)
  func `with every model of costs and fills`(rule: Int, model: Int) throws {
    let program = try HistoryFixtures.program(Self.rules[rule])
    let frame = HistoryFixtures.randomFrame(seed: UInt64(20 + rule), rows: 500)
    // A payment every eighth hour, a little late as venues are.
    let stamps = stride(from: 0, to: frame.rowCount, by: 8).map { Int64($0) * 3_600_000 + 151 }
    let rates = stamps.indices.map { $0.isMultiple(of: 3) ? -0.0002 : 0.0001 }
    let carry = CarrySchedule(
      times: frame.times,
      funding: Self.models[model].funding == nil
        ? nil : StampedSeries(times: stamps, values: rates))
    try expectAgreement(
      program, [frame], fills: Self.models[model], carries: [carry], "rule \(rule), model \(model)")
  }

  @Test
  func `a row without a close after many on which nothing happened is marked as in a session`()
    throws
  {
    let program = try HistoryFixtures.program(
      """
      strategy "held" on 1h
      entry long when close > 99
      exit long when close < 50
      """)
    let count = 40
    var closes = (0..<count).map { 100 + Double($0) }
    for row in [17, 18, 30, count - 1] { closes[row] = .nan }
    let prices = (0..<count).map { 100 + Double($0) }
    let frame = Frame(
      symbol: "TEST", times: (0..<count).map { Int64($0) * 3_600_000 },
      columnNames: ["open", "high", "low", "close", "volume"],
      columns: [prices, prices, prices, closes, prices], interval: .fixed(milliseconds: 3_600_000))
    try expectAgreement(program, [frame], fee: .zero, slippage: .zero, "missing closes")
    let backtest = try Backtest(
      program, HistoryFixtures.configuration(program, [frame]), frames: [frame],
      rows: [0..<count])
    let equity = [true, false].map { backtest.run(skipsQuietRows: $0).curve.equity }
    #expect(equity[0] == equity[1])
  }

  @Test(arguments: [
    "hours 06:00..14:00", "hours 22:00..03:00 in \"America/New_York\"",
  ])
  func `with hours in which positions may be opened`(hours: String) throws {
    let program = try HistoryFixtures.program(
      hours + """

        entry long when close > open
        exit long when close < sma(close, 3)
        stop close * 0.97
        """)
    let frame = HistoryFixtures.randomFrame(seed: 31, rows: 1_200)
    try expectAgreement(
      program, [frame], fee: FixedDecimal(1, decimals: 3), slippage: .zero, hours)
    var configuration = try HistoryFixtures.configuration(program, [frame])
    configuration.setIntervals(of: [frame], otherwise: program.interval)
    let result = try Backtest(
      program, configuration, frames: [frame], rows: [0..<frame.rowCount]
    ).run()
    #expect(result.blocked.contains { $0.reason.code == .outsideHours }, "hours play a part")
    #expect(result.trades.count > 20)
  }

  private func expectAgreement(
    _ program: StrategyProgram, _ frames: [Frame], fee: FixedDecimal, slippage: FixedDecimal,
    _ what: String
  ) throws {
    try expectAgreement(
      program, frames, fills: FillAssumptions(feeRate: fee, slippage: slippage), carries: [], what)
  }

  private func expectAgreement(
    _ program: StrategyProgram, _ frames: [Frame], fills: FillAssumptions,
    carries: [CarrySchedule], _ what: String
  ) throws {
    var configuration = try HistoryFixtures.configuration(program, frames)
    configuration.fills = fills
    configuration.setIntervals(of: frames, otherwise: program.interval)
    let session = try session(program, configuration, frames, carries)
    let backtest = try Backtest(
      program, configuration, frames: frames, carries: carries,
      rows: frames.map { 0..<$0.rowCount })
    for skips in [true, false] {
      let result = backtest.run(skipsQuietRows: skips)
      #expect(result.trades.map(\.trade) == session.trades, "\(what), skipping \(skips)")
      #expect(result.fills == session.fills, "\(what), skipping \(skips)")
      #expect(result.bothHitBars == session.bothHitBars, "\(what), skipping \(skips)")
      var summary = result.summary
      var expected = session.summary
      // Where rows are skipped, the deepest fall is read from the equity curve instead.
      let deepest = Drawdown(
        result.curve.equity, from: configuration.initialCash.double
      ).depth
      if frames.count == 1 {
        #expect(
          abs(deepest - expected.maxDrawdown.double) < 1e-9, "\(what): the deepest fall")
      }
      summary.maxDrawdown = .zero
      expected.maxDrawdown = .zero
      #expect(summary == expected, "\(what), skipping \(skips)")
      #expect(
        result.curve.equity.count == Set(frames.flatMap(\.times)).count, "\(what): the curve")
      let equity = try #require(result.curve.equity.last)
      #expect(abs(equity - expected.equity.double) < 1e-6, "\(what): the last equity")
    }
  }

  private func session(
    _ program: StrategyProgram, _ configuration: SessionConfiguration, _ frames: [Frame],
    _ carries: [CarrySchedule]
  ) throws -> (
    trades: [ClosedTrade], fills: [Fill], summary: SessionSummary, bothHitBars: Int
  ) {
    var sources: [String: any VerdictSource] = [:]
    for frame in frames {
      sources[frame.symbol] = try ProgramVerdictSource(program, frame: frame)
    }
    var driver = try SessionDriver(
      configuration, sources: sources, journal: MemoryJournal(), commitEvery: 1_000)
    let rows = frames.indices.flatMap { index in
      (0..<frames[index].rowCount).map { (frames[index].times[$0], index, $0) }
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }
    let series = frames.map(CandleSeries.init)
    var trades: [ClosedTrade] = []
    var fills: [Fill] = []
    for (_, index, row) in rows {
      let carry = carries.isEmpty ? Carry.none : carries[index].carry(at: row)
      let step = try driver.step(
        series[index].candle(row), of: frames[index].symbol, carry: carry)
      trades += step.trades
      fills += step.fills
    }
    return (trades, fills, try driver.finish(), driver.venue.bothHitBars)
  }
}
