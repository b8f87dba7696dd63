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
  /// When it last came to an end, or the venue was reached again after it could not be.
  var lastAt: Timestamp?
  /// Readings in a row that were older than what is known here.
  var staleReadings = 0
}
