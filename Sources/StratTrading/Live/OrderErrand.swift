package import StratMarket

/// An order on its way to the venue, at the venue, or on its way back.
package struct OrderErrand: Codable, Hashable, Sendable {
  package enum Phase: String, Codable, Hashable, Sendable {
    /// Sent, not answered.
    case sending
    /// Nobody knows whether the venue has it.
    case unclear
    /// The venue has it, or had it.
    case standing
  }

  package let request: OrderRequest
  package internal(set) var phase = Phase.sending
  /// The session's clock when it was last sent.
  package internal(set) var sentAt: Timestamp
  package internal(set) var sendings = 1
  /// How often in a row the venue said that it has no such order.
  package internal(set) var absences = 0
  package internal(set) var isCancelWanted = false
  /// Whether a cancellation is under way.
  package internal(set) var isCancelSent = false
  /// The venue has said that it is over; the report is still to come.
  package internal(set) var hasEnded = false
  /// When to look it up next, and how often that came to nothing; only a schedule.
  var lookAt: Timestamp?
  var looks = 0

  init(_ request: OrderRequest, sentAt: Timestamp) {
    self.request = request
    self.sentAt = sentAt
  }

  package var id: ClientOrderID { request.id }
}
