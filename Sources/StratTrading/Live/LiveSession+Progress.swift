/// How far a live session has come, for whoever runs it.
extension LiveSession {
  /// The number of the last report that was dealt with; `nil` before the venue was first seen.
  package var lastReport: Int64? { numbering.last }

  /// Whether the symbol has had its history, or was restored.
  package func isReady(_ symbol: String) -> Bool { market.ready.contains(symbol) }
}
