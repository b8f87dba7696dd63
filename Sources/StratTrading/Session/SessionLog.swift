import StratMarket

/// The journal as a session sees it: first what is in it is met again, then it grows.
///
/// A session is resumed by running it again from its first bar. Until the end of the journal is
/// reached, what would be written is compared with what stands there; beyond it, it is appended.
/// So it makes no difference where a session was interrupted, even in the middle of a bar, and an
/// altered strategy, data file or engine is found out before it trades.
struct SessionLog {
  private let journal: any Journal
  /// Records read ahead, and how many of them have been met.
  private var read: [JournalRecord] = []
  private var met = 0
  private var reachedEnd = false
  private(set) var lastSequence: Int64
  private(set) var uncommitted = 0

  private static let pageSize = 1024

  /// - Parameter sequence: the last record that need not be met.
  init(_ journal: any Journal, after sequence: Int64 = 0) {
    self.journal = journal
    lastSequence = sequence
  }

  /// The next record that has not been met again yet; `nil` at the end of the journal.
  mutating func peek() throws(SessionError) -> JournalRecord? {
    if met < read.count { return read[met] }
    if reachedEnd { return nil }
    do {
      read = try journal.records(after: lastSequence, limit: Self.pageSize)
    } catch {
      throw SessionError(.journalFailed, error.description)
    }
    met = 0
    reachedEnd = read.isEmpty
    return read.first
  }

  mutating func write(_ payload: JournalPayload, at time: Timestamp) throws(SessionError) {
    let text: String
    do {
      text = try payload.text()
    } catch {
      throw SessionError(.journalFailed, "a record cannot be written as JSON: \(error)")
    }
    let kind = payload.kind.rawValue
    if let record = try peek() {
      guard record.kind == kind, record.payload == text, record.time == time else {
        throw SessionError(
          .diverged,
          """
          record \(record.sequence) of the journal is
            \(record.kind) \(record.payload)
          but running the session again gives
            \(kind) \(text)
          so strategy, candles or settings are not the same as before
          """)
      }
      met += 1
      lastSequence = record.sequence
      return
    }
    do {
      try journal.append(kind: kind, time: time, payload: text)
    } catch {
      throw SessionError(.journalFailed, error.description)
    }
    uncommitted += 1
    lastSequence += 1
  }

  /// Makes durable what is not yet.
  mutating func commit() throws(SessionError) {
    guard uncommitted > 0 else { return }
    do {
      try journal.commit()
    } catch {
      throw SessionError(.journalFailed, error.description)
    }
    uncommitted = 0
  }
}
