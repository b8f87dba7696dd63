import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// Comparing with the venue: every kind of difference has its resolution.
struct ReconciliationTests {
  private func started(
    _ policy: StartPolicy, holding: String?, _ verdicts: [Verdict] = []
  ) throws -> (LiveBench, [LiveRequest]) {
    var settings = LiveSettings()
    settings.startPolicy = policy
    var bench = try LiveBench(verdicts, settings: settings)
    let requests = try bench.begin(
      holding.map { ["ABC": LiveBench.holding($0)] } ?? [:])
    return (bench, requests)
  }

  /// Long ten, protected at 90.
  private func held() throws -> (LiveBench, OrderRequest) {
    var bench = try LiveBench([wants(long: .true, stop: 90)])
    _ = try bench.begin()
    let order = try #require(try bench.close(100).submitted.first)
    try bench.accept(order)
    let stop = try #require(try bench.report(.filled, order).submitted.first)
    try bench.accept(stop)
    return (bench, stop)
  }

  private var mode: (LiveBench) -> TradingMode { { $0.session.core.state.mode } }

  @Test func `start policy adopt: the holding is the session's, and equity stays`() throws {
    let (bench, requests) = try started(.adopt, holding: "-5")
    #expect(requests.submitted.isEmpty)
    #expect(bench.position?.signedQuantity == -Quantity(5))
    #expect(bench.session.figures.equity == Money(10_000))
    #expect(mode(bench) == .active)
  }

  @Test func `start policy flatten: the holding is closed at once`() throws {
    let (bench, requests) = try started(.flatten, holding: "5")
    #expect(requests.submitted.map(\.action) == [.sell])
    #expect(requests.submitted.allSatisfy { $0.reduceOnly && $0.kind == .market })
    #expect(bench.position?.closing == .flatten)
  }

  @Test func `start policy wait-flat: nothing is opened until the holding is gone`() throws {
    var (bench, _) = try started(
      .waitFlat, holding: "5", [wants(long: .true), wants(long: .true)])
    #expect(mode(bench) == .reducing)
    #expect(try bench.close(100).submitted.isEmpty)
    try bench.look(holdings: ["ABC": LiveBench.holding("2")])
    #expect(mode(bench) == .reducing)
    try bench.look()
    #expect(mode(bench) == .active)
    #expect(try bench.close(100).submitted.count == 1)
  }

  @Test func `equal on both sides changes and records nothing`() throws {
    var (bench, stop) = try held()
    let records = try bench.journal.records(after: 0, limit: 1_000).count
    let open = VenueOrder(stop, status: .accepted, updated: bench.time)
    #expect(try bench.look(holdings: ["ABC": LiveBench.holding("10")], open: [open]).isEmpty)
    #expect(try bench.journal.records(after: 0, limit: 1_000).count == records)
  }

  @Test func `a holding that differs in two readings stops new exposure until a person resumes`()
    throws
  {
    var (bench, stop) = try held()
    let open = VenueOrder(stop, status: .accepted, updated: bench.time)
    try bench.look(holdings: ["ABC": LiveBench.holding("7")], open: [open])
    #expect(mode(bench) == .active)
    try bench.look(holdings: ["ABC": LiveBench.holding("7")], open: [open])
    #expect(mode(bench) == .reducing)
    #expect(bench.session.core.state.holds(.unexplained))
    // Told once, not with every reading.
    let notes = bench.session.figures.notes
    try bench.look(holdings: ["ABC": LiveBench.holding("7")], open: [open])
    #expect(bench.session.figures.notes == notes)
    try bench.perform { $0.obey(.resume(reason: "sold by hand"), at: $1) }
    #expect(mode(bench) == .active)
  }

  @Test func `a person can have the session take over what the venue holds`() throws {
    var (bench, _) = try held()
    let snapshot = VenueSnapshot(
      sequence: 1, time: bench.time, cash: .zero, holdings: ["ABC": LiveBench.holding("7")],
      openOrders: [])
    let requests = try bench.perform { $0.adopt(snapshot, at: $1) }
    #expect(bench.position?.quantity == Quantity(7))
    // The stop is for seven now.
    #expect(requests.cancelled.count == 1)
    #expect(requests.submitted.map(\.quantity) == [Quantity(7)])
  }

  @Test func `a reading from the past is read again and believed by nobody`() throws {
    var (bench, _) = try held()
    try bench.look(sequence: 0)
    try bench.look(sequence: 0)
    #expect(mode(bench) == .active)
    #expect(try bench.wait(10_000).contains(.snapshot))
  }

  @Test func `an order that the venue has forgotten is looked up twice, then sent again`() throws {
    var (bench, stop) = try held()
    try bench.look(holdings: ["ABC": LiveBench.holding("10")])
    #expect(try bench.wait(0).lookedUp == [stop.id])
    bench.now += 60_000
    try bench.answer(.lookedUp(.absent), stop.id)
    #expect(try bench.wait(60_000).lookedUp == [stop.id])
    try bench.answer(.lookedUp(.absent), stop.id)
    // Protection comes back with the next bar, under another name.
    let again = try bench.close(100).submitted
    #expect(again.map(\.kind) == [.stop(price("90"))])
    #expect(again.first?.id != stop.id)
  }

  @Test func `an own order that nobody wants is taken back at the second sight`() throws {
    var (bench, stop) = try held()
    let open = VenueOrder(stop, status: .accepted, updated: bench.time)
    var stray = stop
    stray.id = ClientOrderID(rawValue: "t:ABC:0:entry.99")
    let orders = [open, VenueOrder(stray, status: .accepted, updated: bench.time)]
    let holdings = ["ABC": LiveBench.holding("10")]
    #expect(try bench.look(holdings: holdings, open: orders).cancelled.isEmpty)
    #expect(try bench.look(holdings: holdings, open: orders).cancelled == [stray.id])
    #expect(mode(bench) == .active)
  }

  @Test func `an own order that is another than was sent is taken back`() throws {
    var (bench, stop) = try held()
    var other = stop
    other.quantity = Quantity(3)
    let open = [VenueOrder(other, status: .accepted, updated: bench.time)]
    let holdings = ["ABC": LiveBench.holding("10")]
    try bench.look(holdings: holdings, open: open)
    #expect(try bench.look(holdings: holdings, open: open).cancelled == [stop.id])
  }

  @Test func `somebody else's order is left alone and stops new exposure`() throws {
    var (bench, stop) = try held()
    var foreign = stop
    foreign.id = ClientOrderID(rawValue: "by-hand-1")
    try bench.report(.accepted, foreign)
    #expect(bench.session.core.state.holds(.unexplained))
    #expect(bench.session.core.state.holds.first?.detail.contains("by-hand-1") == true)
  }

  @Test func `orders of other symbols and sessions on the account are none of its business`()
    throws
  {
    var (bench, stop) = try held()
    var other = stop
    other.id = ClientOrderID(rawValue: "other:XYZ:0:entry.1")
    other.symbol = "XYZ"
    try bench.report(.accepted, other)
    #expect(mode(bench) == .active)
    #expect(bench.session.lastReport == 2)
  }

  @Test func `an order that is over without a report counts as lost`() throws {
    var (bench, stop) = try held()
    let over = VenueOrder(stop, status: .cancelled, updated: bench.time)
    #expect(try bench.answer(.lookedUp(.found(over)), stop.id) == [.reports(after: 1)])
    try bench.look(holdings: ["ABC": LiveBench.holding("10")])
    #expect(bench.session.errands.isEmpty)
    #expect(try bench.close(100).submitted.map(\.kind) == [.stop(price("90"))])
  }
}
