import ProcessingEngine
import StratExchange
import StratMarket
import StratSimulation
import StratTrading

/// A strategy and its candles, ready for any number of simulated worlds.
struct Drill {
  private let program: StrategyProgram
  private let frames: [Frame]
  private let others: OtherSeries
  private let configuration: SessionConfiguration
  private let settings: LiveSettings
  private let markets: [SimulatedWorld.Market]
  private let interval: Int64
  /// Candles of each symbol that are traded.
  let tradedBars: Int

  init(
    _ program: StrategyProgram, frames: [Frame], others: OtherSeries, terms: TradingTerms,
    bars: Int
  ) throws {
    self.program = program
    self.frames = frames
    self.others = others
    let lengths = Set(frames.map { ($0.interval ?? program.interval)?.milliseconds })
    guard lengths.count == 1, let length = lengths.first ?? nil else {
      throw CommandError(
        .intervalMismatch, "a drill needs candles of one known length for all symbols",
        help: "give files with candles of the same interval")
    }
    interval = length
    var configuration = try SessionConfiguration(
      id: SessionID("drill"), strategy: program.strategy, instruments: terms.instruments,
      initialCash: terms.cash)
    configuration.fills = terms.fills
    configuration.setIntervals(of: frames, otherwise: program.interval)
    let problems = configuration.problems
    guard problems.isEmpty else {
      throw SessionError(.badConfiguration, problems.joined(separator: "; "))
    }
    self.configuration = configuration
    var settings = LiveSettings()
    settings.reconcileMilliseconds = max(settings.reconcileMilliseconds, length / 2)
    self.settings = settings
    let history = configuration.warmUpBars + 1
    var traded = bars
    markets = try frames.map { frame in
      guard frame.rowCount > history else {
        throw CommandError(
          .noBars,
          "\(frame.symbol) has \(frame.rowCount) candles; \(history) are history alone",
          help: "give a file with more candles")
      }
      let count = min(frame.rowCount, history + bars)
      traded = min(traded, count - history)
      let series = CandleRows(frame)
      return SimulatedWorld.Market(
        symbol: frame.symbol,
        candles: (frame.rowCount - count..<frame.rowCount).map(series.candle), history: history)
    }
    tradedBars = traded
  }

  /// A world that has been lived through to its end.
  func world(_ scenario: DrillScenario, seed: UInt64) throws -> SimulatedWorld {
    var exchange = try Exchange(
      ExchangeSettings(instruments: configuration.instruments, fills: configuration.fills))
    try exchange.openAccount(SimulatedWorld.account, deposit: configuration.initialCash)
    let (program, frames, others) = (program, frames, others)
    var world = SimulatedWorld(
      seed: seed, configuration, settings: settings, venue: HonestVenue(exchange),
      markets: markets, intervalMilliseconds: interval, rates: scenario.rates
    ) {
      var sources: [String: any VerdictSource] = [:]
      for frame in frames {
        sources[frame.symbol] = try ProgramVerdictSource(program, frame: frame, others: others)
      }
      return sources
    }
    world.run()
    return world
  }
}

/// The rows of a frame as candles.
private struct CandleRows {
  private let frame: Frame
  private let columns: [[Double]]

  init(_ frame: Frame) {
    self.frame = frame
    columns = ["open", "high", "low", "close", "volume"].map { name in
      frame.column(name) ?? Array(repeating: .nan, count: frame.rowCount)
    }
  }

  func candle(_ row: Int) -> Candle {
    Candle(
      time: frame.time(ofRow: row), open: columns[0][row], high: columns[1][row],
      low: columns[2][row], close: columns[3][row], volume: columns[4][row])
  }
}
