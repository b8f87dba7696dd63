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
    askForOverdueCandles()
  }

  /// Heartbeats do not prove that candles arrive.
  ///
  /// Where none was traded there is none, so this only asks, once for each interval.
  private func askForOverdueCandles() {
    guard connection.state == .live else { return }
    let now = steady.now
    for symbol in symbols {
      guard let interval = plan.configuration.intervals?[symbol],
        let last = view({ $0.lastTime(of: symbol) }) ?? nil
      else { continue }
      let (due, overflow) = interval.multipliedReportingOverflow(by: 2)
      guard !overflow else { continue }
      let patience = min(interval / 4, settings.callMilliseconds)
      guard now.milliseconds - last.milliseconds > due + patience else { continue }
      if let asked = connection.askedForCandles[symbol],
        now.milliseconds - asked.milliseconds < interval
      {
        continue
      }
      connection.askedForCandles[symbol] = now
      find(.candleOverdue, "\(symbol): none since that of \(last)")
      ask(.candles(symbol: symbol, after: last))
    }
  }
}
