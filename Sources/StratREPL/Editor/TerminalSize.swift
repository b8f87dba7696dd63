#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How much fits on the screen.
enum TerminalSize {
  /// Columns of the terminal; of what is no terminal, what $COLUMNS says, or 80.
  static var columns: Int {
    var size = winsize()
    if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return Int(size.ws_col)
    }
    let variable = unsafe getenv("COLUMNS").flatMap { Int(unsafe String(cString: $0)) }
    return variable.map { max($0, 1) } ?? 80
  }
}
