import Foundation
import ProcessingEngine
import StratMarket
import StratSessions
import StratStore
import StratTrading
import TestSupport
import Testing

/// Sessions that fail, disks that are full, strategies that are slow.
struct SupervisorTests {
  @Test func `a runner that fails is started again from its journal, and the failures are told`()
    async throws
  {
    let bench = try Bench()
    var manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("protected") { await bench.venue.openOrders.count == 1 }
    try await bench.shutdown(manager)
    let journal = try SQLiteJournal.open(path: bench.folder.journalPath(of: id), mode: .resume)
    manager = try bench.manager()
    let log = EventLog(manager.events())
    try await manager.restore()
    try await bench.eventually("failed twice") { await log.count(.runnerFailed) >= 2 }
    journal.close()
    try await bench.live(manager, id)
    let status = try await manager.show(id)
    #expect(status.restarts >= 2)
    #expect(status.reading?.positions.count == 1)
    // Failing again and again takes the session down a step, with the reason on record.
    #expect(status.mode == .reducing)
    #expect(status.reading?.holds.first?.detail.contains("started again repeatedly") == true)
    try await bench.shutdown(manager)
  }

  @Test func `a session that fails too often is given up: halted, and no other is touched`()
    async throws
  {
    var bench = try Bench()
    bench.supervisor.failures = 3
    var manager = try bench.manager()
    let broken = try await bench.liveSession(manager, Bench.strategy, ["AAA"])
    let kept = try await bench.liveSession(manager, Bench.strategy, ["BBB"])
    try await bench.shutdown(manager)
    let journal = try SQLiteJournal.open(
      path: bench.folder.journalPath(of: broken), mode: .resume)
    manager = try bench.manager()
    let log = EventLog(manager.events(of: broken))
    try await manager.restore()
    try await bench.eventually("given up", step: 500) {
      try await manager.show(broken).record.phase == .failed
    }
    let status = try await manager.show(broken)
    #expect(status.mode == .halted)
    #expect(status.record.reason.contains("3 times"))
    #expect(await log.count(.runnerFailed) == 3)
    try await bench.live(manager, kept)
    await bench.venue.close("BBB", at: 101)
    try await bench.eventually("trades") { await bench.venue.entries.count == 1 }
    let failure = await #expect(throws: SessionsError.self) {
      try await manager.pause(broken, reason: "x")
    }
    #expect(failure?.code == .notRunning)
    journal.close()
    #expect(try await manager.resume(broken, reason: "mended").record.phase != .failed)
    try await bench.live(manager, broken)
    try await bench.shutdown(manager)
  }

  @Test(
    .enabled(
      if: TemporaryMount.isPossible, "mounting a small file system takes superuser rights"))
  func `a full disk: no entries, exits go on, and with room it trades again`() async throws {
    let mount = try TemporaryMount(kilobytes: 600)
    let bench = try Bench(at: mount.path)
    let manager = try bench.manager()
    let log = EventLog(manager.events())
    let text = Bench.strategy.replacing("max_positions 2", with: "max_positions 4")
    let id = try await bench.liveSession(manager, text, ["AAA", "BBB"])
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("protected") { await bench.venue.openOrders.count == 1 }
    // Every candle takes some of what room is left.
    var candles = 2
    while await !log.has(.journalFailed), candles < 2_000 {
      await bench.venue.close("AAA", at: 101)
      candles += 1
      try await bench.eventually("seen") {
        try await manager.reading(id)?.bars["AAA"] ?? 0 >= candles
      }
    }
    try await bench.eventually("told") { await log.has(.journalFailed) }
    #expect(try await manager.reading(id)?.journalFailure?.contains("full") == true)
    await bench.venue.close("BBB", at: 101)
    try await bench.eventually("seen") { try await manager.reading(id)?.bars["BBB"] == 2 }
    await bench.venue.close("AAA", at: 85)
    try await bench.eventually("closed") { await bench.venue.quantity("AAA").isZero }
    #expect(await bench.venue.entries.count == 1)
    // The emergency stop needs no journal.
    let report = try await bench.during("stopped") {
      try await manager.emergencyStop(id, reason: "disk")
    }
    #expect(report.isVerifiedFlat)
    try mount.resize(kilobytes: 64 << 10)
    try await bench.eventually("written again") { await log.has(.journalRecovered) }
    #expect(try await manager.reading(id)?.journalFailure == nil)
    #expect(try await manager.resume(id, reason: "there is room").mode == .active)
    await bench.venue.close("BBB", at: 102)
    try await bench.eventually("entered") { await bench.venue.entries.count == 2 }
    try await bench.shutdown(manager)
    let reasons = try bench.records(of: id).compactMap { payload -> String? in
      if case .command(.halt(let reason, _)) = payload { reason } else { nil }
    }
    #expect(reasons == ["disk"])
  }

  /// A strategy that takes its time.
  private struct SlowSource: VerdictSource {
    let clock: ManualClock
    let milliseconds: Int64

    mutating func next(_ candle: Candle) -> Verdict {
      clock.advance(milliseconds)
      return Verdict()
    }
  }

  @Test(
    arguments: [
      (10_000, nil, false), (20_000, Finding.evaluationSlow, false),
      (70_000, .evaluationOverBudget, true),
    ] as [(Int64, Finding?, Bool)])
  func `evaluation is measured against the candle: slow is told, too slow takes a step down`(
    milliseconds: Int64, finding: Finding?, degrades: Bool
  ) async throws {
    let bench = try Bench()
    let clock = bench.clock
    let hub = EventHub()
    let log = EventLog(hub.events())
    var configuration = SessionConfiguration(
      id: SessionID("slow"), strategyTitle: "slow", strategyHash: "",
      instruments: try await bench.venue.instruments().filter { $0.symbol == "AAA" },
      initialCash: Money(1_000))
    configuration.intervals = ["AAA": ScriptedVenue.interval]
    let plan = SessionPlan(
      configuration: configuration, settings: LiveSettings(),
      openJournal: { () throws(JournalError) in SessionJournal(MemoryJournal()) {} },
      makeSources: { ["AAA": SlowSource(clock: clock, milliseconds: milliseconds)] })
    let runner = LiveTradingRunner(
      plan: plan, gateway: bench.venue, hub: hub, surroundings: bench.surroundings,
      settings: bench.runner)
    let running = Task { try await runner.run() }
    try await bench.eventually("live") { await runner.reading()?.connection == .live }
    await bench.venue.close("AAA", at: 95)
    try await bench.eventually("evaluated") { await runner.reading()?.bars["AAA"] == 2 }
    try await bench.eventually("measured") {
      await runner.reading()?.evaluations["AAA"]?.longestMicroseconds ?? 0 >= milliseconds * 1_000
    }
    if let finding { try await bench.eventually("told") { await log.has(finding) } }
    #expect(await log.has(.evaluationSlow) == (finding == .evaluationSlow))
    #expect(await runner.reading()?.mode == (degrades ? .reducing : .active))
    await runner.shutdown()
    try await bench.during("ended") { try await running.value }
  }
}
