package import StratLanguage
import StratSyntax

/// What a strategy may need a broker to do.
package enum BrokerAbility: String, Codable, Hashable, Sendable, CaseIterable {
  case shorts
  /// Stops that rest at the broker.
  case stops
  /// Targets that rest at the broker.
  case targets
  /// Entries that rest at the broker until their price comes: `at limit`, `at stop`.
  case entryPrices
  case fractions

  /// For people.
  package var title: String {
    switch self {
    case .shorts: "short positions"
    case .stops: "resting stops"
    case .targets: "resting targets"
    case .entryPrices: "entries at a price"
    case .fractions: "fractional quantities"
    }
  }
}

/// A place where orders can go, and what it can do.
package struct Broker: Hashable, Sendable {
  package var name: String
  package var abilities: Set<BrokerAbility>
  /// Whether orders there are only counted, without money.
  package var isSimulated: Bool

  package init(name: String, abilities: Set<BrokerAbility>, isSimulated: Bool) {
    self.name = name
    self.abilities = abilities
    self.isSimulated = isSimulated
  }

  /// The venue of paper sessions, in the process itself.
  package static let simulated = Broker(
    name: "sim", abilities: Set(BrokerAbility.allCases), isSimulated: true)

  /// All that this version can trade with.
  package static let known = [simulated]

  package static func named(_ name: String) -> Broker? { known.first { $0.name == name } }

  /// What a strategy needs and this broker cannot do, in order of declaration.
  package func missing(for strategy: CheckedStrategy) -> [BrokerAbility] {
    let needed = strategy.neededAbilities
    return BrokerAbility.allCases.filter { needed.contains($0) && !abilities.contains($0) }
  }
}

extension CheckedStrategy {
  /// What its orders need a broker to do.
  package var neededAbilities: Set<BrokerAbility> {
    var needed: Set<BrokerAbility> = []
    for output in outputs {
      if output.role == .entry(.short) { needed.insert(.shorts) }
      if output.role == .stop { needed.insert(.stops) }
      if output.role == .target { needed.insert(.targets) }
      if case .entryPrice = output.role { needed.insert(.entryPrices) }
      // Shares of equity and amounts of money are rounded down to what a broker trades.
      if output.role == .size, SizingRule(unit: sizeUnit, dimension: output.dimension) == .units,
        isFractional(output.node)
      {
        needed.insert(.fractions)
      }
    }
    return needed
  }

  /// Whether a formula is a number that is not whole.
  private func isFractional(_ node: NodeID) -> Bool {
    let node = graph[node]
    guard node.operation == .number else { return false }
    return node.constant.rounded() != node.constant
  }
}
