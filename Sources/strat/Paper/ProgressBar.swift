#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// One line on standard error that says how far the work is; nothing where that is no terminal.
struct ProgressBar {
  private let total: Int
  private let isShown: Bool
  private let start = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?

  init(total: Int) {
    self.total = total
    isShown = isatty(STDERR_FILENO) == 1 && Environment["TERM"] != "dumb"
  }

  /// Draws at most ten times a second.
  mutating func update(_ done: Int, _ note: @autoclosure () -> String) {
    guard isShown, total > 0 else { return }
    let now = ContinuousClock.now
    if done < total, let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
    lastDrawn = now
    let share = Double(done) / Double(total)
    let width = 30
    let filled = Int(share * Double(width))
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    StandardError.write("\r\u{1B}[K\(bar) \(Int(share * 100)) %  \(eta(share, now))  \(note())")
  }

  /// Removes the line, so that what follows starts clean.
  func clear() {
    guard isShown, lastDrawn != nil else { return }
    StandardError.write("\r\u{1B}[K")
  }

  private func eta(_ share: Double, _ now: ContinuousClock.Instant) -> String {
    guard share > 0 else { return "" }
    let elapsed = Double((now - start).components.seconds) + 0.5
    let left = Int(elapsed * (1 - share) / share)
    return left >= 3600
      ? "\(left / 3600) h \(left % 3600 / 60) min left"
      : left >= 60 ? "\(left / 60) min \(left % 60) s left" : "\(left) s left"
  }
}
