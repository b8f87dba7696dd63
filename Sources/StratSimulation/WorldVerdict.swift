import StratExchange
import StratMarket
import StratSyntax
import StratTrading

/// What has to be so at the end of every simulated world; in words, what is not.
extension SimulatedWorld {
  package func findings() -> [String] {
    if let failure { return [failure] }
    guard let driver else { return ["the session does not run at the end"] }
    guard let venue = venue.exchange.accounts[Self.account] else { return ["the account is gone"] }
    var found: [String] = []
    let session = driver.session
    let core = session.core
    let open = venue.orders.values.filter { $0.status.isLive }
    let live = core.books.values.flatMap(\.live)
    // No order is lost: both sides know the same ones.
    for ticket in live where !open.contains(where: { $0.request.id == ticket.order.id }) {
      found.append("\(ticket.order.id) is \(ticket.status.rawValue) here and not at the venue")
    }
    for order in open where !live.contains(where: { $0.order.id == order.request.id }) {
      found.append("\(order.request.id) is open at the venue and not here")
    }
    for errand in session.errands where errand.phase != .standing {
      found.append("\(errand.id) is still \(errand.phase.rawValue)")
    }
    // The position is the sum of the fills, and so is the money.
    for symbol in session.symbols {
      let ours = core.books[symbol]?.position?.signedQuantity ?? .zero
      let theirs = venue.holdings[symbol]?.quantity ?? .zero
      if ours != theirs { found.append("\(symbol): \(ours) held here, \(theirs) at the venue") }
      if let position = core.books[symbol]?.position, let stop = position.stop,
        position.closing == nil, core.books[symbol]?.refused.contains(.stop) == false,
        !live.contains(where: { $0.order.symbol == symbol && $0.order.triggerPrice == stop })
      {
        found.append("\(symbol): the position is not protected at \(stop)")
      }
    }
    if let ours = try? core.account.cash - core.account.initialCash,
      let theirs = try? venue.cash - venue.deposit, ours != theirs
    {
      found.append("cash changed by \(ours) here and by \(theirs) at the venue")
    }
    // None is doubled: a decision has one entry at most, and is one at the venue.
    var entries: [String: Int] = [:]
    for order in venue.orders.values
    where !order.request.reduceOnly && order.status != .rejected {
      let decision = order.request.id.rawValue.split(separator: ":").dropLast()
        .joined(separator: ":")
      entries[decision, default: 0] += 1
    }
    for (decision, count) in entries where count > 1 {
      found.append("\(decision) led to \(count) entries at the venue")
    }
    if !core.state.holds.isEmpty {
      found.append("it is held: \(core.state.holds.map(\.detail).joined(separator: "; "))")
    }
    return found + journalFindings(driver)
  }

  /// Every candle has its decision, and living through the journal again comes to the same.
  private func journalFindings(_ driver: LiveDriver) -> [String] {
    var found: [String] = []
    var bars = 0
    var decisions = 0
    for record in journal.committed {
      switch JournalPayload(record) {
      case .bar: bars += 1
      case .effect(.decision): decisions += 1
      case nil: found.append("record \(record.sequence) cannot be read")
      default: break
      }
    }
    if bars != decisions { found.append("\(bars) candles and \(decisions) decisions") }
    do {
      let session = try LiveSession(configuration, settings: settings, sources: try makeSources())
      let replayed = try LiveDriver(session, journal: journal)
      if replayed.session.core != driver.session.core {
        found.append("the journal leads to another state")
      }
      if replayed.session.errands.map(\.id) != driver.session.errands.map(\.id) {
        found.append("the journal leads to other orders under way")
      }
    } catch {
      found.append("the journal cannot be lived through again: \(error)")
    }
    return found
  }
}
