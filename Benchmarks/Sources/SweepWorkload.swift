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

  /// Programs to figures: what peers do whose programs are compiled beforehand.
  ///
  /// Each thread has a share of the variants.
  func prepare(jobs: Int) -> [PreparedVariants] {
    (0..<jobs).map { job in
      let share = variants.count * job / jobs..<variants.count * (job + 1) / jobs
      return runner.prepare(Array(variants[share]), on: [rows])
    }
  }

  func run(_ prepared: [PreparedVariants]) -> String {
    let found = Workers.map(prepared.count, jobs: prepared.count) { prepared[$0].outcomes() }
    return Self.note(found.flatMap { $0 ?? [] })
  }

  /// Text to figures, as `strat sweep` does it.
  func compileAndRun(jobs: Int) -> String {
    Self.note(runner.outcomes(variants, on: [rows], jobs: jobs))
  }

  private static func note(_ found: [Result<VariantOutcome, VariantFailure>?]) -> String {
    let all = found.compactMap { try? $0?.get() }
    let trades = all.reduce(0) { $0 + $1.figures[0].trades }
    let equity = all.reduce(0) { $0 + $1.figures[0].final }
    return "trades \(trades) equity \(equity) by ledger \(all.count(where: \.isLedgered))"
  }

  private var rows: [Range<Int>] { runner.frames.map { 0..<$0.rowCount } }
}
