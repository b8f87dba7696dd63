import Logging
import StratMarket
import StratStore
package import StratTrading

/// Runs one live session: brings it what the venue says, and takes to the venue what it asks.
///
/// What is decided is the session's alone (`LiveSession`); here are the clock, the connection and
/// the waiting. `run` goes on until `shutdown`, or throws when the session cannot be trusted to be
/// what its journal says; then it is made again from the journal.
///
/// Commits of the journal wait for the disk, so the actor has a queue of its own.
package actor LiveTradingRunner {
  private let executor: QueueExecutor
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  let plan: SessionPlan
  let gateway: any VenueGateway
  let hub: EventHub
  let surroundings: Surroundings
  let settings: RunnerSettings
  let policy: any DegradationPolicy

  private var driver: LiveDriver?
  private var journal: SessionJournal?
  private(set) var steady: SteadyTime
  private var journalFailure: String?
  private(set) var isStopping = false
  /// Until when the venue wants no reads.
  var quietUntil: Duration?

  var lanes: RequestLanes
  var connection = ConnectionProgress()
  var health = RunnerHealth()
  private let stopSignal = Signal()
  private let failureSignal = Signal()
  private var failure: (any Error)?
  /// What it said of itself when it ended.
  private(set) var lastReading: SessionReading?

  package init(
    plan: SessionPlan, gateway: any VenueGateway, hub: EventHub, surroundings: Surroundings,
    settings: RunnerSettings = RunnerSettings(),
    policy: any DegradationPolicy = ReduceWhenDegraded()
  ) {
    executor = QueueExecutor("strat.session.\(plan.configuration.id)")
    self.plan = plan
    self.gateway = gateway
    self.hub = hub
    self.surroundings = surroundings
    self.settings = settings
    self.policy = policy
    steady = SteadyTime(surroundings.clock, notBefore: nil)
    lanes = RequestLanes(symbols: plan.symbols)
  }

  var clock: any TradingClock { surroundings.clock }
  var symbols: [String] { plan.symbols }
  var session: SessionID { plan.configuration.id }
  var isOpen: Bool { driver != nil }

  // MARK: - Running

  /// Goes on until `shutdown`.
  ///
  /// - Parameter commands: obeyed before anything else, once the journal has been lived through.
  package func run(first commands: [Command] = []) async throws {
    defer { close() }
    try open()
    try perform { session, now in session.take(.started, at: now) }
    for command in commands { try obeyNow(command) }
    try await serveAndDrain()
    _ = driver?.commit()
    noticeJournal()
  }

  /// Serves until the stop is asked for, then lets requests about orders come to their end for as
  /// long as a shutdown may take.
  private func serveAndDrain() async throws {
    enum Ending { case served, lane, late }
    try await withThrowingTaskGroup(of: Ending.self) { group in
      var lanesLeft = 0
      for symbol in symbols {
        group.addTask {
          try await self.writeLane(symbol)
          return .lane
        }
        group.addTask {
          try await self.lookUpLane(symbol)
          return .lane
        }
        lanesLeft += 2
      }
      group.addTask {
        try await self.serve()
        return .served
      }
      // Not `waitForAll`: it throws an error only once all the others have ended.
      while lanesLeft > 0, let ending = try await group.next() {
        switch ending {
        case .lane: lanesLeft -= 1
        case .served:
          lanes.finishWrites()
          group.addTask { [clock, settings] in
            // Cancelled when nothing is left to wait for.
            try? await clock.sleep(milliseconds: settings.shutdownMilliseconds)
            return .late
          }
        case .late: group.cancelAll()
        }
      }
      group.cancelAll()
    }
  }

  /// All that goes on beside requests about orders; returns when the session is to stop.
  private func serve() async throws {
    struct Stopped: Error {}
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await self.reportLane() }
        group.addTask { try await self.snapshotLane() }
        for symbol in symbols { group.addTask { try await self.candleLane(symbol) } }
        group.addTask { try await self.ticks() }
        group.addTask {
          try await self.checkInstruments()
          try await self.loadHistory()
          try await self.connections()
        }
        group.addTask {
          try await self.failureSignal.wait()
          if let failure = await self.failure { throw failure }
        }
        group.addTask {
          try await self.stopSignal.wait()
          throw Stopped()
        }
        while try await group.next() != nil {}
      }
    } catch is Stopped {
      return
    } catch let error as CancellationError {
      guard isStopping else { throw error }
    }
  }

  private func open() throws {
    let journal = try plan.openJournal()
    self.journal = journal
    let live = try LiveSession(
      plan.configuration, settings: plan.settings, sources: try plan.makeSources())
    let driver = try LiveDriver(live, journal: journal.journal)
    steady = SteadyTime(clock, notBefore: driver.lastRecorded)
    self.driver = driver
  }

  private func close() {
    lanes.finishAll()
    connection.state = .disconnected
    lastReading = reading()
    driver = nil
    journal?.close()
    journal = nil
  }

  /// Ends the session's work, not the session: takes no more candles, lets what is on its way be
  /// answered for a while, and gives the journal free.
  ///
  /// `run` returns when all of that is done.
  package func shutdown() {
    guard !isStopping else { return }
    isStopping = true
    health.stopDeadline = clock.monotonic + .milliseconds(settings.shutdownMilliseconds)
    stopSignal.send()
  }

  func fail(_ error: any Error) {
    guard failure == nil else { return }
    failure = error
    failureSignal.send()
  }

  // MARK: - The session

  /// Lets something happen to the session, tells observers, and puts what it asks on its way.
  func perform(_ body: (inout LiveSession, Timestamp) -> LiveStep) throws {
    let now = steady.now
    guard
      let (step, requests) = try driver?.perform(at: now, { session in body(&session, now) })
    else { return }
    tell(step)
    noticeJournal()
    lanes.dispatch(requests)
    var differs: String?
    for case (.effect(.note(let note)), _) in step.records where note.code.isReconciliation {
      differs = note.description
    }
    if let differs { try degrade(.reconciliation, differs) }
  }

  /// A look at the session.
  func view<Value>(_ body: (borrowing LiveSession) -> Value) -> Value? {
    driver.map { body($0.session) }
  }

  private func tell(_ step: LiveStep) {
    for (payload, time) in step.records {
      let text = (try? payload.text()) ?? ""
      hub.publish(.record, payload.kind.rawValue, text, of: session, at: time)
      switch payload {
      case .effect(.note(let note)):
        log(.warning, note.description)
      case .effect(.state(let change)):
        log(.warning, "trading is \(change.mode.rawValue): \(change.cause)")
      case .effect(.decision(let decision)):
        guard decision.outcome != .nothing else { continue }
        log(
          .info,
          "\(decision.symbol) bar \(decision.bar): \(decision.outcome.rawValue)"
            + (decision.reason.map { " (\($0))" } ?? ""))
      case .effect(.card(let card)):
        log(.notice, "\(card.id) waits for confirmation until \(card.expiresAt)")
      case .session, .bar, .command, .circumstance, .venue, .effect, .fact: continue
      }
    }
  }

  /// Does what a person asks; durable when this returns, unless the journal fails.
  package func obey(_ command: Command) throws {
    guard isOpen, !isStopping else {
      throw SessionsError(.notRunning, "session \(session) is not running now")
    }
    try obeyNow(command)
  }

  private func obeyNow(_ command: Command) throws {
    try perform { session, now in session.obey(command, at: now) }
    if case .resume(let reason) = command {
      // Whoever resumes has looked at why the session was taken down as well.
      health.degraded.removeAll()
      if view({ $0.core.state.degraded }) ?? nil != nil {
        try perform { session, now in session.obey(.restore(reason: reason), at: now) }
      }
    }
    commit()
  }

  /// Answers a card (FR-009): its order is sent at what the symbol trades at now, or with a reason
  /// not at all.
  package func answer(_ card: ClientOrderID, rejecting reason: String?) throws {
    guard isOpen, !isStopping else {
      throw SessionsError(.notRunning, "session \(session) is not running now")
    }
    let waiting = view { $0.core.cards.first { $0.id == card } } ?? nil
    guard let waiting else {
      throw SessionsError(.nothingToConfirm, "no card \(card) waits in session \(session)")
    }
    if let reason {
      try obeyNow(.reject(card, reason: reason))
    } else {
      try obeyNow(
        .confirm(card, price: connection.quotes[waiting.symbol], at: steady.now))
    }
  }

  /// Takes over what the venue holds where it differs: a person has looked and wants it so.
  package func adopt(_ snapshot: VenueSnapshot) throws {
    guard isOpen, !isStopping else {
      throw SessionsError(.notRunning, "session \(session) is not running now")
    }
    try perform { session, now in session.adopt(snapshot, at: now) }
    commit()
  }

  /// Makes durable what is not yet.
  func commit() {
    _ = driver?.commit()
    noticeJournal()
  }

  private func noticeJournal() {
    guard let driver else { return }
    let failure = driver.journalFailure?.message
    guard (failure == nil) != (journalFailure == nil) else { return }
    journalFailure = failure
    if let failure {
      find(.journalFailed, "\(failure); no entries until it can be written again")
      attempt { try degrade(.journalFailed, failure) }
    } else {
      find(.journalRecovered, "the journal is written again")
    }
  }

  /// Takes the session down a step, once for each cause until a person resumes.
  func degrade(_ cause: DegradationCause, _ detail: String) throws {
    guard health.degraded.insert(cause).inserted else { return }
    find(.degraded, "\(cause.title): \(detail)")
    let mode = view { $0.core.state.mode } ?? .halted
    guard let command = policy.command(for: cause, detail, in: mode) else { return }
    try perform { session, now in session.obey(command, at: now) }
  }

  /// What is done outside of anything that could throw on.
  func attempt(_ body: () throws -> Void) {
    do { try body() } catch { fail(error) }
  }

  // MARK: - Telling

  func find(_ finding: Finding, _ detail: String) {
    hub.publish(.health, finding.rawValue, detail, of: session, at: steady.now)
    log(.warning, "\(finding.rawValue): \(detail)")
  }

  func log(_ level: Logger.Level, _ message: String) {
    surroundings.logger.log(
      level: level, "\(message)", metadata: ["session": "\(session)"])
  }

  var journalState: String? { journalFailure }

  func jump() -> Int64? { steady.jump(beyond: settings.clockToleranceMilliseconds) }
}

extension Note.Code {
  /// Whether it says that the venue has something nobody here can explain.
  fileprivate var isReconciliation: Bool {
    switch self {
    case .foreignOrder, .holdingDiffers, .unexplainedFill: true
    case .unknownSymbol, .barOutOfOrder, .unknownOrder, .orderEventIgnored, .duplicateFill,
      .fillAfterEnd, .openedAgainstPosition, .orderRejected, .orderLost, .amountTooLarge,
      .cashBelowZero, .fillRecovered, .holdingAdopted, .strayOrder, .unknownCard,
      .cardEndedBefore:
      false
    }
  }
}
