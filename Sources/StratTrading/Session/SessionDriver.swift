package import StratMarket

/// Runs a paper session a bar at a time: venue, core, strategy and journal in step.
///
/// For each bar, in this order: the bar is written down; the venue opens it and trades through it,
/// and the core is told what happened; the strategy says what it makes of the closed bar; the core
/// decides. Every record is committed before an order or a cancellation reaches the venue, and
/// else after every `commitEvery` bars.
///
/// A driver made on a journal that has records first brings itself to where the journal ends; then
/// `lastTime(of:)` says after which candle to go on. When a step throws, the driver has stopped for
/// good: make a new one on the same journal.
package struct SessionDriver {
  package let configuration: SessionConfiguration
  private var loop: TradingLoop
  private var sources: [String: any VerdictSource]
  private var recorder: SessionRecorder
  private let commitEvery: Int
  private var barsSinceCommit = 0
  private var nextBars: [String: Int] = [:]
  private var lastTimes: [String: Timestamp] = [:]
  private var failure: SessionError?

  /// - Precondition: `commitEvery` is 1 or more.
  package init(
    _ configuration: SessionConfiguration, sources: [String: any VerdictSource],
    journal: any Journal, commitEvery: Int = 1
  ) throws(SessionError) {
    precondition(commitEvery >= 1, "a session commits every bar or every few")
    var problems = configuration.problems
    for instrument in configuration.instruments where sources[instrument.symbol] == nil {
      problems.append("there is no strategy for \(instrument.symbol)")
    }
    guard problems.isEmpty else {
      throw SessionError(.badConfiguration, problems.joined(separator: "; "))
    }
    self.configuration = configuration
    self.sources = sources
    self.commitEvery = commitEvery
    loop = TradingLoop(configuration)
    recorder = SessionRecorder(
      log: SessionLog(journal), counts: SessionSummary(initialCash: configuration.initialCash))
    try catchUp()
  }

  package var core: TradingCore { loop.core }
  package var venue: PaperVenue { loop.venue }

  /// What the session has done, from its first bar on, however often it was interrupted.
  package var summary: SessionSummary {
    var summary = recorder.counts
    summary.update(from: core)
    return summary
  }

  /// The opening time of the last bar that is in the journal.
  package func lastTime(of symbol: String) -> Timestamp? { lastTimes[symbol] }

  /// How many bars of a symbol have been worked on.
  package func barCount(of symbol: String) -> Int { nextBars[symbol] ?? 0 }

  /// Works on the next closed candle of a session with one symbol.
  ///
  /// - Precondition: the session has one symbol.
  package mutating func step(_ candle: Candle) throws(SessionError) -> StepSummary {
    precondition(configuration.instruments.count == 1, "say of which symbol the candle is")
    return try step(candle, of: configuration.instruments[0].symbol)
  }

  /// Works on the next closed candle of a symbol.
  ///
  /// - Parameters:
  ///   - carry: what is due when it opens.
  ///   - received: when the candle came, where its age counts.
  package mutating func step(
    _ candle: Candle, of symbol: String, carry: Carry = .none, received: Timestamp? = nil
  ) throws(SessionError) -> StepSummary {
    try guarded { (driver) throws(SessionError) in
      try driver.work(on: candle, of: symbol, carry, received: received)
    }
  }

  /// Does what the user asks, at the time the user asked it.
  package mutating func command(
    _ command: Command, at time: Timestamp
  ) throws(SessionError) -> StepSummary {
    try guarded { (driver) throws(SessionError) in
      try driver.beginOutsideBars(.command(command), at: time)
      try driver.loop.obey(command, at: time, &driver.recorder)
      try driver.recorder.log.commit()
      return driver.finished()
    }
  }

  /// Takes in what is so around the session.
  package mutating func tell(
    _ circumstance: Circumstance, at time: Timestamp
  ) throws(SessionError) -> StepSummary {
    try guarded { (driver) throws(SessionError) in
      try driver.beginOutsideBars(.circumstance(circumstance), at: time)
      try driver.loop.tell(circumstance, at: time, &driver.recorder)
      try driver.recorder.log.commit()
      return driver.finished()
    }
  }

  private mutating func beginOutsideBars(
    _ event: JournalPayload, at time: Timestamp
  ) throws(SessionError) {
    try begin(at: time)
    recorder.step = StepSummary(symbol: "", bar: -1, equity: .zero)
    try recorder.log.write(event, at: time)
  }

  /// Makes everything durable and says what was done.
  package mutating func finish() throws(SessionError) -> SessionSummary {
    try guarded { (driver) throws(SessionError) in
      try driver.recorder.log.commit()
      return driver.summary
    }
  }

  /// Remembers an error: after one, core and journal may no longer agree.
  private mutating func guarded<Result>(
    _ body: (inout SessionDriver) throws(SessionError) -> Result
  ) throws(SessionError) -> Result {
    if let failure {
      throw SessionError(.stopped, "the session stopped before: \(failure.message)")
    }
    do {
      return try body(&self)
    } catch {
      // A candle or symbol that was refused has changed nothing.
      if error.code != .candleOutOfOrder && error.code != .unknownSymbol { failure = error }
      throw error
    }
  }

  /// Runs the session again over what the journal holds.
  private mutating func catchUp() throws(SessionError) {
    guard let first = try recorder.log.peek() else { return }
    guard case .session(let recorded) = JournalPayload(first) else {
      throw SessionError(.unreadable, "the journal does not begin with a session")
    }
    guard recorded == configuration else {
      let names = recorded.differences(from: configuration).joined(separator: ", ")
      throw SessionError(
        .otherConfiguration, "the journal's session has other settings: \(names)")
    }
    while let record = try recorder.log.peek() {
      switch JournalPayload(record) {
      case .session where !hasBegun: try begin(at: record.time)
      case .bar(let bar):
        _ = try step(bar.candle, of: bar.symbol, carry: bar.carry, received: bar.received)
      case .command(let command): _ = try self.command(command, at: record.time)
      case .circumstance(let circumstance): _ = try tell(circumstance, at: record.time)
      case .session, .venue, .effect, .fact, nil:
        throw SessionError(
          .unreadable, "record \(record.sequence) does not follow from those before it")
      }
    }
  }

  /// Writes the first record once there is something to write after it.
  private mutating func begin(at time: Timestamp) throws(SessionError) {
    guard !hasBegun else { return }
    try recorder.log.write(.session(configuration), at: time)
    hasBegun = true
  }

  private var hasBegun = false

  private mutating func work(
    on candle: Candle, of symbol: String, _ carry: Carry, received: Timestamp?
  ) throws(SessionError) -> StepSummary {
    guard sources[symbol] != nil, core.books[symbol] != nil else {
      throw SessionError(.unknownSymbol, "the session does not trade '\(symbol)'")
    }
    if let last = lastTimes[symbol], candle.time <= last {
      throw SessionError(
        .candleOutOfOrder,
        "the candle at \(candle.time.milliseconds) is not after \(last.milliseconds)")
    }
    try begin(at: candle.time)
    let bar = nextBars[symbol] ?? 0
    nextBars[symbol] = bar + 1
    lastTimes[symbol] = candle.time
    recorder.step = StepSummary(symbol: symbol, bar: bar, equity: .zero)
    try recorder.log.write(
      .bar(
        BarRecord(symbol: symbol, index: bar, candle: candle, carry: carry, received: received)),
      at: candle.time)
    try loop.trade(candle, of: symbol, carry: carry, &recorder)
    guard let verdict = sources[symbol]?.next(candle) else { return finished() }
    let closed = ClosedBar(
      symbol: symbol, index: bar, candle: candle, verdict: verdict,
      isWarm: bar >= configuration.warmUpBars && sources[symbol]?.isWarm ?? true,
      received: received)
    try loop.decide(closed, &recorder)
    barsSinceCommit += 1
    if barsSinceCommit >= commitEvery {
      try recorder.log.commit()
      barsSinceCommit = 0
    }
    return finished()
  }

  private func finished() -> StepSummary {
    var step = recorder.step
    step.equity = (try? core.account.equity()) ?? .zero
    return step
  }
}
