package import StratMarket

/// A trade that happened: some of an order, at a price, for a fee.
package struct Fill: Codable, Hashable, Sendable {
  package var id: FillID
  package var orderID: ClientOrderID
  package var symbol: String
  package var action: TradeAction
  package var price: Price
  package var quantity: Quantity
  package var fee: Money
  package var time: Timestamp

  package init(
    id: FillID, orderID: ClientOrderID, symbol: String, action: TradeAction, price: Price,
    quantity: Quantity, fee: Money, time: Timestamp
  ) {
    self.id = id
    self.orderID = orderID
    self.symbol = symbol
    self.action = action
    self.price = price
    self.quantity = quantity
    self.fee = fee
    self.time = time
  }
}
