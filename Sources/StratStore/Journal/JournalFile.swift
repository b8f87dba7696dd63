import Foundation
import GRDB
import StratTrading

/// A journal's database file: creating it whole, opening it, and telling what is in the way.
enum JournalFile {
  /// The path without symbolic links, so that one journal has one lock and one log.
  static func resolved(_ path: String) -> String {
    let url = URL(fileURLWithPath: path)
    if FileManager.default.fileExists(atPath: path) { return url.resolvingSymlinksInPath().path }
    let directory = url.deletingLastPathComponent().resolvingSymlinksInPath()
    return directory.appendingPathComponent(url.lastPathComponent).path
  }

  /// Writes an empty journal of a session; the path names either nothing or all of it.
  static func create(at path: String, for session: SessionIdentity) throws(JournalError) {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw JournalError(.cannotOpen, "cannot create \(path): it exists")
    }
    let draft = path + "-new"
    do {
      try removeIfPresent(draft)
      try removeIfPresent(draft + "-journal")
      let queue = try DatabaseQueue(path: draft, configuration: configuration(readOnly: false))
      try JournalSchema.migrator.migrate(queue)
      try queue.write { try JournalSchema.insert(session, into: $0) }
      try queue.close()
      try FileManager.default.moveItem(atPath: draft, toPath: path)
      try synchronizeDirectory(of: path)
    } catch {
      unlinkQuietly(draft)
      unlinkQuietly(draft + "-journal")
      throw JournalError(.cannotOpen, "create", path: path, causedBy: error)
    }
  }

  /// Opens an existing journal and checks that it is one.
  static func open(_ path: String, readOnly: Bool) throws(JournalError) -> DatabaseQueue {
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw JournalError(.cannotOpen, "there is no journal at \(path)")
    }
    guard !isDirectory.boolValue else {
      throw JournalError(.cannotOpen, "\(path) is a directory")
    }
    do {
      do {
        return try openChecked(path, path: path, readOnly: readOnly)
      } catch let error as DatabaseError
        where error.resultCode == .SQLITE_CANTOPEN && readOnly && !hasLog(path)
      {
        // Nothing may be written beside the file, so nobody can be writing it either.
        return try openChecked(immutableAddress(of: path), path: path, readOnly: true)
      }
    } catch {
      throw JournalError(.cannotOpen, "open", path: path, causedBy: error)
    }
  }

  private static func openChecked(
    _ address: String, path: String, readOnly: Bool
  ) throws -> DatabaseQueue {
    let queue = try DatabaseQueue(
      path: address, configuration: configuration(readOnly: readOnly))
    try queue.unsafeRead { try JournalSchema.check($0, path: path) }
    return queue
  }

  private static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.readonly = readOnly
    // Only recovery after a crash and foreign tools make a journal wait; neither takes long.
    configuration.busyMode = .timeout(5)
    configuration.prepareDatabase { database in
      try database.execute(sql: "PRAGMA synchronous = FULL; PRAGMA fullfsync = ON")
    }
    return configuration
  }

  /// Whether records may be in a write-ahead log beside the file.
  private static func hasLog(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path + "-wal")
    return (attributes?[.size] as? NSNumber).map { $0.int64Value > 0 } ?? false
  }

  private static func immutableAddress(of path: String) -> String {
    URL(fileURLWithPath: path).absoluteString + "?immutable=1"
  }

  private static func removeIfPresent(_ path: String) throws {
    guard FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.removeItem(atPath: path)
  }

  /// Clears up after a failure that is being reported already.
  private static func unlinkQuietly(_ path: String) { unsafe unlink(path) }

  /// Makes the new name of a file as durable as its contents.
  private static func synchronizeDirectory(of path: String) throws(JournalError) {
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    let descriptor = unsafe Foundation.open(directory, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw JournalError(.cannotOpen, "cannot open \(directory): \(systemReason(errno))")
    }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw JournalError(.cannotOpen, "cannot sync \(directory): \(systemReason(errno))")
    }
  }
}
