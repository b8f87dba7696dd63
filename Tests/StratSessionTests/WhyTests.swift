import Foundation
import StratMarket
import StratStore
import StratTrading
import TestSupport
import Testing

/// `strat why` tells what the journal has, and says so when it cannot.
@Suite(.serialized) struct WhyTests {
  let run: PaperRun
  let journal: String
  let contents: JournalContents

  init() throws {
    let empty = try PaperRun(text: PaperRun.busy + "\nstop close - 3 * atr(10)\n", data: [])
    let paths = try ["AAPL", "GOOG"].map { symbol in
      let frame = try Examples.frame(Examples.path("examples/data/\(symbol)_1d.csv"))
      try CandleWriter.write(frame.suffix(300), to: empty.directory.file("\(symbol)_1d.csv"))
      return empty.directory.file("\(symbol)_1d.csv")
    }
    run = PaperRun(empty, data: paths)
    let outcome = try run.run("s.db")
    try #require(outcome.exit == .status(0), "\(outcome.errors)")
    contents = try run.contents("s.db")
    journal = run.directory.file("s.db")
  }

  private func expectDecision(_ decision: Decision, _ outcome: Invocation.Outcome) {
    #expect(outcome.exit == .status(0), "\(decision.time): \(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(
      lines.first?.hasPrefix("\(decision.symbol) \(decision.time)  bar \(decision.bar)  ") == true,
      "\(outcome.output)")
    #expect(
      outcome.output.contains("\ndecision: \(decision.outcome.rawValue)"), "\(outcome.output)")
    if let reason = decision.reason { #expect(outcome.output.contains("\(reason)")) }
    let rules = [
      ("entry long", decision.verdict.entryLong), ("exit long", decision.verdict.exitLong),
      ("entry short", decision.verdict.entryShort), ("exit short", decision.verdict.exitShort),
    ]
    for (title, truth) in rules {
      let word = truth.map { "\($0)" } ?? "na"
      #expect(lines.contains { $0 == "\(title): \(word)" }, "\(title) \(word): \(outcome.output)")
    }
    for order in decision.orders { #expect(outcome.output.contains("(\(order))")) }
  }

  @Test func `random bars are explained as the journal has them`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    print("asking why with seed \(seed)")
    var random = SplitMix64(seed: seed)
    let decisions = contents.decisions
    let acting = decisions.filter { !$0.orders.isEmpty || $0.reason != nil }
    for pool in [decisions, decisions, acting] {
      for _ in 0..<6 {
        let decision = try #require(pool.randomElement(using: &random))
        // Daily bars: any time of the day means the day's bar.
        let hour = Int64.random(in: 0...12, using: &random) * 3_600_000
        let moment = Timestamp(milliseconds: decision.time.milliseconds + hour)
        expectDecision(
          decision, try Invocation.run(["why", journal, decision.symbol, "\(moment)"]))
      }
    }
  }

  @Test func `the first and the last bar can be asked for`() throws {
    for symbol in ["AAPL", "GOOG"] {
      let own = contents.decisions.filter { $0.symbol == symbol }
      let first = try #require(own.first)
      let last = try #require(own.last)
      expectDecision(first, try Invocation.run(["why", journal, symbol, "\(first.time)"]))
      expectDecision(last, try Invocation.run(["why", journal, symbol, "\(last.time)"]))
      expectDecision(last, try Invocation.run(["why", journal, symbol]))
    }
  }

  @Test func `asking changes nothing`() throws {
    _ = try Invocation.run(["why", journal, "AAPL"])
    #expect(try run.contents("s.db") == contents)
  }

  @Test(arguments: [
    (["XYZ"], "C0403", 1), (["XYZ", "2010-01-04"], "C0403", 1),
    (["aapl", "2010-01-04"], "C0403", 1), (["AAPL", "1950-01-01"], "C0404", 1),
    (["GOOG", "2001-01-02"], "C0404", 1), (["AAPL", "2150-01-01"], "C0404", 1),
    (["AAPL", "yesterday"], "C0103", 2), (["AAPL", ""], "C0103", 2),
    (["AAPL", "2010-13-01"], "C0103", 2), (["AAPL", "2010-02-30T10:00Z"], "C0103", 2),
    (["AAPL", "2010-01-04T25:00Z"], "C0103", 2), ([], "C0101", 2),
    (["AAPL", "2010-01-04", "more"], "C0101", 2),
  ])
  func `a question without an answer is a coded error`(
    words: [String], code: String, status: Int32
  ) throws {
    let outcome = try Invocation.run(["why", journal] + words)
    #expect(outcome.exit == .status(status), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.errors.contains("error[\(code)]"), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func `a journal that is missing or none is a coded error`() throws {
    let missing = try Invocation.run(["why", run.directory.file("nothing.db"), "AAPL"])
    #expect(missing.exit == .status(1))
    #expect(missing.errors.contains("error[C0201]"))
    #expect(!FileManager.default.fileExists(atPath: run.directory.file("nothing.db")))
    let other = try Invocation.run(["why", run.strategy, "AAPL"])
    #expect(other.exit == .status(1))
    #expect(other.errors.contains("error[J0004]"))
    let directory = try Invocation.run(["why", run.directory.path, "AAPL"])
    #expect(directory.exit == .status(1))
    #expect(directory.errors.contains("error["))
  }

  @Test func `a session that reads more than prices is answered by a coded error`() throws {
    let text = "input funding_rate : ratio\nentry long when funding_rate > 0\n"
    let extra = try PaperRun(text: text, data: [])
    let path = extra.directory.file("ODD_1h.csv")
    try CandleWriter.write(
      RandomCandles.frame(seed: 3, rows: 50, symbol: "ODD", extra: ["funding_rate"]), to: path)
    let outcome = try PaperRun(extra, data: [path]).run("s.db")
    #expect(outcome.exit == .status(0), "\(outcome.errors)")
    let why = try Invocation.run(["why", extra.directory.file("s.db"), "ODD"])
    #expect(why.exit == .status(1))
    #expect(why.errors.contains("error[C0302]"), "\(why.errors)")
  }
}
