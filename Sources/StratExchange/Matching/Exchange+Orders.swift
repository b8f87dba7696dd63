import StratMarket
package import StratTrading

extension Exchange {
  /// Takes an order or refuses it.
  ///
  /// An id that was used before, whatever became of its order, is not used again: the answer is
  /// that order as it is now.
  ///
  /// - Parameter refusal: why it is refused in any case.
  package mutating func submit(
    _ request: OrderRequest, account name: String, refusal forced: String? = nil
  ) throws(ExchangeError) -> SubmitOutcome {
    let account = try account(name)
    if let known = account.orders[request.id] { return .duplicate(known.venueOrder) }
    guard !request.id.rawValue.isEmpty, request.id.rawValue.utf8.count <= Self.longestOrderID
    else {
      // Not kept: nobody can ask for it again under such a name.
      return .rejected(.other, detail: "an id has 1 to \(Self.longestOrderID) bytes")
    }
    arrivals += 1
    let refusal =
      forced.map { (RejectionCode.other, $0) }
      ?? request.refusal(
        by: settings.instrument(request.symbol), at: markets[request.symbol]?.price,
        held: account.held(request.symbol))
    if let (code, detail) = refusal {
      var order = ExchangeOrder(request, arrival: arrivals, status: .rejected, at: time)
      order.refusal = code
      order.detail = detail
      accounts[name]?.orders[request.id] = order
      return .rejected(code, detail: detail)
    }
    let key = OrderKey(account: name, id: request.id)
    accounts[name]?.orders[request.id] = ExchangeOrder(
      request, arrival: arrivals, status: .accepted, at: time)
    accounts[name]?.report(.accepted, request, at: time)
    resting[request.symbol, default: []].append(key)
    meetOthers(key)
    return .accepted(
      order(key)?.venueOrder ?? VenueOrder(request, status: .accepted, updated: time))
  }

  /// Takes an order back; one that has ended stays as it is.
  package mutating func cancel(
    _ id: ClientOrderID, account name: String
  ) throws(ExchangeError) -> CancelOutcome {
    guard let order = try account(name).orders[id] else { return .noSuchOrder }
    let key = OrderKey(account: name, id: id)
    if order.status.isLive { end(key, "on request") }
    return .done(self.order(key)?.venueOrder ?? order.venueOrder)
  }

  /// Takes back every order of the symbols that may still fill; of all symbols where none is named.
  package mutating func cancelAll(
    of symbols: [String], account name: String
  ) throws(ExchangeError) -> [ClientOrderID] {
    let account = try account(name)
    let live = resting.flatMap { symbol, keys in
      symbols.isEmpty || symbols.contains(symbol) ? keys.filter { $0.account == name } : []
    }
    let inOrder = live.sorted {
      (account.orders[$0.id]?.arrival ?? 0) < (account.orders[$1.id]?.arrival ?? 0)
    }
    for key in inOrder { end(key, "on request") }
    return inOrder.map(\.id)
  }

  package func lookUp(
    _ id: ClientOrderID, account name: String
  ) throws(ExchangeError) -> LookupOutcome {
    try account(name).orders[id].map { .found($0.venueOrder) } ?? .absent
  }

  /// Ends an order that has not filled as a whole.
  mutating func end(_ key: OrderKey, _ detail: String) {
    guard let order = order(key), order.status.isLive else { return }
    resting[order.request.symbol]?.removeAll { $0 == key }
    accounts[key.account]?.orders[key.id]?.status = .cancelled
    accounts[key.account]?.orders[key.id]?.detail = detail
    accounts[key.account]?.orders[key.id]?.updated = time
    accounts[key.account]?.report(.cancelled, order.request, at: time, detail: detail)
  }

  /// Takes back the orders of an account that have nothing left to reduce.
  mutating func cancelOrphans(of symbol: String, account name: String) {
    guard let held = accounts[name]?.held(symbol) else { return }
    for (key, order) in resting(symbol)
    where key.account == name && order.request.reduceOnly
      && !order.request.reducible(held).isPositive
    {
      end(key, "the position is closed")
    }
  }
}
