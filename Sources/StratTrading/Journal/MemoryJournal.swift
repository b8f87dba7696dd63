package import StratMarket

/// A journal in memory: for trials that need no record, and for tests of what a crash leaves.
package final class MemoryJournal: Journal {
  private var durable: [JournalRecord] = []
  private var pending: [JournalRecord] = []

  package init() {}

  package func append(
    kind: String, time: Timestamp, payload: String
  ) throws(JournalError) {
    let sequence = Int64(durable.count + pending.count) + 1
    pending.append(
      JournalRecord(sequence: sequence, kind: kind, time: time, payload: payload))
  }

  package func commit() throws(JournalError) {
    durable += pending
    pending.removeAll()
  }

  package func records(
    after sequence: Int64, limit: Int
  ) throws(JournalError) -> [JournalRecord] {
    let start = max(0, Int(clamping: sequence))
    return Array((durable + pending).dropFirst(start).prefix(max(0, limit)))
  }

  /// What a crash at this moment would leave.
  package func afterCrash() -> MemoryJournal {
    let survivor = MemoryJournal()
    survivor.durable = durable
    return survivor
  }
}
