import Foundation
import StratMarket
import StratSessions
import StratStore
import StratTrading
import TestSupport
import Testing

/// The emergency stop: by the gateway alone, whatever else does not work.
struct EmergencyTests {
  /// A session that holds something and protects it.
  private func holding(
    _ bench: Bench, _ manager: LiveTradingSessionManager
  ) async throws -> SessionID {
    let id = try await bench.liveSession(manager, Bench.strategy, ["AAA", "BBB"])
    for symbol in ["AAA", "BBB"] { await bench.venue.close(symbol, at: 101) }
    try await bench.eventually("protected") {
      let open = await bench.venue.openOrders.count
      return try await manager.reading(id)?.positions.count == 2 && open == 2
    }
    return id
  }

  @Test func `it leaves nothing held and no order open, and the session knows`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await holding(bench, manager)
    let log = EventLog(manager.events(of: id))
    let report = try await bench.during("stopped") {
      try await manager.emergencyStop(id, reason: "fire")
    }
    #expect(report.isVerifiedFlat && report.isSessionTold, "\(report)")
    #expect(report.cancelled.count == 2)
    #expect(
      Set(report.sent.map(\.id.rawValue)) == ["\(id):AAA:2:emergency.1", "\(id):BBB:2:emergency.1"])
    #expect(await bench.venue.openOrders.isEmpty)
    #expect(await bench.venue.held.values.allSatisfy { $0.isZero })
    // Its fills are those of orders the session did not send, and are counted all the same.
    try await bench.eventually("known") { try await manager.reading(id)?.positions.isEmpty == true }
    let reading = try #require(try await manager.reading(id))
    #expect(reading.mode == .halted)
    #expect(reading.openOrders.isEmpty)
    #expect(reading.figures.trades == 2)
    #expect(await log.has(.emergencyStop))
    // Nothing is opened any more, until a person says so.
    await bench.venue.close("AAA", at: 110)
    try await bench.eventually("seen") { try await manager.reading(id)?.bars["AAA"] == 3 }
    #expect(await bench.venue.entries.count == 2)
    let failure = await #expect(throws: SessionsError.self) {
      try await manager.resume(id, reason: "")
    }
    #expect(failure?.code == .reasonMissing)
    #expect(try await manager.resume(id, reason: "the fire is out").mode == .active)
    await bench.venue.close("AAA", at: 111)
    try await bench.eventually("entered") { await bench.venue.entries.count == 3 }
    try await bench.shutdown(manager)
    let commands = try bench.records(of: id).compactMap { payload -> Command? in
      if case .command(let command) = payload { command } else { nil }
    }
    #expect(
      commands == [
        .halt(reason: "fire", flatten: false), .resume(reason: "the fire is out"),
      ])
  }

  @Test func `it gets there while answers are lost, reads fail and snapshots are old`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await holding(bench, manager)
    await bench.venue.set {
      $0.failReads = 3
      $0.loseAnswers = 1
      $0.dropSubmissions = 2
      $0.staleSnapshots = 2
    }
    let report = try await bench.during("stopped") {
      try await manager.emergencyStop(id, reason: "fire")
    }
    #expect(report.isVerifiedFlat, "\(report)")
    #expect(!report.problems.isEmpty)
    #expect(await bench.venue.held.values.allSatisfy { $0.isZero })
    #expect(await bench.venue.openOrders.isEmpty)
    try await bench.eventually("known") { try await manager.reading(id)?.positions.isEmpty == true }
    try await bench.shutdown(manager)
  }

  @Test func `where the venue cannot be reached it ends, and says that it does not know`()
    async throws
  {
    var bench = try Bench()
    bench.emergency.attempts = 6
    let manager = try bench.manager()
    let id = try await holding(bench, manager)
    await bench.venue.set { $0.failReads = .max }
    let report = try await bench.during("given up") {
      try await manager.emergencyStop(id, reason: "fire")
    }
    #expect(report.attempts == 6)
    #expect(!report.isVerifiedFlat)
    #expect(report.holdings == nil)
    #expect(report.summary.contains("not known"))
    #expect(try await manager.show(id).mode == .halted)
    #expect(try await manager.show(id).record.emergency == report)
    try await bench.shutdown(manager)
  }

  @Test func `an order the venue refuses is in the report, with what is still held`() async throws {
    var bench = try Bench()
    bench.emergency.attempts = 3
    let manager = try bench.manager()
    let id = try await holding(bench, manager)
    await bench.venue.set { $0.rejectSubmissions = true }
    let report = try await bench.during("given up") {
      try await manager.emergencyStop(id, reason: "fire")
    }
    #expect(!report.isVerifiedFlat)
    #expect(report.holdings?.keys.sorted() == ["AAA", "BBB"])
    #expect(report.sent.allSatisfy { $0.outcome.contains("not today") })
    #expect(report.summary.hasPrefix("NOT FLAT"))
    // A second one finds its names free or goes on to the next.
    await bench.venue.set { $0.rejectSubmissions = false }
    let second = try await bench.during("stopped") {
      try await manager.emergencyStop(id, reason: "again")
    }
    #expect(second.isVerifiedFlat)
    try await bench.shutdown(manager)
  }

  @Test func `it works for a session that cannot run, and is in its journal when it can again`()
    async throws
  {
    var bench = try Bench()
    bench.supervisor.failures = 2
    var manager = try bench.manager()
    let id = try await holding(bench, manager)
    try await bench.shutdown(manager)
    // Somebody else has the journal.
    let journal = try SQLiteJournal.open(path: bench.folder.journalPath(of: id), mode: .resume)
    manager = try bench.manager()
    try await manager.restore()
    try await bench.eventually("given up", step: 1_000) {
      try await manager.show(id).record.phase == .failed
    }
    #expect(try await manager.show(id).mode == .halted)
    let report = try await bench.during("stopped") { [manager] in
      try await manager.emergencyStop(id, reason: "fire")
    }
    #expect(report.isVerifiedFlat && !report.isSessionTold)
    #expect(await bench.venue.held.values.allSatisfy { $0.isZero })
    journal.close()
    // The halt is written down as soon as that can be done, and lifted by the person who resumes.
    _ = try await manager.resume(id, reason: "the journal is free")
    try await bench.live(manager, id)
    try await bench.eventually("known") { try await manager.reading(id)?.positions.isEmpty == true }
    #expect(try await manager.show(id).mode == .active)
    try await bench.shutdown(manager)
    let reasons = try bench.records(of: id).compactMap { payload -> String? in
      if case .command(.halt(let reason, _)) = payload { reason } else { nil }
    }
    #expect(reasons.contains("fire"))
  }

  @Test func `every session at once`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let first = try await bench.liveSession(manager, Bench.strategy, ["AAA"])
    let second = try await bench.liveSession(manager, Bench.strategy, ["BBB"])
    for symbol in ["AAA", "BBB"] { await bench.venue.close(symbol, at: 101) }
    try await bench.eventually("protected") { await bench.venue.openOrders.count == 2 }
    let reports = try await bench.during("stopped") {
      try await manager.emergencyStopAll(reason: "fire")
    }
    #expect(Set(reports.map(\.session)) == [first, second])
    #expect(reports.allSatisfy { $0.isVerifiedFlat })
    #expect(await bench.venue.openOrders.isEmpty)
    try await bench.shutdown(manager)
  }
}
