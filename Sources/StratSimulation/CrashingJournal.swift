import StratMarket
import StratTrading

/// A journal in memory that loses what was not committed, and that can run out of room.
final class CrashingJournal: Journal {
  private var durable: [JournalRecord] = []
  private var pending: [JournalRecord] = []
  var isFull = false

  func append(kind: String, time: Timestamp, payload: String) throws(JournalError) {
    let sequence = Int64(durable.count + pending.count) + 1
    pending.append(JournalRecord(sequence: sequence, kind: kind, time: time, payload: payload))
  }

  func commit() throws(JournalError) {
    guard !isFull else { throw JournalError(.cannotWrite, "no space left on device") }
    durable += pending
    pending.removeAll()
  }

  func records(after sequence: Int64, limit: Int) throws(JournalError) -> [JournalRecord] {
    let start = max(0, Int(clamping: sequence))
    return Array((durable + pending).dropFirst(start).prefix(max(0, limit)))
  }

  /// What a crash at this moment leaves.
  func crash() { pending.removeAll() }

  var committed: [JournalRecord] { durable }
}
