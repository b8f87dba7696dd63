import ProcessingEngine
import StratMarket
import StratTrading

/// Says what it was told to say, one verdict a candle.
struct Script: VerdictSource {
  var verdicts: [Verdict]

  mutating func next(_ candle: Candle) -> Verdict {
    verdicts.isEmpty ? wants() : verdicts.removeFirst()
  }
}

/// A live session with a hand on it: the hand is the venue.
struct LiveBench {
  var driver: LiveDriver
  let journal: MemoryJournal
  private let verdicts: [Verdict]
  private let configuration: SessionConfiguration
  private let settings: LiveSettings
  var now: Int64 = 1_000_000
  private var bars = 0
  private var sequence: Int64 = 0

  init(
    _ verdicts: [Verdict], settings: LiveSettings = LiveSettings(),
    _ change: (inout SessionConfiguration) -> Void = { _ in }
  ) throws {
    self.verdicts = verdicts
    self.settings = settings
    configuration = StratTradingTests.settings([instrument()]) {
      $0.intervals = ["ABC": 3_600_000]
      $0.hasStop = verdicts.contains { $0.stop.isFinite }
      change(&$0)
    }
    journal = MemoryJournal()
    driver = try Self.driver(configuration, settings, verdicts, journal)
  }

  private static func driver(
    _ configuration: SessionConfiguration, _ settings: LiveSettings, _ verdicts: [Verdict],
    _ journal: MemoryJournal
  ) throws -> LiveDriver {
    try LiveDriver(
      LiveSession(configuration, settings: settings, sources: ["ABC": Script(verdicts: verdicts)]),
      journal: journal)
  }

  var session: LiveSession { driver.session }
  var position: Position? { session.core.books["ABC"]?.position }

  var time: Timestamp { Timestamp(milliseconds: now) }

  /// Ready to trade: connected, without history, and with a first look at the venue.
  mutating func begin(_ holdings: [String: VenueSnapshot.Holding] = [:]) throws -> [LiveRequest] {
    var requests = try perform { $0.take(.started, at: $1) }
    requests += try perform { $0.take(.connected, at: $1) }
    requests += try perform { $0.load([], of: "ABC", at: $1) }
    return try requests + look(holdings: holdings)
  }

  @discardableResult
  mutating func perform(
    _ body: (inout LiveSession, Timestamp) -> LiveStep
  ) throws -> [LiveRequest] {
    let time = time
    return try driver.perform(at: time) { body(&$0, time) }.requests
  }

  /// The next candle, flat at a price.
  @discardableResult
  mutating func close(_ price: Double) throws -> [LiveRequest] {
    let bar = bars
    bars += 1
    now = max(now, Int64(bar + 1) * 3_600_000)
    return try perform { $0.receive(flatCandle(bar, price), of: "ABC", at: $1) }
  }

  @discardableResult
  mutating func answer(_ answer: VenueAnswer, _ id: ClientOrderID) throws -> [LiveRequest] {
    try perform { $0.answered(answer, of: id, at: $1) }
  }

  @discardableResult
  mutating func accept(_ order: OrderRequest) throws -> [LiveRequest] {
    try answer(
      .submitted(.accepted(VenueOrder(order, status: .accepted, updated: time))), order.id)
  }

  @discardableResult
  mutating func report(
    _ change: VenueReport.Change, _ order: OrderRequest, at price: String = "100",
    skipping: Int64 = 0, detail: String = ""
  ) throws -> [LiveRequest] {
    sequence += 1 + skipping
    return try deliver(made(change, order, at: price, sequence: sequence, detail: detail))
  }

  func made(
    _ change: VenueReport.Change, _ order: OrderRequest, at price: String, sequence: Int64,
    detail: String = ""
  ) -> VenueReport {
    let fill = Fill(
      id: FillID(rawValue: "f\(sequence)"), orderID: order.id, symbol: order.symbol,
      action: order.action, price: StratTradingTests.price(price), quantity: order.quantity,
      fee: .zero, time: time)
    return VenueReport(
      sequence: sequence, time: time, change: change, order: order.id, symbol: order.symbol,
      fill: change == .filled ? fill : nil, detail: detail)
  }

  @discardableResult
  mutating func deliver(_ report: VenueReport) throws -> [LiveRequest] {
    try perform { $0.receive(report, at: $1) }
  }

  /// A reading of what the venue holds.
  @discardableResult
  mutating func look(
    holdings: [String: VenueSnapshot.Holding] = [:], open: [VenueOrder] = [],
    sequence: Int64? = nil
  ) throws -> [LiveRequest] {
    let snapshot = VenueSnapshot(
      sequence: sequence ?? self.sequence, time: time, cash: Money(10_000), holdings: holdings,
      openOrders: open)
    return try perform { $0.receive(snapshot, at: $1) }
  }

  @discardableResult
  mutating func wait(_ milliseconds: Int64) throws -> [LiveRequest] {
    now += milliseconds
    return try perform { $0.wake(at: $1) }
  }

  /// Ends as if killed, and comes back from what is on disk.
  mutating func crash() throws -> [LiveRequest] {
    let survivor = journal.afterCrash()
    var bench = self
    bench.driver = try Self.driver(configuration, settings, verdicts, survivor)
    self = bench
    return try perform { $0.take(.started, at: $1) }
  }

  static func holding(_ text: String, at price: String = "100") -> VenueSnapshot.Holding {
    VenueSnapshot.Holding(
      quantity: StratTradingTests.quantity(text), averagePrice: StratTradingTests.price(price))
  }
}

extension [LiveRequest] {
  var submitted: [OrderRequest] {
    compactMap { if case .submit(let order) = $0 { order } else { nil } }
  }
  var cancelled: [ClientOrderID] {
    compactMap { if case .cancel(let id, _) = $0 { id } else { nil } }
  }
  var lookedUp: [ClientOrderID] {
    compactMap { if case .lookUp(let id, _) = $0 { id } else { nil } }
  }
}
