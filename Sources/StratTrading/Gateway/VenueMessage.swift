package import StratMarket

/// What a venue's stream brings.
package enum VenueMessage: Sendable {
  case report(VenueReport)
  /// A candle that is closed.
  case candle(symbol: String, Candle, intervalMilliseconds: Int64)
  /// A price at which the symbol trades now.
  case quote(symbol: String, Price, time: Timestamp)
  /// Comes at least every few seconds: the venue's time, and the number of its last report.
  case heartbeat(time: Timestamp, sequence: Int64)
}
