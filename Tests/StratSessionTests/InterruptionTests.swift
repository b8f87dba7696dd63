import Foundation
import StratMarket
import Testing

/// Ctrl-C stops a session between two bars; the same command goes on.
@Suite(.serialized) struct InterruptionTests {
  @Test(arguments: [SIGINT, SIGTERM])
  func `stopped by a signal, the same command goes on to the same journal`(
    signal: Int32
  ) throws {
    let run = try PaperRun(hours: 200, options: ["--speed", "3600000x"])
    #expect(try run.run("whole.db").exit == .status(0))
    let expected = try run.contents("whole.db")
    var stops = 0
    for _ in 0..<4 {
      let session = try run.start("stopped.db")
      let size = run.size("stopped.db")
      while try !session.hasEnded(), run.size("stopped.db") < size + 60_000 { usleep(500) }
      try session.send(signal)
      let outcome = try session.wait()
      if outcome.exit == .status(0) { break }
      #expect(outcome.exit == .status(130), "\(outcome.errors)")
      #expect(outcome.errors.contains("candles are left; the same command goes on from here"))
      #expect(outcome.output.contains("Paper session"))
      stops += 1
      let found = try run.contents("stopped.db")
      #expect(found.isPrefix(of: expected))
      #expect(found.decisions.count < expected.decisions.count)
      #expect(!found.decisions.isEmpty)
    }
    #expect(stops > 0)
    let last = try run.run("stopped.db")
    #expect(last.exit == .status(0))
    #expect(last.errors.contains("going on after"))
    #expect(try run.contents("stopped.db") == expected)
  }

  @Test func `Ctrl-C is heard while the session waits for the next candle`() throws {
    let run = try PaperRun(hours: 50, options: ["--speed", "1x"])
    let session = try run.start("waiting.db")
    try run.waitForRecords("waiting.db", of: session)
    try session.send(SIGINT)
    let outcome = try session.wait()
    #expect(outcome.exit == .status(130))
    #expect(outcome.errors.contains("49 candles are left"))
  }

  @Test func `the last candle is not done while it is waited for`() throws {
    let run = try PaperRun(hours: 2, options: ["--speed", "1x"])
    let session = try run.start("last.db")
    try run.waitForRecords("last.db", of: session)
    try session.send(SIGINT)
    let outcome = try session.wait()
    #expect(outcome.exit == .status(130))
    #expect(outcome.errors.contains("1 candle is left"), "\(outcome.errors)")
    #expect(try run.contents("last.db").decisions.count == 1)
  }

  @Test func `a finished session run again changes nothing`() throws {
    let run = try PaperRun(hours: 100)
    let first = try run.run("again.db")
    let before = try run.contents("again.db")
    let second = try run.run("again.db")
    #expect(second.exit == .status(0))
    #expect(try run.contents("again.db") == before)
    #expect(second.output == first.output)
  }

  @Test func `more candles in the same file are worked on where the session ended`() throws {
    let run = try PaperRun(hours: 300)
    #expect(try run.run("whole.db").exit == .status(0))
    let path = run.data[0]
    let all = try Examples.frame(path)
    for count in [1, 120, 121, 300] {
      try CandleWriter.write(all.prefix(count), to: path)
      let outcome = try run.run("grown.db")
      #expect(outcome.exit == .status(0), "\(count) candles: \(outcome.errors)")
    }
    #expect(try run.contents("grown.db") == run.contents("whole.db"))
  }

  @Test(arguments: ["1e-300x", "1e-30x", "0.000001x"])
  func `a pause longer than any life ends with Ctrl-C like any other`(speed: String) throws {
    let run = try PaperRun(hours: 10, options: ["--speed", speed])
    let session = try run.start("slow.db")
    try run.waitForRecords("slow.db", of: session)
    try session.send(SIGINT)
    #expect(try session.wait().exit == .status(130))
  }

  @Test(arguments: ["0x", "-1x", "x", "nanx", "infx", "fast", ""])
  func `a speed that is none is refused`(speed: String) throws {
    let run = try PaperRun(hours: 10, options: ["--speed=\(speed)"])
    let outcome = try run.run("never.db")
    #expect(outcome.exit == .status(2))
    #expect(outcome.errors.hasPrefix("error[C0101]"))
    #expect(run.size("never.db") == 0)
  }
}
