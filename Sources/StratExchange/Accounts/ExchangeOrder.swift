package import StratMarket
package import StratTrading

/// An order of an account with all that has become of it.
///
/// It is kept for ever, so that its id is known for ever; also when it was refused.
package struct ExchangeOrder: Codable, Hashable, Sendable {
  package let request: OrderRequest
  /// The how manieth of all orders of the exchange it is.
  package let arrival: Int64
  package internal(set) var status: OrderStatus
  package internal(set) var progress = OrderProgress()
  /// Why it ended where it did not fill; empty else.
  package internal(set) var detail = ""
  package internal(set) var refusal: RejectionCode?
  /// Venue time of the last change.
  package internal(set) var updated: Timestamp

  init(_ request: OrderRequest, arrival: Int64, status: OrderStatus, at time: Timestamp) {
    self.request = request
    self.arrival = arrival
    self.status = status
    updated = time
  }

  package var venueOrder: VenueOrder {
    VenueOrder(
      request, status: status, filled: progress.filled, detail: detail, updated: updated)
  }

  /// What may still fill.
  var remaining: Quantity {
    // Fills never exceed the order's quantity, both are within range, so this cannot fail.
    (try? request.quantity - progress.filled) ?? .zero
  }
}
