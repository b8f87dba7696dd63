import Foundation

/// A terminal without a screen: runs a command as a user at a keyboard would see it.
///
/// Keys go in with `press` and `type`; `waitFor…` reads what comes out until it shows an expected
/// text. The time limits only end a test that has failed already.
package final class PseudoTerminal {
  /// What a key sends.
  package enum Key: String {
    case enter = "\r"
    case tab = "\t"
    case backspace = "\u{7F}"
    case escape = "\u{1B}"
    case up = "\u{1B}[A"
    case down = "\u{1B}[B"
    case right = "\u{1B}[C"
    case left = "\u{1B}[D"
    case home = "\u{1B}[H"
    case controlA = "\u{1}"
    case controlC = "\u{3}"
    case controlD = "\u{4}"
    case controlR = "\u{12}"
    case controlU = "\u{15}"
    case controlZ = "\u{1A}"
  }

  package enum Exit: Equatable {
    case status(Int32)
    case signal(Int32)
  }

  package struct Failure: Error, CustomStringConvertible {
    package let description: String
  }

  /// The program's side, for a process that opens it by itself.
  package let devicePath: String
  /// Everything the program wrote, as it came.
  package private(set) var transcript: [UInt8] = []
  package private(set) var screen: TerminalScreen
  private var descriptor: Int32
  private var child: pid_t?
  private var reachedEnd = false
  /// How much of the transcript `waitForOutput` has passed.
  private var seen = 0

  /// `TIOCSPTLCK`, `TIOCGPTN` and `POSIX_SPAWN_SETSID`, which Swift does not import either.
  private static let setLock: UInt = 0x4004_5431
  private static let getNumber: UInt = 0x8004_5430
  private static let newSession: Int16 = 0x80

  package init(columns: Int = 80, rows: Int = 24) throws {
    // What posix_openpt, unlockpt and ptsname do on Linux; Swift does not import those.
    descriptor = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    screen = TerminalScreen(columns: columns)
    var locked: Int32 = 0
    var number: Int32 = -1
    guard descriptor >= 0, unsafe ioctl(descriptor, Self.setLock, &locked) == 0,
      unsafe ioctl(descriptor, Self.getNumber, &number) == 0
    else {
      devicePath = ""
      throw Failure(description: "no pseudo-terminal: \(Self.reason())")
    }
    devicePath = "/dev/pts/\(number)"
    try resize(columns: columns, rows: rows)
  }

  deinit {
    if let child {
      kill(child, SIGKILL)
      waitpid(child, nil, 0)
    }
    hangUp()
  }

  /// Takes the terminal away from the program, as closing a window does.
  package func hangUp() {
    if descriptor >= 0 { close(descriptor) }
    descriptor = -1
    reachedEnd = true
  }

  /// Starts a command with the terminal as its own; nothing of this process' environment is left.
  ///
  /// - Parameter executable: a path, or a name to be found.
  package func run(
    _ executable: String, _ arguments: [String] = [], environment: [String: String] = [:]
  ) throws {
    precondition(child == nil, "a terminal runs one command")
    var variables = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "TERM": "xterm", "LC_ALL": "C.UTF-8", "INPUTRC": "/dev/null", "HOME": "/nonexistent",
    ]
    variables.merge(CoverageCounters.environment) { $1 }
    variables.merge(environment) { $1 }
    var actions = unsafe posix_spawn_file_actions_t()
    var attributes = posix_spawnattr_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    // The leader of a new session gets the first terminal it opens as its own.
    // Signals that this process ignores would stay ignored.
    var signals = sigset_t()
    unsafe sigfillset(&signals)
    unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
    unsafe sigemptyset(&signals)
    unsafe posix_spawnattr_setsigmask(&attributes, &signals)
    unsafe posix_spawnattr_setflags(
      &attributes, Self.newSession | Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    unsafe posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, devicePath, O_RDWR, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDOUT_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, STDIN_FILENO, STDERR_FILENO)
    var words: [UnsafeMutablePointer<CChar>?] = unsafe ([executable] + arguments).map {
      unsafe strdup($0)
    }
    var settings: [UnsafeMutablePointer<CChar>?] = unsafe variables.map {
      unsafe strdup("\($0)=\($1)")
    }
    unsafe words.append(nil)
    unsafe settings.append(nil)
    defer {
      unsafe words.forEach { unsafe free($0) }
      unsafe settings.forEach { unsafe free($0) }
    }
    var started: pid_t = 0
    let result = unsafe posix_spawnp(
      &started, executable, &actions, &attributes, words, settings)
    guard result == 0 else {
      throw Failure(
        description: "cannot run \(executable): \(unsafe String(cString: strerror(result)))")
    }
    child = started
  }

  package func press(_ keys: Key...) throws {
    for key in keys { try type(key.rawValue) }
  }

  package func type(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(description: "cannot type: \(Self.reason())") }
      rest = rest.dropFirst(count)
    }
  }

  /// Pastes as terminals do for programs that ask to be told.
  package func paste(_ text: String) throws { try type("\u{1B}[200~\(text)\u{1B}[201~") }

  package func resize(columns: Int, rows: Int) throws {
    var size = winsize()
    size.ws_col = UInt16(columns)
    size.ws_row = UInt16(rows)
    guard unsafe ioctl(descriptor, UInt(TIOCSWINSZ), &size) == 0 else {
      throw Failure(description: "cannot resize: \(Self.reason())")
    }
    screen.resize(columns: columns)
  }

  /// Waits until the screen satisfies a condition and returns its text.
  @discardableResult
  package func waitForScreen(
    _ expectation: String = "what was expected", within limit: Duration = .seconds(30),
    until isShown: (TerminalScreen) -> Bool
  ) throws -> String {
    let deadline = ContinuousClock.now + limit
    while !isShown(screen) {
      guard try read(until: deadline) else {
        let why = reachedEnd ? "the program ended" : "nothing more came"
        throw Failure(description: "\(why) before \(expectation); the screen:\n\(screen.text)")
      }
    }
    return screen.text
  }

  /// Waits until a text is anywhere on the screen.
  @discardableResult
  package func waitForScreen(_ text: String, within limit: Duration = .seconds(30)) throws -> String
  {
    try waitForScreen("“\(text)”", within: limit) { $0.text.contains(text) }
  }

  /// Waits until what precedes the cursor in its line is exactly this.
  @discardableResult
  package func waitForCursor(after text: String, within limit: Duration = .seconds(30)) throws
    -> String
  {
    try waitForScreen("the cursor after “\(text)”", within: limit) { $0.lineBeforeCursor == text }
  }

  /// Waits for bytes that come after those of the last such wait, whatever the screen shows.
  @discardableResult
  package func waitForOutput(_ text: String, within limit: Duration = .seconds(30)) throws -> String
  {
    let wanted = Data(text.utf8)
    let deadline = ContinuousClock.now + limit
    while true {
      if let found = Data(transcript[seen...]).range(of: wanted) {
        let end = seen + found.upperBound
        defer { seen = end }
        return String(decoding: transcript[seen..<end], as: UTF8.self)
      }
      guard try read(until: deadline) else {
        let rest = String(decoding: transcript[seen...], as: UTF8.self)
        throw Failure(description: "“\(text)” did not come, but: \(rest.debugDescription)")
      }
    }
  }

  /// Waits for the command to end, reading on what it writes meanwhile.
  package func waitForExit(within limit: Duration = .seconds(30)) throws -> Exit {
    guard let child else { throw Failure(description: "no command is running") }
    let deadline = ContinuousClock.now + limit
    while true {
      var status: Int32 = 0
      if unsafe waitpid(child, &status, WNOHANG) == child {
        self.child = nil
        while try read(until: .now) {}
        let signal = status & 0x7F
        return signal == 0 ? .status((status >> 8) & 0xFF) : .signal(signal)
      }
      guard ContinuousClock.now < deadline else {
        throw Failure(description: "the program did not end; the screen:\n\(screen.text)")
      }
      if try !read(until: min(deadline, .now + .milliseconds(20))), reachedEnd { usleep(1000) }
    }
  }

  /// Takes in what is there, waiting for it until the deadline; false when nothing came.
  private func read(until deadline: ContinuousClock.Instant) throws -> Bool {
    guard !reachedEnd else { return false }
    let left = ContinuousClock.now.duration(to: deadline) / .milliseconds(1)
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let ready = unsafe poll(&request, 1, Int32(max(0, left.rounded(.up))))
    guard ready > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe Foundation.read(descriptor, $0.baseAddress, $0.count)
    }
    // Linux answers with an error once nobody has the other side open.
    guard count > 0 else {
      reachedEnd = true
      return false
    }
    transcript += buffer.prefix(count)
    screen.receive(buffer.prefix(count))
    return true
  }

  private static func reason() -> String { unsafe String(cString: strerror(errno)) }
}
