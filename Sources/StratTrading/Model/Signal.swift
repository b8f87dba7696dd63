package import StratMarket
package import StratSyntax

/// Something the strategy wants done, as observers see it; emitted in every execution mode.
package struct Signal: Codable, Hashable, Sendable {
  package enum Action: String, Codable, Hashable, Sendable, CaseIterable {
    case enter
    case exit
  }

  package var symbol: String
  package var bar: Int
  package var time: Timestamp
  package var action: Action
  package var side: Side
  package var quantity: Quantity
  /// The close the decision was made on.
  package var price: Price
  package var stop: Price?
  package var target: Price?
  package var orderID: ClientOrderID
}
