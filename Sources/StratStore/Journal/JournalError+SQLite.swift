import GRDB
import StratTrading

extension JournalError {
  /// Tells the trader what SQLite refused to do, with its reason.
  init(_ code: Code, _ action: String, path: String, causedBy error: any Error) {
    if let error = error as? JournalError {
      self = error
      return
    }
    guard let error = error as? DatabaseError else {
      self.init(code, "cannot \(action) \(path): \(error)")
      return
    }
    let reason = error.message ?? "no reason given"
    let number = error.extendedResultCode.rawValue
    switch error.resultCode {
    case .SQLITE_NOTADB:
      self.init(.notAJournal, "\(path) is not a journal")
    case .SQLITE_CORRUPT:
      self.init(.brokenChain, "\(path) is damaged: \(reason) (SQLite \(number))")
    default:
      self.init(code, "cannot \(action) \(path): \(reason) (SQLite \(number))")
    }
  }
}
