import Foundation
import TestSupport

/// The `strat` that was built with these tests, started as a user starts it.
final class Invocation {
  enum Exit: Equatable {
    case status(Int32)
    case signal(Int32)
  }

  struct Outcome {
    var exit: Exit
    var output: String
    var errors: String
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Beside the tests: `strat` is a dependency of their target.
  static let binary: String? = {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    let places = [program.deletingLastPathComponent(), Bundle.main.bundleURL]
    return (places + places.map { $0.deletingLastPathComponent() })
      .map { $0.appendingPathComponent("strat").path }
      .first { path in
        var isDirectory: ObjCBool = false
        return unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
          && !isDirectory.boolValue && FileManager.default.isExecutableFile(atPath: path)
      }
  }()

  private let child: pid_t
  private let outputs: TemporaryDirectory
  private var exit: Exit?

  init(_ arguments: [String]) throws {
    guard let binary = Self.binary else {
      throw Failure(description: "there is no strat beside \(CommandLine.arguments[0])")
    }
    outputs = try TemporaryDirectory()
    child = try Self.spawn(
      [binary] + arguments, output: outputs.file("out"), errors: outputs.file("err"),
      store: outputs.file("strat.db"))
  }

  deinit {
    if exit == nil {
      kill(child, SIGKILL)
      waitpid(child, nil, 0)
    }
  }

  /// Runs a command to its end.
  static func run(_ arguments: [String]) throws -> Outcome {
    try Invocation(arguments).wait()
  }

  /// Sends a signal, unless the process has ended already.
  func send(_ signal: Int32) throws {
    if try !hasEnded() { kill(child, signal) }
  }

  func hasEnded() throws -> Bool {
    if exit != nil { return true }
    var status: Int32 = 0
    let changed = unsafe waitpid(child, &status, WNOHANG)
    guard changed == child else {
      guard changed == 0 || errno == EINTR else {
        throw Failure(description: "cannot wait: \(unsafe String(cString: strerror(errno)))")
      }
      return false
    }
    let signal = status & 0x7F
    exit = signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
    return true
  }

  /// Waits for the end.
  ///
  /// The limit only ends a test that has failed already.
  func wait(within limit: Duration = .seconds(300)) throws -> Outcome {
    let deadline = ContinuousClock.now + limit
    while try !hasEnded() {
      guard ContinuousClock.now < deadline else {
        throw Failure(description: "strat did not end; it said: \(text("err"))")
      }
      usleep(500)
    }
    return Outcome(exit: exit ?? .status(-1), output: text("out"), errors: text("err"))
  }

  private func text(_ name: String) -> String {
    let data = FileManager.default.contents(atPath: outputs.file(name)) ?? Data()
    return String(decoding: data, as: UTF8.self)
  }

  private static func spawn(
    _ words: [String], output: String, errors: String, store: String
  ) throws -> pid_t {
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    // Signals that this process ignores or blocks would stay so.
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let fresh = O_WRONLY | O_CREAT | O_TRUNC
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, fresh, 0o600)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, fresh, 0o600)
    var arguments: [UnsafeMutablePointer<CChar>?] = unsafe words.map { unsafe strdup($0) }
    unsafe arguments.append(nil)
    defer { unsafe arguments.forEach { unsafe free($0) } }
    // What a test runs is evidence for nobody.
    let settings = ProcessInfo.processInfo.environment
      .merging(["STRAT_DB": store]) { $1 }.map { "\($0)=\($1)" }
    var environment: [UnsafeMutablePointer<CChar>?] = unsafe settings.map { unsafe strdup($0) }
    unsafe environment.append(nil)
    defer { unsafe environment.forEach { unsafe free($0) } }
    var child: pid_t = 0
    let result = unsafe posix_spawn(
      &child, words[0], &actions, &attributes, arguments, environment)
    guard result == 0 else {
      throw Failure(
        description: "cannot run \(words[0]): \(unsafe String(cString: strerror(result)))")
    }
    return child
  }
}
