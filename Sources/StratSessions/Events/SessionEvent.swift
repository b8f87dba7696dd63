package import StratMarket
package import StratTrading

/// Something that observers of sessions are told.
package struct SessionEvent: Codable, Hashable, Sendable {
  package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// A record of the journal: `name` is its kind, `detail` its payload.
    case record
    /// The connection to the venue: `name` is a `ConnectionState`.
    case connection
    /// `name` is a `SessionPhase`.
    case lifecycle
    /// Something about the session is not as it should be, or is again: `name` is a `Finding`.
    case health
    /// The reader was too slow: `detail` is how many events before this one it has not seen.
    case missed
  }

  /// 1, 2, 3 … in the order in which they were published, for all sessions of a manager.
  package var sequence: Int64
  package var session: SessionID
  /// The session's clock.
  package var time: Timestamp
  package var kind: Kind
  package var name: String
  package var detail: String
}

/// How a session stands with its venue.
package enum ConnectionState: String, Codable, Hashable, Sendable, CaseIterable {
  case disconnected
  /// Messages arrive, and what was missed is being read.
  case catchingUp
  /// All that the venue has told is known here.
  case live
}

/// What can be noticed about the health of a session.
package enum Finding: String, Codable, Hashable, Sendable, CaseIterable {
  case streamLost
  case streamMute
  case readFailed
  case historyShort
  case journalFailed
  case journalRecovered
  case clockJumped
  case venueClockDiffers
  case evaluationSlow
  case evaluationOverBudget
  case otherInterval
  case instrumentChanged
  case unclearOutcome
  case degraded
  case runnerFailed
  case emergencyStop
}
