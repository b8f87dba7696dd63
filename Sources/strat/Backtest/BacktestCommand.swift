import ArgumentParser
import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket
import StratREPL
import StratStore
import StratTrading

/// `strat backtest`: runs a strategy over history with the trading core of a live session.
struct BacktestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backtest",
    abstract: "Test a strategy on history.",
    discussion: """
      The signals are evaluated in blocks; gates, sizes, risk limits and fills are those of a \
      paper session, so that its trades are the same. Market orders fill at the next candle's \
      open. What is assumed is printed with the result, which is filed: `strat runs` lists it, and \
      `strat check --live` counts it.

      Examples:
        strat backtest strategies/golden_cross.strat --data examples/data/EURUSD_1h.csv \
      --fee 1bp --slippage 1bp
        strat backtest strategies/golden_cross.strat --data examples/data/EURUSD_1h.csv \
      --html report.html --trades trades.csv
      """)

  @Argument(help: "The strategy file.")
  var strategy: String

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Files with candles, one for each symbol.", valueName: "file"))
  var data: [String]

  @Option(help: ArgumentHelp("Trade from this day or time on.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("Trade up to and including this day or time.", valueName: "time"))
  var to: String?

  @Option(help: "How many variants were tried, which deflates the Sharpe ratio; else as filed.")
  var trials: Int?

  @Flag(help: "Print the figures, trades and blocked signals as JSON.")
  var json = false

  @Option(help: ArgumentHelp("Write the trades as CSV.", valueName: "file"))
  var trades: String?

  @Option(help: ArgumentHelp("Write equity and exposure bar by bar as CSV.", valueName: "file"))
  var equity: String?

  @Option(help: ArgumentHelp("Write a report with charts, one HTML file.", valueName: "file"))
  var html: String?

  @OptionGroup var trading: TradingOptions
  @OptionGroup var settings: SettingOptions
  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions
  @OptionGroup var filing: FilingOptions

  func validate() throws {
    guard trials ?? 1 >= 1 else {
      throw CommandError(.usage, "--trials counts from 1", help: "leave it out for a single run")
    }
  }

  func run() throws {
    let source = try StrategySource.file(strategy)
    let program = try source.program(overrides: settings.overrides)
    let period = try Period(from: from, to: to)
    let checked = program.strategy
    let fills = try trading.fills()
    let frames = try TradedCandles(paths: data, reading: reading, besides: besides, fills: fills)
      .frames(for: program)
    var others = try besides.otherSeries()
    for frame in frames { others.add(frame) }
    let configuration = try trading.terms(frames).configuration(of: checked)
    let carries = try CarriedColumns(fills: fills, besides: besides).schedules(for: frames)
    let backtest: Backtest
    do {
      backtest = try Backtest(
        program, configuration, frames: frames, others: others,
        carries: carries,
        rows: try frames.map { try period.rows(of: $0) })
    } catch let error as SeriesError {
      throw CommandError(error)
    }
    var outcome = backtest.run()
    outcome.bounds = backtest.bounds(of: outcome)
    var desk = FilingDesk(filing)
    let tried = desk.variants(of: checked.title, with: checked.semanticHash)
    let metrics = Metrics(outcome, trials: trials ?? tried ?? 1)
    try BacktestFiles(result: outcome, metrics: metrics).write(trades: trades, equity: equity)
    if let html {
      let report = HTMLReport(
        outcome, metrics, source: source.wholeText,
        indicators: try DrawnSeries.indicators(of: checked, over: frames[0], others))
      try BacktestFiles.write(report.text, to: html)
    }
    var report = BacktestReport(result: outcome, metrics: metrics, frames: frames)
    report.filed = desk.file {
      try RunRecord(
        outcome, metrics, program: program, source: source, frames: frames, paths: data,
        others: others, carries: carries)
    }
    try StandardOutput.print(json ? report.json + "\n" : report.text)
    try desk.finish()
  }
}
