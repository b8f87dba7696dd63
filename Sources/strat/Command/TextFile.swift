#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Small files read whole, such as strategies.
enum TextFile {
  /// Whether something other than a directory is there.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFDIR
  }

  /// Reads at most one byte more than the limit, so that too long a file is known as such.
  static func read(_ path: String, limit: Int) throws(CommandError) -> [UInt8] {
    let descriptor = unsafe open(path == "-" ? "/dev/stdin" : path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno, path) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= limit {
      var number: Int32 = 0
      let count = unsafe chunk.withUnsafeMutableBytes { buffer in
        let count = unsafe systemRead(descriptor, buffer.baseAddress, buffer.count)
        number = errno
        return count
      }
      if count < 0, number == EINTR { continue }
      guard count >= 0 else { throw failure(number, path) }
      if count == 0 { break }
      bytes.append(contentsOf: chunk[..<count])
    }
    return bytes
  }

  /// Puts a file in the place of another, whole or not at all; its permissions stay.
  static func replace(_ path: String, with bytes: [UInt8]) throws(CommandError) {
    var status = stat()
    let mode = unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : 0o644
    let draft = path + ".part"
    let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw unwritable(errno, path) }
    let number = Descriptor.write(bytes, to: descriptor)
    let closed = close(descriptor)
    let closeNumber = errno
    guard number == 0, closed == 0, unsafe rename(draft, path) == 0 else {
      let reason = number != 0 ? number : closed != 0 ? closeNumber : errno
      unsafe unlink(draft)
      throw unwritable(reason, path)
    }
  }

  private static func unwritable(_ number: Int32, _ path: String) -> CommandError {
    CommandError(
      .cannotWrite, "the file cannot be written: \(Descriptor.reason(number))", path: path,
      help: "check the permissions and the space of its directory")
  }

  private static func failure(_ number: Int32, _ path: String) -> CommandError {
    switch number {
    case ENOENT, ENOTDIR:
      CommandError(
        .noSuchFile, "there is no file \(path)", help: "check the path; `ls` shows what is there")
    case EACCES, EPERM:
      CommandError(
        .permissionDenied, "the file may not be read", path: path,
        help: "change its permissions: `chmod u+r \(path)`")
    case EISDIR:
      CommandError(
        .isDirectory, "this is a directory, not a file", path: path,
        help: "name the files in it: `\(path.hasSuffix("/") ? path : path + "/")*.strat`")
    default:
      CommandError(
        .cannotRead, "the file cannot be read: \(Descriptor.reason(number))", path: path)
    }
  }
}

/// The system's `read`, which a method of that name would hide.
@unsafe
private func systemRead(
  _ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int
) -> Int {
  unsafe read(descriptor, bytes, count)
}
