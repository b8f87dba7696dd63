import StratMarket

/// How far an order has come at the venue.
struct OrderProgress: Hashable, Sendable {
  var filled: Quantity = .zero
  var fills = 0
  /// What its fills cost before the least charge, and what was charged.
  var proportional: Money = .zero
  var charged: Money = .zero
  /// A stop whose price has been reached: what is left of it is an order at the market.
  var isTriggered = false

  /// The fee of the next fill, and the order with it.
  mutating func charge(
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
