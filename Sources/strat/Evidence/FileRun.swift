import ArgumentParser
import ProcessingEngine
import StratLanguage
import StratREPL
import StratStore
import StratSyntax
import StratTrading

/// `strat runs file`.
struct FileRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "file", abstract: "File the paper session of a journal.",
    discussion: """
      Checks the journal, runs its candles again as a backtest, and files the session with the \
      share of decisions that are the same. Sessions that `strat paper` ends are filed by it.
      """)

  @ArgumentParser.Argument(help: "The journal of a session.")
  var journal: String

  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Files with columns that the journal does not keep.", valueName: "file"))
  var data: [String] = []

  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions
  @OptionGroup var store: StoreOptions

  func run() throws {
    guard TextFile.exists(journal) else {
      throw CommandError(
        .noSuchFile, "there is no journal here", path: journal,
        help: "`strat paper` makes one: strat paper … --journal \(journal)")
    }
    let file = try SQLiteJournal.open(path: journal, mode: .readOnly)
    defer { file.close() }
    try file.verify()
    let session = file.session
    let parameters = try? CanonicalJSON.decode([String: Double].self, from: session.parameters)
    let source = StrategySource(
      kind: .file, text: SourceText(name: session.strategyTitle, session.strategySource))
    guard let strategy = source.compile(overrides: parameters ?? [:]).strategy,
      strategy.semanticHash == session.semanticHash
    else {
      throw EvidenceError(
        .notReproduced, "the strategy in \(journal) means something else in this version of strat",
        help: "it was written by strat \(session.engineVersion); trade it on paper again")
    }
    let program = try source.program(overrides: parameters ?? [:])
    let frames = try TradedCandles(paths: data, reading: reading, besides: besides)
      .frames(for: program)
    let filing = try SessionFiling(
      file, program: program, given: frames, others: try besides.otherSeries(), path: "")
    let filed = try filing.file(into: store.store())
    try StandardOutput.print(RunSheet.filed(filed))
  }
}
