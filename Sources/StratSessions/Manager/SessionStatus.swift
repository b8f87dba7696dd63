package import StratTrading

/// A session as its manager shows it, running or not.
package struct SessionStatus: Codable, Hashable, Sendable {
  package var record: SessionRecord
  /// HALTED also for a session that was given up.
  package var mode: TradingMode
  package var restarts: Int
  /// Since this program has been running it, in milliseconds.
  package var uptimeMilliseconds: Int64
  /// What it last said of itself.
  package var reading: SessionReading?
}
