/// What a session may do: everything, only give up exposure, or nothing new at all.
package enum TradingMode: String, Codable, Hashable, Sendable, CaseIterable {
  case active = "ACTIVE"
  case reducing = "REDUCING"
  case halted = "HALTED"
}

/// Why a session does not take on exposure.
///
/// Several can hold at once, one of each kind.
package struct Hold: Codable, Hashable, Sendable {
  package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// The user stopped everything; only the user lifts it.
    case halt
    /// The user paused; only the user lifts it.
    case pause
    /// Lifted by the next day (UTC), or by the user.
    case dailyLoss
    /// Lifted by the user.
    case drawdown
    /// The venue reported what cannot be explained; lifted by the user.
    case unexplained
    /// The venue holds something from before the session; lifted once that is gone.
    case occupied
  }

  package var kind: Kind
  package var detail: String

  package init(_ kind: Kind, _ detail: String) {
    self.kind = kind
    self.detail = detail
  }
}

/// The mode a session is in, with every reason for it.
package struct TradingState: Codable, Hashable, Sendable {
  /// In the order they came; at most one of each kind.
  package private(set) var holds: [Hold] = []

  package init() {}

  package var mode: TradingMode {
    if holds.isEmpty { return .active }
    return holds.contains { $0.kind == .halt } ? .halted : .reducing
  }

  package func holds(_ kind: Hold.Kind) -> Bool { holds.contains { $0.kind == kind } }

  /// Adds a hold unless one of its kind is there; says whether anything changed.
  mutating func add(_ hold: Hold) -> Bool {
    guard !holds(hold.kind) else { return false }
    holds.append(hold)
    return true
  }

  mutating func lift(_ kind: Hold.Kind) -> Bool {
    let before = holds.count
    holds.removeAll { $0.kind == kind }
    return holds.count != before
  }

  mutating func liftAll() -> Bool {
    defer { holds.removeAll() }
    return !holds.isEmpty
  }
}
