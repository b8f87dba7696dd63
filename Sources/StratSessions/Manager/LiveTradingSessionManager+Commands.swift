import Logging
import StratMarket
package import StratTrading

extension LiveTradingSessionManager {
  /// Does what a command says.
  package func obey(_ command: SessionCommand) async throws -> SessionReply {
    let id = command.session
    let reason = command.reason ?? ""
    switch command.action {
    case .pause: return SessionReply(status: try await pause(id, reason: reason))
    case .resume: return SessionReply(status: try await resume(id, reason: reason))
    case .stop:
      return SessionReply(
        status: try await stop(id, reason: reason, flatten: command.flatten ?? false))
    case .confirm: return SessionReply(status: try await confirm(id, card: command.card))
    case .reject:
      return SessionReply(status: try await reject(id, card: command.card, reason: reason))
    case .adopt: return SessionReply(status: try await adopt(id))
    case .emergencyStop:
      let report = try await emergencyStop(id, reason: reason)
      return SessionReply(status: try await show(id), emergency: report)
    }
  }

  /// No new exposure; exits and stops go on, and so does the session's state.
  package func pause(_ id: SessionID, reason: String) async throws -> SessionStatus {
    let managed = try managed(id)
    try await managed.supervisor.obey(.pause(reason: try Self.required(reason)))
    return try await show(id)
  }

  /// Lifts what was paused or halted, and runs a session again that was given up.
  package func resume(_ id: SessionID, reason: String) async throws -> SessionStatus {
    let command = Command.resume(reason: try Self.required(reason))
    if let managed = sessions[id] {
      if await managed.supervisor.isSupervising {
        try await managed.supervisor.obey(command)
      } else {
        await managed.supervisor.start(first: [command])
      }
      return try await show(id)
    }
    let record = try record(id)
    guard record.phase != .stopped else {
      throw SessionsError(.sessionStopped, "session \(id) is over: \(record.reason)")
    }
    try await restore(record, first: [command])
    return try await show(id)
  }

  /// Ends a session: entries are taken back and, with `flatten`, positions closed first.
  ///
  /// Without `flatten` what protects a position stays at the venue. When positions cannot be closed
  /// in time the session goes on closing them, and this throws.
  package func stop(
    _ id: SessionID, reason: String, flatten: Bool
  ) async throws -> SessionStatus {
    let reason = try Self.required(reason)
    guard let managed = sessions[id] else {
      let record = try record(id)
      guard record.phase != .stopped else {
        throw SessionsError(.sessionStopped, "session \(id) is over: \(record.reason)")
      }
      return try await end(id, reason)
    }
    let supervisor = managed.supervisor
    if await supervisor.isSupervising {
      try await supervisor.obey(
        flatten ? .halt(reason: reason, flatten: true) : .pause(reason: reason))
      let isDone = try await wait {
        flatten ? await supervisor.isFlat() : await supervisor.hasNoEntries()
      }
      if flatten, !isDone {
        throw SessionsError(
          .notFlat,
          "session \(id) is halted and still closing what it holds; stop it again later, or use "
            + "the emergency stop")
      }
    }
    await supervisor.shutdown()
    let reading = await supervisor.reading()
    keep(id) { $0.reading = reading ?? $0.reading }
    sessions[id] = nil
    return try await end(id, reason)
  }

  private func end(_ id: SessionID, _ reason: String) async throws -> SessionStatus {
    keep(id) { record in
      record.phase = .stopped
      record.reason = reason
    }
    hub.publish(
      .lifecycle, SessionPhase.stopped.rawValue, reason, of: id, at: surroundings.clock.now)
    log(.notice, id, "stopped: \(reason)")
    return try await show(id)
  }

  /// Whether something came true before a stop has waited long enough.
  private func wait(for isTrue: () async -> Bool) async throws -> Bool {
    let clock = surroundings.clock
    let end = clock.monotonic + .milliseconds(settings.stopMilliseconds)
    while clock.monotonic < end {
      if await isTrue() { return true }
      try await clock.sleep(milliseconds: min(100, settings.stopMilliseconds))
    }
    return await isTrue()
  }

  /// Takes over what the venue holds where it differs: a person has looked and wants it so.
  package func adopt(_ id: SessionID) async throws -> SessionStatus {
    let managed = try managed(id)
    let snapshot: VenueSnapshot
    do {
      snapshot = try await managed.supervisor.gateway.snapshot()
    } catch {
      throw SessionsError(.brokerUnreachable, "\(error)")
    }
    try await managed.supervisor.adopt(snapshot)
    return try await show(id)
  }

