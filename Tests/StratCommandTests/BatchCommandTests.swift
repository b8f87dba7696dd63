import Foundation
import TestSupport
import Testing

struct BatchCommandTests {
  private func folder() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    for name in ["strategies", "data"] {
      try FileManager.default.createDirectory(
        atPath: folder.file(name), withIntermediateDirectories: true)
    }
    _ = try folder.write(
      """
      strategy "Cross"
      entry long when ema(close, 5) crosses above ema(close, 20)
      exit long when ema(close, 5) crosses below ema(close, 20)
      """, to: "strategies/cross.strat")
    _ = try folder.write(
      """
      strategy "Dip" on 1d
      entry long when rsi(close, 2) < 10 and close > sma(close, 100)
      exit long when rsi(close, 2) > 60
      """, to: "strategies/dip.strat")
    for name in ["AAPL_1d", "EURUSD_1h", "MSFT_1d"] {
      try FileManager.default.copyItem(
        atPath: StratProcess.data(name), toPath: folder.file("data/\(name).csv"))
    }
    return folder
  }

  private func batch(_ folder: TemporaryDirectory, _ options: String...) throws -> StratProcess {
    try StratProcess.run(
      ["batch", folder.file("strategies"), "--data", folder.file("data")] + options)
  }

  private func rows(_ run: StratProcess) throws -> [[String: Any]] {
    try run.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }

  @Test func `every strategy over every file, a row each`() throws {
    let run = try batch(folder(), "--format", "json", "--fee", "1bp")
    #expect(run.status == 0, "\(run.errors)")
    let rows = try rows(run)
    #expect(rows.count == 6)
    #expect(
      rows.compactMap { $0["symbol"] as? String } == [
        "AAPL", "EURUSD", "MSFT", "AAPL", "EURUSD", "MSFT",
      ])
    let states = rows.compactMap { $0["status"] as? String }
    #expect(states == ["done", "done", "done", "done", "skipped", "done"])
    #expect((rows[4]["reason"] as? String)?.contains("is written for 1d") == true)
  }

  @Test func `a row is what the backtest says`() throws {
    let folder = try folder()
    for row in try rows(batch(folder, "--format", "json", "--fee", "1bp", "--jobs", "2"))
    where row["status"] as? String == "done" {
      let alone = try StratProcess.run([
        "backtest", row["strategy"] as? String ?? "", "--data", row["file"] as? String ?? "",
        "--fee", "1bp", "--json",
      ])
      let document = try #require(try alone.json() as? [String: Any])
      let figures = try #require(document["figures"] as? [String: Any])
      for name in ["final", "total_return", "sharpe", "max_drawdown", "exposure", "win_rate"] {
        #expect(row[name] as? Double == figures[name] as? Double, "\(name) of \(row)")
      }
      #expect(row["trades"] as? Int == figures["trades"] as? Int)
    }
  }

  @Test func `costs that mean nothing are said once, before anything runs`() throws {
    let run = try batch(folder(), "--fee", "nonsense")
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("'nonsense' is no fee"))
  }

  @Test func `errors in one file do not stop the others`() throws {
    let folder = try folder()
    _ = try folder.write("entry long when closes > 1", to: "strategies/broken.strat")
    _ = try folder.write("not,candles\nat,all\n", to: "data/broken.csv")
    let run = try batch(folder)
    #expect(run.status == 1)
    #expect(run.output.contains("failed"))
    #expect(run.output.contains("EURUSD"))
    #expect(run.errors.contains("unknown name") || run.errors.contains("closes"))
    let table = try batch(folder, "--format", "csv")
    #expect(table.status == 1)
    #expect(table.lines.count == 1 + 3 * 4)
    #expect(table.lines.count { $0.contains(",failed,") } == 6)
  }

  @Test func `kept results are not computed again, changed ones are`() throws {
    let folder = try folder()
    let out = folder.file("results.jsonl")
    let first = try batch(folder, "--out", out, "--format", "csv")
    #expect(first.status == 0, "\(first.errors)")
    func kept() throws -> Int {
      try String(contentsOfFile: out, encoding: .utf8).split(separator: "\n").count
    }
    #expect(try kept() == 6)
    // A crash in the middle of a line.
    let handle = try #require(FileHandle(forWritingAtPath: out))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(#"{"bars":12,"fi"#.utf8))
    try handle.close()
    let again = try batch(folder, "--out", out, "--format", "csv")
    #expect(again.output == first.output)
    #expect(try kept() == 7, "the skipped one is looked at again")
    _ = try folder.write(
      """
      strategy "Dip" on 1d
      entry long when rsi(close, 2) < 15
      exit long when rsi(close, 2) > 60
      """, to: "strategies/dip.strat")
    _ = try batch(folder, "--out", out)
    #expect(try kept() == 10)
  }

  @Test func `a file of something else is left alone`() throws {
    let folder = try folder()
    let out = try folder.write("my notes\n", to: "notes.txt")
    let run = try batch(folder, "--out", out)
    #expect(run.status == 1)
    #expect(run.errorCodes == ["C0204"])
    #expect(try String(contentsOfFile: out, encoding: .utf8) == "my notes\n")
  }

  @Test func `what is not there is said`() throws {
    let folder = try folder()
    let run = try StratProcess.run(["batch", folder.file("none"), "--data", folder.file("data")])
    #expect(run.status == 1)
    #expect(run.errorCodes == ["C0201"])
    let empty = try StratProcess.run([
      "batch", folder.file("data"), "--data", folder.file("data"),
    ])
    #expect(empty.errorCodes == ["C0201"])
    #expect(try batch(folder, "--jobs", "0").status == 2)
  }

  @Test func `Ctrl-C keeps what was done`() throws {
    let folder = try folder()
    let out = folder.file("results.jsonl")
    let terminal = try PseudoTerminal()
    try terminal.run(
      StratProcess.path,
      ["batch", folder.file("strategies"), "--data", folder.file("data"), "--out", out])
    try terminal.press(.controlC)
    // It may have come before anybody listened, or when all was done.
    let exit = try terminal.waitForExit()
    #expect([.status(130), .status(0), .signal(SIGINT)].contains(exit))
    let after = try batch(folder, "--out", out, "--format", "csv")
    #expect(after.status == 0, "\(after.errors)")
    #expect(after.lines.count == 7)
    #expect(after.output == (try batch(folder, "--format", "csv")).output)
  }
}
