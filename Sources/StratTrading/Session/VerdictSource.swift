package import ProcessingEngine
package import StratMarket

/// Where the verdicts of one symbol come from: a compiled strategy with its state.
///
/// The same candles from the start must give the same verdicts; resuming a session relies on it,
/// and checks it.
package protocol VerdictSource {
  /// Takes in the next closed candle and says what the strategy makes of it.
  mutating func next(_ candle: Candle) -> Verdict

  /// Whether what it reads on other bars has all the history it needs.
  var isWarm: Bool { get }

  /// All that it remembers; `nil` where that cannot be saved.
  var savedState: [UInt8]? { get }
  /// Goes on from what was saved, of the same strategy.
  mutating func restore(_ state: [UInt8]) throws
}

extension VerdictSource {
  package var isWarm: Bool { true }
  package var savedState: [UInt8]? { nil }
  package mutating func restore(_ state: [UInt8]) throws {
    throw SessionError(.unreadable, "this strategy cannot be restored from a checkpoint")
  }
}
