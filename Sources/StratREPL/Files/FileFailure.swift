#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Why a file could not be read or written.
package struct FileFailure: Error, Sendable, CustomStringConvertible {
  /// The raw values are stable codes.
  package enum Kind: String, CaseIterable, Sendable {
    case noSuchFile = "C0201"
    case permissionDenied = "C0202"
    case isDirectory = "C0203"
    case cannotRead = "C0204"
    case cannotWrite = "C0205"
    case alreadyThere = "C0206"
  }

  package var kind: Kind
  package var path: String
  /// What is wrong, without the path.
  package var message: String
  /// One imperative sentence: what to do about it.
  package var help: String

  package var description: String {
    "error[\(kind.rawValue)]: \(message)\n  --> \(path)\n  = help: \(help)"
  }

  static func reading(_ path: String, _ number: Int32) -> FileFailure {
    switch number {
    case ENOENT, ENOTDIR:
      FileFailure(
        kind: .noSuchFile, path: path, message: "there is no such file",
        help: "check the path; `ls` shows what is there")
    case EACCES, EPERM:
      FileFailure(
        kind: .permissionDenied, path: path, message: "the file may not be read",
        help: "change its permissions: `chmod u+r \(path)`")
    case EISDIR:
      FileFailure(
        kind: .isDirectory, path: path, message: "this is a directory, not a file",
        help: "name the files in it: `\(path.hasSuffix("/") ? path : path + "/")*.strat`")
    default:
      FileFailure(
        kind: .cannotRead, path: path, message: "the file cannot be read: \(reason(number))",
        help: "try to read it with another program")
    }
  }

  static func writing(_ path: String, _ number: Int32) -> FileFailure {
    number == EEXIST
      ? FileFailure(
        kind: .alreadyThere, path: path, message: "there is already a file of that name",
        help: "choose another name, or remove that file first")
      : FileFailure(
        kind: .cannotWrite, path: path, message: "the file cannot be written: \(reason(number))",
        help: "check the permissions and the space of its directory")
  }

  private static func reason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}
