package import StratMarket

/// How far an order has come at the venue.
package struct OrderProgress: Codable, Hashable, Sendable {
  package var filled: Quantity = .zero
  package var fills = 0
  /// What its fills cost before the least charge, and what was charged.
  package var proportional: Money = .zero
  package var charged: Money = .zero
  /// A stop whose price has been reached: what is left of it is an order at the market.
  package var isTriggered = false

  package init() {}

  /// The fee of the next fill, and the order with it.
  package mutating func charge(
    _ commission: Commission, on notional: Money, of quantity: Quantity, isMaker: Bool
  ) throws(DecimalError) -> Money {
    let own = try commission.charge(on: notional, of: quantity, isMaker: isMaker)
    proportional = try proportional + own
    // The least charge is for the whole order, however many fills it has.
    let due = max(proportional, commission.minimum)
    let fee = try due - charged
    charged = due
    return fee
  }
}
