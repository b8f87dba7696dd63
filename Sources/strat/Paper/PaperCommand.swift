import ArgumentParser
import ProcessingEngine
import StratLanguage
import StratMarket
import StratREPL
import StratStore
import StratTrading

/// `strat paper`: trades a strategy over candles with no money, and writes everything down.
struct PaperCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "paper",
    abstract: "Trade a strategy on paper over candles, with a journal.",
    discussion: """
      Orders fill at the next bar's open; stops and targets inside a bar, the stop first. Every \
      event, decision and order is in the journal before anything happens. Ctrl-C stops after the \
      bar at work; the same command goes on from there, and nothing is decided twice.

      Example:
        strat paper strategies/golden_cross.strat --data examples/data/EURUSD_1h.csv \
      --journal s.db
      """)

  @Argument(help: "The strategy file.")
  var strategy: String

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp("Files with candles, one for each symbol.", valueName: "file"))
  var data: [String]

  @Option(help: "The journal: made when it is not there, gone on with when it is.")
  var journal: String

  @Option(help: "How fast candles come: max, 1x (as they happened), 3600x, …")
  var speed: ReplaySpeed = .max

  @Option(help: "What the account begins with.")
  var cash: ExactAmount = ExactAmount.hundredThousand

  @Option(help: "Fee of every fill, of its notional, such as 0.1% or 1bp.")
  var fee: ExactAmount = ExactAmount.zero

  @Option(help: "What a market order loses on the price, such as 1bp.")
  var slippage: ExactAmount = ExactAmount.zero

  @Option(help: "Step of prices; else the finest decimal in the candles.")
  var tick: ExactAmount?

  @Option(help: "Step of quantities; else 0.000001.")
  var lot: ExactAmount?

  @Option(help: "Least value of an order that opens.")
  var minNotional: ExactAmount?

  @Flag(help: "Refuse short entries.")
  var noShorts = false

  @Flag(help: "End with the session's figures as JSON.")
  var json = false

  @OptionGroup var settings: SettingOptions
  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions

  func run() async throws {
    let source = try StrategySource.file(strategy)
    let result = source.compile(overrides: settings.overrides)
    result.diagnostics.report(in: source.text)
    guard let checked = result.strategy else { throw ExitStatus.failure }
    let program: StrategyProgram
    do {
      program = try StrategyProgram(checked)
    } catch {
      throw CommandError(.tooLarge, error.description, path: strategy)
    }
    let frames = try readFrames(program)
    var others = try besides.otherSeries()
    for frame in frames { others.add(frame) }
    var session = try PaperSession(
      program, source: source.text, frames: frames, others: others, journalPath: journal,
      terms: PaperTerms(
        cash: Money(cash.value), fee: fee.value, slippage: slippage.value,
        instruments: try frames.map(instrument)))
    Interruption.watch()
    let outcome = try await session.run(speed: speed)
    try StandardOutput.print(
      json ? session.report.json + "\n" : session.report.text(journal: journal))
    session.close()
    guard outcome == .finished else {
      StandardError.print(
        "stopped: \(Self.left(session.remaining)) left; the same command goes on from here")
      throw ExitStatus.interrupted
    }
  }

  private static func left(_ candles: Int) -> String {
    candles == 1 ? "1 candle is" : "\(candles) candles are"
  }

  private func readFrames(_ program: StrategyProgram) throws -> [Frame] {
    let columns = try reading.columnMap()
    var frames: [Frame] = []
    for path in data {
      var source = CandleSource(path, reading, columns)
      let inputs = program.series.inputs
      let present = try source.columnNames()
      let joined = try besides.joinedColumns(for: try source.symbol())
      let wanted = Set(inputs.map(\.name).filter { !joined.contains($0) })
        .union(["open", "high", "low", "close", "volume"])
      for name in ["open", "high", "low", "close"] where !present.contains(name) {
        throw CommandError(
          .missingColumn, "paper trading needs a column '\(name)'", path: path,
          help: "map it with --column \(name)=…")
      }
      var frame = try source.frame(
        wanted.filter { $0 != "volume" || present.contains($0) },
        isAlone: true)
      for remark in source.remarks { StandardError.print(remark) }
      if frames.contains(where: { $0.symbol == frame.symbol }) {
        throw CommandError(
          .usage, "two files are of \(frame.symbol)", path: path,
          help: "give one file for each symbol")
      }
      guard frame.rowCount > 0 else {
        throw CommandError(.noBars, "the file has no candles", path: path)
      }
      do {
        try joined.join(inputs, to: &frame, interval: program.interval)
      } catch {
        throw CommandError(error, path: path)
      }
      frames.append(frame)
    }
    return frames
  }

  private func instrument(_ frame: Frame) throws -> Instrument {
    var instrument = Instrument.derived(
      symbol: frame.symbol,
      prices: ["open", "high", "low", "close"].lazy.compactMap { frame.column($0) }.joined())
    if let tick { instrument.tickSize = Price(tick.value) }
    if let lot { instrument.lotSize = Quantity(lot.value) }
    if let minNotional { instrument.minimumNotional = Money(minNotional.value) }
    if noShorts { instrument.allowsShort = false }
    return instrument
  }
}

extension ExactAmount {
  static var zero: ExactAmount { ExactAmount(value: .zero) }
  static var hundredThousand: ExactAmount { ExactAmount(value: FixedDecimal(100_000)) }

  init(value: FixedDecimal) { self.value = value }
}

extension ExactAmount: CustomStringConvertible {
  var description: String { value.description }
}

extension ReplaySpeed: CustomStringConvertible {
  var description: String {
    switch self {
    case .max: "max"
    case .times(let factor): "\(factor)x"
    }
  }
}
