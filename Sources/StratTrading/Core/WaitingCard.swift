import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

/// An entry that waits for the user, with what the gates have to be asked again with.
struct WaitingEntry: Codable, Hashable, Sendable {
  let card: Card
  let verdict: VerdictReading
  let candle: CandleReading
  let reversing: Bool

  /// The entry as it is asked for again, at another price and time.
  func request(price: Price?, at time: Timestamp) -> EntryRequest {
    EntryRequest(
      bar: ClosedBar(
        symbol: card.symbol, index: card.bar, candle: candle.candle(at: card.time),
        verdict: Verdict(verdict), isWarm: true),
      side: card.side, price: price, trigger: card.trigger, reversing: reversing, time: time)
  }
}

/// An exit that waits for the user.
struct WaitingExit: Codable, Hashable, Sendable {
  let card: Card
  let reason: ReduceReason
}

extension Verdict {
  /// What was written down of a verdict, as one.
  init(_ reading: VerdictReading) {
    func truth(_ value: Bool?) -> Kleene { value.map { $0 ? .true : .false } ?? .na }
    self.init(
      entryLong: truth(reading.entryLong), exitLong: truth(reading.exitLong),
      entryShort: truth(reading.entryShort), exitShort: truth(reading.exitShort),
      stop: reading.stop ?? .nan, target: reading.target ?? .nan, size: reading.size ?? .nan,
      entryLongPrice: reading.entryLongPrice ?? .nan,
      entryShortPrice: reading.entryShortPrice ?? .nan)
  }
}
