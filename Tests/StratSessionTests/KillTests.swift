import Foundation
import StratMarket
import StratStore
import TestSupport
import Testing

/// Nothing is lost and nothing is done twice, whenever the process dies.
@Suite(.serialized) struct KillTests {
  /// Which session is killed: how long it is, and whether it hurries.
  enum Journey: Int, CaseIterable {
    case example, severalSymbols, oddCandles, paced, pacedLong
  }

  static let killsPerJourney = 10

  @Test(arguments: Journey.allCases)
  func `killed at ten moments, continued, the journal is that of an unbroken run`(
    journey: Journey
  ) throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("killing \(journey) with seed \(seed)")
    var random = SplitMix64(seed: seed)
    let run = try Self.run(journey)
    let start = ContinuousClock.now
    let unbroken = try run.run("unbroken.db")
    let duration = Int((ContinuousClock.now - start) / .microseconds(1))
    try #require(unbroken.exit == .status(0), "\(unbroken.errors)")
    let expected = try run.contents("unbroken.db")
    let finalSize = run.size("unbroken.db")

    var kills = 0
    var inside = 0
    var journals = 0
    while kills < Self.killsPerJourney {
      journals += 1
      try #require(journals <= 200, "seed \(seed): sessions end before they can be killed")
      let journal = "killed-\(journals).db"
      var left = Int.random(in: 1...4, using: &random)
      while left > 0 {
        left -= 1
        let session = try run.start(journal)
        try Self.wait(
          for: session, of: run, journal, duration: duration, size: finalSize, &random)
        try session.send(SIGKILL)
        let outcome = try session.wait()
        guard outcome.exit == .signal(SIGKILL) else {
          #expect(outcome.exit == .status(0), "seed \(seed): \(outcome.errors)")
          left = 0
          break
        }
        kills += 1
        // Looking at what is left must not matter; so only sometimes.
        guard run.size(journal) > 0, Bool.random(using: &random) else { continue }
        let found = try run.contents(journal)
        #expect(found.isPrefix(of: expected), "seed \(seed), kill \(kills)")
        if (1..<expected.records.count).contains(found.records.count) { inside += 1 }
      }
      let last = try run.run(journal)
      #expect(last.exit == .status(0), "seed \(seed), kill \(kills): \(last.errors)")
      let found = try run.contents(journal)
      #expect(found.head == expected.head, "seed \(seed), kill \(kills)")
      #expect(found == expected, "seed \(seed), kill \(kills): another journal")
    }
    print("\(journey): \(kills) kills, \(inside) seen inside the session, \(journals) journals")
    switch journey {
    case .paced, .pacedLong:
      #expect(inside > 0, "seed \(seed): no kill seen in the middle of the session")
    case .example, .severalSymbols, .oddCandles: break
    }
  }

  /// Chooses the moment: while starting, at some size of the journal, or after some time.
  private static func wait(
    for session: Invocation, of run: PaperRun, _ journal: String, duration: Int, size: Int,
    _ random: inout SplitMix64
  ) throws {
    switch Int.random(in: 0..<5, using: &random) {
    case 0: usleep(UInt32(Int.random(in: 0...max(1, duration / 5), using: &random)))
    case 1: usleep(UInt32(Int.random(in: 0...max(1, duration * 6 / 5), using: &random)))
    default:
      let wanted = Int.random(in: 0...max(1, size), using: &random)
      let pause = UInt32.random(in: 0...2000, using: &random)
      while try !session.hasEnded(), run.size(journal) < wanted { usleep(500) }
      usleep(pause)
    }
  }

  private static func run(_ journey: Journey) throws -> PaperRun {
    switch journey {
    case .example:
      var run = try PaperRun(
        text: PaperRun.busy, data: [Examples.path("examples/data/EURUSD_1h.csv")])
      run.strategy = Examples.path("strategies/golden_cross.strat")
      return run
    case .severalSymbols:
      let run = try PaperRun(
        text: PaperRun.busy, data: [], options: ["--fee", "1bp", "--slippage", "2bp"])
      let paths = try ["AAPL", "MSFT", "GOOG"].map { symbol in
        let frame = try Examples.frame(Examples.path("examples/data/\(symbol)_1d.csv"))
        try CandleWriter.write(frame.suffix(500), to: run.directory.file("\(symbol)_1d.csv"))
        return run.directory.file("\(symbol)_1d.csv")
      }
      return PaperRun(run, data: paths)
    case .oddCandles:
      var writer = StrategyWriter(seed: 11)
      let run = try PaperRun(text: writer.strategy(), data: [])
      let path = run.directory.file("ODD_1h.csv")
      let frame = RandomCandles.frame(seed: 4, rows: 1500, symbol: "ODD", extra: ["funding_rate"])
      try CandleWriter.write(frame, to: path)
      return PaperRun(run, data: [path])
    // A millisecond for an hour; every bar has its own commit.
    case .paced: return try PaperRun(hours: 80, options: ["--speed", "3600000x"])
    case .pacedLong:
      return try PaperRun(hours: 160, options: ["--speed", "7200000x", "--fee", "0.1%"])
    }
  }
}
