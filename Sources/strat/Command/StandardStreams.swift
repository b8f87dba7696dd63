#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Collects text and writes it to standard output in large pieces.
struct StandardOutput: ~Copyable {
  private var buffer: [UInt8] = []

  mutating func write(_ text: some StringProtocol) throws(CommandError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= 1 << 16 { try flush() }
  }

  mutating func flush() throws(CommandError) {
    try StandardOutput.write(buffer)
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes at once.
  static func print(_ text: String) throws(CommandError) { try write(Array(text.utf8)) }

  private static func write(_ bytes: [UInt8]) throws(CommandError) {
    let number = Descriptor.write(bytes, to: STDOUT_FILENO)
    if number == EPIPE { exit(ExitStatus.brokenPipe.rawValue) }
    guard number == 0 else {
      throw CommandError(
        .cannotWrite, "the output cannot be written: \(Descriptor.reason(number))",
        help: "make room, or write it elsewhere")
    }
  }
}

/// Messages to people: what was repaired, what is wrong.
enum StandardError {
  static func print(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n") }

  static func write(_ text: String) {
    // Nobody is left to tell when this fails.
    _ = Descriptor.write(Array(text.utf8), to: STDERR_FILENO)
  }
}

/// Whether to colour what goes to a stream: only for a terminal, and not where `NO_COLOR` is set.
enum Colour {
  static var onOutput: Bool { isWanted(STDOUT_FILENO) }
  static var onErrors: Bool { isWanted(STDERR_FILENO) }

  private static func isWanted(_ descriptor: Int32) -> Bool {
    isatty(descriptor) == 1 && (Environment["NO_COLOR"] ?? "").isEmpty
      && Environment["TERM"] != "dumb"
  }
}

enum Environment {
  static subscript(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}

enum Descriptor {
  /// Writes everything; the system's error number where that fails, else 0.
  static func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var done = 0
    while done < bytes.count {
      var count = 0
      var number: Int32 = 0
      unsafe bytes.withUnsafeBytes { bytes in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
        count = unsafe systemWrite(descriptor, rest.baseAddress, rest.count)
        number = errno
      }
      if count < 0, number == EINTR { continue }
      if count < 0 { return number }
      done += count
    }
    return 0
  }

  static func reason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
}

/// The system's `write`, which a method of that name would hide.
@unsafe
private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  unsafe write(descriptor, bytes, count)
}
