import ArgumentParser
import ProcessingEngine
import StratLanguage
import StratMarket
import StratREPL
import StratStore
import StratSyntax
import StratTrading

/// A paper session from the command line: candles from files, journal in a database, paced by a
/// clock and stopped by Ctrl-C.
struct PaperSession {
  enum Outcome {
    case finished
    case interrupted
  }

  private let configuration: SessionConfiguration
  private let journal: SQLiteJournal
  private var driver: SessionDriver
  private var candles: CandleMerge
  private let carries: [String: CarrySchedule]
  private let frames: [Frame]
  private let total: Int
  /// Bars that an earlier run had already worked on.
  private let resumed: Int

  init(
    _ program: StrategyProgram, source: SourceText, frames: [Frame], others: OtherSeries,
    carries: [String: CarrySchedule], journalPath: String, terms: TradingTerms
  ) throws {
    let strategy = program.strategy
    let symbols = frames.map(\.symbol)
    var configuration = try SessionConfiguration(
      id: SessionID("paper-\(strategy.semanticHash.prefix(8))-\(symbols.joined(separator: "+"))"),
      strategy: strategy, instruments: terms.instruments, initialCash: terms.cash)
    configuration.fills = terms.fills
    if !program.series.isPlain || strategy.hours != nil {
      configuration.setIntervals(of: frames, otherwise: program.interval)
    }
    let problems = configuration.problems
    guard problems.isEmpty else {
      throw SessionError(.badConfiguration, problems.joined(separator: "; "))
    }
    let first = frames.map { $0.times[0] }.min() ?? 0
    let identity = SessionIdentity(
      sessionID: configuration.id.rawValue, strategyTitle: strategy.title,
      strategySource: source.text(SourceSpan(0, source.bytes.count)),
      semanticHash: strategy.semanticHash,
      parameters: try CanonicalJSON.encode(
        Dictionary(
          strategy.parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })),
      configuration: try CanonicalJSON.encode(configuration),
      dataDescription: try CanonicalJSON.encode(symbols),
      engineVersion: Strat.engineVersion,
      // The session's own clock, so that a session run again has the same identity.
      created: Timestamp(milliseconds: first))
    if TextFile.exists(journalPath) {
      journal = try SQLiteJournal.open(path: journalPath, mode: .resume)
      try journal.session.require(identity)
      try journal.verify()
    } else {
      journal = try SQLiteJournal.open(path: journalPath, mode: .create(identity))
    }
    var sources: [String: any VerdictSource] = [:]
    for frame in frames {
      do {
        sources[frame.symbol] = try ProgramVerdictSource(program, frame: frame, others: others)
      } catch {
        throw CommandError(error)
      }
    }
    self.configuration = configuration
    self.frames = frames
    self.carries = carries
    driver = try SessionDriver(
      configuration, sources: sources, journal: journal, commitEvery: Self.barsPerCommit)
    candles = CandleMerge(frames)
    total = candles.remaining
    for symbol in symbols {
      if let last = driver.lastTime(of: symbol) { candles.skip(symbol, through: last) }
    }
    resumed = total - candles.remaining
  }

  /// Bars without an order may share a commit when candles come from a file.
  ///
  /// Should they be lost, the same candles give the same decisions again. Every order is committed
  /// before it is sent.
  private static let barsPerCommit = 512

  var remaining: Int { candles.remaining }

  /// Works on all candles, or until the user stops it.
  mutating func run(speed: ReplaySpeed) async throws -> Outcome {
    if resumed > 0 {
      StandardError.print("going on after \(resumed) of \(total) candles that are in the journal")
    }
    var progress = ProgressBar(total: total)
    var last: Timestamp?
    while let time = candles.nextTime {
      // A candle that is waited for is still to come: stopped here, it is left for the next run.
      if let last, let pause = speed.pause(milliseconds: time.milliseconds - last.milliseconds) {
        _ = try driver.finish()
        guard await Self.wait(pause) else { break }
      }
      guard let (symbol, candle) = candles.next() else { break }
      last = time
      // The bars of a session without gaps are the rows of its candles.
      let carry = carries[symbol]?.carry(at: driver.barCount(of: symbol)) ?? .none
      let step = try driver.step(candle, of: symbol, carry: carry)
      progress.update(total - candles.remaining, "equity \(step.equity)")
      if Interruption.isRequested { break }
    }
    progress.clear()
    _ = try driver.finish()
    return candles.remaining == 0 ? .finished : .interrupted
  }

  /// Sleeps in short pieces, so that Ctrl-C is noticed; `false` when it was pressed.
  private static func wait(_ pause: Duration) async -> Bool {
    let end = ContinuousClock.now + pause
    while ContinuousClock.now < end {
      if Interruption.isRequested { return false }
      let left = end - ContinuousClock.now
      try? await Task.sleep(for: min(left, .milliseconds(100)))
    }
    return !Interruption.isRequested
  }

  var report: PaperReport {
    PaperReport(
      configuration: configuration, summary: driver.summary,
      bothHitBars: driver.venue.bothHitBars, frames: frames,
      lastSymbol: configuration.instruments.first?.symbol ?? "",
      lastTime: driver.lastTime(of: configuration.instruments.first?.symbol ?? ""))
  }

  func close() { journal.close() }
}
