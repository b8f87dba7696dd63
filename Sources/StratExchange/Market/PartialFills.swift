import StratMarket
import StratRandom

/// Chance that cuts fills against the market short, so that orders come to their end in pieces.
///
/// It is part of the exchange and not of the faults around it: what fills is state, and the same
/// inputs give the same fills.
package struct PartialFills: Codable, Hashable, Sendable {
  /// How likely a fill is cut.
  package private(set) var probability: Double
  private var random: SplitMix64

  package init(probability: Double, seed: UInt64) {
    self.probability = probability
    random = SplitMix64(seed: seed)
  }

  /// A part of a quantity, in whole lots and at least one; or all of it.
  mutating func part(of quantity: Quantity, lot: Quantity) -> Quantity {
    guard random.unit() < probability else { return quantity }
    let share = FixedDecimal(random.index(below: 1_000_000), decimals: 6)
    let part = (try? (quantity * share).rounded(to: lot, .up)) ?? quantity
    return min(quantity, max(part, lot))
  }
}
