package import StratMarket
package import StratTrading

/// What a running session says about itself.
package struct SessionReading: Codable, Hashable, Sendable {
  package struct OpenOrder: Codable, Hashable, Sendable {
    package var id: ClientOrderID
    package var symbol: String
    package var phase: OrderErrand.Phase
  }

  package var mode: TradingMode
  package var holds: [Hold]
  package var figures: SessionSummary
  package var positions: [Position]
  package var openOrders: [OpenOrder]
  /// Who decides that a signal becomes an order now.
  package var execution: ExecutionMode
  /// What waits for a person's word (FR-009).
  package var cards: [Card]
  /// Candles taken in, by symbol, history included.
  package var bars: [String: Int]
  package var connection: ConnectionState
  package var venueTime: Timestamp?
  /// Why the journal cannot be written, while that is so.
  package var journalFailure: String?
  package var degraded: [DegradationCause]
  package var evaluations: [String: EvaluationTimes]
  /// The session's clock when it said so.
  package var heartbeat: Timestamp

  /// The same, said of a session that does not run now.
  var past: SessionReading {
    var past = self
    past.connection = .disconnected
    return past
  }
}
