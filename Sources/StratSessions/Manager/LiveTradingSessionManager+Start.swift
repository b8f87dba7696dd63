import Logging
import StratLanguage
import StratMarket
import StratStore
import StratTrading

extension LiveTradingSessionManager {
  /// Starts a session, when everything is there that trading live takes (FR-001).
  ///
  /// When it throws there is no session.
  package func start(_ request: StartRequest) async throws -> SessionStatus {
    guard !isShuttingDown else {
      throw SessionsError(.shuttingDown, "no session is started any more")
    }
    let problems = request.problems
    guard problems.isEmpty else {
      throw SessionsError(.badRequest, problems.joined(separator: "; "))
    }
    guard let entry = brokers[request.broker], let broker = brokers.broker(request.broker) else {
      let known = brokers.ids.joined(separator: ", ")
      throw SessionsError(
        .brokerNotFound,
        "there is no broker '\(request.broker)'; "
          + (known.isEmpty ? "none is configured" : "configured: \(known)"))
    }
    let prepared = try PreparedStrategy(
      request.strategy, path: request.path, parameters: request.parameters)
    try requirePrerequisites(prepared, broker)
    try prepared.requireCandlesOnly()
    let gateway: any VenueGateway
    do {
      gateway = try await entry.makeGateway()
    } catch {
      throw SessionsError(.brokerUnreachable, "\(request.broker): \(error)")
    }
    let account = "\(request.broker)/\(gateway.account)"
    try reserve(request.symbols, of: account)
    defer { reserved[account]?.subtract(request.symbols) }
    let instruments = try await instruments(request.symbols, at: gateway, of: request.broker)
    guard !isShuttingDown else {
      throw SessionsError(.shuttingDown, "no session is started any more")
    }
    return try await create(request, prepared, gateway, instruments)
  }

  /// Names every prerequisite that is not met, and logs each (FR-001, R2).
  private func requirePrerequisites(_ prepared: PreparedStrategy, _ broker: Broker) throws {
    let check = PrerequisiteCheck(
      prepared.strategy, store: try evidence(), engineVersion: settings.engineVersion,
      thresholds: settings.thresholds, brokers: [broker])
    let prerequisites = try check.prerequisites(broker: broker.name)
    guard !prerequisites.allSatisfy(\.isMet) else { return }
    let error = SessionsError.prerequisites(prerequisites)
    for unmet in error.unmet {
      log(
        .warning, nil,
        "\(unmet.code): \(prepared.strategy.title): \(unmet.subject): \(unmet.value), wanted "
          + unmet.threshold)
    }
    throw error
  }

  /// Two sessions on one symbol of one account would undo each other's work.
  private func reserve(_ symbols: [String], of account: String) throws {
    for record in try repository.records()
    where record.phase != .stopped && "\(record.broker)/\(record.account)" == account {
      if let taken = symbols.first(where: record.symbols.contains) {
        throw SessionsError(
          .symbolTaken, "\(taken) is traded by session \(record.id) of account \(account)")
      }
    }
    if let taken = symbols.first(where: { reserved[account]?.contains($0) == true }) {
      throw SessionsError(
        .symbolTaken, "\(taken) of account \(account) is about to be traded by another session")
    }
    reserved[account, default: []].formUnion(symbols)
  }

  private func instruments(
    _ symbols: [String], at gateway: any VenueGateway, of broker: String
  ) async throws -> [Instrument] {
    var failures = 0
    let limit = settings.runner.callMilliseconds
    while true {
      let late = Result<[Instrument], GatewayError>.failure(
        GatewayError(.unreachable, "no answer within \(limit) ms"))
      let result = await bounded(limit, surroundings.clock, late: late) {
        do throws(GatewayError) {
          return .success(try await gateway.instruments())
        } catch {
          return .failure(error)
        }
      }
      switch result {
      case .success(let all):
        let unknown = symbols.filter { symbol in !all.contains { $0.symbol == symbol } }
        guard unknown.isEmpty else {
          throw SessionsError(
            .symbolUnknown, "\(broker) does not trade \(unknown.joined(separator: ", "))")
        }
        return symbols.compactMap { symbol in all.first { $0.symbol == symbol } }
      case .failure(let error):
        failures += 1
        guard failures < 3 else {
          throw SessionsError(.brokerUnreachable, "\(broker): \(error)")
        }
        try await surroundings.clock.sleep(
          milliseconds: settings.runner.retry.wait(
            afterFailures: failures, asked: error.retryAfterMilliseconds,
            random: surroundings.random))
      }
    }
  }

