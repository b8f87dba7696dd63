import StratMarket
package import StratTrading

/// Takes every order of some symbols back and gives up all that is held, by the gateway alone.
///
/// It reads no strategy, no candle, no profit and no journal: what the venue says is held is what
/// is sold or bought back, by orders that cannot open anything. That is also why one whose answer
/// was lost may be followed by another: together they close no more than there is. It goes on until
/// two looks in a row find nothing, or until its attempts are used up, and reports which.
package struct EmergencyStop: Sendable {
  private let gateway: any VenueGateway
  private let session: SessionID
  private let symbols: [String]
  /// The last bar of each symbol, as far as it is known; only for the names of orders.
  private let bars: [String: Int]
  private let surroundings: Surroundings
  private let settings: EmergencySettings

  package init(
    _ gateway: any VenueGateway, session: SessionID, symbols: [String], bars: [String: Int] = [:],
    surroundings: Surroundings, settings: EmergencySettings = EmergencySettings()
  ) {
    self.gateway = gateway
    self.session = session
    self.symbols = symbols
    self.bars = bars
    self.surroundings = surroundings
    self.settings = settings
  }

  /// The name of an order of an emergency stop; no other order of the session has its leg.
  package static func orderID(
    session: SessionID, symbol: String, bar: Int, number: Int
  ) -> ClientOrderID {
    ClientOrderID(rawValue: "\(session):\(symbol):\(bar):emergency.\(number)")
  }

  private struct Progress {
    var report: EmergencyReport
    var numbers: [String: Int] = [:]
    /// The newest reading: an older one says what is over.
    var sequence: Int64 = .min
    var flatLooks = 0
    var failures = 0
    var asked: Int64?
  }

  package func run(reason: String) async -> EmergencyReport {
    let clock = surroundings.clock
    let start = clock.monotonic
    var progress = Progress(
      report: EmergencyReport(session: session, reason: reason, began: clock.now))
    while progress.report.attempts < settings.attempts,
      (clock.monotonic - start).wholeMilliseconds < settings.limitMilliseconds, !Task.isCancelled
    {
      progress.report.attempts += 1
      progress.asked = nil
      let isClear = await attempt(&progress)
      progress.failures = isClear ? 0 : progress.failures + 1
      if progress.flatLooks >= 2 {
        progress.report.isVerifiedFlat = true
        break
      }
      let wait = settings.retry.wait(
        afterFailures: max(1, progress.failures), asked: progress.asked,
        random: surroundings.random)
      do {
        try await clock.sleep(milliseconds: wait)
      } catch {
        progress.report.problems.append("interrupted")
        break
      }
    }
    progress.report.ended = clock.now
    return progress.report
  }

  /// Takes back, looks and gives up, once; whether the venue answered everything.
  private func attempt(_ progress: inout Progress) async -> Bool {
    let symbols = symbols
    var isClear = true
    switch await read({ [gateway] () async throws(GatewayError) in
      try await gateway.cancelAll(of: symbols)
    }) {
    case .success(let ids):
      for id in ids where !progress.report.cancelled.contains(id) {
        progress.report.cancelled.append(id)
      }
    case .failure(let error):
      isClear = false
      note("orders could not be taken back: \(error)", error, &progress)
    }
    let snapshot: VenueSnapshot
    switch await read({ [gateway] () async throws(GatewayError) in try await gateway.snapshot() }) {
    case .success(let found): snapshot = found
    case .failure(let error):
      progress.flatLooks = 0
      note("the venue could not be looked at: \(error)", error, &progress)
      return false
    }
    guard snapshot.sequence >= progress.sequence else {
      progress.flatLooks = 0
      note("the venue showed an older state than before", nil, &progress)
      return false
    }
    progress.sequence = snapshot.sequence
    let held = snapshot.holdings.filter { symbols.contains($0.key) && !$0.value.quantity.isZero }
      .mapValues(\.quantity)
    let open = snapshot.openOrders.map(\.request).filter { symbols.contains($0.symbol) }
    progress.report.holdings = held
    progress.report.openOrders = open.map(\.id)
    guard !held.isEmpty || !open.isEmpty else {
      // Entries that were on their way when orders were taken back may still arrive: look again.
      progress.flatLooks = isClear ? progress.flatLooks + 1 : 0
      return isClear
    }
    progress.flatLooks = 0
    for symbol in symbols {
      guard let quantity = held[symbol] else { continue }
      if await !giveUp(quantity, of: symbol, &progress) { isClear = false }
    }
    return isClear
  }

  /// Sends an order for what is held of a symbol; whether the venue has it.
  private func giveUp(
    _ held: Quantity, of symbol: String, _ progress: inout Progress
  ) async -> Bool {
    let number = (progress.numbers[symbol] ?? 0) + 1
    progress.numbers[symbol] = number
    let order = OrderRequest(
      id: Self.orderID(
        session: session, symbol: symbol, bar: bars[symbol] ?? 0, number: number),
      symbol: symbol, action: held.isNegative ? .buy : .sell, kind: .market,
      quantity: held.magnitude, reduceOnly: true)
    let limit = settings.callMilliseconds
    let outcome = await bounded(
      limit, surroundings.clock, late: SubmitOutcome.unknown("no answer within \(limit) ms")
    ) { [gateway] in await gateway.submit(order) }
    let words: String
    let isThere: Bool
    switch outcome {
    case .accepted: (words, isThere) = ("accepted", true)
    case .duplicate:
      // A name of an earlier emergency stop of this session: the next round takes the next one.
      (words, isThere) = ("the name was taken", false)
    case .rejected(let code, let detail):
      (words, isThere) = ("rejected: \(code.rawValue) \(detail)", false)
    case .unknown(let detail): (words, isThere) = ("unknown: \(detail)", false)
    }
    progress.report.sent.append(
      EmergencyReport.SentOrder(
        id: order.id, symbol: symbol, action: order.action, quantity: order.quantity,
        outcome: words))
    if !isThere { progress.report.problems.append("\(order.id) \(words)") }
    return isThere
  }

  private func read<Value: Sendable>(
    _ call: @escaping @Sendable () async throws(GatewayError) -> Value
  ) async -> Result<Value, GatewayError> {
    let limit = settings.callMilliseconds
    let late = Result<Value, GatewayError>.failure(
      GatewayError(.unreachable, "no answer within \(limit) ms"))
    return await bounded(limit, surroundings.clock, late: late) {
      do throws(GatewayError) {
        return .success(try await call())
      } catch {
        return .failure(error)
      }
    }
  }

  private func note(_ problem: String, _ error: GatewayError?, _ progress: inout Progress) {
    progress.report.problems.append(problem)
    progress.asked = error?.retryAfterMilliseconds ?? progress.asked
  }
}
