import StratMarket
import StratTrading

/// Requests about orders: each is sent once and answered once, whatever happens.
extension LiveTradingRunner {
  func writeLane(_ symbol: String) async throws {
    guard let lane = lanes.writes[symbol] else { return }
    for await request in lane.requests {
      switch request {
      case .submit(let order): try await submit(order)
      case .cancel(let id, _): try await cancel(id, symbol)
      case .lookUp, .reports, .snapshot, .candles: continue
      }
    }
  }

  func lookUpLane(_ symbol: String) async throws {
    guard let lane = lanes.lookUps[symbol] else { return }
    for await request in lane.requests {
      guard case .lookUp(let id, _) = request, let limit = timeLeft else { continue }
      let outcome = await bounded(limit, clock, late: LookupOutcome.unknown(Self.noAnswer(limit))) {
        [gateway] in await gateway.lookUp(id, symbol: symbol)
      }
      lanes.hasLookedUp(id)
      try answer(.lookedUp(outcome), of: id)
    }
  }

  private func submit(_ order: OrderRequest) async throws {
    guard let limit = timeLeft else { return }
    if !order.reduceOnly, view({ $0.core.state.mode }) == .halted {
      // It waited behind another request when everything was stopped.
      try answer(.submitted(.rejected(.other, detail: "halted before it was sent")), of: order.id)
      return
    }
    let outcome = await bounded(limit, clock, late: SubmitOutcome.unknown(Self.noAnswer(limit))) {
      [gateway] in await gateway.submit(order)
    }
    if case .unknown(let detail) = outcome { try unclear(order.id, detail) }
    try answer(.submitted(outcome), of: order.id)
  }

  private func cancel(_ id: ClientOrderID, _ symbol: String) async throws {
    guard let limit = timeLeft else { return }
    let outcome = await bounded(limit, clock, late: CancelOutcome.unknown(Self.noAnswer(limit))) {
      [gateway] in await gateway.cancel(id, symbol: symbol)
    }
    if case .unknown(let detail) = outcome { try unclear(id, detail) }
    try answer(.cancelled(outcome), of: id)
  }

  private func answer(_ answer: VenueAnswer, of id: ClientOrderID) throws {
    try perform { session, now in session.answered(answer, of: id, at: now) }
  }

  /// How long a request may take; `nil` when it is not sent any more.
  ///
  /// It is on record, so that it is looked up when the session runs again.
  private var timeLeft: Int64? {
    guard let deadline = health.stopDeadline else { return settings.callMilliseconds }
    let left = (deadline - clock.monotonic).wholeMilliseconds
    return left > 0 ? min(left, settings.callMilliseconds) : nil
  }

  private static func noAnswer(_ limit: Int64) -> String { "no answer within \(limit) ms" }

  private func unclear(_ id: ClientOrderID, _ detail: String) throws {
    find(.unclearOutcome, "\(id): \(detail)")
    let now = clock.monotonic
    health.unclear.append(now)
    let since = now - .milliseconds(settings.unclearMilliseconds)
    health.unclear.removeAll { $0 < since }
    guard health.unclear.count >= settings.unclearOutcomes else { return }
    try degrade(.unclearOutcomes, "\(health.unclear.count) lately, the last: \(detail)")
  }
}
