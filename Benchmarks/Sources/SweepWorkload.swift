import StratBacktest
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading

/// W4: 1,000 crossings of averages over 100,000 bars, each with a full backtest.
struct SweepWorkload {
  static let text = """
    strategy "W4"
    param fast = 5 in 5..24
    param slow = 25 in 25..74
    entry long when ema(close, fast) crosses above ema(close, slow)
    exit long when ema(close, fast) crosses below ema(close, slow)
    """

  let runner: VariantRunner
  let variants: [[Double]]

  init(_ folder: String) throws {
    let frame = try Workloads.frame(folder, ["open", "high", "low", "close", "volume"])
    let instrument = Instrument.derived(
      symbol: frame.symbol,
      prices: ["open", "high", "low", "close"].compactMap { frame.column($0) })
    runner = VariantRunner(
      parseStrategy(SourceText(name: "w4", Self.text)).tree, names: ["fast", "slow"],
      frames: [frame]
    ) { strategy throws(VariantFailure) in
      do {
        var configuration = try SessionConfiguration(
          id: SessionID("w4"), strategy: strategy, instruments: [instrument],
          initialCash: Money(FixedDecimal(10_000)))
        configuration.fills = FillAssumptions(feeRate: FixedDecimal(1, decimals: 3))
        return configuration
      } catch {
        throw .cannotRun("\(error)")
      }
    }
    variants = (5...24).flatMap { fast in (25...74).map { [Double(fast), Double($0)] } }
  }

  var combinationBars: Int { variants.count * (runner.frames.first?.rowCount ?? 0) }

  /// Text to figures, as `strat sweep` does it; trades of all together and by the core.
  func run(jobs: Int) -> String {
    let found = runner.outcomes(variants, on: [rows], jobs: jobs).compactMap { try? $0?.get() }
    let trades = found.reduce(0) { $0 + $1.figures[0].trades }
    let equity = found.reduce(0) { $0 + $1.figures[0].final }
    return "variants \(found.count) trades \(trades) equity \(equity)"
      + " by ledger \(found.count(where: \.isLedgered))"
  }

  private var rows: [Range<Int>] { runner.frames.map { 0..<$0.rowCount } }
}
