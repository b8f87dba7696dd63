import StratMarket
import StratSessions
import StratTrading
import Testing

/// R3: a running session trades by its rules, and keeps to its limits.
struct TradingTests {
  @Test func `FR-007 FR-009 auto execution: a signal is an order at once, and an exit closes it`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let log = EventLog(manager.events())
    let id = try await bench.liveSession(manager)
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("held, with its stop") {
      let open = await bench.venue.openOrders.map(\.request.kind)
      return try await manager.reading(id)?.positions.count == 1 && open == [.stop(Price(61))]
    }
    let entry = try #require(await bench.venue.entries.first)
    #expect(entry.id.rawValue == "\(id):AAA:1:entry.1")
    let signals = await log.events.filter { $0.detail.contains(#""type":"signal""#) }
    #expect(signals.count == 1)
    await bench.venue.close("AAA", at: 89)
    try await bench.eventually("flat") {
      let reading = try await manager.reading(id)
      return reading?.positions.isEmpty == true && reading?.openOrders.isEmpty == true
    }
    #expect(await bench.venue.quantity("AAA").isZero)
    #expect(await bench.venue.openOrders.isEmpty)
    #expect(try await manager.reading(id)?.figures.trades == 1)
    await manager.shutdown()
  }

  @Test func `FR-003 max positions: the entry for a new symbol is blocked, and that is on record`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let text = Bench.strategy.replacing("max_positions 2", with: "max_positions 1")
    let id = try await bench.liveSession(manager, text, ["AAA", "BBB"])
    let log = EventLog(manager.events(of: id))
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("held") { try await manager.reading(id)?.positions.count == 1 }
    await bench.venue.close("BBB", at: 101)
    try await bench.eventually("decided") { await log.decisions.contains { $0.symbol == "BBB" } }
    let decision = try #require(await log.decisions.first { $0.symbol == "BBB" })
    #expect(decision.outcome == .blocked)
    #expect(decision.reason?.code == .maxPositionsOpen)
    #expect(await bench.venue.submissions.allSatisfy { $0.symbol == "AAA" })
    await manager.shutdown()
    let recorded = try bench.records(of: id).compactMap { payload -> Decision? in
      if case .effect(.decision(let decision)) = payload { decision } else { nil }
    }
    #expect(recorded.contains(decision))
  }

