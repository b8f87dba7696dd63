import StratMarket

/// How far a session has come with each symbol's candles.
struct MarketState: Codable, Hashable, Sendable {
  private var counts: [String: Int] = [:]
  private var times: [String: Timestamp] = [:]
  /// Symbols whose history has been loaded: candles of the others wait.
  var ready: Set<String> = []

  /// The index of a candle, or `nil` when it is not after the one before.
  mutating func begin(_ candle: Candle, of symbol: String) -> Int? {
    if let last = times[symbol], candle.time <= last { return nil }
    times[symbol] = candle.time
    let index = counts[symbol] ?? 0
    counts[symbol] = index + 1
    return index
  }

  func lastTime(of symbol: String) -> Timestamp? { times[symbol] }
  func count(of symbol: String) -> Int { counts[symbol] ?? 0 }
}
