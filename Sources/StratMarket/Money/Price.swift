/// The units of exact amounts; they have no values.
package enum PriceUnit: Sendable {}
package enum QuantityUnit: Sendable {}
package enum MoneyUnit: Sendable {}

/// Money for one unit of an instrument.
package typealias Price = Amount<PriceUnit>
/// How much of an instrument.
package typealias Quantity = Amount<QuantityUnit>
/// An amount of the currency that an account counts in.
package typealias Money = Amount<MoneyUnit>

extension Price {
  /// The value of a quantity at this price, rounded half to even at the twelfth decimal.
  package static func * (price: Price, quantity: Quantity) throws(DecimalError) -> Money {
    Money(try price.exact * quantity.exact)
  }
}

extension Money {
  /// The price at which a quantity has this value.
  package static func / (money: Money, quantity: Quantity) throws(DecimalError) -> Price {
    Price(try money.exact / quantity.exact)
  }

  /// The quantity that has this value at a price.
  package static func / (money: Money, price: Price) throws(DecimalError) -> Quantity {
    Quantity(try money.exact / price.exact)
  }

  /// The part of this amount that falls to `share` out of `whole`, rounded once.
  package func part(_ share: Quantity, of whole: Quantity) throws(DecimalError) -> Money {
    Money(try exact.part(share.exact, of: whole.exact))
  }
}
