import Foundation
import StratMarket
import StratSessions
import StratTrading
import Testing

/// R3: what has to be so before a session trades, and that it then does.
struct StartTests {
  private func error(
    _ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws -> SessionsError {
    let error = await #expect(throws: SessionsError.self, sourceLocation: sourceLocation) {
      try await body()
    }
    return try #require(error, sourceLocation: sourceLocation)
  }

  @Test func `FR-001 start: with every prerequisite met a session runs`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    let status = try await manager.show(id)
    #expect(status.record.phase == .running)
    #expect(status.mode == .active)
    #expect(status.reading?.bars == ["AAA": 1])
    #expect(try await manager.list().map(\.record.id) == [id])
    await manager.shutdown()
  }

  @Test func `FR-001 prerequisites not met: all are named and there is no session`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    let text = Bench.strategy.replacing("max_daily_loss 5%", with: "")
    let failure = try await error { _ = try await manager.start(bench.request(text)) }
    #expect(failure.code == .prerequisiteNotMet)
    #expect(failure.unmet.map(\.subject) == ["backtest", "paper_days", "paper_parity", "risk"])
    #expect(failure.unmet.map(\.code) == ["V0201", "V0204", "V0204", "V0208"])
    for unmet in failure.unmet { #expect(failure.message.contains(unmet.code)) }
    #expect(try await manager.list().isEmpty)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: bench.folder.path) == ["sessions.db"])
    #expect(await bench.venue.connections == 0)
  }

  @Test func `FR-001 a broker nobody knows is BrokerNotFound, and there is no session`()
    async throws
  {
    let bench = try Bench()
    try bench.fileEvidence()
    let manager = try bench.manager()
    var request = bench.request()
    request.broker = "elsewhere"
    let failure = try await error { [request] in _ = try await manager.start(request) }
    #expect(failure.code == .brokerNotFound)
    #expect(failure.message.contains("scripted"))
    #expect(try await manager.list().isEmpty)
  }

  @Test func `everything that is wrong with a request is said at once`() async throws {
    let bench = try Bench()
    let manager = try bench.manager()
    var request = bench.request()
    request.symbols = ["AAA", "AAA", ""]
    request.initialCash = .zero
    let failure = try await error { [request] in _ = try await manager.start(request) }
    #expect(failure.code == .badRequest)
    #expect(failure.message.split(separator: ";").count == 3)
  }

  @Test func `a strategy that does not compile, and one that needs more than candles`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let broken = try await error {
      _ = try await manager.start(bench.request("strategy \"X\" on 1m\nentry long when close >"))
    }
    #expect(broken.code == .strategyInvalid)
    #expect(broken.message.contains("E0"))
    let text = """
      strategy "Other" on 1m
      input funding_rate : ratio
      entry long when close > 100 and funding_rate > 0 and close of "SPY" > 1
      exit long when close < 90
      risk { max_positions 1 max_position_size 50% max_daily_loss 5% }
      """
    try bench.fileEvidence(for: text)
    let needy = try await error { _ = try await manager.start(bench.request(text)) }
    #expect(needy.code == .dataNotAvailable)
    #expect(needy.message.contains("funding_rate") && needy.message.contains("SPY"))
  }

  @Test func `a symbol that the venue does not trade, and one that another session trades`()
    async throws
  {
    let bench = try Bench()
    let manager = try bench.manager()
    let id = try await bench.liveSession(manager, Bench.strategy, ["AAA", "BBB"])
    let unknown = try await error {
      _ = try await manager.start(bench.request(Bench.strategy, ["CCC", "NOPE"]))
    }
    #expect(unknown.code == .symbolUnknown)
    #expect(unknown.message.contains("NOPE") && !unknown.message.contains("CCC"))
    let taken = try await error {
      _ = try await manager.start(bench.request(Bench.strategy, ["CCC", "BBB"]))
    }
    #expect(taken.code == .symbolTaken)
    #expect(taken.message.contains(id.rawValue))
    // What was refused holds no symbol.
    _ = try await manager.start(bench.request(Bench.strategy, ["CCC"]))
    #expect(try await manager.list().count == 2)
    await manager.shutdown()
  }

  @Test func `two starts on one symbol at the same moment give one session`() async throws {
    let bench = try Bench()
    try bench.fileEvidence()
    let manager = try bench.manager()
    let request = bench.request()
    let started = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<4 {
        group.addTask { (try? await manager.start(request)) != nil }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(started == 1)
    #expect(try await manager.list().count == 1)
    await manager.shutdown()
  }

  @Test func `a venue that cannot be reached starts nothing`() async throws {
    let bench = try Bench()
    try bench.fileEvidence()
    let manager = try bench.manager()
    await bench.venue.set { $0.failReads = 1_000 }
    let request = bench.request()
    let start = Task { try await manager.start(request) }
    try await bench.eventually("three attempts") { await bench.venue.readTimes.count == 3 }
    let failure = try await error { _ = try await start.value }
    #expect(failure.code == .brokerUnreachable)
    #expect(try await manager.list().isEmpty)
  }
}