  @Test func `FR-005 daily loss: trading pauses, the session goes on, entries are blocked`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let text = Bench.strategy
      .replacing("10% of equity", with: "50% of equity")
      .replacing("stop close - 40", with: "stop close - 80")
    let id = try await bench.liveSession(manager, text, ["AAA", "BBB"])
    let log = EventLog(manager.events(of: id))
    await bench.venue.close("AAA", at: 110)
    try await bench.eventually("held") { try await manager.reading(id)?.positions.count == 1 }
    await bench.venue.close("AAA", at: 91)
    try await bench.eventually("paused") { try await manager.reading(id)?.mode == .reducing }
    #expect(try await manager.reading(id)?.holds.map(\.kind) == [.dailyLoss])
    #expect(try await manager.show(id).record.phase == .running)
    await bench.venue.close("BBB", at: 101)
    try await bench.eventually("decided") { await log.decisions.contains { $0.symbol == "BBB" } }
    #expect(await log.decisions.last?.reason?.code == .reducing)
    // What is held may still be given up.
    await bench.venue.close("AAA", at: 80)
    try await bench.eventually("closed") { await bench.venue.quantity("AAA").isZero }
    await manager.shutdown()
  }

  @Test func `FR-006 outside hours: no position is opened`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let text = Bench.strategy + "\nhours 20:00..21:00 in \"UTC\"\n"
    let id = try await bench.liveSession(manager, text)
    let log = EventLog(manager.events(of: id))
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("decided") { await !log.decisions.isEmpty }
    #expect(await log.decisions.first?.reason?.code == .outsideHours)
    #expect(await bench.venue.submissions.isEmpty)
    await manager.shutdown()
  }

  @Test func `FR-002 pause, resume and stop keep the session's state, each with a reason`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager, Bench.strategy, ["AAA", "BBB"])
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("held") { try await manager.reading(id)?.positions.count == 1 }
    await #expect(throws: SessionsError.self) { try await manager.pause(id, reason: "  ") }
    #expect(try await manager.pause(id, reason: "lunch").mode == .reducing)
    await bench.venue.close("BBB", at: 101)
    try await bench.eventually("seen") { try await manager.reading(id)?.bars["BBB"] == 2 }
    #expect(await bench.venue.entries.count == 1)
    #expect(try await manager.reading(id)?.positions.count == 1)
    #expect(try await manager.resume(id, reason: "back").mode == .active)
    await bench.venue.close("BBB", at: 102)
    try await bench.eventually("entered") { await bench.venue.entries.count == 2 }
    let stopping = Task { try await manager.stop(id, reason: "enough", flatten: true) }
    try await bench.eventually("stopped") {
      try await manager.show(id).record.phase == .stopped
    }
    let status = try await stopping.value
    #expect(status.record.reason == "enough")
    #expect(await bench.venue.quantity("AAA").isZero)
    #expect(await bench.venue.quantity("BBB").isZero)
    #expect(await bench.venue.openOrders.isEmpty)
    // A session that is over stays readable, and is over.
    #expect(status.reading?.figures.trades == 2)
    let failure = await #expect(throws: SessionsError.self) {
      try await manager.resume(id, reason: "again")
    }
    #expect(failure?.code == .sessionStopped)
    await manager.shutdown()
  }

  @Test func `a stop without flattening leaves positions with what protects them`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("protected") { await bench.venue.openOrders.count == 1 }
    let stopping = Task { try await manager.stop(id, reason: "leave it", flatten: false) }
    try await bench.eventually("stopped") { try await manager.show(id).record.phase == .stopped }
    _ = try await stopping.value
    #expect(await bench.venue.openOrders.map(\.request.kind) == [.stop(Price(61))])
    #expect(await !bench.venue.quantity("AAA").isZero)
    await manager.shutdown()
  }

  @Test func `a session that executes at once has nothing to confirm`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    for card in [nil, ClientOrderID(rawValue: "\(id):AAA:1:entry.1")] {
      let failure = await #expect(throws: SessionsError.self) {
        try await manager.confirm(id, card: card)
      }
      #expect(failure?.code == .nothingToConfirm)
    }
    await manager.shutdown()
  }

  @Test func `FR-008 FR-009 SEMI_AUTO: a signal waits for a person, who says yes or no once`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(
      manager, Bench.strategy, ["AAA", "BBB"], mode: .semiAuto)
    let log = EventLog(manager.events(of: id))
    for symbol in ["AAA", "BBB"] { await bench.venue.close(symbol, at: 101) }
    try await bench.eventually("asked") { try await manager.reading(id)?.cards.count == 2 }
    try await bench.eventually("emitted") {
      await log.events.count { $0.detail.contains(#""type":"signal""#) } == 2
    }
    #expect(await bench.venue.submissions.isEmpty)
    let cards = try #require(try await manager.reading(id)?.cards)
    _ = try await manager.confirm(id, card: cards[0].id)
    try await bench.eventually("sent") { await bench.venue.entries.map(\.id) == [cards[0].id] }
    await #expect(throws: SessionsError.self) { try await manager.confirm(id, card: cards[0].id) }
    await #expect(throws: SessionsError.self) {
      try await manager.reject(id, card: cards[1].id, reason: "")
    }
    let status = try await manager.reject(id, card: cards[1].id, reason: "not this one")
    #expect(status.reading?.cards == [])
    #expect(await bench.venue.entries.count == 1)
    try await bench.shutdown(manager)
  }

  @Test func `FR-009 a card that nobody answers expires`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager, mode: .semiAuto)
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("asked") { try await manager.reading(id)?.cards.count == 1 }
    try await bench.eventually("expired", step: 2_000) {
      try await manager.reading(id)?.cards.isEmpty == true
    }
    #expect(await bench.venue.submissions.isEmpty)
    try await bench.shutdown(manager)
  }

  @Test func `NFR-005 every candle has a decision on record, also those on which nothing is done`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    for price in [95.0, 101, 95, 102, 85, 95] { await bench.venue.close("AAA", at: price) }
    try await bench.eventually("all seen") { try await manager.reading(id)?.bars["AAA"] == 7 }
    await manager.shutdown()
    let records = try bench.records(of: id)
    let bars = records.count { if case .bar = $0 { true } else { false } }
    let decisions = records.compactMap { payload -> Decision? in
      if case .effect(.decision(let decision)) = payload { decision } else { nil }
    }
    #expect(bars == 6)
    #expect(decisions.map(\.bar) == [1, 2, 3, 4, 5, 6])
    #expect(decisions.first?.outcome == .nothing)
    #expect(decisions.contains { $0.outcome == .enter })
  }

  @Test func `TC-001 a symbol whose orders hang does not hold up the others`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let text = Bench.strategy.replacing("max_positions 2", with: "max_positions 4")
    let id = try await bench.liveSession(manager, text, Bench.symbols)
    await bench.venue.set { $0.hangingSymbols = ["AAA"] }
    for symbol in Bench.symbols { await bench.venue.close(symbol, at: 101) }
    try await bench.eventually("the others are held and protected") {
      await bench.venue.openOrders.count == 3
    }
    #expect(await bench.venue.submissions.filter { $0.symbol == "AAA" }.count == 1)
    // The venue's reports say what its answer does not.
    try await bench.eventually("all four are known") {
      try await manager.reading(id)?.positions.count == 4
    }
    // What hangs is waited for, but not for ever.
    try await bench.shutdown(manager)
  }
}
