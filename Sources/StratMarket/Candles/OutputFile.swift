#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A file being written.
///
/// The text goes to a file beside the final one, which takes its name when it is complete: a full
/// disk or a crash leaves the old file as it was. Devices and pipes are written to directly.
package struct OutputFile: ~Copyable {
  private let path: String
  private let writtenPath: String
  private var descriptor: Int32

  package init(path: String) throws(MarketDataError) {
    self.path = path
    var status = stat()
    let exists = unsafe stat(path, &status) == 0
    let isDirect = exists && status.st_mode & S_IFMT != S_IFREG
    writtenPath = isDirect ? path : path + ".part"
    let flags = O_WRONLY | O_CLOEXEC | (isDirect ? 0 : O_CREAT | O_TRUNC)
    descriptor = unsafe open(writtenPath, flags, 0o644)
    guard descriptor >= 0 else { throw Self.failure(errno, path: path) }
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if writtenPath != path { unsafe unlink(writtenPath) }
  }

  package func write(_ bytes: [UInt8]) throws(MarketDataError) {
    var done = 0
    while done < bytes.count {
      var count = -1
      var number: Int32 = 0
      unsafe bytes.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
        count = unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
        number = errno
      }
      if count < 0, number == EINTR { continue }
      guard count >= 0 else { throw Self.failure(number, path: path) }
      done += count
    }
  }

  /// Closes the file and gives it its name.
  package mutating func finish() throws(MarketDataError) {
    let closing = descriptor
    descriptor = -1
    var failed = close(closing) != 0
    if !failed, writtenPath != path { failed = unsafe rename(writtenPath, path) != 0 }
    guard failed else { return }
    let number = errno
    if writtenPath != path { unsafe unlink(writtenPath) }
    throw Self.failure(number, path: path)
  }

  private static func failure(_ number: Int32, path: String) -> MarketDataError {
    MarketDataError(
      .cannotWrite, path: path,
      message: "cannot be written: \(unsafe String(cString: strerror(number)))")
  }
}

/// The system's `write`, which a method of that name would hide.
@unsafe
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
