/// What a session was after a record, so that it need not live through all of them again.
///
/// It saves time and proves nothing: whoever doubts it leaves it out and lives through the journal
/// from its first record, which has to come to the same.
package struct Checkpoint: Hashable, Sendable {
  /// The last record that is in it.
  package var sequence: Int64
  /// Canonical JSON.
  package var state: String

  package init(sequence: Int64, state: String) {
    self.sequence = sequence
    self.state = state
  }
}

/// A journal that keeps a checkpoint beside its records.
package protocol CheckpointedJournal: Journal {
  /// The newest that belongs to the records as they are; `nil` where there is none.
  func checkpoint() throws(JournalError) -> Checkpoint?
  /// Keeps a checkpoint of committed records in the place of the one before.
  func keep(_ checkpoint: Checkpoint) throws(JournalError)
}
