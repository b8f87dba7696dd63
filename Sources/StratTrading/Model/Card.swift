package import StratMarket
package import StratSyntax

/// An order that waits for the user's word; nothing of it has been sent.
package struct Card: Codable, Hashable, Sendable {
  /// The id under which the order will be sent.
  package let id: ClientOrderID
  package let symbol: String
  /// The side of the position, not of the trade.
  package let side: Side
  package let action: Signal.Action
  package let quantity: Quantity
  /// The close the decision was made on.
  package let price: Price
  /// The price the order will wait for, for one bar; `nil` is at the market.
  package let trigger: EntryTrigger?
  package let stop: Price?
  package let target: Price?
  /// The bar of the decision, and that bar's opening time.
  package let bar: Int
  package let time: Timestamp
  /// From this moment on it cannot be confirmed any more.
  package let expiresAt: Timestamp
  /// How far the price may go meanwhile, as a fraction; `nil` for exits, which no price stops.
  package let maxDrift: FixedDecimal?
}

/// What became of a card.
package struct CardEnd: Codable, Hashable, Sendable {
  package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
    /// The user said yes, and the order was sent.
    case confirmed
    /// The user said no.
    case rejected
    /// Nobody said anything in time.
    case expired
    /// It was no longer wanted, or a gate said no when it was confirmed.
    case voided
  }

  package let id: ClientOrderID
  package let symbol: String
  package let outcome: Outcome
  /// Why nothing was sent; `nil` when it was.
  package let reason: GateReason?

  package init(
    id: ClientOrderID, symbol: String, outcome: Outcome, reason: GateReason?
  ) {
    self.id = id
    self.symbol = symbol
    self.outcome = outcome
    self.reason = reason
  }
}
