import Foundation
import GRDB
import StratTrading
import TestSupport
import Testing

/// What must not be gone on with is refused by a coded error, and stays as it is.
@Suite(.serialized) struct RefusalTests {
  let run: PaperRun

  init() throws {
    run = try PaperRun(hours: 120)
    let outcome = try run.run("s.db")
    try #require(outcome.exit == .status(0), "\(outcome.errors)")
  }

  private func expectRefusal(
    _ outcome: Invocation.Outcome, _ code: String, _ words: String...
  ) {
    #expect(outcome.exit == .status(1), "\(outcome.errors)")
    #expect(outcome.errors.contains("error[\(code)"), "\(outcome.errors)")
    for word in words { #expect(outcome.errors.contains(word), "\(outcome.errors)") }
    #expect(outcome.output.isEmpty)
  }

  @Test(arguments: [
    (["--set", "fast=4"], "parameters"), (["--cash", "1000"], "configuration"),
    (["--fee", "1bp"], "configuration"), (["--slippage", "1bp"], "configuration"),
    (["--lot", "1"], "configuration"), (["--tick", "0.1"], "configuration"),
    (["--min-notional", "10"], "configuration"), (["--no-shorts"], "configuration"),
  ])
  func `a journal of other settings is refused`(options: [String], aspect: String) throws {
    let before = try run.contents("s.db")
    var other = run
    other.options = options
    expectRefusal(try other.run("s.db"), "J0005", aspect)
    #expect(try run.contents("s.db") == before)
  }

  @Test func `a journal of other rules is refused`() throws {
    var other = run
    other.strategy = try run.directory.write(
      PaperRun.busy.replacingOccurrences(of: "> 75", with: "> 76"), to: "other.strat")
    expectRefusal(try other.run("s.db"), "J0005", "rules")
  }

  @Test func `a journal of another symbol is refused`() throws {
    var other = run
    other.data = [Examples.path("examples/data/AAPL_1d.csv")]
    expectRefusal(try other.run("s.db"), "J0005", "data")
  }

  @Test func `a comment more is the same strategy`() throws {
    var other = run
    other.strategy = try run.directory.write(
      "# Said otherwise.\n" + PaperRun.busy, to: "commented.strat")
    #expect(try other.run("s.db").exit == .status(0))
  }

  @Test func `what is no journal is refused and left alone`() throws {
    let text = "timestamp,close\n2020-01-01,1\n"
    _ = try run.directory.write(text, to: "candles.csv")
    expectRefusal(try run.run("candles.csv"), "J0004")
    let data = FileManager.default.contents(atPath: run.directory.file("candles.csv"))
    #expect(data == Data(text.utf8))
    _ = try run.directory.write("", to: "empty")
    expectRefusal(try run.run("empty"), "J000")
    expectRefusal(try run.run("."), "J0001")
    expectRefusal(try run.run("nowhere/s.db"), "J0001")
  }

  @Test(arguments: [
    "UPDATE journal SET payload = replace(payload, 'enter', 'nothing') WHERE kind = 'decision'",
    "UPDATE journal SET payload = payload || ' ' WHERE sequence = 40",
    "UPDATE journal SET hash = zeroblob(32) WHERE sequence = 40",
    "UPDATE journal SET previous_hash = zeroblob(32) WHERE sequence = 40",
    "UPDATE journal SET time_ms = time_ms + 1 WHERE sequence = 40",
    "UPDATE journal SET kind = 'odd' WHERE sequence = 40",
    """
    UPDATE journal SET kind = 'session',
    payload = (SELECT payload FROM journal WHERE sequence = 1)
    WHERE sequence = (SELECT max(sequence) FROM journal WHERE kind = 'event')
    """,
    "DELETE FROM journal WHERE sequence = 40", "DELETE FROM journal WHERE sequence <= 40",
    "UPDATE journal SET sequence = sequence + 1000000 WHERE sequence >= 40",
    "UPDATE session SET strategy_source = strategy_source || ' '",
    "DELETE FROM session", "DROP TABLE journal",
  ])
  func `a journal that was tampered with is refused`(sql: String) throws {
    let database = try DatabaseQueue(path: run.directory.file("s.db"))
    try database.writeWithoutTransaction { database in
      try database.execute(sql: sql)
      #expect(sql.hasPrefix("DROP") || database.changesCount > 0)
    }
    try database.close()
    let resumed = try run.run("s.db")
    expectRefusal(resumed, "J000")
    let why = try Invocation.run(["why", run.directory.file("s.db"), "EURUSD"])
    expectRefusal(why, "J000")
  }

  @Test func `a journal cut short is refused, wherever it is cut`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let whole = try #require(FileManager.default.contents(atPath: run.directory.file("s.db")))
    for _ in 0..<16 {
      let count = Int.random(in: 1..<whole.count, using: &random)
      try whole.prefix(count).write(to: URL(fileURLWithPath: run.directory.file("cut.db")))
      for suffix in ["-wal", "-shm"] {
        try? FileManager.default.removeItem(atPath: run.directory.file("cut.db") + suffix)
      }
      let outcome = try run.run("cut.db")
      #expect(outcome.exit == .status(1), "seed \(seed), \(count) bytes: \(outcome.output)")
      #expect(outcome.errors.contains("error[J000"), "seed \(seed), \(count): \(outcome.errors)")
    }
  }

  @Test func `bytes changed anywhere are refused or do not matter`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let expected = try run.contents("s.db")
    let whole = try #require(FileManager.default.contents(atPath: run.directory.file("s.db")))
    for round in 0..<16 {
      var bytes = whole
      for _ in 0..<4 {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      let name = "noise-\(round).db"
      try bytes.write(to: URL(fileURLWithPath: run.directory.file(name)))
      let outcome = try run.run(name)
      if outcome.exit == .status(0) {
        #expect(try run.contents(name).records == expected.records, "seed \(seed), round \(round)")
      } else {
        #expect(outcome.exit == .status(1), "seed \(seed), round \(round): \(outcome.errors)")
        #expect(outcome.errors.contains("error["), "seed \(seed): \(outcome.errors)")
      }
    }
  }

  @Test func `a second process on the same journal is refused`() throws {
    var slow = run
    slow.options = ["--speed", "1x"]
    let first = try slow.start("shared.db")
    try slow.waitForRecords("shared.db", of: first)
    expectRefusal(try run.run("shared.db"), "J0001", "is writing")
    expectRefusal(try slow.run("shared.db"), "J0001", "is writing")
    let why = try Invocation.run(["why", run.directory.file("shared.db"), "EURUSD"])
    #expect(why.exit == .status(0), "reading goes on beside the writer: \(why.errors)")
    #expect(try !first.hasEnded())
    try first.send(SIGINT)
    #expect(try first.wait().exit == .status(130))
    #expect(try run.run("shared.db").exit == .status(0))
    #expect(try run.contents("shared.db") == run.contents("s.db"))
  }

  @Test func `processes that start at once leave one sound journal`() throws {
    let expected = try run.contents("s.db")
    for round in 0..<6 {
      let journal = "race-\(round).db"
      let sessions = try (0..<3).map { _ in try run.start(journal) }
      let outcomes = try sessions.map { try $0.wait() }
      #expect(outcomes.contains { $0.exit == .status(0) })
      for outcome in outcomes where outcome.exit != .status(0) {
        expectRefusal(outcome, "J0001")
      }
      #expect(try run.contents(journal) == expected)
    }
  }
}
