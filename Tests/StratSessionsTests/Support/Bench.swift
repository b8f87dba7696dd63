import Foundation
import Logging
import StratLanguage
import StratMarket
import StratSessions
import StratStore
import StratSyntax
import StratTrading
import Synchronization
import TestSupport
import Testing

/// A folder, a clock, a venue, and managers on them one after the other.
struct Bench {
  static let symbols = ["AAA", "BBB", "CCC", "DDD"]

  /// Buys above 100, sells below 90.
  static let strategy = """
    strategy "Threshold" on 1m
    entry long when close > 100
    exit long when close < 90
    stop close - 40
    size 10% of equity
    risk { max_positions 2 max_position_size 50% max_daily_loss 5% }
    """

  /// Whether what sessions log is shown, for whoever looks for a fault.
  private static let isVerbose =
    ProcessInfo.processInfo.environment["STRAT_TEST_LOG"] != nil

  private let directory: TemporaryDirectory
  /// Where everything of it is.
  let path: String
  let clock = ManualClock()
  let venue: ScriptedVenue
  var runner = RunnerSettings()
  var supervisor = SupervisorSettings()
  var emergency = EmergencySettings()
  /// Half of the longest wait each time: known, and never nothing.
  var random: @Sendable () -> Double = { 0.5 }

  /// - Parameter path: in place of a directory of its own.
  init(at path: String? = nil) throws {
    directory = try TemporaryDirectory()
    self.path = path ?? directory.path
    venue = ScriptedVenue(clock, symbols: Self.symbols)
    // Time runs far faster here than the machine: what is to be seen as late is set by each test.
    runner.muteMilliseconds = 600_000
    runner.callMilliseconds = 600_000
    emergency.callMilliseconds = 600_000
    emergency.tellMilliseconds = 600_000
    emergency.limitMilliseconds = 36_000_000
  }

  var surroundings: Surroundings {
    var logger = Logger(label: "test") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = Self.isVerbose ? .trace : .critical
    return Surroundings(clock: clock, random: random, logger: logger)
  }

  var evidencePath: String { directory.file("strat.db") }
  var folder: SessionsFolder { SessionsFolder(path + "/sessions") }

  func manager() throws -> LiveTradingSessionManager {
    let venue = venue
    let path = evidencePath
    var settings = ManagerSettings(engineVersion: "test")
    settings.runner = runner
    settings.supervisor = supervisor
    settings.emergency = emergency
    try folder.make()
    return LiveTradingSessionManager(
      brokers: BrokerRegistry([
        "scripted": BrokerRegistry.Entry(venue.broker) { venue }
      ]),
      repository: try SQLiteSessionRepository(path: folder.listPath), folder: folder,
      evidence: { () throws(EvidenceError) in try EvidenceStore.existing(at: path) },
      surroundings: surroundings, settings: settings)
  }

  func request(
    _ text: String = Bench.strategy, _ symbols: [String] = ["AAA"], mode: ExecutionMode = .auto
  ) -> StartRequest {
    var settings = LiveSettings()
    settings.resendMilliseconds = 3_600_000
    return StartRequest(
      strategy: text, symbols: symbols, broker: "scripted", initialCash: Money(100_000),
      mode: mode, settings: settings)
  }

