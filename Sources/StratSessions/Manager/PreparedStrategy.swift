import ProcessingEngine
import StratLanguage
import StratMarket
import StratStore
import StratSyntax
import StratTrading

/// A strategy's text made ready to run live.
struct PreparedStrategy: Sendable {
  let text: String
  let program: StrategyProgram

  var strategy: CheckedStrategy { program.strategy }

  init(_ text: String, path: String, parameters: [String: Double]) throws(SessionsError) {
    let source = SourceText(name: path, text)
    let result = compile(source, overrides: parameters)
    guard let checked = result.strategy else {
      throw SessionsError(
        .strategyInvalid, TextRenderer().render(result.diagnostics, in: source))
    }
    do {
      program = try StrategyProgram(checked)
    } catch {
      throw SessionsError(.strategyInvalid, "\(path): \(error.description)")
    }
    self.text = text
  }

  /// What it reads that no venue brings: a live session has candles of its own symbols, each for
  /// itself, and nothing else.
  func requireCandlesOnly() throws(SessionsError) {
    var missing: [String] = []
    let brought: Set = ["open", "high", "low", "close", "volume"]
    for input in program.series.inputs where !brought.contains(input.name) {
      missing.append("the column '\(input.name)'")
    }
    for symbol in otherSymbols(program.series.feeds) {
      missing.append("the candles of '\(symbol)'")
    }
    if program.interval == nil { missing.append("an interval, such as `on 1h`, in its first line") }
    guard missing.isEmpty else {
      throw SessionsError(
        .dataNotAvailable, "the strategy needs \(missing.joined(separator: ", "))")
    }
  }

  private func otherSymbols(_ feeds: [SeriesProgram]) -> [String] {
    feeds.flatMap { feed in
      [feed.source?.symbol].compactMap { $0 } + otherSymbols(feed.feeds)
    }
  }

  func configuration(
    id: SessionID, instruments: [Instrument], request: StartRequest
  ) throws(SessionsError) -> SessionConfiguration {
    var configuration: SessionConfiguration
    do {
      configuration = try SessionConfiguration(
        id: id, strategy: strategy, instruments: instruments, initialCash: request.initialCash)
    } catch {
      throw SessionsError(.badRequest, "an amount of the strategy cannot be counted: \(error)")
    }
    configuration.mode = request.mode
    configuration.intervals = [:]
    for instrument in instruments {
      configuration.intervals?[instrument.symbol] = program.interval?.milliseconds
    }
    let problems = configuration.problems
    guard problems.isEmpty else {
      throw SessionsError(.badRequest, problems.joined(separator: "; "))
    }
    return configuration
  }

  /// How a session of it is made, as often as that has to be done.
  func plan(
    _ manifest: SessionManifest, journalPath: String, created: Timestamp
  ) throws -> SessionPlan {
    let configuration = manifest.configuration
    let symbols = configuration.instruments.map(\.symbol)
    let identity = SessionIdentity(
      sessionID: configuration.id.rawValue, strategyTitle: strategy.title, strategySource: text,
      semanticHash: strategy.semanticHash,
      parameters: try CanonicalJSON.encode(
        Dictionary(
          strategy.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })),
      configuration: try CanonicalJSON.encode(configuration),
      dataDescription: try CanonicalJSON.encode([manifest.broker] + symbols),
      engineVersion: manifest.engineVersion, created: created)
    let program = program
    return SessionPlan(
      configuration: configuration, settings: manifest.settings,
      openJournal: { () throws(JournalError) in
        try Self.openJournal(at: journalPath, for: identity)
      },
      makeSources: { try Self.sources(program, symbols) })
  }

  private static func openJournal(
    at path: String, for identity: SessionIdentity
  ) throws(JournalError) -> SessionJournal {
    let journal: SQLiteJournal
    if SQLiteJournal.exists(at: path) {
      journal = try SQLiteJournal.open(path: path, mode: .resume)
      do {
        try journal.session.require(identity)
        try journal.verify()
      } catch {
        journal.close()
        throw error
      }
    } else {
      journal = try SQLiteJournal.open(path: path, mode: .create(identity))
    }
    return SessionJournal(journal) { journal.close() }
  }

  private static func sources(
    _ program: StrategyProgram, _ symbols: [String]
  ) throws -> [String: any VerdictSource] {
    var sources: [String: any VerdictSource] = [:]
    for symbol in symbols {
      sources[symbol] = try ProgramVerdictSource(
        program, frame: Frame(symbol: symbol, [], interval: program.interval))
    }
    return sources
  }
}
