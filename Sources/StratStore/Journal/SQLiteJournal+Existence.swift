import Foundation

extension SQLiteJournal {
  /// Whether something is at a path, a journal or not.
  package static func exists(at path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}
