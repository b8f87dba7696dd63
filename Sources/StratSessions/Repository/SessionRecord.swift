package import StratMarket
package import StratTrading

/// What is kept about a session beside its journal.
package struct SessionRecord: Codable, Hashable, Sendable {
  package var id: SessionID
  package var title: String
  package var strategyHash: String
  package var broker: String
  package var account: String
  package var symbols: [String]
  package var phase: SessionPhase
  /// Why it is in this phase.
  package var reason: String
  package var created: Timestamp
  package var updated: Timestamp
  /// What it said of itself when it was last asked, at the latest when it ended.
  package var reading: SessionReading?
  /// What the last emergency stop came to.
  package var emergency: EmergencyReport?
}

/// Where sessions are kept (TC-004).
package protocol SessionRepository: Sendable {
  /// Keeps a new session.
  func insert(_ record: SessionRecord) throws(SessionsError)
  /// Replaces what is kept of one.
  func update(_ record: SessionRecord) throws(SessionsError)
  func record(of id: SessionID) throws(SessionsError) -> SessionRecord?
  /// All of them, in the order they were created.
  func records() throws(SessionsError) -> [SessionRecord]
}
