import Foundation
import StratSimulation
import StratTrading
import TestSupport
import Testing

/// Sessions that meet every fault there is, in all mixtures; each schedule comes from one seed.
///
/// `STRAT_SCHEDULES` says how many; `STRAT_SCHEDULE` lives through a single one again.
struct ScheduleTests {
  private static let environment = ProcessInfo.processInfo.environment

  @Test func `a session without faults ends as its venue does`() throws {
    var world = try World.make(seed: 1, rates: .none)
    world.run()
    #expect(world.findings() == [])
    let figures = try #require(world.driver).session.figures
    #expect(figures.bars == 48)
    #expect(figures.fills > 10)
    #expect(world.crashes == 0)
  }

  @Test func `no order is lost and none doubled, whatever goes wrong (NFR-004)`() throws {
    let count = Self.environment["STRAT_SCHEDULES"].flatMap(UInt64.init) ?? 10_000
    var seeds = Array(0..<count)
    if let one = Self.environment["STRAT_SCHEDULE"].flatMap(UInt64.init) { seeds = [one] }
    var met: [String: Int] = [:]
    var fills = 0
    var failed: [String] = []
    for seed in seeds {
      var world = try World.make(seed: seed, rates: World.rates(seed), bars: 12)
      world.run()
      for (fault, count) in world.faultsMet { met[fault, default: 0] += count }
      fills += world.driver?.session.figures.fills ?? 0
      let findings = world.findings()
      if seeds.count == 1 {
        for record in world.recorded { print(record.sequence, record.kind, record.payload) }
      }
      if !findings.isEmpty {
        failed.append("STRAT_SCHEDULE=\(seed): " + findings.joined(separator: "; "))
        if failed.count == 5 { break }
      }
    }
    #expect(failed == [])
    if seeds.count >= 1000 {
      // All faults were really met, and there was something that could go wrong.
      for fault in [
        "request lost", "answer lost", "request late", "busy", "refused", "message lost",
        "message twice", "message late", "mute", "disconnected", "stale reading", "crash",
        "disk full", "clock jump",
      ] {
        #expect(met[fault, default: 0] > 0, "\(fault) never happened")
      }
      #expect(fills > 3 * seeds.count)
    }
  }

  @Test func `a seed gives the same world again`() throws {
    func records() throws -> [String] {
      var world = try World.make(seed: 77, rates: World.rates(77))
      world.run()
      return world.recorded.map(\.payload)
    }
    let first = try records()
    #expect(first.count > 50)
    #expect(try records() == first)
  }
}
