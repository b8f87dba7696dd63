import GRDB

/// Why evidence could not be filed or read.
package struct EvidenceError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable, CaseIterable {
    case cannotOpen = "V0101"
    case notAStore = "V0102"
    case newerStore = "V0103"
    case cannotFile = "V0104"
    case damaged = "V0105"
    case busy = "V0106"
    case unknownRun = "V0107"
    case ambiguousRun = "V0108"
    case notReproduced = "V0109"
  }

  package var code: Code
  package var message: String
  /// One imperative sentence: what to do about it.
  package var help: String?

  package init(_ code: Code, _ message: String, help: String? = nil) {
    self.code = code
    self.message = message
    self.help = help
  }

  package var description: String {
    "error[\(code.rawValue)]: \(message)" + (help.map { "\n  = help: \($0)" } ?? "")
  }
}

extension EvidenceError {
  /// Tells what SQLite refused to do, with its reason.
  init(_ code: Code, _ action: String, path: String, causedBy error: any Error) {
    if let error = error as? EvidenceError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(code, "cannot \(action) \(path): \(error)", help: Self.elsewhere)
      return
    }
    let reason = error.message ?? "no reason given"
    let number = error.extendedResultCode.rawValue
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self = .notAStore(path)
    case .SQLITE_CORRUPT:
      self.init(
        .damaged, "\(path) is damaged: \(reason) (SQLite \(number))",
        help: "save what `sqlite3 \(path) .recover` gives, and file into another one with --db")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .busy, "another process has been writing \(path) for too long",
        help: "try again when it has finished")
    default:
      self.init(
        code, "cannot \(action) \(path): \(reason) (SQLite \(number))",
        help: error.resultCode == .SQLITE_FULL ? "make room on the disk" : Self.elsewhere)
    }
  }

  private static let elsewhere = "name another file with --db or STRAT_DB"

  static func notAStore(_ path: String) -> EvidenceError {
    EvidenceError(.notAStore, "\(path) is not a store of evidence", help: elsewhere)
  }
}
