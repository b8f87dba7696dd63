import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading

/// The workloads that trade, and those of many symbols.
enum TradedWorkloads {
  /// The peers begin with this much: fees take nearly all of it over nine thousand trades, and what
  /// is left still is many lots.
  static let cash = Money(1_000_000_000_000)

  /// What a backtest of W1 came to, as far as peers say it too.
  struct Outcome: CustomStringConvertible {
    var trades: Int
    var open: Int
    var fills: Int
    var share: Double
    var deepest: Double

    init(_ result: BacktestResult, _ metrics: Metrics) {
      trades = metrics.trades
      open = result.open.count
      fills = result.fills.count
      share = metrics.final / metrics.initial
      deepest = metrics.drawdown.depth
    }

    var description: String {
      "trades \(trades) open \(open) fills \(fills) equity \(share) drawdown \(deepest)"
    }
  }

  /// A strategy over one frame as `strat backtest` runs it: signals, orders, fills and figures.
  struct Traded {
    let program: StrategyProgram
    let configuration: SessionConfiguration
    let frame: Frame

    /// - Parameter size: a `size` clause, where it is not the one that is left out.
    init(_ frame: Frame, size: String = "") throws {
      let strategy = try Workloads.strategy(Workloads.w1 + "\n" + size)
      program = try StrategyProgram(strategy)
      self.frame = frame
      var configuration = try SessionConfiguration(
        id: SessionID("backtest-\(strategy.semanticHash.prefix(8))"), strategy: strategy,
        instruments: [
          Instrument.derived(
            symbol: frame.symbol,
            prices: ["open", "high", "low", "close"].compactMap { frame.column($0) })
        ],
        initialCash: cash)
      configuration.fills.commission = Commission(rate: FixedDecimal(1, decimals: 3))
      self.configuration = configuration
    }

    func run() throws -> Outcome {
      let result = try Backtest(
        program, configuration, frames: [frame], rows: [0..<frame.rowCount]
      ).run()
      return Outcome(result, Metrics(result))
    }
  }

  /// The candles of many symbols, a frame for each.
  ///
  /// Only the columns that the formulas read, as the peers have them.
  static func universe(_ folder: String, bars: Int) throws -> [Frame] {
    let names = ["low", "close"]
    let times = try NumpyColumn.integers(folder + "/time.npy")
    let columns = try names.map { try NumpyColumn.doubles(folder + "/\($0).npy") }
    return stride(from: 0, to: times.count, by: bars).enumerated().map { index, start in
      let rows = start..<min(start + bars, times.count)
      return Frame(
        symbol: "S\(index)", times: Array(times[rows]), columnNames: names,
        columns: columns.map { Array($0[rows]) })
    }
  }

  /// How often W1's rules are true over all frames, each evaluated by itself as `strat batch` does.
  static func signals(_ frames: [Frame], jobs: Int) throws -> (entries: Int, exits: Int) {
    let program = try StrategyProgram(try Workloads.strategy(Workloads.w1))
    let counts = Workers.map(frames.count, jobs: jobs) { index -> (Int, Int) in
      guard
        let table = try? SignalTable(program, over: frames[index], others: OtherSeries())
      else { return (0, 0) }
      return (count(table.entryLong), count(table.exitLong))
    }
    return counts.reduce(into: (entries: 0, exits: 0)) { sum, count in
      sum.entries += count?.0 ?? 0
      sum.exits += count?.1 ?? 0
    }
  }

  /// How many of some truths are true; bit 0 says so.
  private static func count(_ truths: [UInt8]) -> Int {
    let truths = truths.span
    var count = 0
    var start = 0
    // In groups that one byte can count, which the compiler turns into vector additions.
    while start < truths.count {
      let group = truths.extracting(start..<min(start + 255, truths.count))
      var sum: UInt8 = 0
      for row in group.indices { sum &+= group[row] & 1 }
      count += Int(sum)
      start += 255
    }
    return count
  }
}
