import StratMarket

/// What comparing with the venue has found so far.
struct VenueComparison: Sendable {
  /// Symbols that the venue held before the session.
  var occupied: Set<String> = []
  /// Where the last reading differed: one alone may have been taken in between.
  var suspected: [String: Quantity] = [:]
  var suspectedStrays: Set<ClientOrderID> = []
  /// What was objected to already.
  var knownForeign: Set<ClientOrderID> = []
  var knownDifferences: [String: Quantity] = [:]
  var nextAt: Timestamp?
  /// The report up to which the session had come at the last reading that was ahead of it.
  var reachedReport: Int64?
  /// Readings in a row that were older than what is known here, or ahead of it without anything
  /// having come in since.
  var fruitlessReadings = 0
}
