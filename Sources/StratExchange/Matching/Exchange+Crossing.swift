import StratMarket
import StratTrading

/// Orders of different accounts that are good enough for each other.
extension Exchange {
  /// A limit order that has just come trades with what is there for it.
  mutating func meetOthers(_ key: OrderKey) {
    guard let request = order(key)?.request, case .limit(let limit) = request.kind else { return }
    take(key, on: time) { offer in
      request.action == .buy ? offer <= limit : offer >= limit
    }
  }

  /// An order at the market takes what is between the market's price and the one it would get.
  mutating func takeOffers(
    _ key: OrderKey, from reference: Price, to worst: Price, on time: Timestamp
  ) {
    guard let action = order(key)?.request.action else { return }
    take(key, on: time) { offer in
      action == .buy ? reference < offer && offer <= worst : worst <= offer && offer < reference
    }
  }

  /// Trades with limit orders of other accounts, the best price first, as long as both have
  /// something left.
  private mutating func take(
    _ key: OrderKey, on time: Timestamp, _ isGoodEnough: (Price) -> Bool
  ) {
    guard accounts.count > 1, let request = order(key)?.request else { return }
    for (offer, price) in offers(to: key, request) where isGoodEnough(price) {
      let quantity = min(fillable(key), fillable(offer))
      guard quantity.isPositive else { continue }
      do {
        try trade(key, with: offer, quantity, at: price, on: time)
      } catch {
        // Nothing has happened. It is the newcomer that cannot be counted.
        end(key, error.description)
        return
      }
    }
  }

  /// The limit orders of other accounts on the other side: the best price first, then the earlier.
  private func offers(to key: OrderKey, _ request: OrderRequest) -> [(OrderKey, Price)] {
    var found: [(key: OrderKey, price: Price)] = []
    for (other, order) in resting(request.symbol)
    where other.account != key.account && order.request.action != request.action {
      if case .limit(let price) = order.request.kind { found.append((other, price)) }
    }
    if found.count > 1 {
      found.sort { request.action == .buy ? $0.price < $1.price : $0.price > $1.price }
    }
    return found.map { ($0.key, $0.price) }
  }

  /// How much of an order may fill now.
  func fillable(_ key: OrderKey) -> Quantity {
    guard let account = accounts[key.account], let order = account.orders[key.id],
      order.status.isLive
    else { return .zero }
    guard order.request.reduceOnly else { return order.remaining }
    return min(order.remaining, order.request.reducible(account.held(order.request.symbol)))
  }
}
