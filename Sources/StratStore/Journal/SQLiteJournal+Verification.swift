import Foundation
import GRDB
package import StratTrading

extension SQLiteJournal {
  /// Checks every record and returns the head; throws what was changed first.
  ///
  /// Whoever can write the file can also rewrite the whole chain or cut off its end. Only a head
  /// kept elsewhere shows that: give it here, and the journal must contain it.
  /// - Complexity: reads every record once.
  @discardableResult
  package func verify(containing known: JournalHead? = nil) throws(JournalError) -> JournalHead {
    let (head, fault) = try walk(containing: known)
    guard let fault else { return head }
    throw JournalError(.brokenChain, "\(path): \(fault)")
  }

  /// The first fault, if there is one.
  package func firstFault(
    containing known: JournalHead? = nil
  ) throws(JournalError) -> ChainFault? {
    try walk(containing: known).fault
  }

  private func walk(
    containing known: JournalHead?
  ) throws(JournalError) -> (head: JournalHead, fault: ChainFault?) {
    var chain = ChainWalk(session: session, known: known)
    let fault: ChainFault? = try read { database in
      // The row may have changed since the journal was opened.
      let (identity, genesis) = try JournalSchema.session(in: database, path: path)
      guard identity == session, Array(genesis) == session.genesis.bytes else {
        return .identityChanged
      }
      let rows = try Row.fetchCursor(
        database, sql: "SELECT \(StoredRecord.columns) FROM journal ORDER BY sequence")
      while let row = try rows.next() {
        if let fault = chain.follow(StoredRecord(row)) { return fault }
      }
      return chain.faultAtEnd()
    }
    return (chain.head, fault)
  }
}

/// Follows a chain record by record.
struct ChainWalk {
  private(set) var head: JournalHead
  private let known: JournalHead?

  init(session: SessionIdentity, known: JournalHead?) {
    head = JournalHead(sequence: 0, hash: session.genesis)
    self.known = known
  }

  /// Takes the next record, or tells what is wrong with it.
  mutating func follow(_ record: StoredRecord) -> ChainFault? {
    if let fault = faultAgainstKnownHead() { return fault }
    let expected = head.sequence + 1
    guard record.sequence >= expected else { return .inserted(sequence: record.sequence) }
    guard record.sequence == expected else { return .removed(expected...(record.sequence - 1)) }
    guard let hash = record.soundHash else { return .changed(sequence: expected) }
    guard head.hash.bytes.elementsEqual(record.previousHash) else {
      return .unlinked(sequence: expected)
    }
    head = JournalHead(sequence: expected, hash: hash)
    return nil
  }

  /// What is missing once there are no more records.
  func faultAtEnd() -> ChainFault? {
    if let fault = faultAgainstKnownHead() { return fault }
    guard let known, known.sequence > head.sequence else { return nil }
    return .cutOff((head.sequence + 1)...known.sequence)
  }

  private func faultAgainstKnownHead() -> ChainFault? {
    guard let known, known.sequence == head.sequence, known.hash != head.hash else { return nil }
    return .otherChain(sequence: known.sequence)
  }
}
