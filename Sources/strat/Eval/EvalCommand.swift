import ArgumentParser
import ProcessingEngine
import StratMarket

/// `strat eval`: what formulas and strategies say over candles.
struct EvalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Evaluate formulas or strategies over candles.",
    discussion: """
      An argument that ends in .strat or is an existing file is a strategy, anything else a \
      formula. One of them over one file gives its counts and last values, or with --format csv \
      or json its whole series. Several give a row each; what fails does not stop the others, and \
      shows in the exit status.

      Evaluation always starts at the first candle of a file: --from and --to choose what is \
      counted and printed, not what is history. Repairs made to a file are told on standard error.

      Examples:
        strat eval 'rsi(close, 14) < 30' --data examples/data/AAPL_1d.csv
        strat eval 'macd(close)' --data candles.csv --format csv
        strat eval strategies/*.strat --data examples/data/*.csv
        strat eval 'sma(close, n)' --set n=50 --data candles.csv --from 2010-01-01
        strat eval close --column close=adj_close --data candles.csv
        strat eval 'close > sma(close, 50) on 1d' --data examples/data/EURUSD_1h.csv
        strat eval 'close / (close of "IBM")' --data examples/data/AAPL_1d.csv \
      --with examples/data/IBM_1d.csv
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table
    case csv
    case json
  }

  @Argument(
    help: ArgumentHelp("Formulas in quotes, and strategy files.", valueName: "formula|file"))
  var inputs: [String]

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp("Files of candles; - reads one from standard input.", valueName: "file"))
  var data: [String]

  @Option(help: "table, csv or json.")
  var format: Format = .table

  @Option(help: ArgumentHelp("How many of the last values the table shows.", valueName: "n"))
  var last = 5

  @Option(
    help: ArgumentHelp(
      "Count from this time on: 2017-03-02, or 2017-03-02T14:00Z.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("Count up to this time or day, and with it.", valueName: "time"))
  var to: String?

  @OptionGroup var settings: SettingOptions
  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions

  @Option(help: "blocks, or ticks to evaluate bar by bar; the results are the same bits.")
  var path: ExecutionPath = .blocks

  func validate() throws {
    guard last >= 0 else {
      throw CommandError(
        .usage, "--last must be 0 or more, this is \(last)", help: "write `--last 5`")
    }
    if data.isEmpty {
      throw CommandError(
        .usage, "there are no candles to evaluate over", help: "name files: `--data candles.csv`")
    }
    _ = try period()
    _ = try reading.columnMap()
  }

  func run() throws {
    let evaluation = Evaluation(
      inputs: inputs, overrides: settings.overrides, reading: reading,
      columns: try reading.columnMap(),
      period: try period(), path: path, besides: besides, others: try besides.otherSeries())
    if inputs.count == 1, data.count == 1 {
      try runOne(evaluation)
    } else {
      try runBatch(evaluation)
    }
  }

  private func period() throws(CommandError) -> Period { try Period(from: from, to: to) }

  /// One subject over one file, in detail.
  private func runOne(_ evaluation: Evaluation) throws {
    var evaluation = evaluation
    let keeping: Evaluation.Keeping = format == .table ? .last(last) : .all
    var outcomes: [Evaluation.Outcome] = []
    evaluation.run(over: data[0], keeping: keeping) { outcomes.append($0) }
    guard case .success(let evaluated)? = outcomes.first?.result else { throw ExitStatus.failure }
    let report = SeriesReport(evaluated)
    switch format {
    case .table: try report.printTable()
    case .csv: try report.printCSV()
    case .json: try report.printJSON()
    }
  }

  /// Every subject over every file, a row each, in the order they were named.
  private func runBatch(_ evaluation: Evaluation) throws {
    var evaluation = evaluation
    var outcomes: [Evaluation.Outcome] = []
    for file in data {
      evaluation.run(over: file, keeping: .last(0)) { outcomes.append($0) }
    }
    let report = BatchReport(outcomes)
    switch format {
    case .table: try report.printTable()
    case .csv: try report.printCSV()
    case .json: try report.printJSON()
    }
    if report.hasFailures { throw ExitStatus.failure }
  }
}

extension ExecutionPath: ExpressibleByArgument {}
