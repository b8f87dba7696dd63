/// What becomes of holdings that the venue has when a session begins and no session of ours made.
package enum StartPolicy: String, Codable, Hashable, Sendable, CaseIterable {
  /// They are the session's from now on; its exit rules close them.
  case adopt
  /// Nothing is opened until they are gone by themselves.
  case waitFlat = "wait-flat"
  /// They are closed at once.
  case flatten
}

/// How a live session deals with its venue; what it decides does not depend on it.
package struct LiveSettings: Codable, Hashable, Sendable {
  package var startPolicy = StartPolicy.waitFlat
  /// For how long after an order was sent the venue may still come to take it, in milliseconds.
  ///
  /// Until then an order that cannot be found is not given up.
  package var settleMilliseconds: Int64 = 10_000
  /// Until when an entry that never arrived may be sent once more.
  package var resendMilliseconds: Int64 = 30_000
  /// How often one entry is sent at most.
  package var maxSendings = 4
  /// Between two comparisons with what the venue holds.
  package var reconcileMilliseconds: Int64 = 60_000
  /// The first wait before an order is looked up again; it doubles each time, up to the longest.
  package var lookUpMilliseconds: Int64 = 250
  package var longestLookUpMilliseconds: Int64 = 30_000

  package init() {}

  /// When an order is looked up after so many looks came to nothing.
  func lookUpDelay(after looks: Int) -> Int64 {
    min(longestLookUpMilliseconds, lookUpMilliseconds << Int64(min(max(looks, 0), 20)))
  }
}
