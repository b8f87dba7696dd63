import ArgumentParser
import ProcessingEngine
import StratExchange
import StratLanguage
import StratMarket
import StratSimulation
import StratTrading

/// `strat drill`: a strategy as a live session, through everything that goes wrong live.
struct DrillCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill",
    abstract: "Put a strategy, as a live session, through a catalogue of faults.",
    discussion: """
      The strategy with its own risk settings trades candles of yours on a simulated exchange, while \
      answers get lost, messages come twice or late, the process is killed and the disk is full. At \
      the end of each world no order may be lost and none doubled, both sides have to hold the same, \
      and the journal has to lead to the same state. Nothing is written and nothing leaves the \
      process; equal seeds give equal worlds.

      Examples:
        strat drill strategies/golden_cross.strat --data examples/data/EURUSD_1h.csv
        strat drill strategies/golden_cross.strat --data examples/data/EURUSD_1h.csv \
      --only kill --worlds 50
      """)

  @Argument(help: "The strategy file.")
  var strategy: String

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Files with candles, one for each symbol.", valueName: "file"))
  var data: [String]

  @Option(help: ArgumentHelp("One kind of fault instead of all.", valueName: "name"))
  var only: String?

  @Option(help: "Worlds for each kind of fault.")
  var worlds = 3

  @Option(help: "Candles of each symbol that are traded: the last ones, after enough of history.")
  var bars = 200

  @Option(help: "The seed of the first world; those after it follow.")
  var seed: UInt64 = 1

  @Flag(help: "Print JSON.")
  var json = false

  @OptionGroup var trading: TradingOptions
  @OptionGroup var settings: SettingOptions
  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions

  func validate() throws {
    guard worlds > 0, bars > 0 else {
      throw CommandError(
        .usage, "--worlds and --bars count from 1", help: "write a number above zero")
    }
    if let only, !DrillScenario.catalogue.contains(where: { $0.name == only }) {
      let names = DrillScenario.catalogue.map(\.name).joined(separator: ", ")
      throw CommandError(
        .usage, "there is no kind of fault '\(only)'", help: "name one of: \(names)")
    }
  }

  func run() throws {
    let source = try StrategySource.file(strategy)
    let program = try source.program(overrides: settings.overrides)
    let fills = try trading.fills()
    let frames = try TradedCandles(paths: data, reading: reading, besides: besides, fills: fills)
      .frames(for: program)
    var others = try besides.otherSeries()
    for frame in frames { others.add(frame) }
    let drill = try Drill(
      program, frames: frames, others: others, terms: trading.terms(frames), bars: bars)
    var results: [DrillResult] = []
    let scenarios = DrillScenario.catalogue.filter { only == nil || $0.name == only }
    var progress = ProgressBar(total: scenarios.count * worlds)
    for scenario in scenarios {
      var result = DrillResult(scenario)
      for index in 0..<worlds {
        result.add(try drill.world(scenario, seed: seed &+ UInt64(index)))
        progress.update(results.count * worlds + index + 1, scenario.name)
      }
      results.append(result)
    }
    progress.clear()
    let report = DrillReport(title: program.strategy.title, drill: drill, results: results)
    try StandardOutput.print(json ? report.json : report.text)
    if !report.isPassed { throw ExitStatus.failure }
  }
}
