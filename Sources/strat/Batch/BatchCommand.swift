import ArgumentParser
import StratBacktest
import StratMarket
import StratREPL

/// `strat batch`: every strategy over every symbol.
struct BatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: "Backtest many strategies on many symbols.",
    discussion: """
      Every strategy is backtested on every file of candles by itself, as `strat backtest` would; \
      what strategies have in common is computed once for a file. Errors in one file do not stop \
      the others and show in the exit status. A strategy that was written for other candles (an \
      input the file lacks, another symbol, another interval) is skipped and says so.

      With --out every result is kept as soon as it is there: after Ctrl-C or a crash the same \
      command goes on where it was, and changed strategies, candles or costs are computed anew.

      Examples:
        strat batch strategies/ --data examples/data --out results.jsonl
        strat batch strategies/golden_cross.strat strategies/turtle.strat --data examples/data \
      --format csv
      """)

  enum Format: String, CaseIterable, ExpressibleByArgument {
    case table
    case csv
    case json
  }

  @Argument(help: ArgumentHelp("Strategy files, and folders of them.", valueName: "file|folder"))
  var strategies: [String]

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Files of candles, and folders of them.", valueName: "file|folder"))
  var data: [String]

  @Option(help: "table, csv, or json: a line for each result.")
  var format: Format = .table

  @Option(
    help: ArgumentHelp("Keep results here, and go on from those kept.", valueName: "file.jsonl"))
  var out: String?

  @Option(help: ArgumentHelp("Trade from this day or time on.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("Trade up to and including this day or time.", valueName: "time"))
  var to: String?

  @Option(help: ArgumentHelp("Threads; as many as the machine runs at once.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var trading: TradingOptions
  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions

  func validate() throws {
    if let jobs, jobs < 1 { throw CommandError(.usage, "--jobs counts from 1, this is \(jobs)") }
  }

  func run() throws {
    let strategyFiles = try BatchInputs.files(strategies, endingIn: ".strat")
    let candleFiles = try BatchInputs.files(data, endingIn: ".csv")
    _ = try Period(from: from, to: to)
    // What is wrong with the costs is wrong for all: no row for each.
    _ = try trading.fills()
    let log = try out.map { path throws(CommandError) in try BatchLog(path: path) }
    Interruption.watch()
    let batch = Batch(
      strategies: strategyFiles.map(BatchStrategy.init), files: candleFiles, trading: trading,
      reading: reading, besides: besides, from: from, to: to, known: log?.known ?? [:])
    let meter = ProgressMeter(total: strategyFiles.count * candleFiles.count)
    let found = Workers.map(
      candleFiles.count, jobs: jobs ?? Workers.available,
      shouldStop: { Interruption.isRequested }
    ) { index in
      batch.run(over: candleFiles[index], shouldStop: { Interruption.isRequested }) { row, isNew in
        if isNew { log?.add(row) }
        meter.add(1, "\(row.strategy) \(row.symbol ?? row.file)")
      }
    }
    meter.clear()
    let rows = batch.sorted(found.compactMap(\.self).flatMap(\.self), files: candleFiles)
    let report = BatchResults(rows: rows)
    switch format {
    case .table: try StandardOutput.print(report.text)
    case .csv: try StandardOutput.print(report.csv)
    case .json: try StandardOutput.print(report.lines)
    }
    try log?.finish()
    if Interruption.isRequested {
      let all = strategyFiles.count * candleFiles.count
      StandardError.print(
        "stopped after \(rows.count) of \(all)"
          + (out == nil ? "" : "; the same command goes on from here"))
      throw ExitStatus.interrupted
    }
    if report.hasFailures { throw ExitStatus.failure }
  }
}
