import StratMarket
import StratTrading

/// What is only read from the venue: tried again until it is there.
extension LiveTradingRunner {
  /// Reads something, again and again with longer and longer waits.
  ///
  /// - Parameter attempts: after so many the last error is thrown.
  func read<Value: Sendable>(
    _ what: String, attempts: Int = .max,
    _ call: @escaping @Sendable () async throws(GatewayError) -> Value
  ) async throws -> Value {
    var failures = 0
    while true {
      try await waitWhileQuiet()
      let limit = settings.callMilliseconds
      let late = Result<Value, GatewayError>.failure(
        GatewayError(.unreachable, "no answer within \(limit) ms"))
      let result = await bounded(limit, clock, late: late) {
        do throws(GatewayError) {
          return .success(try await call())
        } catch {
          return .failure(error)
        }
      }
      try Task.checkCancellation()
      switch result {
      case .success(let value): return value
      case .failure(let error):
        failures += 1
        find(.readFailed, "\(what): \(error)")
        noteRetryAfter(error)
        guard failures < attempts else { throw error }
        let wait = settings.retry.wait(afterFailures: failures, random: surroundings.random)
        try await clock.sleep(milliseconds: wait)
      }
    }
  }

  /// The venue wants to be left alone by all reads, not only by the one it said so to.
  func noteRetryAfter(_ error: GatewayError) {
    guard let milliseconds = error.retryAfterMilliseconds, milliseconds > 0 else { return }
    let until = clock.monotonic + .milliseconds(milliseconds)
    quietUntil = max(quietUntil ?? until, until)
  }

  func waitWhileQuiet() async throws {
    while let until = quietUntil {
      let left = (until - clock.monotonic).wholeMilliseconds
      guard left > 0 else {
        quietUntil = nil
        return
      }
      try await clock.sleep(milliseconds: left)
    }
  }

  // MARK: - Lanes

  func reportLane() async throws {
    for await request in lanes.reports.requests {
      guard case .reports(let sequence) = request else { continue }
      try await readReports(after: sequence)
    }
  }

  func snapshotLane() async throws {
    for await request in lanes.snapshots.requests {
      guard case .snapshot = request else { continue }
      try await readSnapshot()
    }
  }

  func candleLane(_ symbol: String) async throws {
    guard let lane = lanes.candles[symbol] else { return }
    for await request in lane.requests {
      guard case .candles = request else { continue }
      try await readCandles(of: symbol)
    }
  }

  func readReports(after first: Int64) async throws {
    let limit = settings.pageSize
    var sequence = first
    while true {
      let from = sequence
      let page = try await read("reports after \(from)") {
        [gateway] () async throws(GatewayError) in
        try await gateway.reports(after: from, limit: limit)
      }
      try perform { session, now in session.receive(page, at: now) }
      guard page.count >= limit, let last = page.last?.sequence, last > from else { return }
      sequence = last
    }
  }

  func readSnapshot() async throws {
    let snapshot = try await read("snapshot") { [gateway] () async throws(GatewayError) in
      try await gateway.snapshot()
    }
    try perform { session, now in session.receive(snapshot, at: now) }
  }

  /// Reads all candles after the last, or the history when there is none.
  func readCandles(of symbol: String, attempts: Int = .max) async throws {
    while true {
      let last = view { $0.lastTime(of: symbol) } ?? nil
      let isReady = view { $0.isReady(symbol) } ?? false
      let history = max(1, view { $0.historyBars } ?? 1)
      let limit = last == nil ? history : settings.pageSize
      let candles = try await read("candles of \(symbol)", attempts: attempts) {
        [gateway] () async throws(GatewayError) in
        try await gateway.candles(of: symbol, after: last, limit: limit)
      }
      if isReady {
        try work(on: candles, of: symbol)
      } else {
        try perform { session, now in session.load(candles, of: symbol, at: now) }
        if last == nil, candles.count < history {
          find(
            .historyShort, "\(symbol): the venue has \(candles.count) of \(history) candles")
        }
      }
      // A page that brought nothing new was the last.
      guard let newest = view({ $0.lastTime(of: symbol) }) ?? nil, newest != last, last != nil
      else { return }
    }
  }

  // MARK: - The start

  /// Compares the venue's terms with those the session was started with.
  func checkInstruments() async throws {
    let found = try await read("instruments") { [gateway] () async throws(GatewayError) in
      try await gateway.instruments()
    }
    for instrument in plan.configuration.instruments {
      let now = found.first { $0.symbol == instrument.symbol }
      guard now != instrument else { continue }
      let detail =
        now == nil
        ? "\(instrument.symbol) is not traded there any more"
        : "\(instrument.symbol) is traded on other terms than at the session's start"
      find(.instrumentChanged, detail)
      try degrade(.instrumentChanged, detail)
    }
  }

  /// Gives every symbol its history before the stream begins.
  ///
  /// A symbol whose history cannot be read does not keep the others waiting: it is tried again
  /// beside them.
  func loadHistory() async throws {
    // A restored symbol has its candles: those it missed are decided once the venue is known.
    try await inGroups(symbols.filter(isNew)) { symbol in
      do {
        try await self.readCandles(of: symbol, attempts: 3)
      } catch is GatewayError {
        await self.ask(.candles(symbol: symbol, after: nil))
      }
    }
  }

  private func isNew(_ symbol: String) -> Bool { (view { $0.barCount(of: symbol) } ?? 0) == 0 }

  func ask(_ request: LiveRequest) { lanes.dispatch([request]) }

  /// Does something for every symbol, a few at a time.
  func inGroups(
    _ symbols: [String], _ body: @escaping @Sendable (String) async throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      var waiting = symbols[...]
      for symbol in waiting.prefix(Self.readsAtOnce) { group.addTask { try await body(symbol) } }
      waiting = waiting.dropFirst(Self.readsAtOnce)
      while try await group.next() != nil {
        guard let symbol = waiting.popFirst() else { continue }
        group.addTask { try await body(symbol) }
      }
    }
  }

  private static let readsAtOnce = 4
}
