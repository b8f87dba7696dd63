import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// What a live session does about orders that do not simply arrive and fill.
struct LiveSessionTests {
  private let entry = [wants(long: .true, stop: 90)]

  /// An entry that was just sent.
  private func sent(
    _ verdicts: [Verdict]? = nil, settings: LiveSettings = LiveSettings()
  ) throws -> (LiveBench, OrderRequest) {
    var bench = try LiveBench(verdicts ?? entry, settings: settings)
    _ = try bench.begin()
    let order = try #require(try bench.close(100).submitted.first)
    return (bench, order)
  }

  @Test func `an entry is sent once, filled, and protected at the venue`() throws {
    var (bench, order) = try sent()
    #expect(order.kind == .market && !order.reduceOnly && order.action == .buy)
    #expect(try bench.accept(order).isEmpty)
    let protection = try bench.report(.filled, order).submitted
    #expect(protection.map(\.kind) == [.stop(price("90"))])
    #expect(protection.allSatisfy { $0.reduceOnly })
    #expect(bench.position?.quantity == Quantity(10))
  }

  @Test func `a lost answer is looked up before anything else, never sent again at once`() throws {
    var (bench, order) = try sent()
    #expect(try bench.answer(.submitted(.unknown("timed out")), order.id).isEmpty)
    // Nothing new for the symbol until it is known.
    #expect(try bench.close(101).submitted.isEmpty)
    #expect(try bench.wait(1_000).lookedUp == [order.id])
    let found = VenueOrder(order, status: .accepted, updated: bench.time)
    #expect(try bench.answer(.lookedUp(.found(found)), order.id).isEmpty)
    #expect(bench.session.errands.map(\.phase) == [.standing])
  }

  @Test func `an entry that never arrived is sent once more under its name while it is fresh`()
    throws
  {
    var (bench, order) = try sent()
    try bench.answer(.submitted(.unknown("timed out")), order.id)
    #expect(try bench.answer(.lookedUp(.absent), order.id).isEmpty)
    // Twice absent, but it may still be on its way.
    #expect(try bench.answer(.lookedUp(.absent), order.id).isEmpty)
    #expect(try bench.wait(12_000).lookedUp == [order.id])
    #expect(try bench.answer(.lookedUp(.absent), order.id).submitted == [order])
  }

  @Test func `an entry that never arrived and is not fresh is given up with a reason`() throws {
    var (bench, order) = try sent()
    try bench.answer(.submitted(.unknown("timed out")), order.id)
    try bench.wait(60_000)
    try bench.answer(.lookedUp(.absent), order.id)
    #expect(try bench.answer(.lookedUp(.absent), order.id).isEmpty)
    #expect(bench.session.errands.isEmpty)
    #expect(bench.session.figures.rejections == 1)
  }

  @Test func `what reduces is sent again until it arrives, however late`() throws {
    var (bench, order) = try sent()
    try bench.accept(order)
    let stop = try #require(try bench.report(.filled, order).submitted.first)
    try bench.answer(.submitted(.unknown("timed out")), stop.id)
    try bench.wait(3_600_000)
    try bench.answer(.lookedUp(.absent), stop.id)
    #expect(try bench.answer(.lookedUp(.absent), stop.id).submitted == [stop])
  }

  @Test func `an order that arrives after it was given up is taken back`() throws {
    var (bench, order) = try sent()
    try bench.answer(.submitted(.unknown("timed out")), order.id)
    try bench.wait(60_000)
    try bench.answer(.lookedUp(.absent), order.id)
    try bench.answer(.lookedUp(.absent), order.id)
    #expect(try bench.report(.accepted, order).cancelled == [order.id])
    // Too late to take it back: the fill counts, and the position is protected.
    #expect(try bench.report(.filled, order).submitted.map(\.kind) == [.stop(price("90"))])
    #expect(bench.position?.quantity == Quantity(10))
  }

