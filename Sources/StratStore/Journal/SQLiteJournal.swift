import Foundation
import GRDB
package import StratMarket
package import StratTrading

/// A session's journal in one SQLite file: hash-chained, written ahead, durable once committed.
///
/// Any number of processes may read it while one writes.
package final class SQLiteJournal: Journal {
  package enum Mode: Sendable {
    /// Starts a session's journal where nothing is yet.
    case create(SessionIdentity)
    /// Goes on with an existing journal after its last committed record.
    case resume
    case readOnly
  }

  /// Far above any sensible record and well below what SQLite stores in one row.
  static let largestRecord = 64 << 20

  package let path: String
  package let session: SessionIdentity
  let queue: DatabaseQueue
  private let lock: WriterLock?
  /// The last record on disk, as this writer left it; the start of the chain when only reading.
  private var committed: JournalHead
  private var pending: [JournalRecord] = []

  /// Opens the journal at a path.
  package static func open(path: String, mode: Mode) throws(JournalError) -> SQLiteJournal {
    let path = JournalFile.resolved(path)
    switch mode {
    case .create(let session):
      let lock = try WriterLock.acquire(forJournal: path)
      try JournalFile.create(at: path, for: session)
      return try SQLiteJournal(path: path, lock: lock)
    case .resume:
      guard FileManager.default.fileExists(atPath: path) else {
        throw JournalError(.cannotOpen, "there is no journal at \(path)")
      }
      return try SQLiteJournal(path: path, lock: WriterLock.acquire(forJournal: path))
    case .readOnly:
      return try SQLiteJournal(path: path, lock: nil)
    }
  }

  private init(path: String, lock: WriterLock?) throws(JournalError) {
    let queue = try JournalFile.open(path, readOnly: lock == nil)
    do {
      let (session, genesis) = try queue.unsafeRead {
        try JournalSchema.session(in: $0, path: path)
      }
      let start = JournalHead(sequence: 0, hash: session.genesis)
      if lock == nil {
        committed = start
      } else {
        guard Array(genesis) == session.genesis.bytes else {
          throw JournalError(.brokenChain, "\(path): \(ChainFault.identityChanged)")
        }
        committed = try queue.writeWithoutTransaction { database in
          try Self.requireWriteAheadLog(database, path: path)
          return try Self.soundHead(of: database, start: start, path: path)
        }
      }
      self.session = session
    } catch {
      throw JournalError(.cannotOpen, "open", path: path, causedBy: error)
    }
    self.path = path
    self.queue = queue
    self.lock = lock
  }

  deinit { close() }

  /// Gives the file free; what was appended but not committed is gone.
  package func close() {
    // Nothing committed can be lost here: an unfinished checkpoint is taken up on next opening.
    try? queue.close()
    lock?.release()
    pending = []
  }

  package func append(kind: String, time: Timestamp, payload: String) throws(JournalError) {
    guard lock != nil else {
      throw JournalError(.cannotWrite, "\(path) is open for reading only")
    }
    guard kind.utf8.count + payload.utf8.count <= Self.largestRecord else {
      throw JournalError(
        .cannotWrite, "a record of \(payload.utf8.count) bytes is too large for \(path)")
    }
    let sequence = committed.sequence + Int64(pending.count) + 1
    pending.append(JournalRecord(sequence: sequence, kind: kind, time: time, payload: payload))
  }

  /// Makes everything appended so far durable as one step.
  ///
  /// After an error nothing of it is in the journal; it stays appended, and the next commit tries
  /// again.
  package func commit() throws(JournalError) {
    guard !pending.isEmpty else { return }
    do {
      committed = try queue.writeWithoutTransaction { try write(pending, to: $0) }
    } catch {
      throw JournalError(.cannotWrite, "write", path: path, causedBy: error)
    }
    pending.removeAll(keepingCapacity: true)
  }

  private func write(_ records: [JournalRecord], to database: Database) throws -> JournalHead {
    var head = committed
    try database.inTransaction(.immediate) {
      let stored = try Self.lastRecord(of: database)
      guard (stored?.sequence ?? 0) == head.sequence,
        stored.map({ $0.hash == Data(head.hash.bytes) }) ?? true
      else {
        throw JournalError(.brokenChain, "\(path) was changed by somebody else while it was open")
      }
      let insertion = try database.cachedStatement(
        sql: """
          INSERT INTO journal (kind, payload, sequence, time_ms, previous_hash, hash)
          VALUES (\(JournalSchema.textParameters(count: 2)), ?, ?, ?, ?)
          """)
      for record in records {
        let kind = Data(record.kind.utf8)
        let payload = Data(record.payload.utf8)
        let next = head.adding(kind: kind, time: record.time.milliseconds, payload: payload)
        try insertion.execute(arguments: [
          kind, payload, next.sequence, record.time.milliseconds, Data(head.hash.bytes),
          Data(next.hash.bytes),
        ])
        head = next
      }
      return .commit
    }
    return head
  }

  /// Switches on the log that makes a commit durable without rewriting the file.
  private static func requireWriteAheadLog(_ database: Database, path: String) throws {
    let mode = try String.fetchOne(database, sql: "PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw JournalError(.cannotOpen, "\(path) is on a file system without write-ahead logs")
    }
  }

  /// The head to go on from; the last record must be intact, `verify` looks at the others.
  private static func soundHead(
    of database: Database, start: JournalHead, path: String
  ) throws -> JournalHead {
    guard let last = try lastRecord(of: database) else { return start }
    guard last.sequence > 0, let hash = last.soundHash else {
      throw JournalError(.brokenChain, "\(path): \(ChainFault.changed(sequence: last.sequence))")
    }
    return JournalHead(sequence: last.sequence, hash: hash)
  }
}
