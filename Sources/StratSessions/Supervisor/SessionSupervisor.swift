import Logging
import StratMarket
import StratStore
package import StratTrading

/// Keeps one session running: when its runner fails, it is made again from the journal.
///
/// A failure of one session is no other's business. After too many in too short a time the session
/// is given up: halted, with the reason in its journal, until a person resumes it.
package actor SessionSupervisor {
  private let executor: QueueExecutor
  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  package let plan: SessionPlan
  package let gateway: any VenueGateway
  private let hub: EventHub
  private let surroundings: Surroundings
  private let settings: RunnerSettings
  private let restarts: SupervisorSettings
  private let policy: any DegradationPolicy
  private let onChange: @Sendable (SessionID, SessionPhase, String) async -> Void

  package private(set) var phase = SessionPhase.starting
  /// Why it is in this phase.
  package private(set) var reason = ""
  package private(set) var restartCount = 0
  private var runner: LiveTradingRunner?
  private var task: Task<Void, Never>?
  private var failures: [Duration] = []
  private var isStopping = false
  /// What was asked while no runner was there: it is the first that the next one is told.
  private var pending: [Command] = []
  private var lastReading: SessionReading?

  /// - Parameter onChange: told of every change of phase, one after the other.
  package init(
    plan: SessionPlan, gateway: any VenueGateway, hub: EventHub, surroundings: Surroundings,
    settings: RunnerSettings = RunnerSettings(),
    restarts: SupervisorSettings = SupervisorSettings(),
    policy: any DegradationPolicy = ReduceWhenDegraded(),
    onChange: @escaping @Sendable (SessionID, SessionPhase, String) async -> Void = { _, _, _ in }
  ) {
    executor = QueueExecutor("strat.supervisor.\(plan.configuration.id)")
    self.plan = plan
    self.gateway = gateway
    self.hub = hub
    self.surroundings = surroundings
    self.settings = settings
    self.restarts = restarts
    self.policy = policy
    self.onChange = onChange
  }

  package nonisolated var session: SessionID { plan.configuration.id }

  package func start(first commands: [Command] = []) {
    guard task == nil else { return }
    pending += commands
    isStopping = false
    failures = []
    task = Task { await self.supervise() }
  }

  private func supervise() async {
    while !isStopping {
      let runner = LiveTradingRunner(
        plan: plan, gateway: gateway, hub: hub, surroundings: surroundings, settings: settings,
        policy: policy)
      self.runner = runner
      let commands = pending
      pending = []
      await change(.running, restartCount == 0 ? "" : "started again from the journal")
      var failure: (any Error)?
      do {
        try await runner.run(first: commands)
      } catch {
        failure = error
      }
      lastReading = await runner.reading() ?? lastReading
      self.runner = nil
      guard let failure, !isStopping else { break }
      // What was asked for has not been done; should it be on record, doing it again changes nothing.
      pending = commands.filter(\.isHalt) + pending
      guard await goesOn(after: failure) else { break }
    }
    task = nil
  }

  /// Notes a failure and waits; `false` when the session is given up.
  private func goesOn(after failure: any Error) async -> Bool {
    let now = surroundings.clock.monotonic
    failures.removeAll { (now - $0).wholeMilliseconds > restarts.windowMilliseconds }
    failures.append(now)
    let text = Self.words(failure)
    hub.publish(
      .health, Finding.runnerFailed.rawValue, text, of: session, at: surroundings.clock.now)
    surroundings.logger.error(
      "the session failed: \(text)", metadata: ["session": "\(session)"])
    guard failures.count < restarts.failures, Self.mayPass(failure) else {
      await giveUp(text)
      return false
    }
    if failures.count > 1,
      let command = policy.command(for: .runnerFailed, text, in: .active),
      !pending.contains(command)
    {
      pending.append(command)
    }
    restartCount += 1
    await change(.restarting, text)
    let wait = restarts.restart.wait(
      afterFailures: failures.count, random: surroundings.random)
    try? await surroundings.clock.sleep(milliseconds: wait)
    return !isStopping
  }

  /// Whether trying again may help: a journal that says something else will say so again.
  private static func mayPass(_ failure: any Error) -> Bool {
    switch failure {
    case let error as SessionError:
      switch error.code {
      case .badConfiguration, .otherConfiguration, .diverged, .unreadable: false
      case .candleOutOfOrder, .unknownSymbol, .journalFailed, .stopped: true
      }
    case let error as JournalError:
      switch error.code {
      case .cannotOpen, .cannotWrite: true
      case .brokenChain, .notAJournal, .otherSession, .newerVersion: false
      }
    default: true
    }
  }

  private static func words(_ failure: any Error) -> String { "\(failure)" }

  private func giveUp(_ why: String) async {
    let count = failures.count
    let detail =
      (count == 1 ? "the session cannot go on: " : "the session failed \(count) times: ") + why
    halt(inJournal: .halt(reason: detail, flatten: false))
    await change(.failed, detail)
  }

  /// Writes a command into the journal of a session that is not running, where that can be done.
  private func halt(inJournal command: Command) {
    let now = surroundings.clock.now
    do {
      try JournalledCommand.write(command, of: plan, at: now)
    } catch {
      surroundings.logger.error(
        "the halt could not be written down: \(error)", metadata: ["session": "\(session)"])
      // Should the session be run again, this is the first that it is told.
      pending.append(command)
    }
  }

  private func change(_ phase: SessionPhase, _ reason: String) async {
    self.phase = phase
    self.reason = reason
    hub.publish(
      .lifecycle, phase.rawValue, reason, of: session, at: surroundings.clock.now)
    await onChange(session, phase, reason)
  }

  // MARK: - From outside

  /// Does what a person asks, now if the session runs.
  package func obey(_ command: Command) async throws {
    guard let runner else {
      throw SessionsError(
        .notRunning,
        phase == .failed
          ? "session \(session) was given up: \(reason); resume it with a reason"
          : "session \(session) is being started; try again in a moment")
    }
    do {
      try await runner.obey(command)
    } catch let error as SessionsError where error.code == .notRunning && command.isHalt {
      pending.append(command)
      throw error
    }
  }

  /// Answers a card: its order is sent, or with a reason not.
  package func answer(_ card: ClientOrderID, rejecting reason: String?) async throws {
    guard let runner else {
      throw SessionsError(.notRunning, "session \(session) is not running now")
    }
    try await runner.answer(card, rejecting: reason)
  }

  package func adopt(_ snapshot: VenueSnapshot) async throws {
    guard let runner else {
      throw SessionsError(.notRunning, "session \(session) is not running now")
    }
    try await runner.adopt(snapshot)
  }

  /// Stops new exposure as part of an emergency stop; whether the session could be told.
  ///
  /// A session that cannot be told now is told before anything else when it is started again, and
  /// where it is not going to be, its journal is.
  package func halt(_ reason: String) async -> Bool {
    let command = Command.halt(reason: reason, flatten: false)
    if let runner {
      do {
        try await runner.obey(command)
        return true
      } catch {
        pending.append(command)
        return false
      }
    }
    if task == nil {
      halt(inJournal: command)
    } else {
      pending.append(command)
    }
    return false
  }

  package func reading() async -> SessionReading? {
    if let reading = await runner?.reading() {
      lastReading = reading
      return reading
    }
    return lastReading?.past
  }

  package func isFlat() async -> Bool { await runner?.isFlat ?? false }
  package func hasNoEntries() async -> Bool { await runner?.hasNoEntries ?? true }

  /// Ends the session's work; when this returns, no task and no file of it is left.
  package func shutdown() async {
    isStopping = true
    await runner?.shutdown()
    if runner == nil { task?.cancel() }
    await task?.value
    task = nil
  }

  package var isSupervising: Bool { task != nil }
}

extension Command {
  var isHalt: Bool {
    switch self {
    case .halt: true
    case .pause, .resume, .confirm, .reject, .degrade, .restore: false
    }
  }
}
