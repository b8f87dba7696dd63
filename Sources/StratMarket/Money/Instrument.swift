/// What can be traded under a symbol, and in which steps.
package struct Instrument: Codable, Hashable, Sendable {
  package var symbol: String
  /// Prices of orders are multiples of this.
  package var tickSize: Price
  /// Quantities of orders are multiples of this.
  package var lotSize: Quantity
  /// An order that adds exposure is worth at least this.
  package var minimumNotional: Money
  /// What prices are counted in.
  package var currency: String
  package var allowsShort: Bool

  package init(
    symbol: String, tickSize: Price, lotSize: Quantity, minimumNotional: Money = .zero,
    currency: String, allowsShort: Bool = true
  ) {
    self.symbol = symbol
    self.tickSize = tickSize
    self.lotSize = lotSize
    self.minimumNotional = minimumNotional
    self.currency = currency
    self.allowsShort = allowsShort
  }

  /// Whether parts of one unit can be traded.
  package var isFractional: Bool { !lotSize.isMultiple(of: Quantity(1)) }

  /// What is wrong with the steps, in words; empty when an order can be built with them.
  package var problems: [String] {
    var found: [String] = []
    if symbol.isEmpty { found.append("an instrument needs a symbol") }
    if !tickSize.isPositive { found.append("\(symbol): the tick must be above zero") }
    if !lotSize.isPositive { found.append("\(symbol): the lot must be above zero") }
    if minimumNotional.isNegative {
      found.append("\(symbol): the minimum notional must not be below zero")
    }
    return found
  }
}