  /// Files a good backtest and enough days on paper for a strategy.
  func fileEvidence(for text: String = Bench.strategy) throws {
    let checked = try #require(
      compile(SourceText(name: "strategy.strat", text)).strategy, "\(text)")
    let store = try EvidenceStore(path: evidencePath)
    for kind in RunKind.allCases {
      let inputs = RunInputs(
        kind: kind, semanticHash: checked.semanticHash, parameters: "{}", risk: "{}",
        assumptions: "{}", fingerprint: "test", engineVersion: "test")
      let session = RunRecord.Session(
        journal: "s.db", genesis: "", head: "", days: 9, expectedBars: 100, compared: 100,
        agreeing: 100, disagreement: nil)
      let time = Timestamp(milliseconds: ManualClock.start)
      try store.file(
        RunRecord(
          inputs: inputs, title: checked.title, source: text, path: "strategy.strat",
          candles: [
            RunRecord.Candles(symbol: "AAA", path: "a.csv", bars: 100, from: time, to: time)
          ], bars: 100, trades: 10, figures: ["sharpe": 2],
          session: kind == .paper ? session : nil), at: time)
    }
  }

  /// A session that is live: connected, reconciled.
  func liveSession(
    _ manager: LiveTradingSessionManager, _ text: String = Bench.strategy,
    _ symbols: [String] = ["AAA"], mode: ExecutionMode = .auto
  ) async throws -> SessionID {
    try fileEvidence(for: text)
    let id = try await manager.start(request(text, symbols, mode: mode)).record.id
    try await live(manager, id)
    return id
  }

  func live(_ manager: LiveTradingSessionManager, _ id: SessionID) async throws {
    try await eventually("live") { try await manager.reading(id)?.connection == .live }
  }

  /// Lets time pass until something is so.
  ///
  /// The limit is on the machine's clock, and only there so that a failure ends.
  func eventually(
    _ what: String, step: Int64 = 100, _ condition: () async throws -> Bool,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let end = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < end {
      if try await condition() { return }
      clock.advance(step)
      try await Task.sleep(for: .milliseconds(1))
    }
    Issue.record("never: \(what)", sourceLocation: sourceLocation)
    throw CancellationError()
  }

  /// Lets time pass, and everything that is due in it happen.
  func pass(_ milliseconds: Int64, step: Int64 = 500) async throws {
    for _ in 0..<(milliseconds / step) {
      clock.advance(step)
      try await Task.sleep(for: .milliseconds(1))
    }
  }

  /// Does something that takes time.
  func during<Value: Sendable>(
    _ what: String, step: Int64 = 100, _ body: @escaping @Sendable () async throws -> Value
  ) async throws -> Value {
    let isOver = Flag()
    let task = Task {
      defer { isOver.raise() }
      return try await body()
    }
    try await eventually(what, step: step) { isOver.isRaised }
    return try await task.value
  }

  /// Ends a manager's work, however much time has to pass for that.
  func shutdown(_ manager: LiveTradingSessionManager) async throws {
    try await during("shut down", step: 50) { await manager.shutdown() }
  }

  /// The records of a session's journal, once it is not being written.
  func records(of id: SessionID) throws -> [JournalPayload] {
    let journal = try SQLiteJournal.open(path: folder.journalPath(of: id), mode: .readOnly)
    defer { journal.close() }
    try journal.verify()
    return try journal.records(after: 0, limit: .max).compactMap { JournalPayload($0) }
  }
}

extension LiveTradingSessionManager {
  func reading(_ id: SessionID) async throws -> SessionReading? { try await show(id).reading }
}

/// Something that has happened.
final class Flag: Sendable {
  private let state = Atomic(false)
  var isRaised: Bool { state.load(ordering: .acquiring) }
  func raise() { state.store(true, ordering: .releasing) }
}

/// Reads events beside the test until it is asked for them.
final class EventLog: Sendable {
  private let task: Task<[SessionEvent], Never>
  private let seen = EventBox()

  init(_ events: SessionEvents) {
    let seen = seen
    task = Task {
      for await event in events { await seen.add(event) }
      return await seen.events
    }
  }

  deinit { task.cancel() }

  var events: [SessionEvent] { get async { await seen.events } }

  func has(_ finding: Finding) async -> Bool {
    await events.contains { $0.kind == .health && $0.name == finding.rawValue }
  }

  func count(_ finding: Finding) async -> Int {
    await events.count { $0.kind == .health && $0.name == finding.rawValue }
  }

  /// Decisions, in order.
  var decisions: [Decision] {
    get async {
      await events.filter { $0.kind == .record && $0.name == "decision" }.compactMap {
        try? CanonicalJSON.decode(Decision.self, from: $0.detail)
      }
    }
  }
}

private actor EventBox {
  private(set) var events: [SessionEvent] = []
  func add(_ event: SessionEvent) { events.append(event) }
}
