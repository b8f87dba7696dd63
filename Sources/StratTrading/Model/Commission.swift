package import StratMarket

/// What a venue charges for fills: a share of what is traded, so much a unit, and at least so much
/// an order.
package struct Commission: Codable, Hashable, Sendable {
  /// Share of the notional where an order waited for its price: limits and targets.
  package var maker: FixedDecimal
  /// Share of the notional of everything else.
  package var taker: FixedDecimal
  package var perUnit: Price
  package var minimum: Money

  package init(
    maker: FixedDecimal = .zero, taker: FixedDecimal = .zero, perUnit: Price = .zero,
    minimum: Money = .zero
  ) {
    self.maker = maker
    self.taker = taker
    self.perUnit = perUnit
    self.minimum = minimum
  }

  /// The same share of every fill, and nothing else.
  package init(rate: FixedDecimal) { self.init(maker: rate, taker: rate) }

  /// The share, where it is all there is.
  package var plainRate: FixedDecimal? {
    maker == taker && perUnit.isZero && minimum.isZero ? taker : nil
  }

  /// What a fill costs before the least charge of its order.
  package func charge(
    on notional: Money, of quantity: Quantity, isMaker: Bool
  ) throws(DecimalError) -> Money {
    let share = try notional.magnitude * (isMaker ? maker : taker)
    return perUnit.isZero ? share : try share + perUnit * quantity
  }

  var problems: [String] {
    var found: [String] = []
    for rate in Set([maker, taker]) where rate.isNegative || rate >= .one {
      found.append("the fee rate must be from 0 to 1")
    }
    if perUnit.isNegative { found.append("the fee of a unit must not be below zero") }
    if minimum.isNegative { found.append("the least fee must not be below zero") }
    return Array(Set(found)).sorted()
  }
}
