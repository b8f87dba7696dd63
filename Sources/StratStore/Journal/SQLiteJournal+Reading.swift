import Foundation
import GRDB
package import StratMarket
package import StratTrading

extension SQLiteJournal {
  /// How many records are held in memory while streaming.
  static let pageSize = 1024

  package func records(
    after sequence: Int64, limit: Int
  ) throws(JournalError) -> [JournalRecord] {
    try decoded(storedRecords(after: sequence, limit: limit))
  }

  /// The record with the highest number.
  package var lastRecord: JournalRecord? {
    get throws(JournalError) {
      let stored = try read { try Self.lastRecord(of: $0) }
      return try stored.map { stored throws(JournalError) in try stored.record(path: path) }
    }
  }

  /// The last committed record's number and hash, to be kept where the journal's writer cannot go.
  package var head: JournalHead {
    get throws(JournalError) {
      guard let stored = try read({ try Self.lastRecord(of: $0) }) else {
        return JournalHead(sequence: 0, hash: session.genesis)
      }
      guard let hash = ChainHash(bytes: stored.hash) else {
        throw JournalError(
          .brokenChain, "\(path): \(ChainFault.changed(sequence: stored.sequence))")
      }
      return JournalHead(sequence: stored.sequence, hash: hash)
    }
  }

  /// Whether the record of a head is in this journal, as it was.
  package func contains(_ head: JournalHead) throws(JournalError) -> Bool {
    guard head.sequence > 0 else { return head.hash == session.genesis }
    return try storedRecords(after: head.sequence - 1, limit: 1).first.map {
      $0.sequence == head.sequence && head.hash.bytes.elementsEqual($0.hash)
    } ?? false
  }

  /// How many records are committed.
  ///
  /// - Complexity: reads the index once; `head` tells the same of an intact journal at once.
  package var count: Int {
    get throws(JournalError) {
      try read { try Int.fetchOne($0, sql: "SELECT count(*) FROM journal") ?? 0 }
    }
  }

  /// The records of a kind within a time range, by time and then in order.
  package func records(
    ofKind kind: String, in times: Range<Timestamp>, limit: Int
  ) throws(JournalError) -> [JournalRecord] {
    precondition(limit >= 0, "a limit counts records")
    let stored = try read { database in
      try StoredRecord.fetchAll(
        database,
        sql: """
          SELECT \(StoredRecord.columns) FROM journal
          WHERE kind = \(JournalSchema.textParameters(count: 1)) AND time_ms >= ? AND time_ms < ?
          ORDER BY time_ms, sequence LIMIT ?
          """,
        arguments: [
          Data(kind.utf8), times.lowerBound.milliseconds, times.upperBound.milliseconds, limit,
        ])
    }
    return try decoded(stored)
  }

  /// The newest records of a kind, oldest of them first.
  package func lastRecords(
    ofKind kind: String, limit: Int
  ) throws(JournalError) -> [JournalRecord] {
    precondition(limit >= 0, "a limit counts records")
    let stored = try read { database in
      try StoredRecord.fetchAll(
        database,
        sql: """
          SELECT \(StoredRecord.columns) FROM journal
          WHERE kind = \(JournalSchema.textParameters(count: 1))
          ORDER BY time_ms DESC, sequence DESC LIMIT ?
          """,
        arguments: [Data(kind.utf8), limit])
    }
    return try decoded(stored.reversed())
  }

  func storedRecords(after sequence: Int64, limit: Int) throws(JournalError) -> [StoredRecord] {
    precondition(limit >= 0, "a limit counts records")
    return try read { database in
      try StoredRecord.fetchAll(
        database,
        sql: """
          SELECT \(StoredRecord.columns) FROM journal WHERE sequence > ? ORDER BY sequence LIMIT ?
          """,
        arguments: [sequence, limit])
    }
  }

  func read<T>(_ body: (Database) throws -> T) throws(JournalError) -> T {
    do {
      return try queue.unsafeRead(body)
    } catch {
      throw JournalError(.cannotOpen, "read", path: path, causedBy: error)
    }
  }

  static func lastRecord(of database: Database) throws -> StoredRecord? {
    try StoredRecord.fetchAll(
      database,
      sql: "SELECT \(StoredRecord.columns) FROM journal ORDER BY sequence DESC LIMIT 1"
    ).first
  }

  private func decoded(_ stored: [StoredRecord]) throws(JournalError) -> [JournalRecord] {
    try stored.map { stored throws(JournalError) in try stored.record(path: path) }
  }
}

extension StoredRecord {
  static func fetchAll(
    _ database: Database, sql: String, arguments: StatementArguments = StatementArguments()
  ) throws -> [StoredRecord] {
    let statement = try database.cachedStatement(sql: sql)
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    var records: [StoredRecord] = []
    while let row = try rows.next() { records.append(StoredRecord(row)) }
    return records
  }
}
