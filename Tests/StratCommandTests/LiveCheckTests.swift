import Foundation
import TestSupport
import Testing

/// `strat check --live`: what has to be so before live trading, as a user asks for it.
struct LiveCheckTests {
  private let desk: RunsCommandTests.Desk

  init() throws { desk = try RunsCommandTests.Desk() }

  private func live(_ more: [String] = []) throws -> StratProcess {
    try desk.run(["check", desk.strategy, "--live"] + more)
  }

  private func prerequisites(_ process: StratProcess) throws -> [String: [String: Any]] {
    let report = try #require(try process.objects().first?["live"] as? [String: Any])
    let all = try #require(report["prerequisites"] as? [[String: Any]])
    return Dictionary(
      all.map { ($0["name"] as? String ?? "", $0) }, uniquingKeysWith: { first, _ in first })
  }

  private func edit(_ old: String, _ new: String) throws {
    let text = RunsCommandTests.Desk.rules.replacingOccurrences(of: old, with: new)
    _ = try desk.folder.write(text, to: "swing.strat")
  }

  @Test func `without evidence all is told, warned of, and the exit says so`() throws {
    let run = try live()
    #expect(run.status == 1)
    #expect(run.output.contains("live trading: 4 of 5 prerequisites are not met"), "\(run.output)")
    for name in ["backtest", "paper days", "paper parity", "broker"] {
      #expect(run.output.contains("  not ok  \(name) "), "\(name)")
    }
    #expect(run.output.contains("  ok      risk "))
    #expect(
      StratProcess.codes("warning[", in: run.errors) == ["V0201", "V0204", "V0204", "V0209"])
    #expect(run.output.contains("next [V0201]: strat backtest \(desk.strategy) --data CANDLES"))
    #expect(!FileManager.default.fileExists(atPath: desk.store), "asking files nothing")
  }

  @Test func `with all evidence it is ready`() throws {
    #expect(try desk.backtest().status == 0)
    #expect(try desk.paper().status == 0)
    let run = try live(["--broker", "sim", "--sharpe=-100"])
    #expect(run.status == 0, "\(run.output)")
    #expect(
      Set(StratProcess.codes("warning[", in: run.errors)) == ["V0213"],
      "only limits that never fired")
    #expect(run.output.contains("live trading: all prerequisites are met"))
    let json = try live(["--broker", "sim", "--sharpe=-100", "--json"])
    #expect(json.status == 0)
    let found = try prerequisites(json)
    #expect(
      Set(found.keys) == ["backtest", "paper_days", "paper_parity", "risk", "broker"])
    #expect(found.values.allSatisfy { $0["ok"] as? Bool == true })
    #expect(found["paper_days"]?["value"] as? String == "10 days")
    let report = try #require(try json.objects().first?["live"] as? [String: Any])
    #expect(report["ready"] as? Bool == true)
  }

  @Test func `each limit says how often it fired in the latest backtest`() throws {
    let before = try desk.run(["check", desk.strategy])
    #expect(!before.output.contains("fired"), "nothing is filed yet")
    _ = try desk.backtest()
    let run = try desk.run(["check", desk.strategy])
    #expect(run.status == 0)
    #expect(run.errors.isEmpty, "without --live nothing is warned of")
    #expect(run.output.contains("max_positions"))
    #expect(run.output.contains(", never fired in run "), "\(run.output)")
    let json = try desk.run(["check", desk.strategy, "--json"])
    let limits = try #require(try json.objects().first?["limits"] as? [[String: Any]])
    #expect(limits.first?["name"] as? String == "max_positions")
    #expect(limits.allSatisfy { $0["fired"] as? Int != nil && $0["run"] as? String != nil })
    try edit("max_positions 2", "max_positions 3")
    let other = try desk.run(["check", desk.strategy])
    #expect(!other.output.contains("fired"), "another meaning has no evidence")
  }

  @Test func `thresholds are what the user says`() throws {
    _ = try desk.backtest()
    _ = try desk.paper()
    let found = try prerequisites(try live(["--sharpe", "1000", "--days", "11", "--json"]))
    #expect(found["backtest"]?["code"] as? String == "V0202")
    #expect(found["backtest"]?["threshold"] as? String == "Sharpe above 1000")
    #expect(found["paper_days"]?["code"] as? String == "V0205")
    #expect(found["paper_days"]?["threshold"] as? String == "11 days or more")
    #expect(found["paper_parity"]?["ok"] as? Bool == true)
  }

  @Test func `a changed line is named, a changed comment is nothing`() throws {
    _ = try desk.backtest()
    _ = try desk.paper()
    try edit("# a comment", "# other words,\n# on two lines")
    let same = try live(["--broker", "sim", "--sharpe=-100"])
    #expect(same.status == 0, "\(same.output)")
    try edit("close * 0.8", "close * 0.7")
    let run = try live(["--broker", "sim", "--sharpe=-100"])
    #expect(run.status == 1)
    #expect(
      run.output.contains(
        "\(desk.strategy), line 6: `stop close * 0.7` was `stop close * 0.8`"), "\(run.output)")
    let found = try prerequisites(try live(["--json"]))
    let changes = try #require(found["backtest"]?["changes"] as? [[String: Any]])
    #expect(changes.count == 1)
    #expect(changes.first?["line"] as? Int == 6)
    #expect(changes.first?["was"] as? String == "stop close * 0.8")
    #expect(found["backtest"]?["code"] as? String == "V0203")
    #expect(found["paper_parity"]?["code"] as? String == "V0206")
  }

  @Test func `evidence for another parameter is evidence for something else`() throws {
    _ = try desk.backtest()
    let found = try prerequisites(try live(["--set", "fast=4", "--json"]))
    #expect(found["backtest"]?["code"] as? String == "V0203")
    let changes = try #require(found["backtest"]?["changes"] as? [[String: Any]])
    #expect(changes.first?["now"] as? String == "fast = 4.0")
    _ = try desk.backtest(["--set", "fast=4"])
    let counted = try prerequisites(
      try live(["--set", "fast=4", "--sharpe=-100", "--json"]))
    #expect(counted["backtest"]?["ok"] as? Bool == true)
  }

  @Test func `a broker that nobody knows is told with those that are known`() throws {
    let found = try prerequisites(try live(["--broker", "acme", "--json"]))
    #expect(found["broker"]?["code"] as? String == "V0210")
    #expect((found["broker"]?["next"] as? String)?.hasSuffix(": sim") == true)
  }

  @Test func `missing risk settings are named`() throws {
    try edit(" max_daily_loss 50%", "")
    let run = try live()
    #expect(run.output.contains("add to the risk block of \(desk.strategy): max_daily_loss"))
  }

  @Test func `a strategy with errors is not asked, and options go with --live`() throws {
    try edit("close > sma", "closs > sma")
    let run = try live()
    #expect(run.status == 1)
    #expect(run.errorCodes == ["E0301"])
    #expect(!run.output.contains("live trading"))
    for more in [["--sharpe", "2"], ["--days", "2"], ["--broker", "sim"], ["--db", "x"]] {
      #expect(try desk.run(["check", desk.strategy] + more).status == 2, "\(more)")
    }
    #expect(try live(["--days", "0"]).status == 2)
    #expect(try live(["--sharpe", "nan"]).status == 2)
  }

  @Test func `a store that cannot be read is an error and not a lack of evidence`() throws {
    let wrong = try desk.folder.write(
      "a text, not a database, and long enough for one", to: "text.db")
    let run = try live(["--db", wrong])
    #expect(run.status == 1)
    #expect(run.errorCodes == ["V0102"])
    #expect(!run.output.contains("V0201"))
  }

  @Test func `every code of evidence is explained`() throws {
    let codes =
      (1...9).map { "V010\($0)" } + (1...9).map { "V020\($0)" } + ["V0210", "V0211", "V0212"]
    let run = try StratProcess.run(["explain"] + codes)
    #expect(run.status == 0, "\(run.errors)")
    for code in codes { #expect(run.output.contains("\(code): ")) }
  }
}