  @Test func `a duplicate answers for the order that is there`() throws {
    var (bench, order) = try sent()
    let there = VenueOrder(order, status: .filled, filled: order.quantity, updated: bench.time)
    #expect(
      try bench.answer(.submitted(.duplicate(there)), order.id) == [.reports(after: 0)])
    try bench.report(.accepted, order)
    try bench.report(.filled, order)
    #expect(bench.position?.quantity == Quantity(10))
  }

  @Test func `another order of the same name is not ours`() throws {
    var (bench, order) = try sent()
    var other = order
    other.quantity = Quantity(3)
    let there = VenueOrder(other, status: .filled, filled: other.quantity, updated: bench.time)
    try bench.answer(.submitted(.duplicate(there)), order.id)
    #expect(bench.session.errands.isEmpty)
    #expect(bench.session.figures.rejections == 1)
  }

  @Test func `reports that come twice or in another order count once and in order`() throws {
    var (bench, order) = try sent()
    try bench.accept(order)
    let accepted = bench.made(.accepted, order, at: "100", sequence: 1)
    let filled = bench.made(.filled, order, at: "100", sequence: 2)
    #expect(try bench.deliver(filled) == [.reports(after: 0)])
    #expect(bench.position == nil)
    try bench.deliver(accepted)
    try bench.deliver(filled)
    try bench.deliver(accepted)
    #expect(bench.position?.quantity == Quantity(10))
    #expect(bench.session.figures.fills == 1)
  }

  @Test func `a silent stream is found out by the number in a heartbeat`() throws {
    var (bench, order) = try sent()
    try bench.accept(order)
    let asked = try bench.perform { $0.receiveHeartbeat(sequence: 2, venueTime: $1, at: $1) }
    #expect(asked == [.reports(after: 0)])
  }

  @Test func `candles that were missed are asked for before the next is worked on`() throws {
    var bench = try LiveBench([])
    _ = try bench.begin()
    try bench.close(100)
    let late = flatCandle(3, 103)
    #expect(
      try bench.perform { $0.receive(late, of: "ABC", at: $1) }
        == [.candles(symbol: "ABC", after: hour(0))])
    #expect(bench.session.figures.bars == 1)
    let missed = [flatCandle(1, 101), flatCandle(2, 102), late]
    _ = try bench.perform { $0.receive(missed, of: "ABC", at: $1) }
    #expect(bench.session.figures.bars == 4)
  }

  @Test func `an entry at a price waits during one candle and is taken back after it`() throws {
    var bench = try LiveBench([wants(long: .true, entryLongPrice: 95)]) {
      $0.longEntry = .limit
    }
    _ = try bench.begin()
    let order = try #require(try bench.close(100).submitted.first)
    #expect(order.kind == .limit(price("95")))
    #expect(try bench.accept(order).isEmpty)
    #expect(try bench.close(101).cancelled == [order.id])
    try bench.report(.cancelled, order)
    #expect(bench.session.errands.isEmpty)
    #expect(try bench.close(102).isEmpty)
  }

  // MARK: - After a crash

  @Test func `an order on disk without an answer is looked up after a crash`() throws {
    var (bench, order) = try sent()
    #expect(try bench.crash().submitted.isEmpty)
    #expect(try bench.wait(0).lookedUp == [order.id])
    #expect(bench.session.errands.map(\.phase) == [.unclear])
  }

  @Test func `a crashed session comes back as it was`() throws {
    var (bench, order) = try sent()
    try bench.accept(order)
    try bench.report(.filled, order)
    let before = bench.session.core
    _ = try bench.crash()
    #expect(bench.session.core == before)
    #expect(bench.session.lastReport == 1)
  }

  @Test func `an altered record is found out before anything is sent`() throws {
    let (bench, _) = try sent()
    let altered = MemoryJournal()
    for record in try bench.journal.records(after: 0, limit: 1_000) {
      try altered.append(
        kind: record.kind, time: record.time,
        payload: record.payload.replacing("\"quantity\":\"10\"", with: "\"quantity\":\"11\""))
    }
    try altered.commit()
    let error = #expect(throws: SessionError.self) {
      try LiveDriver(
        LiveSession(
          bench.driver.configuration, sources: ["ABC": Script(verdicts: entry)]),
        journal: altered)
    }
    #expect(error?.code == .diverged)
  }

  // MARK: - The journal cannot be written

  @Test func `without a journal entries are not sent, and what reduces is`() throws {
    var (bench, order) = try sent()
    try bench.accept(order)
    let stop = try #require(try bench.report(.filled, order).submitted.first)
    try bench.accept(stop)
    let requests: [LiveRequest] = [
      .submit(stop), .cancel(stop.id, symbol: "ABC"), .lookUp(stop.id, symbol: "ABC"),
    ]
    #expect(try bench.perform { $0.withhold(requests, "disk full", at: $1) } == requests)
    var (flat, other) = try sent()
    #expect(try flat.perform { $0.withhold([.submit(other)], "disk full", at: $1) }.isEmpty)
    #expect(flat.session.errands.isEmpty)
    #expect(flat.session.figures.rejections == 1)
  }

  @Test func `a fill of an order that is not on record counts, and its number is not used again`()
    throws
  {
    var bench = try LiveBench(entry)
    _ = try bench.begin()
    var lost = OrderRequest(
      id: ClientOrderID(rawValue: "t:ABC:0:entry.7"), symbol: "ABC", action: .buy, kind: .market,
      quantity: Quantity(4), reduceOnly: false)
    try bench.report(.filled, lost)
    #expect(bench.position?.quantity == Quantity(4))
    lost.action = .sell
    lost.id = ClientOrderID(rawValue: "t:ABC:0:exit.8")
    try bench.report(.filled, lost)
    #expect(bench.position == nil)
    let order = try #require(try bench.close(100).submitted.first)
    #expect(order.id.sequence == 9)
  }
}
