import GRDB
import StratMarket
import StratStore
import StratTrading
import TestSupport
import Testing

struct JournalTamperingTests {
  let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("run.journal")
    try makeJournal(path, records: 6)
  }

  private func fault(after sql: String, containing known: JournalHead? = nil) throws -> ChainFault?
  {
    try tamper(path, sql)
    let reader = try SQLiteJournal.open(path: path, mode: .readOnly)
    let fault = try reader.firstFault(containing: known)
    if let fault {
      let error = try journalError { try reader.verify(containing: known) }
      #expect(error.code == .brokenChain)
      #expect(error.message.contains(fault.description))
    }
    return fault
  }

  private var head: JournalHead {
    get throws { try SQLiteJournal.open(path: path, mode: .readOnly).head }
  }

  @Test func `an untouched journal has no fault`() throws {
    let known = try head
    #expect(try fault(after: "SELECT 1", containing: known) == nil)
  }

  @Test(arguments: [
    "payload = '{\"n\":33}'", "payload = payload || ' '", "kind = 'effect'", "kind = kind || ''",
    "time_ms = time_ms + 1", "hash = zeroblob(32)", "hash = x'00'", "previous_hash = zeroblob(32)",
    "previous_hash = x''", "payload = CAST(x'FF' AS TEXT)",
  ])
  func `an edited record is found`(assignment: String) throws {
    let changed = try fault(after: "UPDATE journal SET \(assignment) WHERE sequence = 3")
    #expect(changed == (assignment == "kind = kind || ''" ? nil : .changed(sequence: 3)))
  }

  @Test(arguments: [1, 2, 5]) func `a deleted record is found`(sequence: Int64) throws {
    #expect(
      try fault(after: "DELETE FROM journal WHERE sequence = \(sequence)")
        == .removed(sequence...sequence))
  }

  @Test func `deleted records in a row are found as one gap`() throws {
    #expect(
      try fault(after: "DELETE FROM journal WHERE sequence BETWEEN 2 AND 4") == .removed(2...4))
  }

  @Test func `closing a gap by renumbering is found`() throws {
    let changed = try fault(
      after: """
        DELETE FROM journal WHERE sequence = 3;
        UPDATE journal SET sequence = sequence - 1 WHERE sequence > 3
        """)
    #expect(changed == .changed(sequence: 3))
  }

  @Test func `swapped records are found`() throws {
    let changed = try fault(
      after: """
        UPDATE journal SET sequence = 99 WHERE sequence = 2;
        UPDATE journal SET sequence = 2 WHERE sequence = 4;
        UPDATE journal SET sequence = 4 WHERE sequence = 99
        """)
    #expect(changed == .changed(sequence: 2))
  }

  @Test func `an inserted record is found`() throws {
    let changed = try fault(
      after: """
        UPDATE journal SET sequence = -sequence WHERE sequence > 3;
        UPDATE journal SET sequence = 1 - sequence WHERE sequence < 0;
        INSERT INTO journal SELECT 4, kind, time_ms, payload, hash, hash FROM journal
          WHERE sequence = 3
        """)
    #expect(changed == .changed(sequence: 4))
  }

  @Test(arguments: [0, -7]) func `a record before the first is found`(sequence: Int64) throws {
    let changed = try fault(
      after: """
        INSERT INTO journal SELECT \(sequence), kind, time_ms, payload, previous_hash, hash
        FROM journal WHERE sequence = 1
        """)
    #expect(changed == .inserted(sequence: sequence))
  }

  @Test func `a record far after the last is found`() throws {
    let changed = try fault(
      after: """
        INSERT INTO journal SELECT \(Int64.max), kind, time_ms, payload, previous_hash, hash
        FROM journal WHERE sequence = 1
        """)
    #expect(changed == .removed(7...(Int64.max - 1)))
  }

  @Test func `a record rewritten together with its hash no longer fits its neighbour`() throws {
    let other = directory.file("other.journal")
    let forger = try SQLiteJournal.open(path: other, mode: .create(.sample))
    try forger.commitSamples(1...2)
    try forger.append(kind: "event", time: Timestamp(milliseconds: 3000), payload: "forged")
    try forger.commit()
    forger.close()
    try replaceRecords(with: other, where: "sequence = 3")
    #expect(try fault(after: "SELECT 1") == .unlinked(sequence: 4))
  }

  @Test func `records of another session do not fit`() throws {
    var session = SessionIdentity.sample
    session.sessionID = "s-2"
    let other = directory.file("other.journal")
    let journal = try SQLiteJournal.open(path: other, mode: .create(session))
    try journal.commitSamples(1...6)
    journal.close()
    try replaceRecords(with: other, where: "true")
    #expect(try fault(after: "SELECT 1") == .unlinked(sequence: 1))
  }

  @Test func `a wholly rewritten chain is found by the known head only`() throws {
    let known = try head
    let other = directory.file("other.journal")
    let journal = try SQLiteJournal.open(path: other, mode: .create(.sample))
    try journal.append(kind: "event", time: Timestamp(milliseconds: 1), payload: "forged")
    try journal.commitSamples(2...8)
    journal.close()
    try replaceRecords(with: other, where: "true")
    #expect(try fault(after: "SELECT 1") == nil)
    #expect(try fault(after: "SELECT 1", containing: known) == .otherChain(sequence: 6))
  }

  @Test func `a tail cut off is found when the head is known`() throws {
    let known = try head
    #expect(try fault(after: "DELETE FROM journal WHERE sequence > 4") == nil)
    #expect(try fault(after: "SELECT 1", containing: known) == .cutOff(5...6))
    #expect(try fault(after: "DELETE FROM journal", containing: known) == .cutOff(1...6))
  }

  @Test func `a known head stays valid while the journal grows`() throws {
    let known = try head
    let journal = try SQLiteJournal.open(path: path, mode: .resume)
    try journal.commitSamples(7...9)
    #expect(try journal.verify(containing: known).sequence == 9)
    let genesis = JournalHead(sequence: 0, hash: SessionIdentity.sample.genesis)
    #expect(try journal.firstFault(containing: genesis) == nil)
  }

  @Test(arguments: [
    "session_id = 'x'", "strategy_title = ''", "strategy_source = strategy_source || ' '",
    "semantic_hash = ''", "parameters = '{}'", "configuration = '{}'", "data_description = '{}'",
    "engine_version = '9'", "created_ms = 0", "genesis = zeroblob(32)",
  ])
  func `an edited identity is found and the journal is not gone on with`(
    assignment: String
  ) throws {
    #expect(try fault(after: "UPDATE session SET \(assignment)") == .identityChanged)
    let error = try journalError { _ = try SQLiteJournal.open(path: path, mode: .resume) }
    #expect(error.code == .brokenChain)
  }

  @Test func `a journal whose last record was changed is not gone on with`() throws {
    try tamper(path, "UPDATE journal SET payload = '' WHERE sequence = 6")
    let error = try journalError { _ = try SQLiteJournal.open(path: path, mode: .resume) }
    #expect(error.code == .brokenChain)
    #expect(error.message.contains("record 6"))
  }

  @Test func `text that is no longer text is an error when read, not a crash`() throws {
    try tamper(path, "UPDATE journal SET payload = CAST(x'FFFE' AS TEXT) WHERE sequence = 2")
    let reader = try SQLiteJournal.open(path: path, mode: .readOnly)
    #expect(try journalError { _ = try reader.allRecords() }.code == .brokenChain)
    #expect(try reader.records(after: 2, limit: 10).count == 4)
  }

  @Test func `a rebuilt table with wrong types and missing values is an error, not a crash`() throws
  {
    try tamper(
      path,
      """
      DROP TABLE journal;
      CREATE TABLE journal (sequence, kind, time_ms, payload, previous_hash, hash);
      INSERT INTO journal VALUES ('one', NULL, 'noon', NULL, 7, NULL)
      """)
    let reader = try SQLiteJournal.open(path: path, mode: .readOnly)
    #expect(try reader.firstFault() == .inserted(sequence: 0))
    #expect(try journalError { _ = try reader.head }.code == .brokenChain)
    #expect(
      try journalError { _ = try SQLiteJournal.open(path: path, mode: .resume) }.code
        == .brokenChain)
  }

  @Test func `random edits of single bytes are all found`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let columns = ["kind", "payload", "previous_hash", "hash"]
    let known = try head
    for round in 0..<40 {
      let copy = directory.file("copy-\(round).journal")
      let sequence = Int64.random(in: 1...6, using: &random)
      let column = columns[Int.random(in: 0..<columns.count, using: &random)]
      let queue = try DatabaseQueue(path: path)
      try queue.backup(to: DatabaseQueue(path: copy))
      try queue.close()
      let position = Int.random(in: 1...4, using: &random)
      let type = column.hasSuffix("hash") ? "BLOB" : "TEXT"
      try tamper(
        copy,
        """
        UPDATE journal SET \(column) = CAST(
          substr(CAST(\(column) AS BLOB), 1, \(position) - 1)
          || CASE substr(hex(\(column)), \(position) * 2, 1) WHEN '1' THEN x'32' ELSE x'31' END
          || substr(CAST(\(column) AS BLOB), \(position) + 1) AS \(type))
        WHERE sequence = \(sequence)
        """)
      let found = try SQLiteJournal.open(path: copy, mode: .readOnly).firstFault(containing: known)
      #expect(found == .changed(sequence: sequence), "seed \(seed), round \(round), \(column)")
    }
  }

  private func replaceRecords(with other: String, where condition: String) throws {
    let queue = try DatabaseQueue(path: path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "ATTACH DATABASE ? AS other", arguments: [other])
      try database.execute(
        sql: "INSERT OR REPLACE INTO main.journal SELECT * FROM other.journal WHERE \(condition)")
    }
    try queue.close()
  }
}
