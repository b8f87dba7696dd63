package import StratMarket

/// An order as a venue knows it.
package struct VenueOrder: Codable, Hashable, Sendable {
  package var request: OrderRequest
  package var status: OrderStatus
  package var filled: Quantity
  /// Why it ended where it did not fill; empty else.
  package var detail: String
  /// Venue time of the last change.
  package var updated: Timestamp

  package init(
    _ request: OrderRequest, status: OrderStatus, filled: Quantity = .zero, detail: String = "",
    updated: Timestamp
  ) {
    self.request = request
    self.status = status
    self.filled = filled
    self.detail = detail
    self.updated = updated
  }
}
