import StratMarket
import StratTrading

/// What is looked at again and again, whether anything arrives or not.
extension LiveTradingRunner {
  func ticks() async throws {
    while true {
      try await clock.sleep(milliseconds: settings.tickMilliseconds)
      try tick()
    }
  }

  private func tick() throws {
    if let jump = jump() {
      find(
        .clockJumped,
        "the machine's clock was set \(abs(jump)) ms \(jump > 0 ? "forward" : "back"); "
          + "the session goes on by the time that passed")
    }
    try perform { session, now in session.wake(at: now) }
    // Makes the last second durable, or tries again what could not be written.
    commit()
  }
}
