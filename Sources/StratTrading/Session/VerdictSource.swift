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
}

extension VerdictSource {
  package var isWarm: Bool { true }
}
