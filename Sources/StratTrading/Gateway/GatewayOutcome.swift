/// What is known after an order was sent once.
///
/// Nothing but `unknown` needs a second look: a lost answer, a timeout, a server's error. It says
/// nothing about whether the order is there.
package enum SubmitOutcome: Hashable, Sendable {
  case accepted(VenueOrder)
  case rejected(RejectionCode, detail: String)
  /// The id was there already: this is what has become of that order.
  case duplicate(VenueOrder)
  case unknown(String)
}

/// What is known after a cancellation was sent once.
package enum CancelOutcome: Hashable, Sendable {
  /// The order as it is now: cancelled, or filled before the request came.
  case done(VenueOrder)
  case noSuchOrder
  case unknown(String)
}

/// What a venue says of a client order id.
package enum LookupOutcome: Hashable, Sendable {
  case found(VenueOrder)
  /// The venue has never had an order of this id, as far as it can tell now.
  case absent
  case unknown(String)
}

/// Why a read came to nothing; it may be tried again.
package struct GatewayError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable, CaseIterable {
    /// No answer, or none that can be read.
    case unreachable = "B0101"
    /// The venue asks for fewer requests.
    case rateLimited = "B0102"
    /// Key, secret or signature are not taken.
    case notAuthorised = "B0103"
    /// The venue does not do what was asked.
    case refused = "B0104"
  }

  package var code: Code
  package var message: String
  /// How long the venue wants to be left alone.
  package var retryAfterMilliseconds: Int64?

  package init(_ code: Code, _ message: String, retryAfterMilliseconds: Int64? = nil) {
    self.code = code
    self.message = message
    self.retryAfterMilliseconds = retryAfterMilliseconds
  }

  package var description: String { "error[\(code.rawValue)]: \(message)" }
}
