package import StratMarket
package import StratTrading

/// What a session saw and decided, read back from its journal.
package struct SessionHistory: Sendable {
  /// `nil` when nothing happened yet.
  package private(set) var configuration: SessionConfiguration?
  /// By symbol, in order.
  package private(set) var candles: [String: [Candle]] = [:]
  /// What was due for holding at each of them.
  package private(set) var carries: [String: [Carry]] = [:]
  /// In the order in which they were taken.
  package private(set) var decisions: [Decision] = []
  package private(set) var closedTrades = 0

  package init(_ journal: SQLiteJournal) throws(JournalError) {
    var sequence: Int64 = 0
    while true {
      let records = try journal.records(after: sequence, limit: 4096)
      guard let last = records.last else { return }
      sequence = last.sequence
      for record in records {
        switch JournalPayload(record) {
        case .session(let configuration): self.configuration = configuration
        case .bar(let bar):
          candles[bar.symbol, default: []].append(bar.candle)
          carries[bar.symbol, default: []].append(bar.carry)
        case .effect(.decision(let decision)): decisions.append(decision)
        case .effect(.trade): closedTrades += 1
        case .effect, .venue, .command, .circumstance, .fact, nil: continue
        }
      }
    }
  }
}

extension Frame {
  /// The candles of a symbol as columns.
  ///
  /// - Parameter interval: where it is known; else it is found from their times.
  package init(symbol: String, _ candles: [Candle], interval: Interval?) {
    let times = candles.map(\.time.milliseconds)
    self.init(
      symbol: symbol, times: times, columnNames: ["open", "high", "low", "close", "volume"],
      columns: [
        candles.map(\.open), candles.map(\.high), candles.map(\.low), candles.map(\.close),
        candles.map(\.volume),
      ], interval: interval ?? Interval.detected(in: times))
  }
}