  /// Sends the order of a card (FR-009).
  package func confirm(_ id: SessionID, card: ClientOrderID?) async throws -> SessionStatus {
    try await managed(id).supervisor.answer(try Self.required(card), rejecting: nil)
    return try await show(id)
  }

  /// Does not send the order of a card.
  package func reject(
    _ id: SessionID, card: ClientOrderID?, reason: String
  ) async throws -> SessionStatus {
    try await managed(id).supervisor.answer(
      try Self.required(card), rejecting: try Self.required(reason))
    return try await show(id)
  }

  private static func required(_ card: ClientOrderID?) throws -> ClientOrderID {
    guard let card else { throw SessionsError(.nothingToConfirm, "say which card is meant") }
    return card
  }

  // MARK: - The emergency stop

  /// Takes every order back and gives up all that is held, whatever state the session is in.
  ///
  /// Works on the gateway alone. The session is told first, so that nothing new comes from it, but
  /// not waited for. It stays halted until a person resumes it with a reason.
  package func emergencyStop(_ id: SessionID, reason: String) async throws -> EmergencyReport {
    let reason = try Self.required(reason)
    let record = try record(id)
    let gateway: any VenueGateway
    var isTold = false
    var bars: [String: Int] = [:]
    if let supervisor = sessions[id]?.supervisor {
      gateway = supervisor.gateway
      let limit = settings.emergency.tellMilliseconds
      isTold = await bounded(limit, surroundings.clock, late: false) {
        await supervisor.halt(reason)
      }
      let reading = await bounded(limit, surroundings.clock, late: record.reading) {
        await supervisor.reading()
      }
      bars = reading?.bars ?? [:]
    } else {
      guard let entry = brokers[record.broker] else {
        throw SessionsError(.brokerNotFound, "there is no broker '\(record.broker)' any more")
      }
      do {
        gateway = try await entry.makeGateway()
      } catch {
        throw SessionsError(.brokerUnreachable, "\(record.broker): \(error)")
      }
      bars = record.reading?.bars ?? [:]
      haltInJournal(record, reason)
    }
    let stop = EmergencyStop(
      gateway, session: id, symbols: record.symbols, bars: bars, surroundings: surroundings,
      settings: settings.emergency)
    var report = await stop.run(reason: reason)
    report.isSessionTold = isTold
    keep(id) { $0.emergency = report }
    let words = "\(reason): \(report.summary)"
    hub.publish(
      .health, Finding.emergencyStop.rawValue, words, of: id, at: surroundings.clock.now)
    log(report.isVerifiedFlat ? .warning : .critical, id, "emergency stop: \(words)")
    return report
  }

  /// The emergency stop of every session that is not over, all at once.
  package func emergencyStopAll(reason: String) async throws -> [EmergencyReport] {
    let ids = try repository.records().filter { $0.phase != .stopped }.map(\.id)
    return await withTaskGroup(of: EmergencyReport?.self) { group in
      for id in ids {
        group.addTask {
          do {
            return try await self.emergencyStop(id, reason: reason)
          } catch {
            await self.log(.critical, id, "emergency stop: \(error)")
            var report = EmergencyReport(
              session: id, reason: reason, began: self.surroundings.clock.now)
            report.problems.append("\(error)")
            return report
          }
        }
      }
      var reports: [EmergencyReport] = []
      for await report in group { if let report { reports.append(report) } }
      return reports.sorted { $0.session.rawValue < $1.session.rawValue }
    }
  }

  /// Writes the halt into the journal of a session that nobody runs, so that it holds should
  /// somebody resume it; where that fails, what is kept beside the journal still says so.
  private func haltInJournal(_ record: SessionRecord, _ reason: String) {
    guard record.phase != .stopped else { return }
    do {
      try JournalledCommand.write(
        .halt(reason: reason, flatten: false), of: try plan(of: record),
        at: surroundings.clock.now)
    } catch {
      log(.error, record.id, "the halt could not be written down: \(error)")
    }
  }

  // MARK: -

  func managed(_ id: SessionID) throws -> Managed {
    if let managed = sessions[id] { return managed }
    let record = try record(id)
    throw record.phase == .stopped
      ? SessionsError(.sessionStopped, "session \(id) is over: \(record.reason)")
      : SessionsError(.notRunning, "session \(id) is not running: \(record.reason)")
  }

  private static func required(_ reason: String) throws -> String {
    guard reason.contains(where: { !$0.isWhitespace }) else {
      throw SessionsError(.reasonMissing, "say why: the reason is written down")
    }
    return reason
  }
}
