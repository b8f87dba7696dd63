import Foundation

/// What was typed in earlier sessions: a file of one line for each entry, oldest first.
///
/// Line breaks inside an entry are written as a backslash and `n`, so that an entry of several
/// lines stays one. Sessions at the same time add to the same file without losing each other's
/// entries.
struct HistoryFile {
  static let maximumEntries = 10_000

  /// Why the file is of no use, in words for the user.
  struct Problem: Error, CustomStringConvertible {
    let description: String

    init(_ action: String, _ path: String, _ reason: String) {
      description = "cannot \(action) the history \(path): \(reason)"
    }
  }

  let path: String

  /// The newest entries; a file that is not there yet is an empty history.
  func load() throws(Problem) -> [String] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let content: Data
    do {
      content = try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw Problem("read", path, Self.reason(for: error))
    }
    let lines = String(decoding: content, as: UTF8.self).utf8.split(separator: UInt8(ascii: "\n"))
    let entries = lines.suffix(Self.maximumEntries).map { Self.entry(String(Substring($0))) }
    if lines.count > Self.maximumEntries { try replace(with: entries) }
    return entries
  }

  /// Adds an entry at the end, creating the file for its owner only.
  func append(_ entry: String) throws(Problem) {
    let directory = URL(fileURLWithPath: path).deletingLastPathComponent().path
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Problem("write", path, Self.reason(for: error))
    }
    try write([entry], to: path, flags: O_APPEND)
  }

  /// Puts a shorter file in place of a long one, whole or not at all.
  private func replace(with entries: [String]) throws(Problem) {
    let draft = path + "-new"
    try write(entries, to: draft, flags: O_TRUNC)
    guard unsafe rename(draft, path) == 0 else {
      throw Problem("shorten", path, Self.systemReason())
    }
  }

  private func write(_ entries: [String], to path: String, flags: Int32) throws(Problem) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard descriptor >= 0 else { throw Problem("write", path, Self.systemReason()) }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    let lines = entries.map { Self.line($0) + "\n" }.joined()
    do {
      try file.write(contentsOf: Data(lines.utf8))
      try file.close()
    } catch {
      throw Problem("write", path, Self.reason(for: error))
    }
  }

  private static func line(_ entry: String) -> String {
    var line = ""
    for scalar in entry.unicodeScalars {
      switch scalar {
      case "\\": line += "\\\\"
      case "\n": line += "\\n"
      default: line.unicodeScalars.append(scalar)
      }
    }
    return line
  }

  private static func entry(_ line: String) -> String {
    guard line.utf8.contains(UInt8(ascii: "\\")) else { return line }
    var entry = ""
    var isEscaped = false
    for scalar in line.unicodeScalars {
      switch (isEscaped, scalar) {
      case (false, "\\"):
        isEscaped = true
        continue
      case (true, "n"): entry += "\n"
      case (true, "\\"): entry += "\\"
      // A file written by hand: the backslash meant itself.
      case (true, _):
        entry += "\\"
        entry.unicodeScalars.append(scalar)
      case (false, _): entry.unicodeScalars.append(scalar)
      }
      isEscaped = false
    }
    return isEscaped ? entry + "\\" : entry
  }

  private static func systemReason() -> String { unsafe String(cString: strerror(errno)) }

  /// The system's own words where Foundation wraps them.
  private static func reason(for error: any Error) -> String {
    let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
    let number = Int32(truncatingIfNeeded: underlying?.code ?? 0)
    guard underlying?.domain == NSPOSIXErrorDomain, number != 0 else {
      return error.localizedDescription
    }
    return unsafe String(cString: strerror(number))
  }
}
