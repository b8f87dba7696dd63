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
    /// Lifted once the 24 hours in which it was lost have passed, or by the user.
    case rollingLoss
    /// Lifted by the user.
    case lossStreak
    /// Lifted when the margin ratio is below its threshold again, and by nothing else.
    case margin
    /// Lifted when the health factor is above its threshold again, and by nothing else.
    case health
    /// The session was taken down; lifted when it is restored.
    case degraded
    /// The venue reported what cannot be explained; lifted by the user.
    case unexplained
    /// The venue holds something from before the session; lifted once that is gone.
    case occupied

    /// Whether the user lifts it by resuming.
    package var isLiftedByResuming: Bool {
      switch self {
      case .halt, .pause, .dailyLoss, .drawdown, .rollingLoss, .lossStreak, .unexplained: true
      case .margin, .health, .degraded, .occupied: false
      }
    }
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
  /// How far the session has been taken down.
  package private(set) var degraded: Degradation?

  package init() {}

  package var mode: TradingMode {
    if holds.isEmpty { return .active }
    return degraded == .halted || holds.contains { $0.kind == .halt } ? .halted : .reducing
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

  /// Lifts all that the user may lift; says whether there was any.
  mutating func resume() -> Bool {
    let before = holds.count
    holds.removeAll { $0.kind.isLiftedByResuming }
    return holds.count != before
  }

  /// Takes the session down, never up; says whether anything changed.
  mutating func degrade(to rung: Degradation, _ reason: String) -> Bool {
    if let degraded, degraded >= rung { return false }
    degraded = rung
    if rung > .semiAuto {
      holds.removeAll { $0.kind == .degraded }
      holds.append(Hold(.degraded, reason))
    }
    return true
  }

  mutating func restore() -> Bool {
    guard degraded != nil else { return false }
    degraded = nil
    holds.removeAll { $0.kind == .degraded }
    return true
  }
}
