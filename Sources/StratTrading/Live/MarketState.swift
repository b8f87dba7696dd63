import StratMarket

/// How far a session has come with each symbol's candles.
struct MarketState: Codable, Hashable, Sendable {
  private var counts: [String: Int] = [:]
  private var times: [String: Timestamp] = [:]
  /// Up to when the venue was asked for candles that had not come.
  private var asked: [String: Int64] = [:]
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

  /// Whether a candle should have come and has not been asked for since another one could be over.
  mutating func isOverdue(_ symbol: String, length: Int64, at time: Timestamp) -> Bool {
    guard ready.contains(symbol), let last = times[symbol] else { return false }
    let known = max(last.milliseconds, asked[symbol] ?? .min)
    // The next one opens a length after the last, and takes as long; a little later it is here.
    let (due, isOver) = known.addingReportingOverflow(2 * length + length / 10)
    guard !isOver, time.milliseconds > due else { return false }
    asked[symbol] = time.milliseconds - length
    return true
  }

  func lastTime(of symbol: String) -> Timestamp? { times[symbol] }
  func count(of symbol: String) -> Int { counts[symbol] ?? 0 }
}
