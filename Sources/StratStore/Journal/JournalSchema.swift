import Foundation
import GRDB
import StratMarket
import StratTrading

/// The tables of a journal file, and how a file shows that it is one.
enum JournalSchema {
  /// `STRJ`: marks the file as ours in SQLite's header.
  static let applicationID: Int32 = 0x5354_524A
  /// Raised with every migration; also part of what is hashed.
  static let formatVersion: Int32 = 1

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { database in
      try database.execute(
        sql: """
          CREATE TABLE journal (
            sequence INTEGER PRIMARY KEY,
            kind TEXT NOT NULL,
            time_ms INTEGER NOT NULL,
            payload TEXT NOT NULL,
            previous_hash BLOB NOT NULL,
            hash BLOB NOT NULL
          ) STRICT;
          CREATE INDEX journal_on_kind_and_time ON journal (kind, time_ms);
          CREATE TABLE session (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            session_id TEXT NOT NULL,
            strategy_title TEXT NOT NULL,
            strategy_source TEXT NOT NULL,
            semantic_hash TEXT NOT NULL,
            parameters TEXT NOT NULL,
            configuration TEXT NOT NULL,
            data_description TEXT NOT NULL,
            engine_version TEXT NOT NULL,
            created_ms INTEGER NOT NULL,
            genesis BLOB NOT NULL
          ) STRICT;
          PRAGMA application_id = \(applicationID);
          PRAGMA user_version = \(formatVersion);
          """)
    }
    return migrator
  }

  /// Refuses a database that is not a journal, or a journal of a format not known here.
  static func check(_ database: Database, path: String) throws {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id")
    guard application == applicationID else {
      throw JournalError(.notAJournal, "\(path) is not a journal")
    }
    let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    guard version <= formatVersion else {
      throw JournalError(
        .newerVersion,
        "\(path) has journal format \(version); this version reads up to \(formatVersion)")
    }
    guard version == formatVersion else {
      throw JournalError(.notAJournal, "\(path) has an unknown journal format \(version)")
    }
  }

  static func insert(_ session: SessionIdentity, into database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO session VALUES (1, \(textParameters(count: 8)), ?, ?)
        """,
      arguments: [
        Data(session.sessionID.utf8), Data(session.strategyTitle.utf8),
        Data(session.strategySource.utf8), Data(session.semanticHash.utf8),
        Data(session.parameters.utf8), Data(session.configuration.utf8),
        Data(session.dataDescription.utf8), Data(session.engineVersion.utf8),
        session.created.milliseconds, Data(session.genesis.bytes),
      ])
  }

  /// The session and the genesis hash stored with it.
  static func session(
    in database: Database, path: String
  ) throws -> (identity: SessionIdentity, genesis: Data) {
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT CAST(session_id AS BLOB), CAST(strategy_title AS BLOB),
          CAST(strategy_source AS BLOB), CAST(semantic_hash AS BLOB), CAST(parameters AS BLOB),
          CAST(configuration AS BLOB), CAST(data_description AS BLOB),
          CAST(engine_version AS BLOB), created_ms, genesis
        FROM session
        """)
    guard let row = try rows.next() else {
      throw JournalError(.notAJournal, "\(path) names no session")
    }
    var texts: [String] = []
    for column in 0..<8 {
      guard let text = String(validating: row[column] as Data? ?? Data(), as: UTF8.self) else {
        throw JournalError(.brokenChain, "\(path): the session's identity is not valid text")
      }
      texts.append(text)
    }
    let identity = SessionIdentity(
      sessionID: texts[0], strategyTitle: texts[1], strategySource: texts[2],
      semanticHash: texts[3], parameters: texts[4], configuration: texts[5],
      dataDescription: texts[6], engineVersion: texts[7],
      created: Timestamp(milliseconds: row[8] as Int64? ?? 0))
    return (identity, row[9] as Data? ?? Data())
  }

  /// Placeholders for texts given as UTF-8 bytes.
  ///
  /// GRDB binds strings up to their first U+0000 and binds empty bytes as NULL; going through a
  /// BLOB keeps every text as it is.
  static func textParameters(count: Int) -> String {
    Array(repeating: "coalesce(CAST(? AS TEXT), '')", count: count).joined(separator: ", ")
  }
}
