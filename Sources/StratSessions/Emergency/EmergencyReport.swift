package import StratMarket
package import StratTrading

/// What an emergency stop achieved, and what it did not.
package struct EmergencyReport: Codable, Hashable, Sendable {
  package struct SentOrder: Codable, Hashable, Sendable {
    package var id: ClientOrderID
    package var symbol: String
    package var action: TradeAction
    package var quantity: Quantity
    /// What the venue said of it, in a word and its own words.
    package var outcome: String
  }

  package var session: SessionID
  package var reason: String
  package var began: Timestamp
  package var ended: Timestamp
  package var attempts = 0
  /// Whether two looks in a row found nothing held and no order open.
  package var isVerifiedFlat = false
  package var cancelled: [ClientOrderID] = []
  package var sent: [SentOrder] = []
  /// What the last look found; `nil` when the venue could never be looked at.
  package var holdings: [String: Quantity]?
  package var openOrders: [ClientOrderID]?
  /// What went wrong on the way, in order.
  package var problems: [String] = []
  /// Whether the running session was told, so that nothing new comes from it.
  package var isSessionTold = false

  package init(session: SessionID, reason: String, began: Timestamp) {
    self.session = session
    self.reason = reason
    self.began = began
    ended = began
  }

  /// One sentence for people.
  package var summary: String {
    if isVerifiedFlat { return "nothing is held and no order is open: looked at twice" }
    guard let holdings, let openOrders else {
      return "the venue could not be looked at: what is held there is not known"
    }
    if holdings.isEmpty, openOrders.isEmpty {
      return "the last look found nothing held and no order open, but there was no second one"
    }
    let held = holdings.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return "NOT FLAT: held \(held.isEmpty ? "nothing" : held.joined(separator: ", ")), "
      + "\(openOrders.count) orders open"
  }
}
