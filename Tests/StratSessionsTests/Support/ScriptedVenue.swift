import StratMarket
import StratSessions
import StratTrading

/// A venue in the process that does what a test tells it to, faults included.
///
/// Market orders fill at once at the last price, whole; stops and limits rest until a candle closes
/// beyond them. What was sent, and what exists, is kept for the test to look at.
actor ScriptedVenue: VenueGateway {
  struct Faults {
    /// So many submissions arrive and their answer is lost.
    var loseAnswers = 0
    /// So many submissions never arrive.
    var dropSubmissions = 0
    /// So many submissions arrive and are not answered until they are given up.
    var hangSubmissions = 0
    /// Submissions of these symbols are not answered.
    var hangingSymbols: Set<String> = []
    var loseCancelAnswers = 0
    /// Nothing comes through streams, heartbeats included.
    var isMute = false
    /// So many reports are not streamed.
    var swallowReports = 0
    /// So many connections break off at once.
    var refuseConnections = 0
    /// So many reads fail, and the venue wants to be left alone that long.
    var failReads = 0
    var retryAfter: Int64?
    /// So many snapshots are older ones.
    var staleSnapshots = 0
    var rejectSubmissions = false
  }

  static let interval: Int64 = 60_000

  nonisolated let broker = Broker(
    name: "scripted", abilities: Set(BrokerAbility.allCases), isSimulated: false)
  nonisolated let account = "test-account"
  private let clock: ManualClock

  var faults = Faults()
  private(set) var submissions: [OrderRequest] = []
  private(set) var orders: [ClientOrderID: VenueOrder] = [:]
  private(set) var order: [ClientOrderID] = []
  private(set) var reports: [VenueReport] = []
  private(set) var held: [String: Quantity] = [:]
  private(set) var connections = 0
  private(set) var readTimes: [Int64] = []
  private(set) var snapshotCount = 0
  private(set) var lookUpTimes: [Int64] = []
  private var listed: [Instrument]
  private var prices: [String: Double] = [:]
  private var candleLists: [String: [Candle]] = [:]
  private var streams: [Int: AsyncStream<VenueMessage>.Continuation] = [:]
  private var cash = Money(100_000)
  private var oldSnapshot: VenueSnapshot?

  init(_ clock: ManualClock, symbols: [String]) {
    self.clock = clock
    listed = symbols.map {
      Instrument(
        symbol: $0, tickSize: Price(FixedDecimal(1, decimals: 2)),
        lotSize: Quantity(FixedDecimal(1, decimals: 3)), currency: "USDT")
    }
    for symbol in symbols {
      prices[symbol] = 95
      let first = ManualClock.start - 20 * Self.interval
      candleLists[symbol] = (0..<20).map { Self.candle(first + Int64($0) * Self.interval, 95) }
    }
  }

  private static func candle(_ time: Int64, _ price: Double) -> Candle {
    Candle(
      time: Timestamp(milliseconds: time), open: price, high: price, low: price, close: price,
      volume: 1)
  }

  // MARK: - What tests do

  func set(_ change: @Sendable (inout Faults) -> Void) { change(&faults) }

  /// Closes the next candle of a symbol at a price.
  func close(_ symbol: String, at price: Double) {
    guard let last = candleLists[symbol]?.last else { return }
    let candle = Self.candle(last.time.milliseconds + Self.interval, price)
    candleLists[symbol]?.append(candle)
    prices[symbol] = price
    for id in order { meet(id, symbol, price) }
    if let price = try? Price(price) { emit(.quote(symbol: symbol, price, time: clock.now)) }
    emit(.candle(symbol: symbol, candle, intervalMilliseconds: Self.interval))
  }

  /// Ends every stream.
  func disconnect() {
    for stream in streams.values { stream.finish() }
    streams = [:]
  }

  /// Somebody else trades on the account.
  func hold(_ quantity: Int, of symbol: String) { held[symbol] = Quantity(quantity) }

  func retick(_ symbol: String) {
    for index in listed.indices where listed[index].symbol == symbol {
      listed[index].tickSize = Price(1)
    }
  }

  func delist(_ symbol: String) { listed.removeAll { $0.symbol == symbol } }

  var streamCount: Int { streams.count }
  var entries: [OrderRequest] { order.compactMap { orders[$0]?.request }.filter { !$0.reduceOnly } }
  var openOrders: [VenueOrder] { order.compactMap { orders[$0] }.filter(\.status.isLive) }
  func quantity(_ symbol: String) -> Quantity { held[symbol] ?? .zero }

  // MARK: - Orders

  func submit(_ request: OrderRequest) async -> SubmitOutcome {
    submissions.append(request)
    if faults.dropSubmissions > 0 {
      faults.dropSubmissions -= 1
      return .unknown("the connection broke")
    }
    if faults.rejectSubmissions { return .rejected(.other, detail: "not today") }
    if let there = orders[request.id] { return .duplicate(there) }
    let taken = take(request)
    if faults.hangSubmissions > 0 || faults.hangingSymbols.contains(request.symbol) {
      faults.hangSubmissions = max(0, faults.hangSubmissions - 1)
      try? await clock.sleep(milliseconds: 1_000_000_000)
      return .unknown("given up")
    }
    if faults.loseAnswers > 0 {
      faults.loseAnswers -= 1
      return .unknown("the answer was lost")
    }
    return taken
  }

  private func take(_ request: OrderRequest) -> SubmitOutcome {
    if request.reduceOnly, (held[request.symbol] ?? .zero).isZero {
      return .rejected(.nothingToReduce, detail: "nothing is held")
    }
    order.append(request.id)
    orders[request.id] = VenueOrder(request, status: .accepted, updated: clock.now)
    report(.accepted, request)
    if case .market = request.kind { fill(request.id) }
    guard let order = orders[request.id] else { return .unknown("lost") }
    return .accepted(order)
  }

  private func meet(_ id: ClientOrderID, _ symbol: String, _ price: Double) {
    guard let order = orders[id], order.status.isLive, order.request.symbol == symbol,
      let wanted = order.request.kind.price?.double
    else { return }
    let isBuy = order.request.action == .buy
    let isMet: Bool
    switch order.request.kind {
    case .market: isMet = true
    case .limit: isMet = isBuy ? price <= wanted : price >= wanted
    case .stop: isMet = isBuy ? price >= wanted : price <= wanted
    }
    if isMet { fill(id) }
  }

  private func fill(_ id: ClientOrderID) {
    guard let request = orders[id]?.request, let last = prices[request.symbol],
      let price = try? Price(last)
    else { return }
    let before = held[request.symbol] ?? .zero
    var quantity = request.quantity
    if request.reduceOnly { quantity = min(quantity, before.magnitude) }
    guard quantity.isPositive else {
      end(id, "nothing to reduce")
      return
    }
    let signed = request.action == .buy ? quantity : -quantity
    held[request.symbol] = (try? before + signed) ?? before
    orders[id]?.status = .filled
    orders[id]?.filled = quantity
    let fill = Fill(
      id: FillID(rawValue: "f\(reports.count + 1)"), orderID: id, symbol: request.symbol,
      action: request.action, price: price, quantity: quantity, fee: .zero, time: clock.now)
    report(.filled, request, fill: fill)
  }

  private func end(_ id: ClientOrderID, _ detail: String) {
    guard let order = orders[id], order.status.isLive else { return }
    orders[id]?.status = .cancelled
    report(.cancelled, order.request, detail: detail)
  }

  private func report(
    _ change: VenueReport.Change, _ request: OrderRequest, fill: Fill? = nil, detail: String = ""
  ) {
    let report = VenueReport(
      sequence: Int64(reports.count) + 1, time: clock.now, change: change, order: request.id,
      symbol: request.symbol, fill: fill, detail: detail)
    reports.append(report)
    if faults.swallowReports > 0 {
      faults.swallowReports -= 1
      return
    }
    emit(.report(report))
  }

  func cancel(_ id: ClientOrderID, symbol: String) async -> CancelOutcome {
    guard orders[id] != nil else { return .noSuchOrder }
    end(id, "taken back")
    if faults.loseCancelAnswers > 0 {
      faults.loseCancelAnswers -= 1
      return .unknown("the answer was lost")
    }
    return orders[id].map { .done($0) } ?? .noSuchOrder
  }

  func cancelAll(of symbols: [String]) async throws(GatewayError) -> [ClientOrderID] {
    try failIfWanted()
    let ids = openOrders.map(\.request).filter { symbols.contains($0.symbol) }.map(\.id)
    for id in ids { end(id, "all taken back") }
    return ids
  }

  func lookUp(_ id: ClientOrderID, symbol: String) async -> LookupOutcome {
    lookUpTimes.append(clock.now.milliseconds)
    return orders[id].map { .found($0) } ?? .absent
  }

  // MARK: - Reads

  private func failIfWanted() throws(GatewayError) {
    readTimes.append(clock.now.milliseconds)
    guard faults.failReads > 0 else { return }
    faults.failReads -= 1
    throw GatewayError(
      faults.retryAfter == nil ? .unreachable : .rateLimited, "not now",
      retryAfterMilliseconds: faults.retryAfter)
  }

  func snapshot() async throws(GatewayError) -> VenueSnapshot {
    try failIfWanted()
    snapshotCount += 1
    if faults.staleSnapshots > 0, let oldSnapshot {
      faults.staleSnapshots -= 1
      return oldSnapshot
    }
    let snapshot = VenueSnapshot(
      sequence: Int64(reports.count), time: clock.now, cash: cash,
      holdings: held.filter { !$0.value.isZero }.mapValues {
        VenueSnapshot.Holding(quantity: $0, averagePrice: Price(100))
      }, openOrders: openOrders)
    if oldSnapshot == nil { oldSnapshot = snapshot }
    return snapshot
  }

  func reports(after sequence: Int64, limit: Int) async throws(GatewayError) -> [VenueReport] {
    try failIfWanted()
    return Array(reports.drop { $0.sequence <= sequence }.prefix(limit))
  }

  func instruments() async throws(GatewayError) -> [Instrument] {
    try failIfWanted()
    return listed
  }

  func candles(
    of symbol: String, after time: Timestamp?, limit: Int
  ) async throws(GatewayError) -> [Candle] {
    try failIfWanted()
    let all = candleLists[symbol] ?? []
    guard let time else { return Array(all.suffix(limit)) }
    return Array(all.drop { $0.time <= time }.prefix(limit))
  }

  // MARK: - Streams

  func stream(
    symbols: [String], _ receive: @Sendable (VenueMessage) async -> Void
  ) async throws(GatewayError) -> Never {
    connections += 1
    let number = connections
    if faults.refuseConnections > 0 {
      faults.refuseConnections -= 1
      throw GatewayError(.unreachable, "refused")
    }
    let (messages, continuation) = AsyncStream.makeStream(of: VenueMessage.self)
    streams[number] = continuation
    beat()
    let beats = Task { [clock] in
      while !Task.isCancelled {
        do { try await clock.sleep(milliseconds: 1_000) } catch { return }
        self.beat()
      }
    }
    for await message in messages { await receive(message) }
    beats.cancel()
    streams[number] = nil
    throw GatewayError(.unreachable, "the stream ended")
  }

  private func beat() {
    emit(.heartbeat(time: clock.now, sequence: Int64(reports.count)))
  }

  private func emit(_ message: VenueMessage) {
    guard !faults.isMute else { return }
    for stream in streams.values { stream.yield(message) }
  }
}
