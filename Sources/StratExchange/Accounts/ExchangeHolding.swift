package import StratMarket
package import StratTrading

/// What is held of a symbol, with what it was bought or sold for.
package struct ExchangeHolding: Codable, Hashable, Sendable {
  /// Below zero when short, and so is the cost.
  package private(set) var quantity: Quantity = .zero
  package private(set) var cost: Money = .zero

  package init() {}

  /// The holding after a trade.
  func after(
    _ action: TradeAction, _ traded: Quantity, for money: Money
  ) throws(DecimalError) -> ExchangeHolding {
    let change = action == .buy ? traded : -traded
    var next = self
    next.quantity = try quantity + change
    let adds = quantity.isZero || quantity.isNegative == change.isNegative
    if adds {
      next.cost = try cost + (action == .buy ? money : -money)
    } else if next.quantity.isZero {
      next.cost = .zero
    } else if next.quantity.isNegative == quantity.isNegative {
      // The part that is gone carries its share of the cost.
      next.cost = try cost - cost.part(traded, of: quantity.magnitude)
    } else {
      // Through zero: what is left was traded at the price of this trade.
      let left = try money.part(next.quantity.magnitude, of: traded)
      next.cost = action == .buy ? left : -left
    }
    return next
  }

  /// `nil` where nothing is held.
  package var holding: VenueSnapshot.Holding? {
    guard !quantity.isZero else { return nil }
    return VenueSnapshot.Holding(
      quantity: quantity, averagePrice: (try? cost / quantity) ?? .zero)
  }
}
