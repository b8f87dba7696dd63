package import StratMarket

/// Who decides that a signal becomes an order.
package enum ExecutionMode: String, Codable, Hashable, Sendable, CaseIterable {
  /// At once, without asking.
  case auto = "AUTO"
  /// Entries are asked for, exits run.
  case semiAuto = "SEMI_AUTO"
  /// Everything is asked for but what protects: stops, targets and the emergency stop.
  case manual = "MANUAL"

  package var asksForEntries: Bool {
    switch self {
    case .auto: false
    case .semiAuto, .manual: true
    }
  }

  package var asksForExits: Bool {
    switch self {
    case .auto, .semiAuto: false
    case .manual: true
    }
  }
}

/// How far a session has been taken down while it runs, because something about it is not as it
/// should be; from mild to severe.
package enum Degradation: String, Codable, Hashable, Sendable, CaseIterable, Comparable {
  /// Entries are asked for.
  case semiAuto = "SEMI_AUTO"
  /// Exposure is only given up.
  case reducing = "REDUCING"
  /// Nothing new at all.
  case halted = "HALTED"

  private var rung: Int {
    switch self {
    case .semiAuto: 1
    case .reducing: 2
    case .halted: 3
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.rung < right.rung }
}

/// What holds of the cards that wait for the user.
package struct ConfirmationRules: Codable, Hashable, Sendable {
  /// How long a card may be confirmed.
  package var lifetimeMilliseconds: Int64 = 300_000
  /// How far the price may have gone from the one the card shows, as a fraction of it.
  package var maxDrift = FixedDecimal(5, decimals: 3)

  package init() {}

  package init(lifetimeMilliseconds: Int64, maxDrift: FixedDecimal) {
    self.lifetimeMilliseconds = lifetimeMilliseconds
    self.maxDrift = maxDrift
  }

  var problems: [String] {
    var found: [String] = []
    if lifetimeMilliseconds < 1 { found.append("a card must live for a millisecond or longer") }
    if maxDrift.isNegative { found.append("the drift of a card's price must not be below zero") }
    return found
  }
}
