package import Foundation
import GRDB
import StratMarket
package import StratTrading

extension SQLiteJournal {
  /// Writes the session and then every committed record, each as one line of JSON.
  ///
  /// A payload that is JSON on one line stands under `payload` byte for byte as it was hashed; any
  /// other stands under `text` as a string. Hashes are included, so a copy can be checked without
  /// the file. Records committed meanwhile by a running session are left out.
  package func exportJSONLines(
    after sequence: Int64 = 0, to write: (String) throws -> Void
  ) throws {
    let end = try head.sequence
    try write(sessionLine())
    var last = sequence
    while last < end {
      // Lines are written between reads: whoever takes them may use the journal too.
      let (lines, newest) = try recordLines(after: last, through: end)
      for line in lines { try write(line) }
      guard let newest else { return }
      last = newest
    }
  }

  /// Writes the lines to an open file.
  package func exportJSONLines(
    after sequence: Int64 = 0, to file: FileHandle
  ) throws(JournalError) {
    var buffer = Data()
    do {
      try exportJSONLines(after: sequence) { line in
        buffer.append(contentsOf: line.utf8)
        if buffer.count >= 1 << 16 {
          try file.write(contentsOf: buffer)
          buffer.removeAll(keepingCapacity: true)
        }
      }
      try file.write(contentsOf: buffer)
    } catch let error as JournalError {
      throw error
    } catch {
      throw JournalError(.cannotWrite, "cannot export \(path): \(error)")
    }
  }
}

extension SQLiteJournal {
  private func sessionLine() throws(JournalError) -> String {
    let texts = [session.configuration, session.dataDescription, session.parameters]
    let areJSON = try read { database in
      try texts.map { text in
        try Bool.fetchOne(
          database, sql: "SELECT json_valid(\(JournalSchema.textParameters(count: 1)))",
          arguments: [Data(text.utf8)]) ?? false
      }
    }
    let values = zip(texts, areJSON).map { text, isJSON in
      isJSON && JournalLine.hasNoControls(text) ? text : JournalLine.quoted(text)
    }
    return JournalLine.session(
      session, configuration: values[0], dataDescription: values[1], parameters: values[2])
  }

  private func recordLines(
    after sequence: Int64, through end: Int64
  ) throws(JournalError) -> (lines: [String], newest: Int64?) {
    try read { database in
      let rows = try Row.fetchCursor(
        database.cachedStatement(
          sql: """
            SELECT \(StoredRecord.columns), json_valid(payload) FROM journal
            WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT \(Self.pageSize)
            """), arguments: [sequence, end])
      var lines: [String] = []
      var newest: Int64?
      while let row = try rows.next() {
        let stored = StoredRecord(row)
        let record = try stored.record(path: path)
        // SQLite ends a text at U+0000 and is generous about controls in strings.
        let isJSON = row[6] as Bool? ?? false && JournalLine.hasNoControls(record.payload)
        lines.append(
          JournalLine.record(
            record, isJSON: isJSON, previousHash: stored.previousHash, hash: stored.hash))
        newest = stored.sequence
      }
      return (lines, newest)
    }
  }
}

/// One line of an export; a record ends with its payload, so that columns line up.
enum JournalLine {
  static func session(
    _ session: SessionIdentity, configuration: String, dataDescription: String, parameters: String
  ) -> String {
    object([
      ("configuration", configuration),
      ("created_ms", String(session.created.milliseconds)),
      ("data", dataDescription),
      ("engine_version", quoted(session.engineVersion)),
      ("format", String(JournalSchema.formatVersion)),
      ("genesis", quoted(session.genesis.description)),
      ("parameters", parameters),
      ("semantic_hash", quoted(session.semanticHash)),
      ("session", quoted(session.sessionID)),
      ("source", quoted(session.strategySource)),
      ("title", quoted(session.strategyTitle)),
    ])
  }

  static func record(
    _ record: JournalRecord, isJSON: Bool, previousHash: Data, hash: Data
  ) -> String {
    object([
      ("hash", quoted(hexadecimal(hash))),
      ("kind", quoted(record.kind)),
      ("previous_hash", quoted(hexadecimal(previousHash))),
      ("sequence", String(record.sequence)),
      ("time_ms", String(record.time.milliseconds)),
      isJSON ? ("payload", record.payload) : ("text", quoted(record.payload)),
    ])
  }

  static func hasNoControls(_ text: String) -> Bool { !text.utf8.contains { $0 < 0x20 } }

  private static func object(_ fields: [(name: String, value: String)]) -> String {
    var line = "{"
    for (index, field) in fields.enumerated() {
      line += index == 0 ? "\"" : ",\""
      line += field.name
      line += "\":"
      line += field.value
    }
    return line + "}\n"
  }

  static func quoted(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: mustBeEscaped) else { return "\"" + text + "\"" }
    var result = "\""
    for scalar in text.unicodeScalars {
      guard mustBeEscaped(scalar) else {
        result.unicodeScalars.append(scalar)
        continue
      }
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      default:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return result + "\""
  }

  /// What JSON demands, and what some readers take for the end of a line.
  private static func mustBeEscaped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "\\", "\u{0}"..."\u{1F}", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }
}
