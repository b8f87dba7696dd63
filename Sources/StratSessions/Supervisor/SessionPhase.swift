/// Where a session is in its life.
package enum SessionPhase: String, Codable, Hashable, Sendable, CaseIterable {
  /// Its journal is being lived through, or the program that ran it has ended.
  case starting
  case running
  /// Its runner failed and is made again from the journal.
  case restarting
  /// Its runner failed too often: it is halted until a person resumes it.
  case failed
  /// It is over; it stays readable.
  case stopped

  /// Whether the session is to be run when the program starts.
  package var isWanted: Bool {
    switch self {
    case .starting, .running, .restarting: true
    case .failed, .stopped: false
    }
  }
}
