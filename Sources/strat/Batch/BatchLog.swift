import StratMarket
import StratREPL
import StratTrading
import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file of results, a line of JSON each, to which every result goes as soon as it is there.
///
/// What an earlier run left is read first. A last line that is not whole, as a crash leaves it, is
/// cut off.
final class BatchLog: Sendable {
  let known: [String: BatchRow]
  private let path: String
  private let descriptor: Int32
  private let failure = Mutex<CommandError?>(nil)

  init(path: String) throws(CommandError) {
    self.path = path
    var rows: [String: BatchRow] = [:]
    var whole = 0
    if TextFile.exists(path) {
      let bytes: [UInt8]
      do {
        bytes = try TextFile.read(path, limit: 1 << 30)
      } catch {
        throw CommandError(error)
      }
      var number = 0
      var start = 0
      for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
        number += 1
        let line = String(decoding: bytes[start..<index], as: UTF8.self)
        guard let row = try? CanonicalJSON.decode(BatchRow.self, from: line) else {
          throw CommandError(
            .cannotRead, "line \(number) is no result of `strat batch`", path: path,
            help: "name another file with --out")
        }
        if row.status == .done { rows[row.identity] = row }
        start = index + 1
        whole = start
      }
    }
    known = rows
    descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Self.error(path) }
    guard ftruncate(descriptor, off_t(whole)) == 0, lseek(descriptor, 0, SEEK_END) >= 0 else {
      throw Self.error(path)
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Writes a line; the first that cannot be written is remembered for `finish`.
  func add(_ row: BatchRow) {
    failure.withLock { failure in
      guard failure == nil, let text = try? CanonicalJSON.encode(row) else { return }
      if Descriptor.write(Array((text + "\n").utf8), to: descriptor) != 0 {
        failure = Self.error(path)
      }
    }
  }

  /// Whether everything is in the file.
  func finish() throws {
    if let failure = failure.withLock(\.self) { throw failure }
  }

  private static func error(_ path: String) -> CommandError {
    CommandError(
      .cannotWrite, "cannot write: \(Descriptor.reason(errno))", path: path,
      help: "what was computed is printed; free some space or name another file with --out")
  }
}
