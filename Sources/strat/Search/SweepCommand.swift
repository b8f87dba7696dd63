import ArgumentParser
import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket
import StratREPL
import StratTrading

/// `strat sweep`: tries many values of a strategy's parameters over the same candles.
struct SweepCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Try many values of a strategy's parameters.",
    discussion: """
      Every variant is backtested exactly as `strat backtest --set …` would do it; what variants \
      have in common is computed once. Without --param all parameters that declare a range are \
      searched. The best of many variants looks better than it is: the deflated Sharpe ratio, \
      --walk-forward, --resample and --significance say how much.

      Examples:
        strat sweep strategies/golden_cross.strat --data examples/data/EURUSD_1h.csv \
      --param fast=5..20:5 --param slow=20..60:10
        strat sweep strategies/golden_cross.strat --data examples/data/EURUSD_1h.csv \
      --method sobol --samples 200 --walk-forward 5 --heat-map map.png
      """)

  enum Method: String, CaseIterable, ExpressibleByArgument {
    case grid
    case random
    case sobol
  }

  @Argument(help: "The strategy file.")
  var strategy: String

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Files with candles, one for each symbol.", valueName: "file"))
  var data: [String]

  @Option(
    name: .customLong("param"),
    help: ArgumentHelp(
      "Search a parameter from one value to another; may be repeated.",
      valueName: "name=low..high[:step]"))
  var searched: [SearchedParameter] = []

  @Option(help: "grid, random, or sobol, which covers all ranges evenly.")
  var method: Method = .grid

  @Option(help: "How many variants random and sobol try.")
  var samples = 200

  @Option(help: "Where random numbers begin; the same gives the same.")
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "What is wanted most: \(Objective.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "figure"))
  var sort: Objective = .sharpe

  @Option(help: ArgumentHelp("How many of the best are shown.", valueName: "n"))
  var top = 10

  @Option(help: ArgumentHelp("Trade from this day or time on.", valueName: "time"))
  var from: String?

  @Option(help: ArgumentHelp("Trade up to and including this day or time.", valueName: "time"))
  var to: String?

  @Option(
    help: ArgumentHelp(
      "Choose on stretches of the past and try the choice on what follows, so many times.",
      valueName: "folds"))
  var walkForward: Int?

  @Option(help: "Share of a fold in which the choice is made.")
  var training: ExactAmount = ExactAmount.sixtyPercent

  @Option(
    help: ArgumentHelp(
      "Draw the best variant's trades and days again, so many times.", valueName: "draws"))
  var resample: Int?

  @Option(
    help: ArgumentHelp(
      "Compare the best variant's entries with random ones, so many times.", valueName: "draws"))
  var significance: Int?

  @Option(
    help: ArgumentHelp("Draw two parameters as a heat map, .png or .html.", valueName: "file"))
  var heatMap: String?

  @Option(
    help: ArgumentHelp(
      "The two parameters of the heat map; else the first two.", valueName: "across,down"))
  var axes: String?

  @Option(help: ArgumentHelp("Write every variant as CSV.", valueName: "file"))
  var csv: String?

  @Flag(help: "Print everything as JSON.")
  var json = false

  @Option(help: ArgumentHelp("Threads; as many as the machine runs at once.", valueName: "n"))
  var jobs: Int?

  @OptionGroup var trading: TradingOptions
  @OptionGroup var settings: SettingOptions
  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions
  @OptionGroup var filing: FilingOptions

  func validate() throws {
    let counts: [(String, Int?)] = [
      ("--samples", samples), ("--walk-forward", walkForward), ("--resample", resample),
      ("--significance", significance), ("--jobs", jobs), ("--top", top),
    ]
    for case (let option, let count?) in counts where count < 1 {
      throw CommandError(.usage, "\(option) counts from 1, this is \(count)")
    }
    guard training.value.isPositive, training.value < .one else {
      throw CommandError(.usage, "--training is a share of a fold", help: "write `--training 60%`")
    }
    for name in Set(searched.map(\.range.name))
    where searched.count(where: { $0.range.name == name }) > 1 {
      throw CommandError(.usage, "--param \(name) is there twice", help: "keep one of the two")
    }
    if let heatMap, !heatMap.hasSuffix(".png"), !heatMap.hasSuffix(".html") {
      throw CommandError(
        .usage, "a heat map is a .png or an .html file, not '\(heatMap)'",
        help: "write `--heat-map map.png`")
    }
  }

  func run() throws {
    let source = try StrategySource.file(strategy)
    let program = try source.program(overrides: settings.overrides)
    let ranges = try ranges(of: program.strategy)
    let variants = try self.variants(ranges)
    let fills = try trading.fills()
    let frames = try TradedCandles(paths: data, reading: reading, besides: besides, fills: fills)
      .frames(for: program)
    var others = try besides.otherSeries()
    for frame in frames { others.add(frame) }
    let period = try Period(from: from, to: to)
    let rows = try frames.map { try period.rows(of: $0) }
    let terms = try trading.terms(frames)
    let runner = VariantRunner(
      source.tree, names: ranges.map(\.name), overrides: settings.overrides,
      frames: frames, others: others,
      carries: try CarriedColumns(fills: fills, besides: besides).schedules(for: frames)
    ) { strategy throws(VariantFailure) in
      do {
        return try terms.configuration(of: strategy)
      } catch {
        throw .cannotRun("\(error)")
      }
    }
    Interruption.watch()
    let meter = ProgressMeter(total: variants.count + (significance ?? 0))
    let sweep = Sweep(
      runner: runner, variants: variants, rows: rows, objective: sort,
      jobs: jobs ?? Workers.available)
    let outcome = sweep.run(
      folds: walkForward.map { ($0, training.value.double) }, resample: resample,
      significance: significance, seed: seed, shouldStop: { Interruption.isRequested },
      progress: { meter.add($0) })
    meter.clear()
    let report = SweepReport(
      outcome: outcome, source: source.label, frames: frames, rows: rows, objective: sort,
      top: top)
    if let csv { try BacktestFiles.write(report.csv, to: csv) }
    if let heatMap { try writeHeatMap(report, ranges, to: heatMap) }
    try StandardOutput.print(json ? report.json + "\n" : report.text)
    var desk = FilingDesk(filing)
    desk.count(variants: outcome.meanings, of: program.strategy.title)
    if outcome.isInterrupted { throw ExitStatus.interrupted }
    try desk.finish()
    if outcome.order.isEmpty { throw ExitStatus.failure }
  }

  private func ranges(of strategy: CheckedStrategy) throws -> [ParameterRange] {
    let declared = strategy.parameters
    for range in searched.map(\.range) {
      guard let parameter = declared.first(where: { $0.name == range.name }) else {
        let names = declared.map(\.name).joined(separator: ", ")
        throw CommandError(
          .malformedSetting, "the strategy has no parameter '\(range.name)'", path: self.strategy,
          help: names.isEmpty ? "declare it: `param \(range.name) = …`" : "it has \(names)")
      }
      if settings.overrides[range.name] != nil {
        throw CommandError(
          .malformedSetting, "'\(range.name)' is both set and searched", path: self.strategy,
          help: "leave out --set \(range.name)=… or --param \(range.name)=…")
      }
      if let low = parameter.low, let high = parameter.high, range.low < low || range.high > high {
        throw CommandError(
          .malformedSetting,
          "'\(range.name)' goes from \(NumberText.exact(low, missing: "")) to "
            + "\(NumberText.exact(high, missing: "")) only", path: self.strategy,
          help: "search inside that range, or widen it in the file")
      }
    }
    guard searched.isEmpty else { return searched.map(\.range) }
    let found = declared.filter { !$0.overridden }.compactMap(ParameterRange.init)
    guard !found.isEmpty else {
      throw CommandError(
        .nothingToEvaluate, "the strategy has no parameter with a range", path: self.strategy,
        help: "declare one, `param fast = 12 in 5..50`, or name one: `--param fast=5..50`")
    }
    return found
  }

  private func variants(_ ranges: [ParameterRange]) throws -> [[Double]] {
    let plan: SearchPlan =
      switch method {
      case .grid: .grid
      case .random: .random(count: samples, seed: seed)
      case .sobol: .sobol(count: samples)
      }
    do throws(SearchPlan.Refusal) {
      return try plan.variants(ranges)
    } catch {
      switch error {
      case .endless(let name):
        throw CommandError(
          .usage, "a grid needs a step for '\(name)'",
          help: "write `--param \(name)=low..high:step`, or use `--method sobol`")
      case .tooMany(let count, let limit):
        throw CommandError(
          .usage, "these are \(NumberText.short(count)) variants, more than \(limit)",
          help: "use larger steps with --param, or `--method sobol --samples 500`")
      case .tooManyAxes(let count, let limit):
        throw CommandError(
          .usage, "sobol covers up to \(limit) parameters, these are \(count)",
          help: "name fewer with --param, or use `--method random`")
      }
    }
  }

  private func writeHeatMap(
    _ report: SweepReport, _ ranges: [ParameterRange], to path: String
  ) throws {
    let names = axes.map { $0.split(separator: ",").map(String.init) } ?? ranges.map(\.name)
    guard names.count >= 2, axes == nil || names.count == 2,
      let across = ranges.firstIndex(where: { $0.name == names[0] }),
      let down = ranges.firstIndex(where: { $0.name == names[1] }), across != down
    else {
      throw CommandError(
        .usage, "a heat map needs two of the searched parameters",
        help: "write `--axes fast,slow`; searched are "
          + ranges.map(\.name).joined(separator: ", "))
    }
    let map = report.heatMap(across: across, down: down)
    if path.hasSuffix(".png") {
      var file = try OutputFile(path: path)
      try file.write(map.png)
      try file.finish()
    } else {
      try BacktestFiles.write(map.html, to: path)
    }
  }
}

extension Objective: ExpressibleByArgument {}

extension ExactAmount {
  static var sixtyPercent: ExactAmount { ExactAmount(value: FixedDecimal(60, decimals: 2)) }
}
