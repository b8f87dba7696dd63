import Foundation
import GRDB
import StratMarket
import StratStore
import StratTrading
import Testing

extension SessionIdentity {
  static let sample = SessionIdentity(
    sessionID: "s-1", strategyTitle: "Überkreuzung", strategySource: "enter when close > 1\n",
    semanticHash: "abc123", parameters: #"{"fast":3}"#, configuration: #"{"risk":0.01}"#,
    dataDescription: #"{"symbols":["BTC"]}"#, engineVersion: "0.1.0",
    created: Timestamp(milliseconds: 1_700_000_000_000))
}

extension SQLiteJournal {
  /// Appends and commits records numbered on from the given one, each with a payload of its own.
  func commitSamples(_ numbers: ClosedRange<Int>) throws {
    for number in numbers {
      try append(
        kind: number.isMultiple(of: 2) ? "effect" : "event",
        time: Timestamp(milliseconds: Int64(number) * 1000), payload: #"{"n":\#(number)}"#)
    }
    try commit()
  }

  func allRecords() throws -> [JournalRecord] { try records(after: 0, limit: .max) }
}

/// A new journal with that many records, closed.
func makeJournal(_ path: String, records: Int) throws {
  let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
  if records > 0 { try journal.commitSamples(1...records) }
  journal.close()
}

/// Changes a database behind the journal's back.
func tamper(_ path: String, _ sql: String) throws {
  let queue = try DatabaseQueue(path: path)
  try queue.write { try $0.execute(sql: sql) }
  try queue.close()
}

/// The error a call must end with.
func journalError(
  from body: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
) throws -> JournalError {
  try #require(throws: JournalError.self, sourceLocation: sourceLocation) { try body() }
}
