package import StratMarket

/// What was made of one bar of one symbol; every bar has one, also when nothing is done.
package struct Decision: Codable, Hashable, Sendable {
  package enum Outcome: String, Codable, Hashable, Sendable, CaseIterable {
    /// No rule that applies is true.
    case nothing
    /// A rule that applies could not be evaluated, and none is true.
    case unknown
    /// A rule is true and a gate said no.
    case blocked
    case enter
    case exit
    /// Out of one side and into the other.
    case reverse
    /// The user is asked whether to enter or to exit.
    case ask
  }

  /// Why less was ordered than the size rule asks for.
  package enum Cap: String, Codable, Hashable, Sendable, CaseIterable {
    case maxPositionSize
    case cash
  }

  package var symbol: String
  package var bar: Int
  package var time: Timestamp
  package var verdict: VerdictReading
  package var outcome: Outcome
  /// The first gate that said no.
  ///
  /// An `exit` has one when the entry that was to follow was stopped.
  package var reason: GateReason?
  package var caps: [Cap] = []
  package var orders: [ClientOrderID] = []
  /// The cards that were put to the user; `nil` where there is none.
  package var cards: [ClientOrderID]?
}
