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

  @Flag(help: "End with the session's figures as JSON.")
  var json = false

  @OptionGroup var trading: TradingOptions
  @OptionGroup var settings: SettingOptions
  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions
  @OptionGroup var filing: FilingOptions

  func run() async throws {
    let source = try StrategySource.file(strategy)
    let program = try source.program(overrides: settings.overrides)
    let fills = try trading.fills()
    let frames = try TradedCandles(paths: data, reading: reading, besides: besides, fills: fills)
      .frames(for: program)
    let carries = try CarriedColumns(fills: fills, besides: besides).schedules(for: frames)
    var others = try besides.otherSeries()
    for frame in frames { others.add(frame) }
    var session = try PaperSession(
      program, source: source.text, frames: frames, others: others,
      carries: Dictionary(
        zip(frames.map(\.symbol), carries), uniquingKeysWith: { first, _ in first }),
      journalPath: journal, terms: trading.terms(frames))
    Interruption.watch()
    let outcome = try await session.run(speed: speed)
    var report = session.report
    session.close()
    var desk = FilingDesk(filing)
    report.filed = desk.fileSession {
      let file = try SQLiteJournal.open(path: journal, mode: .readOnly)
      return try SessionFiling(
        file, program: program, given: frames, others: others,
        path: strategy == "-" ? "stdin" : strategy)
    }
    try StandardOutput.print(json ? report.json + "\n" : report.text(journal: journal))
    guard outcome == .finished else {
      StandardError.print(
        "stopped: \(Self.left(session.remaining)) left; the same command goes on from here")
      desk.tell()
      throw ExitStatus.interrupted
    }
    try desk.finish()
  }

  private static func left(_ candles: Int) -> String {
    candles == 1 ? "1 candle is" : "\(candles) candles are"
  }
}

extension ReplaySpeed: CustomStringConvertible {
  var description: String {
    switch self {
    case .max: "max"
    case .times(let factor): "\(factor)x"
    }
  }
}
