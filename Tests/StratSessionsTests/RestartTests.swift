import Foundation
import StratMarket
import StratSessions
import StratStore
import StratTrading
import TestSupport
import Testing

/// What is left when a program ends, and what the next one makes of it.
struct RestartTests {
  @Test(arguments: ["loseAnswers", "dropSubmissions", "swallowReports"])
  func `a program that ends in the middle of an order loses none and sends none twice`(
    fault: String
  ) async throws {
    let bench = try Bench()
    var manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    await bench.venue.set {
      switch fault {
      case "loseAnswers": $0.loseAnswers = 1
      case "dropSubmissions": $0.dropSubmissions = 1
      default: $0.swallowReports = 10
      }
    }
    await bench.venue.close("AAA", at: 101)
    try await bench.eventually("sent") { await bench.venue.submissions.count >= 1 }
    try await bench.shutdown(manager)
    await bench.venue.set { $0.swallowReports = 0 }
    manager = try bench.manager()
    try await manager.restore()
    try await bench.live(manager, id)
    try await bench.eventually("held and protected") {
      let open = await bench.venue.openOrders.count
      return try await manager.reading(id)?.positions.count == 1 && open == 1
    }
    #expect(await bench.venue.entries.count == 1)
    let position = try #require(try await manager.reading(id)?.positions.first)
    #expect(await bench.venue.quantity("AAA") == position.signedQuantity)
    await bench.venue.close("AAA", at: 85)
    try await bench.eventually("closed") { await bench.venue.quantity("AAA").isZero }
    try await bench.shutdown(manager)
    _ = try bench.records(of: id)
  }

  @Test func `FR-002 candles that were missed are decided after the restart, each once`()
    async throws
  {
    let bench = try Bench()
    var manager = try bench.manager()
    let id = try await bench.liveSession(manager)
    _ = try await manager.pause(id, reason: "wait")
    await bench.venue.close("AAA", at: 95)
    try await bench.eventually("seen") { try await manager.reading(id)?.bars["AAA"] == 2 }
    try await bench.shutdown(manager)
    for price in [101.0, 102, 103] { await bench.venue.close("AAA", at: price) }
    manager = try bench.manager()
    #expect(try await manager.show(id).record.phase.isWanted)
    try await manager.restore()
    try await bench.eventually("caught up") {
      try await manager.reading(id)?.bars["AAA"] == 5
    }
    // The pause outlived the program.
    #expect(try await manager.show(id).mode == .reducing)
    #expect(await bench.venue.submissions.isEmpty)
    try await bench.shutdown(manager)
    let bars = try bench.records(of: id).compactMap { payload -> Int? in
      if case .bar(let bar) = payload { bar.index } else { nil }
    }
    #expect(bars == [1, 2, 3, 4])
  }

  @Test func `TC-004 sessions are kept in a repository: stopped ones stay readable`() async throws {
    let bench = try Bench()
    var manager = try bench.manager()
    let first = try await bench.liveSession(manager)
    _ = try await manager.stop(first, reason: "done", flatten: false)
    let second = try await bench.liveSession(manager)
    #expect(first != second)
    try await bench.shutdown(manager)
    manager = try bench.manager()
    try await manager.restore()
    let all = try await manager.list()
    #expect(all.map(\.record.id) == [first, second])
    #expect(all.first?.record.phase == .stopped)
    #expect(all.first?.record.reason == "done")
    #expect(all.first?.reading?.bars == ["AAA": 1])
    try await bench.live(manager, second)
    try await bench.shutdown(manager)
    let text = try CanonicalJSON.encode(all)
    #expect(try CanonicalJSON.decode([SessionStatus].self, from: text) == all)
  }

  @Test func `the list of sessions is refused where it is something else`() throws {
    let directory = try TemporaryDirectory()
    let path = try directory.write("not a database, but long enough to be read as one", to: "s.db")
    let failure = #expect(throws: SessionsError.self) { try SQLiteSessionRepository(path: path) }
    #expect(failure?.code == .cannotKeep)
    let store = directory.file("strat.db")
    _ = try EvidenceStore(path: store)
    #expect(throws: SessionsError.self) { try SQLiteSessionRepository(path: store) }
  }

  @Test func `a session whose folder is gone fails by itself, and the others run`() async throws {
    let bench = try Bench()
    var manager = try bench.manager()
    let lost = try await bench.liveSession(manager, Bench.strategy, ["AAA"])
    let kept = try await bench.liveSession(manager, Bench.strategy, ["BBB"])
    try await bench.shutdown(manager)
    try FileManager.default.removeItem(atPath: bench.folder.folder(of: lost) + "/manifest.json")
    manager = try bench.manager()
    try await manager.restore()
    try await bench.live(manager, kept)
    let status = try await manager.show(lost)
    #expect(status.record.phase == .failed)
    #expect(status.mode == .halted)
    #expect(status.record.reason.contains("manifest"))
    try await bench.shutdown(manager)
  }

  @Test func `a journal that was changed ends its session with the reason, and no other`()
    async throws
  {
    let bench = try Bench()
    var manager = try bench.manager()
    let broken = try await bench.liveSession(manager, Bench.strategy, ["AAA"])
    let kept = try await bench.liveSession(manager, Bench.strategy, ["BBB"])
    try await bench.shutdown(manager)
    // Another session's journal in the place of this one's.
    let path = bench.folder.journalPath(of: broken)
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.copyItem(atPath: bench.folder.journalPath(of: kept), toPath: path)
    manager = try bench.manager()
    try await manager.restore()
    try await bench.live(manager, kept)
    try await bench.eventually("given up") {
      try await manager.show(broken).record.phase == .failed
    }
    let reason = try await manager.show(broken).record.reason
    #expect(reason.contains("J0005"), "\(reason)")
    try await bench.shutdown(manager)
  }

  @Test func `shutdown leaves no task, no descriptor and no reader behind`() async throws {
    let bench = try Bench()
    func descriptors() throws -> Int {
      try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        return path?.hasPrefix(bench.path) == true
      }
    }
    do {
      let manager = try bench.manager()
      _ = try await bench.liveSession(manager, Bench.strategy, Bench.symbols)
      let log = EventLog(manager.events())
      await bench.venue.close("AAA", at: 101)
      try await bench.eventually("held") { await !bench.venue.quantity("AAA").isZero }
      #expect(try descriptors() > 1)
      try await bench.shutdown(manager)
      #expect(manager.hub.readerCount == 0)
      _ = log
    }
    try await bench.eventually("nothing waits", step: 0) { bench.clock.sleeperCount == 0 }
    #expect(await bench.venue.streamCount == 0)
    try await bench.eventually("all closed", step: 0) { try descriptors() == 0 }
  }
}
