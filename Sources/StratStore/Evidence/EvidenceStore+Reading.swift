import Foundation
import GRDB
package import StratMarket
import StratTrading

/// Which runs to list.
package struct RunFilter: Sendable {
  /// Part of the title or the path, in any case.
  package var strategy: String?
  package var kind: RunKind?
  /// Filed at this time or later.
  package var since: Timestamp?
  package var semanticHash: String?
  package var engineVersion: String?

  package init(
    strategy: String? = nil, kind: RunKind? = nil, since: Timestamp? = nil,
    semanticHash: String? = nil, engineVersion: String? = nil
  ) {
    self.strategy = strategy
    self.kind = kind
    self.since = since
    self.semanticHash = semanticHash
    self.engineVersion = engineVersion
  }

  fileprivate var clause: (sql: String, arguments: StatementArguments) {
    var conditions: [String] = []
    var arguments = StatementArguments()
    func add(_ condition: String, _ values: [any DatabaseValueConvertible]) {
      conditions.append(condition)
      arguments += StatementArguments(values)
    }
    if let strategy {
      add(
        "(instr(lower(title), lower(?)) > 0 OR instr(lower(path), lower(?)) > 0)",
        [strategy, strategy])
    }
    if let kind { add("kind = ?", [kind.rawValue]) }
    if let semanticHash { add("semantic_hash = ?", [semanticHash]) }
    if let engineVersion { add("engine_version = ?", [engineVersion]) }
    if let since {
      add(
        "EXISTS (SELECT 1 FROM filing WHERE filing.run = run.id AND filed_ms >= ?)",
        [since.milliseconds])
    }
    let sql = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
    return (sql, arguments)
  }
}

extension EvidenceStore {
  /// The runs, the one filed last first.
  package func runs(_ filter: RunFilter = RunFilter()) throws(EvidenceError) -> [FiledRun] {
    let clause = filter.clause
    return try read { try Self.runs($0, clause.sql, clause.arguments) }
  }

  /// The one run whose identity begins so.
  package func run(_ id: String) throws(EvidenceError) -> FiledRun {
    let beginning = id.lowercased()
    let isHexadecimal = beginning.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
    }
    let found =
      isHexadecimal && !beginning.isEmpty
      ? try read {
        try Self.runs($0, "WHERE substr(id, 1, ?) = ?", [beginning.utf8.count, beginning])
      }
      : []
    guard let run = found.first else {
      throw EvidenceError(
        .unknownRun, "no run '\(id)' is filed in \(path)", help: "`strat runs` lists them")
    }
    guard found.count == 1 else {
      let names = found.prefix(5).map(\.shortID).joined(separator: ", ")
      throw EvidenceError(
        .ambiguousRun, "'\(id)' begins the ids of \(found.count) runs: \(names)",
        help: "write more of it")
    }
    return run
  }

  /// How many variants of a strategy were ever tried in backtests.
  ///
  /// They are the distinct meanings under one title; deleting runs does not make them fewer.
  ///
  /// - Parameter hash: a meaning that is about to be filed, counted as well.
  package func variants(of title: String, with hash: String? = nil) throws(EvidenceError) -> Int {
    try read { database in
      let count =
        try Int.fetchOne(
          database, sql: "SELECT count(*) FROM variant WHERE title = ?", arguments: [title]) ?? 0
      guard let hash else { return count }
      let isThere = try Bool.fetchOne(
        database,
        sql: "SELECT EXISTS (SELECT 1 FROM variant WHERE title = ? AND semantic_hash = ?)",
        arguments: [title, hash])
      return isThere == true ? count : count + 1
    }
  }

  /// Removes a run from the file; what was tried stays counted.
  package func delete(_ run: FiledRun) throws(EvidenceError) {
    do {
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [run.id])
          try database.execute(
            sql: """
              DELETE FROM strategy_text
              WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.text_hash = strategy_text.hash)
              """)
          return .commit
        }
      }
    } catch {
      throw EvidenceError(.cannotFile, "delete from", path: path, causedBy: error)
    }
  }

  private func read<T>(_ body: (Database) throws -> T) throws(EvidenceError) -> T {
    do {
      return try queue.read(body)
    } catch {
      throw EvidenceError(.cannotOpen, "read", path: path, causedBy: error)
    }
  }

  static func runs(
    _ database: Database, _ clause: String, _ arguments: StatementArguments
  ) throws -> [FiledRun] {
    var times: [String: [Timestamp]] = [:]
    let filings = try Row.fetchCursor(
      database,
      sql: """
        SELECT run, filed_ms FROM filing WHERE run IN (SELECT id FROM run \(clause))
        ORDER BY filed_ms, number
        """, arguments: arguments)
    while let row = try filings.next() {
      times[row[0] as String, default: []].append(Timestamp(milliseconds: row[1] as Int64))
    }
    let rows = try Row.fetchCursor(
      database,
      sql: """
        SELECT id, kind, title, semantic_hash, parameters, risk, assumptions, fingerprint,
          engine_version, (SELECT CAST(text AS BLOB) FROM strategy_text WHERE hash = text_hash),
          path, candles, bars, trades, figures, session
        FROM run \(clause)
        ORDER BY (SELECT max(number) FROM filing WHERE filing.run = run.id) DESC
        """, arguments: arguments)
    var runs: [FiledRun] = []
    while let row = try rows.next() {
      let id = row[0] as String
      runs.append(
        FiledRun(id: id, record: try record(row, id), filings: times[id] ?? []))
    }
    return runs
  }

  private static func record(_ row: Row, _ id: String) throws -> RunRecord {
    do {
      guard let kind = RunKind(rawValue: row[1]) else { throw Unreadable() }
      let inputs = RunInputs(
        kind: kind, semanticHash: row[3], parameters: row[4], risk: row[5], assumptions: row[6],
        fingerprint: row[7], engineVersion: row[8])
      // Whoever changed the inputs of a run changed what it is evidence for.
      guard inputs.identity == id else { throw Unreadable() }
      let session = row[15] as String?
      return RunRecord(
        inputs: inputs, title: row[2],
        source: String(decoding: row[9] as Data? ?? Data(), as: UTF8.self),
        path: row[10], candles: try CanonicalJSON.decode([RunRecord.Candles].self, from: row[11]),
        bars: row[12], trades: row[13],
        figures: try CanonicalJSON.decode([String: Double].self, from: row[14]),
        session: try session.map { try CanonicalJSON.decode(RunRecord.Session.self, from: $0) })
    } catch {
      throw EvidenceError(
        .damaged, "run \(id.prefix(FiledRun.shortLength)) is not what was filed",
        help: "delete it with `sqlite3`, or file into another store with --db")
    }
  }

  private struct Unreadable: Error {}
}
