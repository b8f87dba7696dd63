import Foundation
import GRDB
import StratMarket
package import StratTrading

/// Sessions in one SQLite file.
package final class SQLiteSessionRepository: SessionRepository {
  private let path: String
  private let queue: DatabaseQueue

  /// `STRS`: marks the file as ours in SQLite's header.
  private static let applicationID: Int32 = 0x5354_5253

  /// What leads from each version of the tables to the next; never changed, only added to.
  private static let migrations = [
    """
    CREATE TABLE session (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      phase TEXT NOT NULL,
      broker TEXT NOT NULL,
      account TEXT NOT NULL,
      created_ms INTEGER NOT NULL,
      updated_ms INTEGER NOT NULL,
      record TEXT NOT NULL
    ) STRICT;
    """
  ]

  /// Opens the file, and makes it when nothing is there.
  package init(path: String) throws(SessionsError) {
    var configuration = Configuration()
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { try Self.prepare($0, path: path) }
    } catch {
      throw Self.refusal("open", path, error)
    }
    self.path = path
  }

  private static func prepare(_ database: Database, path: String) throws {
    try database.inTransaction(.immediate) {
      let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
      let version = Int(try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0)
      let tables = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard application == applicationID || (tables == 0 && application == 0) else {
        throw SessionsError(.cannotKeep, "\(path) is not a file of sessions")
      }
      guard version <= migrations.count else {
        throw SessionsError(.cannotKeep, "\(path) was written by a newer strat")
      }
      for migration in migrations[version...] { try database.execute(sql: migration) }
      try database.execute(
        sql: """
          PRAGMA application_id = \(applicationID); PRAGMA user_version = \(migrations.count)
          """)
      return .commit
    }
  }

  package func insert(_ record: SessionRecord) throws(SessionsError) {
    try write("keep a session in") { database in
      try database.execute(
        sql: """
          INSERT INTO session (id, phase, broker, account, created_ms, updated_ms, record)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          record.id.rawValue, record.phase.rawValue, record.broker, record.account,
          record.created.milliseconds, record.updated.milliseconds,
          try CanonicalJSON.encode(record),
        ])
    }
  }

  package func update(_ record: SessionRecord) throws(SessionsError) {
    try write("keep a session in") { [path] database in
      try database.execute(
        sql: "UPDATE session SET phase = ?, updated_ms = ?, record = ? WHERE id = ?",
        arguments: [
          record.phase.rawValue, record.updated.milliseconds, try CanonicalJSON.encode(record),
          record.id.rawValue,
        ])
      guard database.changesCount == 1 else {
        throw SessionsError(.sessionNotFound, "\(path) has no session \(record.id)")
      }
    }
  }

  package func record(of id: SessionID) throws(SessionsError) -> SessionRecord? {
    try fetch("WHERE id = ?", [id.rawValue]).first
  }

  package func records() throws(SessionsError) -> [SessionRecord] { try fetch("", []) }

  private func fetch(
    _ clause: String, _ arguments: StatementArguments
  ) throws(SessionsError) -> [SessionRecord] {
    do {
      return try queue.read { database in
        try String.fetchAll(
          database, sql: "SELECT record FROM session \(clause) ORDER BY number",
          arguments: arguments
        ).map { try CanonicalJSON.decode(SessionRecord.self, from: $0) }
      }
    } catch {
      throw Self.refusal("read", path, error)
    }
  }

  private func write(
    _ action: String, _ body: (Database) throws -> Void
  ) throws(SessionsError) {
    do {
      try queue.write(body)
    } catch {
      throw Self.refusal(action, path, error)
    }
  }

  private static func refusal(
    _ action: String, _ path: String, _ error: any Error
  ) -> SessionsError {
    if let error = error as? SessionsError { return error }
    guard let error = error as? DatabaseError else {
      return SessionsError(.cannotKeep, "cannot \(action) \(path): \(error)")
    }
    return SessionsError(
      .cannotKeep,
      "cannot \(action) \(path): \(error.message ?? "no reason given") "
        + "(SQLite \(error.extendedResultCode.rawValue))")
  }
}
