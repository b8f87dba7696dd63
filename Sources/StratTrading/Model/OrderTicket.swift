package import StratMarket

/// How far an order has come.
package enum OrderStatus: String, Codable, Hashable, Sendable, CaseIterable {
  /// Sent or about to be; the venue has not answered.
  case submitted
  case accepted
  case partlyFilled
  case filled
  case cancelled
  case rejected

  /// Whether the order may still fill.
  package var isLive: Bool {
    switch self {
    case .submitted, .accepted, .partlyFilled: true
    case .filled, .cancelled, .rejected: false
    }
  }
}

/// An order with what has become of it.
package struct OrderTicket: Codable, Hashable, Sendable {
  package let order: Order
  package var status: OrderStatus = .submitted
  package var filled: Quantity = .zero
  /// The fills counted so far; one that comes again is recognised here.
  package var fills: [FillID] = []
  package var cancelRequested = false
  /// Set on an entry that is no longer wanted: what it still fills is to be closed again.
  package var closeOnFill: ReduceReason?

  init(_ order: Order) { self.order = order }

  /// What may still fill.
  package var remaining: Quantity {
    // `filled` never exceeds the order's quantity, both are within range, so this cannot fail.
    (try? order.quantity - filled) ?? .zero
  }
}
