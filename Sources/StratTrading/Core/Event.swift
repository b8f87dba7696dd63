package import ProcessingEngine
package import StratMarket

/// A closed candle of one symbol with what the strategy says about it.
package struct ClosedBar: Sendable {
  package var symbol: String
  /// Counted from 0 within the session.
  package var index: Int
  package var candle: Candle
  package var verdict: Verdict
  /// Whether the strategy has had the history it needs.
  package var isWarm: Bool
  /// When it was received; `nil` where that says nothing: in history.
  package var received: Timestamp?

  package init(
    symbol: String, index: Int, candle: Candle, verdict: Verdict, isWarm: Bool,
    received: Timestamp? = nil
  ) {
    self.received = received
    self.symbol = symbol
    self.index = index
    self.candle = candle
    self.verdict = verdict
    self.isWarm = isWarm
  }
}

/// Why a venue did not take an order.
package enum RejectionCode: String, Codable, Hashable, Sendable, CaseIterable {
  case unknownInstrument
  case quantityNotPositive
  case quantityNotOnLot
  case priceNotOnTick
  case belowMinimumNotional
  case shortNotAllowed
  case nothingToReduce
  /// What a real venue says beyond that.
  case other
}

/// What a user asks of a running session; each with a reason, which is written down.
package enum Command: Hashable, Sendable {
  /// No new exposure; exits and stops go on.
  case pause(reason: String)
  /// Lifts every hold that the user may lift.
  ///
  /// Limits are measured from the present equity again.
  case resume(reason: String)
  /// The emergency stop: entries are cancelled and, with `flatten`, all positions closed.
  case halt(reason: String, flatten: Bool)
  /// The order of a card is to be sent; the price is what the symbol trades at now.
  case confirm(ClientOrderID, price: Price?, at: Timestamp)
  /// The order of a card is not to be sent.
  case reject(ClientOrderID, reason: String)
  /// Takes the session down, because something about it is not as it should be; never up.
  case degrade(to: Degradation, reason: String)
  /// The session is again what its configuration says.
  case restore(reason: String)
}

/// What a venue says about an order.
package enum VenueEvent: Hashable, Sendable {
  case accepted(ClientOrderID, symbol: String)
  case rejected(ClientOrderID, symbol: String, RejectionCode, detail: String)
  case filled(Fill)
  case cancelled(ClientOrderID, symbol: String, detail: String)
}

/// What is to be paid when a bar of a symbol opens, for what was held until then.
package struct Dues: Sendable {
  package var symbol: String
  package var carry: Carry
  /// The open; `nil` when it is missing.
  package var price: Price?
  package var time: Timestamp

  package init(symbol: String, carry: Carry, price: Price?, time: Timestamp) {
    self.symbol = symbol
    self.carry = carry
    self.price = price
    self.time = time
  }
}

/// What the trading core is told.
///
/// Nothing else reaches it: no clock, no file, no chance.
package enum Event: Sendable {
  case bar(ClosedBar)
  case venue(VenueEvent)
  case command(Command)
  case due(Dues)
  case adopted(Adoption)
  /// A fill of an order of ours that is not on record.
  case recovered(Fill)
  case circumstance(Circumstance)
}
