import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Ctrl-C and a polite kill as a flag: the session stops after the bar it is working on.
enum Interruption {
  private static let requested = Atomic<Bool>(false)

  /// Whether the user or the system has asked the session to stop.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// From now on SIGINT and SIGTERM only set the flag; a second SIGINT kills at once.
  static func watch() {
    signal(SIGINT) { number in
      Interruption.requested.store(true, ordering: .relaxed)
      signal(number, SIG_DFL)
    }
    signal(SIGTERM) { _ in Interruption.requested.store(true, ordering: .relaxed) }
  }
}
