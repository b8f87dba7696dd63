import Crypto
import Foundation
import GRDB
package import StratMarket
import StratTrading

/// Backtests and paper sessions on file, in one SQLite database.
///
/// Any number of processes may file and read at once: each filing is one transaction, and waits
/// for the one before it.
package final class EvidenceStore {
  package let path: String
  let queue: DatabaseQueue

  /// Opens the store at a path, and makes it when nothing is there.
  package init(path: String) throws(EvidenceError) {
    var isDirectory: ObjCBool = false
    if unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory),
      isDirectory.boolValue
    {
      throw EvidenceError(
        .cannotOpen, "\(path) is a directory", help: "name a file in it: --db \(path)/strat.db")
    }
    var configuration = Configuration()
    // A filing takes milliseconds; who waits longer waits for something that hangs.
    configuration.busyMode = .timeout(10)
    configuration.prepareDatabase { database in
      try database.execute(
        sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA foreign_keys = ON")
    }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.writeWithoutTransaction { try EvidenceSchema.prepare($0, path: path) }
    } catch {
      throw EvidenceError(.cannotOpen, "open", path: path, causedBy: error)
    }
    self.path = path
  }

  /// Opens the store at a path; `nil` when nothing is there.
  package static func existing(at path: String) throws(EvidenceError) -> EvidenceStore? {
    FileManager.default.fileExists(atPath: path) ? try EvidenceStore(path: path) : nil
  }

  /// Files a run; one that is there already only gets another time.
  ///
  /// - Parameter supersedes: runs that this one is the continuation of; their times become its.
  @discardableResult
  package func file(
    _ record: RunRecord, at time: Timestamp, supersedes: [String] = []
  ) throws(EvidenceError) -> FiledRun {
    let id = record.inputs.identity
    do {
      return try queue.writeWithoutTransaction { database in
        var filed: FiledRun?
        try database.inTransaction(.immediate) {
          try Self.insert(record, id, at: time, into: database)
          for former in supersedes where former != id {
            try database.execute(
              sql: "UPDATE filing SET run = ? WHERE run = ?", arguments: [id, former])
            try database.execute(sql: "DELETE FROM run WHERE id = ?", arguments: [former])
          }
          try database.execute(
            sql: "INSERT INTO filing (run, filed_ms) VALUES (?, ?)",
            arguments: [id, time.milliseconds])
          filed = try Self.runs(database, "WHERE id = ?", [id]).first
          return .commit
        }
        guard let filed else {
          throw EvidenceError(.damaged, "\(path) does not keep what is filed")
        }
        return filed
      }
    } catch {
      throw EvidenceError(.cannotFile, "file into", path: path, causedBy: error)
    }
  }

  private static func insert(
    _ record: RunRecord, _ id: String, at time: Timestamp, into database: Database
  ) throws {
    let text = Data(record.source.utf8)
    let textHash = hexadecimal(Array(SHA256.hash(data: text)))
    try database.execute(
      sql: """
        INSERT INTO strategy_text VALUES (?, \(JournalSchema.textParameters(count: 1)))
        ON CONFLICT DO NOTHING
        """, arguments: [textHash, text])
    // The inputs are the same, so are the rules and the figures; where things are may be newer.
    let inputs = record.inputs
    try database.execute(
      sql: """
        INSERT INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET title = excluded.title, text_hash = excluded.text_hash,
          path = excluded.path, candles = excluded.candles, figures = excluded.figures,
          session = excluded.session
        """,
      arguments: [
        id, inputs.kind.rawValue, record.title, inputs.semanticHash, inputs.parameters,
        inputs.risk, inputs.assumptions, inputs.fingerprint, inputs.engineVersion, textHash,
        record.path, try CanonicalJSON.encode(record.candles), record.start.milliseconds,
        record.end.milliseconds, record.bars, record.trades,
        try CanonicalJSON.encode(record.figures),
        try record.session.map { try CanonicalJSON.encode($0) },
      ])
    if inputs.kind == .backtest {
      try count([inputs.semanticHash], of: record.title, at: time, in: database)
    }
  }

  private static func count(
    _ meanings: [String], of title: String, at time: Timestamp, in database: Database
  ) throws {
    let statement = try database.makeStatement(
      sql: "INSERT INTO variant VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
    for meaning in meanings {
      try statement.execute(arguments: [title, meaning, time.milliseconds])
    }
  }

  /// Counts variants that a search tried, without filing what each came to.
  package func count(
    variants meanings: [String], of title: String, at time: Timestamp
  ) throws(EvidenceError) {
    do {
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          try Self.count(meanings, of: title, at: time, in: database)
          return .commit
        }
      }
    } catch {
      throw EvidenceError(.cannotFile, "file into", path: path, causedBy: error)
    }
  }

  package func close() {
    // Everything filed is on disk already.
    try? queue.close()
  }
}

extension Timestamp {
  /// The present moment by the system's clock.
  package static var now: Timestamp {
    Timestamp(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded()))
  }
}
