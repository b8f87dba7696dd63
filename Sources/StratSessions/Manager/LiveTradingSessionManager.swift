import Logging
import StratMarket
package import StratStore
package import StratTrading

/// Starts, shows and ends live sessions; each runs by itself, and none is another's business.
///
/// Everything it needs is given to it (TC-002): brokers, where sessions are kept, evidence, clock,
/// chance. What it keeps survives the program: `restore` runs again what was running.
package actor LiveTradingSessionManager {
  private let executor = QueueExecutor("strat.manager")
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  struct Managed {
    var supervisor: SessionSupervisor
    var since: Duration
  }

  let brokers: BrokerRegistry
  let repository: any SessionRepository
  let folder: SessionsFolder
  let evidence: @Sendable () throws(EvidenceError) -> EvidenceStore?
  let surroundings: Surroundings
  let settings: ManagerSettings
  let policy: any DegradationPolicy
  package nonisolated let hub = EventHub()

  var sessions: [SessionID: Managed] = [:]
  /// Symbols of sessions that are being started, by account.
  var reserved: [String: Set<String>] = [:]
  var isShuttingDown = false

  package init(
    brokers: BrokerRegistry, repository: any SessionRepository, folder: SessionsFolder,
    evidence: @escaping @Sendable () throws(EvidenceError) -> EvidenceStore?,
    surroundings: Surroundings, settings: ManagerSettings,
    policy: any DegradationPolicy = ReduceWhenDegraded()
  ) {
    self.brokers = brokers
    self.repository = repository
    self.folder = folder
    self.evidence = evidence
    self.surroundings = surroundings
    self.settings = settings
    self.policy = policy
  }

  // MARK: - Looking

  /// Everything that happens from now on, in one session or in all (TC-005).
  package nonisolated func events(
    of session: SessionID? = nil, capacity: Int = 1024
  ) -> SessionEvents {
    hub.events(of: session, capacity: capacity)
  }

  /// All sessions that ever were, in the order they were created.
  package func list() async throws -> [SessionStatus] {
    var all: [SessionStatus] = []
    for record in try repository.records() { all.append(await status(record)) }
    return all
  }

  package func show(_ id: SessionID) async throws -> SessionStatus {
    await status(try record(id))
  }

  func status(_ record: SessionRecord) async -> SessionStatus {
    guard let managed = sessions[record.id] else {
      return SessionStatus(
        record: record, mode: Self.mode(record.phase, record.reading), restarts: 0,
        uptimeMilliseconds: 0, reading: record.reading?.past)
    }
    let reading = await managed.supervisor.reading() ?? record.reading?.past
    let phase = await managed.supervisor.phase
    var record = record
    record.phase = phase
    record.reason = await managed.supervisor.reason
    record.reading = nil
    return SessionStatus(
      record: record, mode: Self.mode(phase, reading),
      restarts: await managed.supervisor.restartCount,
      uptimeMilliseconds: (surroundings.clock.monotonic - managed.since).wholeMilliseconds,
      reading: reading)
  }

  private static func mode(_ phase: SessionPhase, _ reading: SessionReading?) -> TradingMode {
    switch phase {
    case .failed: .halted
    case .starting, .running, .restarting, .stopped: reading?.mode ?? .active
    }
  }

  func record(_ id: SessionID) throws -> SessionRecord {
    guard let record = try repository.record(of: id) else {
      throw SessionsError(.sessionNotFound, "there is no session \(id)")
    }
    return record
  }

  // MARK: - Keeping

  func makeSupervisor(_ plan: SessionPlan, _ gateway: any VenueGateway) -> SessionSupervisor {
    SessionSupervisor(
      plan: plan, gateway: gateway, hub: hub, surroundings: surroundings,
      settings: settings.runner, restarts: settings.supervisor, policy: policy
    ) { [weak self] id, phase, reason in await self?.note(id, phase, reason) }
  }

  private func note(_ id: SessionID, _ phase: SessionPhase, _ reason: String) async {
    let reading = await sessions[id]?.supervisor.reading()
    keep(id) { record in
      record.phase = phase
      record.reason = reason
      record.reading = reading ?? record.reading
    }
  }

  /// Changes what is kept of a session; a failure is told, and stops nothing.
  func keep(_ id: SessionID, _ change: (inout SessionRecord) -> Void) {
    do {
      var record = try record(id)
      change(&record)
      record.updated = surroundings.clock.now
      try repository.update(record)
    } catch {
      log(.error, id, "\(error)")
    }
  }

  func log(_ level: Logger.Level, _ id: SessionID?, _ message: String) {
    surroundings.logger.log(
      level: level, "\(message)", metadata: id.map { ["session": "\($0)"] })
  }

  // MARK: - The end of the program

  /// Ends all work in order; what was running runs again after `restore`.
  package func shutdown() async {
    isShuttingDown = true
    await withTaskGroup(of: Void.self) { group in
      for managed in sessions.values { group.addTask { await managed.supervisor.shutdown() } }
    }
    for (id, managed) in sessions {
      let reading = await managed.supervisor.reading()
      keep(id) { $0.reading = reading ?? $0.reading }
    }
    sessions = [:]
    hub.finish()
  }
}
