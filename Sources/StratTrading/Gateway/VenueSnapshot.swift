package import StratMarket

/// What a venue holds for an account at one moment.
package struct VenueSnapshot: Codable, Hashable, Sendable {
  package struct Holding: Codable, Hashable, Sendable {
    /// Below zero when short.
    package var quantity: Quantity
    package var averagePrice: Price

    package init(quantity: Quantity, averagePrice: Price) {
      self.quantity = quantity
      self.averagePrice = averagePrice
    }
  }

  /// The number of the last report that is in it.
  package var sequence: Int64
  /// Venue time.
  package var time: Timestamp
  package var cash: Money
  /// What is held, without symbols of which nothing is.
  package var holdings: [String: Holding]
  /// Orders that may still fill, in the order they came.
  package var openOrders: [VenueOrder]

  package init(
    sequence: Int64, time: Timestamp, cash: Money, holdings: [String: Holding],
    openOrders: [VenueOrder]
  ) {
    self.sequence = sequence
    self.time = time
    self.cash = cash
    self.holdings = holdings
    self.openOrders = openOrders
  }
}
