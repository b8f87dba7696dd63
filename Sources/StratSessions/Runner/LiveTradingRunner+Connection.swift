import Logging
import StratMarket
import StratTrading

/// The stream: connected again whenever it is lost, and never trusted without a look at the venue.
extension LiveTradingRunner {
  func connections() async throws {
    var failures = 0
    while true {
      let end = try await connectOnce()
      var asked: Int64?
      if case .ended(let error) = end {
        asked = error.retryAfterMilliseconds
        noteRetryAfter(error)
      }
      // One that breaks off at once counts as a failure, however often it can be made.
      let lasted = connection.since.map { (clock.monotonic - $0).wholeMilliseconds } ?? 0
      failures = lasted >= settings.muteMilliseconds ? 1 : failures + 1
      try disconnected(end)
      let wait = settings.retry.wait(
        afterFailures: failures, asked: asked, random: surroundings.random)
      try await clock.sleep(milliseconds: wait)
    }
  }

  private func connectOnce() async throws -> ConnectionEnd {
    connection.generation += 1
    connection.lastMessage = clock.monotonic
    connection.since = nil
    connection.firstMessage = Signal()
    connection.waiting = []
    let generation = connection.generation
    return try await withThrowingTaskGroup(of: ConnectionEnd?.self) { group in
      group.addTask { [gateway, symbols] in
        do throws(GatewayError) {
          try await gateway.stream(symbols: symbols) { message in
            await self.received(message, of: generation)
          }
        } catch {
          return .ended(error)
        }
      }
      group.addTask { [firstMessage = connection.firstMessage] in
        try await firstMessage.wait()
        try await self.catchUp(generation)
        return nil
      }
      group.addTask {
        try await self.watch()
        return .mute
      }
      while let end = try await group.next() {
        guard let end else { continue }
        group.cancelAll()
        return end
      }
      throw CancellationError()
    }
  }

  /// Returns when there has been no message for too long.
  private func watch() async throws {
    while true {
      let silence = (clock.monotonic - connection.lastMessage).wholeMilliseconds
      guard silence < settings.muteMilliseconds else { return }
      try await clock.sleep(
        milliseconds: min(settings.tickMilliseconds, settings.muteMilliseconds - silence))
    }
  }

  private func disconnected(_ end: ConnectionEnd) throws {
    let detail: String
    switch end {
    case .ended(let error):
      detail = error.message
      find(.streamLost, detail)
    case .mute:
      detail = "no message for \(settings.muteMilliseconds) ms"
      find(.streamMute, detail)
    }
    connection.since = nil
    guard connection.state != .disconnected else { return }
    change(.disconnected, detail)
    try perform { session, now in session.take(.disconnected(detail: detail), at: now) }
  }

  private func change(_ state: ConnectionState, _ detail: String) {
    connection.state = state
    hub.publish(.connection, state.rawValue, detail, of: session, at: steady.now)
    log(.info, "\(state.rawValue): \(detail)")
  }

  /// Reads what was missed: reports, then what the venue holds, then candles, so that no candle is
  /// decided on without knowing what became of orders.
  private func catchUp(_ generation: Int) async throws {
    if let last = view({ $0.lastReport }) ?? nil { try await readReports(after: last) }
    try await readSnapshot()
    try await inGroups(symbols) { symbol in
      do {
        try await self.readCandles(of: symbol, attempts: 3)
      } catch is GatewayError {
        await self.ask(.candles(symbol: symbol, after: nil))
      }
    }
    guard connection.generation == generation, connection.state == .catchingUp else { return }
    change(.live, "")
    let waiting = connection.waiting
    connection.waiting = []
    for (symbol, candle) in waiting { try work(on: [candle], of: symbol, fromStream: true) }
  }

  // MARK: - Messages

  private func received(_ message: VenueMessage, of generation: Int) {
    guard isOpen, !isStopping, generation == connection.generation else { return }
    connection.lastMessage = clock.monotonic
    attempt {
      if connection.since == nil { try connected() }
      switch message {
      case .report(let report):
        try perform { session, now in session.receive(report, at: now) }
      case .candle(let symbol, let candle, let interval):
        try received(candle, of: symbol, interval)
      case .quote(let symbol, let price, _): connection.quotes[symbol] = price
      case .heartbeat(let time, let sequence):
        noteVenueTime(time)
        try perform { session, now in
          session.receiveHeartbeat(sequence: sequence, venueTime: time, at: now)
        }
      }
    }
  }

  private func connected() throws {
    connection.since = clock.monotonic
    change(.catchingUp, gateway.account)
    try perform { session, now in session.take(.connected, at: now) }
    connection.firstMessage.send()
  }

  private func received(_ candle: Candle, of symbol: String, _ interval: Int64) throws {
    if let wanted = plan.configuration.intervals?[symbol], wanted != interval {
      guard connection.toldOfOtherInterval.insert(symbol).inserted else { return }
      find(.otherInterval, "\(symbol): candles of \(interval) ms, wanted \(wanted) ms")
      return
    }
    guard connection.state == .live else {
      connection.waiting.append((symbol, candle))
      return
    }
    try work(on: [candle], of: symbol, fromStream: true)
  }

  /// Brings the session candles and measures how long it takes to decide on them.
  func work(on candles: [Candle], of symbol: String, fromStream: Bool = false) throws {
    var spent = Duration.zero
    try perform { session, now in
      let start = clock.monotonic
      defer { spent = clock.monotonic - start }
      guard fromStream else { return session.receive(candles, of: symbol, at: now) }
      var step = LiveStep()
      for candle in candles { step.append(session.receive(candle, of: symbol, at: now)) }
      return step
    }
    guard !candles.isEmpty else { return }
    try budget(symbol, spent / candles.count)
  }

  private func budget(_ symbol: String, _ spent: Duration) throws {
    let (seconds, attoseconds) = spent.components
    let micros = seconds * 1_000_000 + attoseconds / 1_000_000_000_000
    let longest = health.evaluations[symbol]?.longestMicroseconds ?? 0
    health.evaluations[symbol] = EvaluationTimes(
      lastMicroseconds: micros, longestMicroseconds: max(longest, micros))
    guard let interval = plan.configuration.intervals?[symbol], interval > 0 else { return }
    let share = Double(micros) / (Double(interval) * 1000)
    guard share > RunnerSettings.slowEvaluation else { return }
    let detail =
      "\(symbol): \(micros / 1000) ms for a candle of \(interval) ms (\(Int(share * 100)) %)"
    guard share > 1 else {
      find(.evaluationSlow, detail)
      return
    }
    find(.evaluationOverBudget, detail)
    try degrade(.evaluationOverBudget, detail)
  }

  private func noteVenueTime(_ time: Timestamp) {
    connection.venueTime = time
    let difference = time.milliseconds - steady.now.milliseconds
    let isOff = abs(difference) > settings.clockToleranceMilliseconds
    guard isOff != connection.toldOfVenueClock else { return }
    connection.toldOfVenueClock = isOff
    guard isOff else { return }
    find(
      .venueClockDiffers,
      "the venue's clock is \(abs(difference)) ms \(difference > 0 ? "ahead" : "behind")")
  }
}
