/// How often things go wrong between a session and its venue; 0 is never, 1 always.
package struct FaultRates: Codable, Hashable, Sendable {
  /// A request that never reaches the venue, and one whose answer never comes back.
  package var requestLost = 0.0
  package var answerLost = 0.0
  /// A request that takes many times as long as usual.
  package var requestLate = 0.0
  /// The venue is too busy: it says so and does nothing.
  package var busy = 0.0
  /// The venue refuses an order that it could take.
  package var refused = 0.0
  package var messageLost = 0.0
  package var messageTwice = 0.0
  package var messageLate = 0.0
  /// With each message: the stream says nothing more for a while, or breaks off.
  package var mute = 0.0
  package var disconnect = 0.0
  /// A reading that shows the venue as it was some time ago.
  package var stale = 0.0
  /// With each step of the session: it ends as if it were killed.
  package var crash = 0.0
  /// With each step: nothing can be written to the journal for a while.
  package var diskFull = 0.0
  /// With each step: the wall clock jumps.
  package var clockJump = 0.0
  /// An order that only fills in part where it meets a price.
  package var partialFill = 0.0

  package init() {}

  package static let none = FaultRates()
}
