package import StratMarket
package import StratSyntax

/// What is held of one symbol.
///
/// Its quantity is always above zero: flat is no position.
package struct Position: Codable, Hashable, Sendable {
  package let symbol: String
  package let side: Side
  package private(set) var quantity: Quantity
  /// What the quantity was bought or sold for, exactly: the sum of the fills still held.
  package private(set) var cost: Money
  /// What parts closed so far have earned before fees, and the fees of all its fills.
  package private(set) var realised: Money = .zero
  package private(set) var fees: Money
  /// What holding it brought, less what it cost.
  package private(set) var payments: Money = .zero
  /// All that was ever opened and closed of it, for the average prices of the whole trade.
  package private(set) var openedQuantity: Quantity
  package private(set) var openedMoney: Money
  package private(set) var closedMoney: Money = .zero
  /// The bar of the decision that led to the position, and when it was first filled.
  package let bar: Int
  package let openedAt: Timestamp
  /// Where it is protected, fixed at entry.
  package let stop: Price?
  package let target: Price?
  /// Set once it is to be closed as a whole, and then until it is.
  package internal(set) var closing: ReduceReason?

  init(
    _ order: OpenOrder, quantity: Quantity, money: Money, fee: Money, openedAt: Timestamp
  ) {
    symbol = order.symbol
    side = order.side
    self.quantity = quantity
    cost = money
    fees = fee
    openedQuantity = quantity
    openedMoney = money
    bar = order.bar
    self.openedAt = openedAt
    stop = order.stop
    target = order.target
  }

  /// A position that no order of ours is known to have opened; nothing protects it.
  init(
    symbol: String, side: Side, quantity: Quantity, money: Money, fee: Money, bar: Int,
    openedAt: Timestamp
  ) {
    self.symbol = symbol
    self.side = side
    self.quantity = quantity
    cost = money
    fees = fee
    openedQuantity = quantity
    openedMoney = money
    self.bar = bar
    self.openedAt = openedAt
    stop = nil
    target = nil
  }

  /// The average entry price, rounded half to even at the twelfth decimal; `cost` is exact.
  package var averagePrice: Price { (try? cost / quantity) ?? .zero }

  /// The quantity with a sign: below zero when short.
  package var signedQuantity: Quantity { side == .long ? quantity : -quantity }

  /// What the position adds to equity at a price: below zero when short.
  package func value(at price: Price) throws(DecimalError) -> Money { try price * signedQuantity }

  /// What closing at a price would earn, before fees.
  package func unrealised(at price: Price) throws(DecimalError) -> Money {
    try gain(on: price * quantity, for: cost)
  }

  /// What a payment of a rate on the position's value comes to: longs pay it, shorts receive it.
  package func payment(of rate: FixedDecimal, at price: Price) throws(DecimalError) -> Money {
    try -(value(at: price) * rate)
  }

  mutating func pay(_ amount: Money) throws(DecimalError) { payments = try payments + amount }

  mutating func add(_ added: Quantity, for money: Money, fee: Money) throws(DecimalError) {
    quantity = try quantity + added
    cost = try cost + money
    openedQuantity = try openedQuantity + added
    openedMoney = try openedMoney + money
    fees = try fees + fee
  }

  /// Takes a part of the position away and says what it earned before fees.
  ///
  /// The part carries its share of the cost; the last part carries all that is left, so that no
  /// rounding is ever lost.
  ///
  /// - Precondition: `part` is above zero and at most the position's quantity.
  mutating func remove(
    _ part: Quantity, for money: Money, fee: Money
  ) throws(DecimalError) -> Money {
    precondition(part.isPositive && part <= quantity, "a part of the position")
    let share = part == quantity ? cost : try cost.part(part, of: quantity)
    let earned = try gain(on: money, for: share)
    cost = try cost - share
    quantity = try quantity - part
    closedMoney = try closedMoney + money
    realised = try realised + earned
    fees = try fees + fee
    return earned
  }

  private func gain(on money: Money, for share: Money) throws(DecimalError) -> Money {
    side == .long ? try money - share : try share - money
  }
}
