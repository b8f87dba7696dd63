package import Foundation
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
    try write(JournalLine.session(session) + "\n")
    var last = sequence
    while last < end {
      let page = try storedRecords(after: last, limit: Self.pageSize).filter { $0.sequence <= end }
      guard let newest = page.last else { return }
      for stored in page {
        let record = try stored.record(path: path)
        try write(
          JournalLine.record(record, previousHash: stored.previousHash, hash: stored.hash) + "\n")
      }
      last = newest.sequence
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

/// One line of an export; a record ends with its payload, so that columns line up.
enum JournalLine {
  static func session(_ session: SessionIdentity) -> String {
    let fields: [(String, String)] = [
      ("configuration", value(session.configuration)),
      ("created_ms", String(session.created.milliseconds)),
      ("data", value(session.dataDescription)),
      ("engine_version", quoted(session.engineVersion)),
      ("format", String(JournalSchema.formatVersion)),
      ("genesis", quoted(session.genesis.description)),
      ("parameters", value(session.parameters)),
      ("semantic_hash", quoted(session.semanticHash)),
      ("session", quoted(session.sessionID)),
      ("source", quoted(session.strategySource)),
      ("title", quoted(session.strategyTitle)),
    ]
    return object(fields)
  }

  static func record(_ record: JournalRecord, previousHash: Data, hash: Data) -> String {
    let content =
      isJSONOnOneLine(record.payload)
      ? ("payload", record.payload) : ("text", quoted(record.payload))
    return object([
      ("hash", quoted(hexadecimal(hash))),
      ("kind", quoted(record.kind)),
      ("previous_hash", quoted(hexadecimal(previousHash))),
      ("sequence", String(record.sequence)),
      ("time_ms", String(record.time.milliseconds)),
      content,
    ])
  }

  /// JSON as it is, any other text as a string.
  private static func value(_ text: String) -> String {
    isJSONOnOneLine(text) ? text : quoted(text)
  }

  private static func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}"
  }

  private static func isJSONOnOneLine(_ text: String) -> Bool {
    guard !text.utf8.contains(where: { $0 == 10 || $0 == 13 }) else { return false }
    let parsed = try? JSONSerialization.jsonObject(
      with: Data(text.utf8), options: .fragmentsAllowed)
    return parsed != nil
  }

  /// What the journal holds, even where tampering left fewer bytes than a hash has.
  private static func hexadecimal(_ bytes: Data) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
