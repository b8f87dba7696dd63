#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An open file, read front to back.
final class InputFile: Sendable {
  let path: String
  /// Nil for pipes and devices, which have no size.
  let byteCount: Int?
  private let descriptor: Int32

  init(path: String) throws(MarketDataError) {
    guard !path.utf8.contains(0) else { throw Self.failure(ENOENT, path: path) }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(errno, path: path) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let number = errno
      close(descriptor)
      throw Self.failure(number, path: path)
    }
    let kind = status.st_mode & S_IFMT
    guard kind != S_IFDIR else {
      close(descriptor)
      throw Self.failure(EISDIR, path: path)
    }
    self.path = path
    self.descriptor = descriptor
    self.byteCount = kind == S_IFREG ? Int(status.st_size) : nil
  }

  deinit { close(descriptor) }

  /// Reads into a part of the buffer; returns the number of bytes, 0 at the end of the file.
  func read(into buffer: inout [UInt8], at range: Range<Int>) throws(MarketDataError) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= buffer.count, "within the buffer")
    var count = -1
    var number: Int32 = 0
    repeat {
      unsafe buffer.withUnsafeMutableBytes { bytes in
        #if canImport(Darwin)
          count = unsafe Darwin.read(
            descriptor, bytes.baseAddress?.advanced(by: range.lowerBound), range.count)
        #elseif canImport(Musl)
          count = unsafe Musl.read(
            descriptor, bytes.baseAddress?.advanced(by: range.lowerBound), range.count)
        #else
          count = unsafe Glibc.read(
            descriptor, bytes.baseAddress?.advanced(by: range.lowerBound), range.count)
        #endif
        number = errno
      }
    } while count < 0 && number == EINTR
    guard count >= 0 else { throw Self.failure(number, path: path) }
    return count
  }

  private static func failure(_ number: Int32, path: String) -> MarketDataError {
    switch number {
    case ENOENT, ENOTDIR:
      MarketDataError(.noSuchFile, path: path, message: "there is no such file")
    case EACCES, EPERM:
      MarketDataError(
        .permissionDenied, path: path, message: "the file may not be read",
        help: "give yourself permission to read it")
    case EISDIR:
      MarketDataError(
        .isDirectory, path: path, message: "this is a directory, not a file",
        help: "name one of the files in it")
    default:
      MarketDataError(
        .cannotRead, path: path,
        message: "cannot be read: \(unsafe String(cString: strerror(number)))")
    }
  }
}
