import StratMarket
import StratSessions
import StratTrading
import Testing

/// What a session makes of a venue that answers late, wrongly or not at all.
struct VenueTroubleTests {
  @Test(arguments: [1, 2, 5])
  func `NFR-004 a disconnection: state is kept, it connects again, and what happened is found`(
    refusals: Int
  ) async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let log = EventLog(manager.events())
    let id = try await bench.liveSession(manager)
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("protected") { await bench.venue.openOrders.count == 1 }
    await bench.venue.set { $0.refuseConnections = refusals }
    await bench.venue.disconnect()
    try await bench.eventually("gone") {
      try await manager.reading(id)?.connection == .disconnected
    }
    #expect(try await manager.reading(id)?.positions.count == 1)
    // The stop fills while nobody listens.
    await bench.venue.close("AAA", at: 60)
    try await bench.live(manager, id)
    try await bench.eventually("found out") {
      try await manager.reading(id)?.positions.isEmpty == true
    }
    #expect(try await manager.reading(id)?.bars["AAA"] == 3)
    #expect(await bench.venue.connections == refusals + 2)
    #expect(await log.count(.streamLost) == refusals + 1)
    #expect(await bench.venue.entries.count == 1)
    try await bench.shutdown(manager)
  }

  @Test func `waits between connections grow with full jitter, and what the venue asks is kept`() {
    let backoff = Backoff(firstMilliseconds: 250, longestMilliseconds: 30_000)
    #expect(
      (1...9).map { backoff.wait(afterFailures: $0, random: { 0.5 }) }
        == [125, 250, 500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
    #expect(backoff.wait(afterFailures: 1, random: { 0 }) == 1)
    #expect(backoff.wait(afterFailures: 2, asked: 7_000, random: { 0.5 }) == 7_250)
    #expect(backoff.wait(afterFailures: .max, random: { 0.999 }) < 30_000)
  }

  @Test(arguments: [true, false])
  func `a lost answer is looked up, and the order is there once`(arrives: Bool) async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    await bench.venue.set {
      if arrives { $0.loseAnswers = 1 } else { $0.dropSubmissions = 1 }
    }
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("held and protected") {
      let open = await bench.venue.openOrders.count
      return try await manager.reading(id)?.positions.count == 1 && open == 1
    }
    #expect(await bench.venue.entries.count == 1)
    #expect(await bench.venue.submissions.filter { !$0.reduceOnly }.count == (arrives ? 1 : 2))
    let position = try #require(try await manager.reading(id)?.positions.first)
    #expect(await bench.venue.quantity("AAA") == position.signedQuantity)
    try await bench.shutdown(manager)
  }

  @Test func `a request that is never answered counts as unclear after its time`() async throws {
    var bench = try Bench()
    bench.runner.callMilliseconds = 20_000
    let manager = try bench.manager()
    let log = EventLog(manager.events())
    let id = try await bench.liveSession(manager)
    await bench.venue.set { $0.hangSubmissions = 1 }
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("protected") { await bench.venue.openOrders.count == 1 }
    try await bench.eventually("told") { await log.has(.unclearOutcome) }
    #expect(await bench.venue.entries.count == 1)
    #expect(try await manager.reading(id)?.positions.count == 1)
    try await bench.shutdown(manager)
  }

  @Test func `unclear outcomes again and again take the session down a step, with the reason`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    await bench.venue.set { $0.loseAnswers = 100 }
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("protected") { await bench.venue.openOrders.count == 1 }
    await bench.venue.close("AAA", at: 85)
    try await bench.eventually("paused") { try await manager.reading(id)?.mode == .reducing }
    let hold = try #require(try await manager.reading(id)?.holds.first)
    #expect(hold.detail.contains("unclear outcomes"))
    #expect(try await manager.reading(id)?.degraded == [.unclearOutcomes])
    await bench.venue.set { $0.loseAnswers = 0 }
    #expect(try await manager.resume(id, reason: "the line is fixed").mode == .active)
    #expect(try await manager.reading(id)?.degraded == [])
    try await bench.shutdown(manager)
  }

  @Test func `a mute stream is left for another`() async throws {
    var bench = try Bench()
    bench.runner.muteMilliseconds = 60_000
    let manager = try bench.manager()
    let log = EventLog(manager.events())
    let id = try await bench.liveSession(manager)
    await bench.venue.set { $0.isMute = true }
    try await bench.eventually("noticed", step: 1_000) { await log.has(.streamMute) }
    await bench.venue.set { $0.isMute = false }
    try await bench.live(manager, id)
    #expect(await bench.venue.connections >= 2)
    try await bench.shutdown(manager)
  }

  @Test func `a report that never arrives is asked for, though heartbeats come`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    await bench.venue.set { $0.swallowReports = 2 }
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("protected") { await bench.venue.openOrders.count == 1 }
    #expect(try await manager.reading(id)?.positions.count == 1)
    #expect(await bench.venue.connections == 1)
    try await bench.shutdown(manager)
  }

  @Test func `a venue that wants to be left alone is, by all reads`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    await bench.venue.set {
      $0.failReads = 1
      $0.retryAfter = 30_000
    }
    await bench.venue.disconnect()
    try await bench.eventually("gone") {
      try await manager.reading(id)?.connection != .live
    }
    try await bench.live(manager, id)
    let times = await bench.venue.readTimes
    let waits = zip(times, times.dropFirst()).map { $1 - $0 }
    #expect(waits.contains { $0 >= 30_000 }, "\(waits)")
    try await bench.shutdown(manager)
  }

  @Test func `stale snapshots change nothing`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("protected") { await bench.venue.openOrders.count == 1 }
    await bench.venue.set { $0.staleSnapshots = 5 }
    let before = await bench.venue.snapshotCount
    try await bench.eventually("looked past them", step: 1_000) {
      await bench.venue.snapshotCount >= before + 6
    }
    let reading = try #require(try await manager.reading(id))
    #expect(reading.mode == .active)
    #expect(reading.positions.count == 1)
    #expect(await bench.venue.openOrders.count == 1)
    try await bench.shutdown(manager)
  }

  @Test func `what somebody else did on the account holds entries until a person has looked`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    await bench.venue.hold(7, of: "AAA")
    try await bench.eventually("noticed", step: 1_000) {
      try await manager.reading(id)?.mode == .reducing
    }
    #expect(try await manager.reading(id)?.degraded == [.reconciliation])
    _ = try await manager.adopt(id)
    #expect(try await manager.reading(id)?.positions.first?.quantity == Quantity(7))
    #expect(try await manager.resume(id, reason: "it is mine").mode == .active)
    try await bench.shutdown(manager)
  }

  @Test func `an instrument on other terms is told, and takes the session down a step`()
    async throws
  {
    let bench = try Bench()
    var manager = try bench.manager()
    let id = try await bench.liveSession(manager, Bench.strategy, ["AAA", "BBB"])
    try await bench.shutdown(manager)
    await bench.venue.retick("AAA")
    await bench.venue.delist("BBB")
    manager = try bench.manager()
    let log = EventLog(manager.events())
    try await manager.restore()
    try await bench.eventually("told") { await log.count(.instrumentChanged) == 2 }
    try await bench.eventually("paused") { try await manager.reading(id)?.mode == .reducing }
    try await bench.shutdown(manager)
  }

  @Test func `NFR-001 deadlines are looked at every tick, a second unless it is set`() async throws
  {
    #expect(RunnerSettings().tickMilliseconds == 1_000)
    var bench = try Bench()
    bench.runner.tickMilliseconds = 7_000
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    await bench.venue.set { $0.dropSubmissions = 1 }
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("sent") { await bench.venue.submissions.count == 1 }
    try await bench.eventually("looked up") { await !bench.venue.lookUpTimes.isEmpty }
    // Due after a quarter of a second, seen at the next tick.
    let looked = try #require(await bench.venue.lookUpTimes.first)
    #expect(looked - ManualClock.start >= 7_000)
    _ = id
    try await bench.shutdown(manager)
  }

  @Test func `a clock that is set is told, and nothing is decided by it`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let log = EventLog(manager.events())
    let id = try await bench.liveSession(manager)
    await bench.venue.set { $0.dropSubmissions = 1 }
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("sent") { await bench.venue.submissions.count == 1 }
    // Were it believed, the order would look hours old, and be given up.
    bench.clock.setWall(by: 6 * 3_600_000)
    try await bench.eventually("told") { await log.has(.clockJumped) }
    try await bench.eventually("sent again") { await bench.venue.submissions.count >= 2 }
    let heartbeat = try #require(try await manager.reading(id)?.heartbeat)
    #expect(heartbeat.milliseconds < bench.clock.now.milliseconds - 5 * 3_600_000)
    try await bench.shutdown(manager)
  }
}
