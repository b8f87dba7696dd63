package import StratMarket
package import StratSyntax

/// A position from its first fill to its last.
package struct ClosedTrade: Codable, Hashable, Sendable {
  package let symbol: String
  package let side: Side
  /// All that was opened.
  package let quantity: Quantity
  /// Average prices, rounded at the twelfth decimal; `profit` comes from exact sums.
  package let entryPrice: Price
  package let exitPrice: Price
  package let fees: Money
  /// What holding it brought, less what it cost; `nil` where there was nothing of the kind.
  package let payments: Money?
  /// What it earned after fees and payments.
  package let profit: Money
  package let openedAt: Timestamp
  package let closedAt: Timestamp
  /// What closed the last of it; `nil` when an entry of the other side did.
  package let reason: ReduceReason?

  init(_ position: Position, closedAt: Timestamp, reason: ReduceReason?) throws(DecimalError) {
    symbol = position.symbol
    side = position.side
    quantity = position.openedQuantity
    entryPrice = try position.openedMoney / position.openedQuantity
    exitPrice = try position.closedMoney / position.openedQuantity
    fees = position.fees
    payments = position.payments.isZero ? nil : position.payments
    profit = try position.realised - position.fees + position.payments
    openedAt = position.openedAt
    self.closedAt = closedAt
    self.reason = reason
  }
}
