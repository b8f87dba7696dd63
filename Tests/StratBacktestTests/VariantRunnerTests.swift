import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// Variants that run together come to what each comes to alone.
struct VariantRunnerTests {
  static let texts = [
    """
    strategy "Cross"
    param fast = 5 in 2..8
    param slow = 12 in 9..20
    entry long when ema(close, fast) crosses above ema(close, slow)
    exit long when ema(close, fast) crosses below ema(close, slow)
    """,
    """
    strategy "Channel"
    param fast = 3 in 2..6
    param slow = 10 in 7..15
    let trend = (trend[1] ?? close) * (1 - 1 / slow) + close / slow
    entry long when close > highest(high, fast)[1] and close > trend
    exit long when close < lowest(low, slow)[1]
    entry short when close < lowest(low, slow)[1] and close < trend
    exit short when close > highest(high, fast)[1]
    stop close - 2 * atr(fast)
    size 20% of equity
    """,
    """
    strategy "Days" in "Europe/Berlin"
    param fast = 2 in 1..5
    param slow = 9 in 6..12
    entry long when hour >= slow and rsi(close, fast) < 40
    exit long when hour < slow or rsi(close, fast) > 60
    """,
    """
    strategy "Longer" on 1h
    param fast = 2 in 1..4
    param slow = 5 in 5..8
    let calm = (stdev(close, slow) on 4h) < 5
    entry long when close crosses above sma(close, fast + 1) and calm
    exit long when close crosses below sma(close, slow)
    """,
  ]

  static let terms: VariantRunner.Configure = { strategy throws(VariantFailure) in
    do {
      var configuration = try SessionConfiguration(
        id: SessionID("test"), strategy: strategy,
        instruments: [
          Instrument(
            symbol: "A", tickSize: try Price(text: "0.01"), lotSize: try Quantity(text: "0.001"),
            currency: "USD")
        ], initialCash: Money(FixedDecimal(10_000)))
      configuration.fills = FillAssumptions(feeRate: try FixedDecimal(text: "0.001"))
      return configuration
    } catch {
      throw .cannotRun("\(error)")
    }
  }

  private func runner(_ text: String, _ frame: Frame) -> VariantRunner {
    VariantRunner(
      parseStrategy(SourceText(name: "test", text)).tree, names: ["fast", "slow"],
      frames: [frame], configure: Self.terms)
  }

  @Test(arguments: texts)
  func `joined, each is what it is alone`(text: String) throws {
    let seed: UInt64 = 5
    let frame = HistoryFixtures.randomFrame(seed: seed, rows: 700, symbol: "A")
    let slowest: Double = text.contains("on 4h") ? 8 : 12
    var usable: [[Double]] = []
    for fast in [2.0, 3, 4] {
      for slow in [9.0, 10, 12] { usable.append([fast, min(slow, slowest)]) }
    }
    let together = runner(text, frame).map(usable, jobs: 2) { variant in
      Backtest(
        variant.configuration, frames: [frame], rows: [0..<frame.rowCount],
        signals: variant.signals
      ).run()
    }
    var traded = 0
    for (values, result) in zip(usable, together) {
      let compiled = compile(
        SourceText(name: "test", text), overrides: ["fast": values[0], "slow": values[1]])
      let strategy = try #require(compiled.strategy, "\(compiled.diagnostics)")
      let alone = try Backtest(
        StrategyProgram(strategy), Self.terms(strategy), frames: [frame],
        rows: [0..<frame.rowCount]
      ).run()
      let joined = try #require(result).get()
      #expect(joined.fills == alone.fills, "seed \(seed), \(values)")
      #expect(joined.trades.map(\.trade) == alone.trades.map(\.trade))
      #expect(joined.curve.equity.map(\.bitPattern) == alone.curve.equity.map(\.bitPattern))
      #expect(joined.blocked == alone.blocked)
      traded += alone.trades.count
    }
    #expect(traded > 0, "something was compared")
  }

  @Test func `a variant that cannot be compiled does not stop the others`() throws {
    let frame = HistoryFixtures.randomFrame(seed: 3, rows: 200, symbol: "A")
    let text = "param fast = 3\nparam slow = 9\nentry long when close > sma(close, fast)[slow]\n"
    let found = runner(text, frame).map([[3, 9], [2.5, 9], [4, 9]], jobs: 1) { $0.index }
    #expect(found.count == 3)
    #expect(try found[0]?.get() == 0)
    #expect(try found[2]?.get() == 2)
    guard case .failure(.doesNotCompile(let message))? = found[1] else {
      Issue.record("half a bar is no window")
      return
    }
    #expect(message.hasPrefix("E"))
  }

  @Test func `whoever stops gets what was done`() {
    let frame = HistoryFixtures.randomFrame(seed: 3, rows: 200, symbol: "A")
    let found = runner(Self.texts[0], frame).map(
      [[3, 9], [4, 10]], jobs: 1, shouldStop: { true }
    ) { $0.index }
    #expect(found.count == 2)
    #expect(found.allSatisfy { $0 == nil })
  }
}
