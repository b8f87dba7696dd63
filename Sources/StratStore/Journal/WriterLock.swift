import Foundation
import StratTrading

/// Keeps a second writer away from a journal for as long as it is held.
///
/// SQLite alone would let two processes take turns, and two sessions would interleave. The lock is
/// on a file of its own: closing any other descriptor of the database in this process would drop
/// SQLite's locks on it.
final class WriterLock {
  private let path: String
  private var descriptor: Int32

  private init(path: String, descriptor: Int32) {
    self.path = path
    self.descriptor = descriptor
  }

  deinit { release() }

  static func acquire(forJournal journal: String) throws(JournalError) -> WriterLock {
    let path = journal + "-lock"
    while true {
      let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard descriptor >= 0 else {
        throw JournalError(.cannotOpen, "cannot write beside \(journal): \(systemReason(errno))")
      }
      guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
        let reason = errno
        let holder = contents(of: descriptor)
        close(descriptor)
        guard reason == EWOULDBLOCK else {
          throw JournalError(.cannotOpen, "cannot lock \(journal): \(systemReason(reason))")
        }
        let who = holder.isEmpty ? "another process" : "process \(holder)"
        throw JournalError(.cannotOpen, "\(who) is writing \(journal)")
      }
      // The former holder may have removed the file between our opening and locking it.
      if isStillAt(path, descriptor) {
        record(holder: getpid(), in: descriptor)
        return WriterLock(path: path, descriptor: descriptor)
      }
      close(descriptor)
    }
  }

  func release() {
    guard descriptor >= 0 else { return }
    unsafe unlink(path)
    close(descriptor)
    descriptor = -1
  }

  private static func isStillAt(_ path: String, _ descriptor: Int32) -> Bool {
    var held = stat()
    var named = stat()
    guard unsafe fstat(descriptor, &held) == 0, unsafe stat(path, &named) == 0 else {
      return false
    }
    return held.st_ino == named.st_ino && held.st_dev == named.st_dev
  }

  /// Notes the holder for the message a second writer gets; the lock holds without it.
  private static func record(holder: pid_t, in descriptor: Int32) {
    guard ftruncate(descriptor, 0) == 0 else { return }
    let digits = Array(String(holder).utf8)
    _ = unsafe digits.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress, $0.count, 0) }
  }

  private static func contents(of descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 20)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress, $0.count, 0)
    }
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}

/// The system's words for an error number.
func systemReason(_ number: Int32) -> String { unsafe String(cString: strerror(number)) }