  private func create(
    _ request: StartRequest, _ prepared: PreparedStrategy, _ gateway: any VenueGateway,
    _ instruments: [Instrument]
  ) async throws -> SessionStatus {
    let now = surroundings.clock.now
    let id = try freeID(prepared.strategy.semanticHash, now)
    let configuration = try prepared.configuration(
      id: id, instruments: instruments, request: request)
    let manifest = SessionManifest(
      configuration: configuration, settings: request.settings, broker: request.broker,
      path: request.path, parameters: request.parameters, engineVersion: settings.engineVersion)
    let plan = try prepared.plan(
      manifest, journalPath: folder.journalPath(of: id), created: now)
    let record = SessionRecord(
      id: id, title: prepared.strategy.title, strategyHash: prepared.strategy.semanticHash,
      broker: request.broker, account: gateway.account, symbols: request.symbols,
      phase: .starting, reason: "", created: now, updated: now)
    try folder.create(manifest, strategy: request.strategy)
    do {
      try repository.insert(record)
    } catch {
      folder.remove(id)
      throw error
    }
    let supervisor = makeSupervisor(plan, gateway)
    sessions[id] = Managed(supervisor: supervisor, since: surroundings.clock.monotonic)
    log(.notice, id, "started: \(record.title) on \(record.symbols.joined(separator: ", "))")
    await supervisor.start()
    return await status(record)
  }

  /// A name no session ever had, also where the list of them was lost.
  ///
  /// The orders at the venue bear it; it is short, for venues limit the length of an order's name.
  private func freeID(_ hash: String, _ now: Timestamp) throws -> SessionID {
    var moment = now.milliseconds / 100
    while true {
      let id = SessionID("\(hash.prefix(4))-\(String(moment, radix: 36))")
      if try repository.record(of: id) == nil { return id }
      moment += 1
    }
  }

  // MARK: - Starting again

  /// Runs every session again that was running when the program ended.
  ///
  /// One that cannot be is marked as failed, with the reason; the others are not held up.
  package func restore() async throws {
    let wanted = try repository.records().filter { $0.phase.isWanted && sessions[$0.id] == nil }
    await withTaskGroup(of: Void.self) { group in
      for record in wanted {
        group.addTask {
          do {
            try await self.restore(record)
          } catch {
            await self.fail(record.id, error)
          }
        }
      }
    }
  }

  private func fail(_ id: SessionID, _ error: any Error) {
    let reason = "it could not be started again: \(error)"
    log(.error, id, reason)
    keep(id) { record in
      record.phase = .failed
      record.reason = reason
    }
    hub.publish(
      .lifecycle, SessionPhase.failed.rawValue, reason, of: id, at: surroundings.clock.now)
  }

  func restore(_ record: SessionRecord, first commands: [Command] = []) async throws {
    guard !isShuttingDown else {
      throw SessionsError(.shuttingDown, "no session is started any more")
    }
    guard let entry = brokers[record.broker] else {
      throw SessionsError(.brokerNotFound, "there is no broker '\(record.broker)' any more")
    }
    let plan = try plan(of: record)
    let gateway = try await entry.makeGateway()
    guard gateway.account == record.account else {
      throw SessionsError(
        .cannotRestore,
        "broker '\(record.broker)' is account \(gateway.account) now, and was \(record.account)")
    }
    guard sessions[record.id] == nil else { return }
    let supervisor = makeSupervisor(plan, gateway)
    sessions[record.id] = Managed(
      supervisor: supervisor, since: surroundings.clock.monotonic)
    log(.notice, record.id, "started again")
    await supervisor.start(first: commands)
  }

  /// What a session was started with, from its folder.
  func plan(of record: SessionRecord) throws -> SessionPlan {
    let (manifest, text) = try folder.read(record.id)
    let prepared = try PreparedStrategy(
      text, path: manifest.path, parameters: manifest.parameters)
    guard prepared.strategy.semanticHash == record.strategyHash else {
      throw SessionsError(
        .cannotRestore, "this version of strat gives the strategy another meaning")
    }
    return try prepared.plan(
      manifest, journalPath: folder.journalPath(of: record.id), created: record.created)
  }
}
