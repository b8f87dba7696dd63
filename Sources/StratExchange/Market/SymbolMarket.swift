package import StratMarket
package import StratTrading

/// Where the market of a symbol stands.
package struct SymbolMarket: Codable, Hashable, Sendable {
  /// How far the last candle has been traded.
  package enum Stage: String, Codable, Hashable, Sendable, CaseIterable {
    /// Its open has been traded, and nothing after it.
    case opened
    /// All of it; what protects a position that was entered inside it may still be met.
    case ranged
    case closed
  }

  /// The last candle, its opening time and its length.
  package internal(set) var reading: CandleReading
  package internal(set) var opened: Timestamp
  package internal(set) var intervalMilliseconds: Int64
  package internal(set) var stage: Stage
  /// The price of the last trade of the market.
  package internal(set) var price: Price?
  /// What orders may still take of the candle's volume; `nil` is any size.
  var volumeLeft: Quantity?

  package var candle: Candle { reading.candle(at: opened) }

  /// When the candle is over.
  package var ends: Timestamp {
    let (sum, over) = opened.milliseconds.addingReportingOverflow(intervalMilliseconds)
    return over ? opened : Timestamp(milliseconds: sum)
  }
}

/// Whoever takes the other side where no account does: it trades at the candles' prices, any
/// quantity that the assumptions allow.
package struct MarketMaker: Codable, Hashable, Sendable {
  package internal(set) var cash: Money = .zero
  /// Below zero where accounts have bought.
  package internal(set) var holdings: [String: Quantity] = [:]
}
