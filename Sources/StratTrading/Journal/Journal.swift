package import StratMarket

/// One line of the journal: something that happened or was decided, in order.
package struct JournalRecord: Hashable, Sendable {
  /// 1, 2, 3 … without holes, within one journal.
  package var sequence: Int64
  /// `event`, `effect`, `decision`, `session`; what `payload` is.
  package var kind: String
  /// The session's clock when it was recorded.
  package var time: Timestamp
  /// Canonical JSON: sorted keys, shortest round-trip numbers, `null` for `na`.
  package var payload: String

  package init(sequence: Int64, kind: String, time: Timestamp, payload: String) {
    self.sequence = sequence
    self.kind = kind
    self.time = time
    self.payload = payload
  }
}

/// Why a journal could not be read or written.
package struct JournalError: Error, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable, CaseIterable {
    case cannotOpen = "J0001"
    case cannotWrite = "J0002"
    case brokenChain = "J0003"
    case notAJournal = "J0004"
    case otherSession = "J0005"
    case newerVersion = "J0006"
  }

  package var code: Code
  package var message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { "error[\(code.rawValue)]: \(message)" }
}

/// Where a session writes what happened before anything leaves the process.
package protocol Journal: AnyObject {
  /// Adds a record; it is durable only after `commit`.
  func append(kind: String, time: Timestamp, payload: String) throws(JournalError)
  /// Makes everything appended so far durable (on disk, synced) as one step: all of it or none.
  func commit() throws(JournalError)
  /// The records after `sequence`, in order, at most `limit` of them.
  func records(after sequence: Int64, limit: Int) throws(JournalError) -> [JournalRecord]
}
