import GRDB

/// The tables of a store of evidence, and how a file shows that it is one.
enum EvidenceSchema {
  /// `STRE`: marks the file as ours in SQLite's header.
  static let applicationID: Int32 = 0x5354_5245

  /// What leads from each version of the tables to the next; never changed, only added to.
  static let migrations = [
    """
    CREATE TABLE strategy_text (
      hash TEXT PRIMARY KEY,
      text TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE run (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      title TEXT NOT NULL,
      semantic_hash TEXT NOT NULL,
      parameters TEXT NOT NULL,
      risk TEXT NOT NULL,
      assumptions TEXT NOT NULL,
      fingerprint TEXT NOT NULL,
      engine_version TEXT NOT NULL,
      text_hash TEXT NOT NULL REFERENCES strategy_text (hash),
      path TEXT NOT NULL,
      candles TEXT NOT NULL,
      start_ms INTEGER NOT NULL,
      end_ms INTEGER NOT NULL,
      bars INTEGER NOT NULL,
      trades INTEGER NOT NULL,
      figures TEXT NOT NULL,
      session TEXT
    ) STRICT;
    CREATE INDEX run_on_meaning ON run (semantic_hash, kind);
    CREATE INDEX run_on_title ON run (title);
    CREATE TABLE filing (
      number INTEGER PRIMARY KEY,
      run TEXT NOT NULL REFERENCES run (id) ON DELETE CASCADE,
      filed_ms INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX filing_on_run ON filing (run, filed_ms);
    CREATE TABLE variant (
      title TEXT NOT NULL,
      semantic_hash TEXT NOT NULL,
      first_ms INTEGER NOT NULL,
      PRIMARY KEY (title, semantic_hash)
    ) STRICT, WITHOUT ROWID;
    """
  ]

  static var version: Int32 { Int32(migrations.count) }

  /// Brings the tables up to date; refuses a database that is not a store of evidence.
  static func prepare(_ database: Database, path: String) throws {
    let found = try checked(database, path: path)
    guard found < version else { return }
    try database.inTransaction(.immediate) {
      // Another process may have done it while this one waited.
      for migration in migrations[Int(try checked(database, path: path))...] {
        try database.execute(sql: migration)
      }
      try database.execute(
        sql: "PRAGMA application_id = \(applicationID); PRAGMA user_version = \(version)")
      return .commit
    }
  }

  /// The version of the tables; 0 for a database without any.
  private static func checked(_ database: Database, path: String) throws -> Int32 {
    let application = try Int32.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    let version = try Int32.fetchOne(database, sql: "PRAGMA user_version") ?? 0
    if application == 0, version == 0 {
      let count = try Int.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
      guard count == 0 else { throw EvidenceError.notAStore(path) }
      return 0
    }
    guard application == applicationID, version >= 1 else { throw EvidenceError.notAStore(path) }
    guard version <= self.version else {
      throw EvidenceError(
        .newerStore,
        "\(path) has version \(version) of the tables; this strat knows up to \(self.version)",
        help: "use the newer strat, or another file with --db")
    }
    return version
  }
}
