import Dispatch
import Foundation
import StratSimulation
import StratTrading
import Synchronization
import TestSupport
import Testing

/// Sessions that meet every fault there is, in all mixtures; each schedule comes from one seed.
///
/// `STRAT_SCHEDULES` says how many; `STRAT_SCHEDULE` lives through a single one again.
struct ScheduleTests {
  private struct Tally: Sendable {
    var met: [String: Int] = [:]
    var fills = 0
    var failed: [String] = []

    mutating func add(_ world: SimulatedWorld, _ findings: [String]) {
      for (fault, count) in world.faultsMet { met[fault, default: 0] += count }
      fills += world.driver?.session.figures.fills ?? 0
      if !findings.isEmpty {
        failed.append("STRAT_SCHEDULE=\(world.seed): " + findings.joined(separator: "; "))
      }
    }
  }

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
    let tally = Mutex(Tally())
    let work = seeds
    let isSingle = seeds.count == 1
    // On all processors: each world is its own.
    let parts = min(8, work.count)
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      for place in stride(from: part, to: work.count, by: parts) {
        let seed = work[place]
        guard tally.withLock({ $0.failed.count < 5 }) else { return }
        do {
          var world = try World.make(seed: seed, rates: World.rates(seed), bars: 12)
          world.run()
          if isSingle {
            for record in world.recorded { print(record.sequence, record.kind, record.payload) }
          }
          let findings = world.findings()
          tally.withLock { $0.add(world, findings) }
        } catch {
          tally.withLock { $0.failed.append("STRAT_SCHEDULE=\(seed): \(error)") }
        }
      }
    }
    let (failed, met, fills) = tally.withLock { ($0.failed, $0.met, $0.fills) }
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
