import Foundation
import TestSupport
import Testing

/// Evidence as a user meets it: filing, `strat runs`, and what is in the way.
struct RunsCommandTests {
  private let desk: Desk

  /// A store and a strategy of its own.
  struct Desk {
    let folder: TemporaryDirectory
    let strategy: String
    let data: String
    var store: String { folder.path + "/strat.db" }

    static let rules = """
      strategy "Swing"
      param fast = 3 in 2..20
      # a comment
      entry long when close > sma(close, fast)
      exit long when close < sma(close, fast)
      stop close * 0.8
      risk { max_positions 2 max_position_size 20% max_daily_loss 50% }

      """

    init() throws {
      folder = try TemporaryDirectory()
      strategy = try folder.write(Self.rules, to: "swing.strat")
      var text = "time,open,high,low,close,volume\n"
      for hour in 0..<240 {
        let day = hour / 24 + 1
        let price = 100 + 10 * sin(Double(hour) / 9) + Double(hour) / 20
        text += "2020-01-\(day < 10 ? "0" : "")\(day)T\(hour % 24 < 10 ? "0" : "")\(hour % 24):00Z,"
        text += "\(price),\(price + 1),\(price - 1),\(price + 0.5),10\n"
      }
      data = try folder.write(text, to: "X_1h.csv")
    }

    func run(_ arguments: [String], environment: [String: String] = [:]) throws -> StratProcess {
      try StratProcess.run(
        arguments, environment: ["STRAT_DB": store].merging(environment) { $1 })
    }

    func backtest(_ more: [String] = []) throws -> StratProcess {
      try run(["backtest", strategy, "--data", data] + more)
    }

    func paper(_ more: [String] = [], journal: String = "s.db") throws -> StratProcess {
      try run(
        ["paper", strategy, "--data", data, "--journal", folder.path + "/" + journal] + more)
    }

    func runs(_ more: [String] = []) throws -> [[String: Any]] {
      try run(["runs", "--json"] + more).objects()
    }
  }

  init() throws { desk = try Desk() }

  private func filed(_ process: StratProcess) throws -> String {
    let line = try #require(process.lines.first { $0.hasPrefix("  filed ") }, "\(process.errors)")
    return String(try #require(line.split(separator: " ").last))
  }

  // MARK: - Filing

  @Test func `a backtest is filed, and filed again it is the same run`() throws {
    let first = try desk.backtest()
    #expect(first.status == 0, "\(first.errors)")
    let id = try filed(first)
    #expect(try filed(desk.backtest()) == id)
    let runs = try desk.runs()
    try #require(runs.count == 1)
    #expect((runs[0]["id"] as? String)?.hasPrefix(id) == true)
    #expect((runs[0]["filed"] as? [String])?.count == 2)
    #expect(runs[0]["kind"] as? String == "backtest")
    #expect(runs[0]["strategy"] as? String == "Swing")
    #expect(runs[0]["file"] as? String == desk.strategy)
    #expect(runs[0]["source"] as? String == Desk.rules)
    #expect((runs[0]["parameters"] as? [String: Double]) == ["fast": 3])
    #expect((runs[0]["figures"] as? [String: Double])?["initial"] == 100_000)
    #expect((runs[0]["meaning"] as? String)?.count == 64)
    let report = try #require(try desk.backtest(["--json"]).json() as? [String: Any])
    #expect(report["filed"] as? String == runs[0]["id"] as? String)
  }

  @Test func `any other input is another run; comments and reports are none`() throws {
    var ids: Set<String> = [try filed(desk.backtest())]
    let others = [
      ["--set", "fast=4"], ["--fee", "1bp"], ["--slippage", "1bp"], ["--cash", "5"],
      ["--lot", "1"], ["--tick", "0.5"], ["--no-shorts"], ["--from", "2020-01-02"],
      ["--to", "2020-01-09"],
    ]
    for more in others { ids.insert(try filed(desk.backtest(more))) }
    #expect(ids.count == 1 + others.count)
    let text = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: desk.data)), as: UTF8.self)
    let last = try #require(text.split(separator: "\n").last)
    let changed = text.replacingOccurrences(of: last, with: last.dropLast() + "1")
    _ = try desk.folder.write(changed, to: "X_1h.csv")
    ids.insert(try filed(desk.backtest()))
    #expect(ids.count == 2 + others.count, "a digit of a volume")
    let risk = Desk.rules.replacingOccurrences(of: "max_positions 2", with: "max_positions 3")
    _ = try desk.folder.write(risk, to: "swing.strat")
    ids.insert(try filed(desk.backtest()))
    #expect(ids.count == 3 + others.count)
    _ = try desk.folder.write(
      "# more\n" + risk.replacingOccurrences(of: " >", with: "  >"), to: "swing.strat")
    #expect(ids.contains(try filed(desk.backtest())))
    #expect(ids.contains(try filed(desk.backtest(["--trials", "9"]))))
  }

  @Test func `variants that were tried deflate the Sharpe ratio`() throws {
    #expect(try desk.backtest().output.contains(" of 1 tried"))
    #expect(try desk.backtest(["--set", "fast=4"]).output.contains(" of 2 tried"))
    #expect(try desk.backtest(["--set", "fast=5"]).output.contains(" of 3 tried"))
    #expect(try desk.backtest().output.contains(" of 3 tried"))
    #expect(try desk.backtest(["--trials", "1"]).output.contains(" of 1 tried"))
    #expect(try desk.backtest(["--no-file"]).output.contains(" of 1 tried"))
  }

  @Test func `nothing is filed when nobody wants it`() throws {
    let run = try desk.backtest(["--no-file"])
    #expect(run.status == 0)
    #expect(!run.output.contains("  filed "))
    #expect(!FileManager.default.fileExists(atPath: desk.store))
    let list = try desk.run(["runs"])
    #expect(list.status == 0)
    #expect(list.output.isEmpty)
    #expect(list.errors.contains("nothing of that is filed in \(desk.store)"))
    for command in [["show", "aa"], ["compare", "aa", "bb"], ["delete", "aa"]] {
      #expect(try desk.run(["runs"] + command).errorCodes == ["V0107"], "\(command)")
    }
    #expect(!FileManager.default.fileExists(atPath: desk.store), "looking makes none")
    #expect(try desk.backtest(["--no-file", "--db", "x.db"]).status == 2)
  }

  @Test func `the store is where the user says, and else with the user's data`() throws {
    let folder = desk.folder.path
    let arguments = ["backtest", desk.strategy, "--data", desk.data]
    _ = try StratProcess.run(arguments, environment: ["HOME": folder])
    #expect(FileManager.default.fileExists(atPath: folder + "/.local/share/strat/strat.db"))
    _ = try StratProcess.run(arguments, environment: ["XDG_DATA_HOME": folder + "/data"])
    #expect(FileManager.default.fileExists(atPath: folder + "/data/strat/strat.db"))
    _ = try desk.run(arguments + ["--db", folder + "/named.db"])
    #expect(FileManager.default.fileExists(atPath: folder + "/named.db"))
    #expect(!FileManager.default.fileExists(atPath: desk.store))
    let nowhere = try StratProcess.run(arguments, environment: ["HOME": ""])
    #expect(nowhere.status == 1)
    #expect(nowhere.errorCodes == ["V0101"])
  }

  @Test func `a result that cannot be filed is still shown`() throws {
    let wrong = try desk.folder.write(
      "a text, not a database, and long enough for one", to: "text.db")
    let run = try desk.backtest(["--db", wrong])
    #expect(run.status == 1)
    #expect(run.errorCodes == ["V0102"])
    #expect(run.errors.contains("the result above was not filed"))
    #expect(run.output.hasPrefix("Backtest\n"))
    #expect(!run.output.contains("  filed "))
    let paper = try desk.paper(["--db", desk.folder.path + "/no/strat.db"])
    #expect(paper.status == 1)
    #expect(paper.errorCodes == ["V0101"])
    #expect(paper.output.hasPrefix("Paper session"))
    #expect(try desk.run(["runs", "--db", wrong]).status == 1)
  }

  @Test func `many at once are all filed`() throws {
    let calls = (2...13).map {
      "\"$strat\" backtest \(desk.strategy) --data \(desk.data) --db \(desk.store) --set fast=\($0) >/dev/null || echo failed &"
    }
    // The pipe ends with the last of them; `wait` would need signals that a test may have blocked.
    let shell = try StratProcess.shell("( " + calls.joined(separator: "\n") + "\n) | cat")
    #expect(!shell.output.contains("failed"), "\(shell.errors)")
    #expect(try desk.runs().count == 12)
    #expect(try desk.backtest(["--set", "fast=2"]).output.contains(" of 12 tried"))
  }

  @Test func `killed at any moment the store is whole`() throws {
    #expect(try desk.backtest(["--set", "fast=20"]).status == 0)
    var kills = 0
    // Goes to and fro around the moment at which a run ends, wherever that is on this machine.
    var delay = 400.0
    for number in 0..<24 {
      let seconds = String(format: "%.3f", delay / 1000)
      let run = try StratProcess.shell(
        "timeout -s KILL \(seconds) \"$strat\" backtest \(desk.strategy) "
          + "--data \(desk.data) --db \(desk.store) --set fast=\(2 + number % 18)")
      if run.status != 0 { kills += 1 }
      delay *= run.status == 0 ? 0.8 : 1.2
      let list = try desk.run(["runs", "--json"])
      try #require(list.status == 0, "\(list.errors)")
      #expect(try list.objects().allSatisfy { ($0["filed"] as? [String])?.isEmpty == false })
    }
    print("\(kills) of 24 were killed")
    #expect(kills > 0)
    #expect(try desk.backtest(["--set", "fast=20"]).status == 0)
  }

  // MARK: - Looking

  @Test func `runs are listed, shown, compared and exported`() throws {
    let a = try filed(desk.backtest())
    let b = try filed(desk.backtest(["--set", "fast=9", "--fee", "0.1%", "--lot", "0.5"]))
    let list = try desk.run(["runs"])
    #expect(list.lines.count == 3)
    #expect(list.lines[0].hasPrefix("id "))
    #expect(list.lines[1].hasPrefix(b) && list.lines[2].hasPrefix(a), "the latest first")
    #expect(list.output.contains("X 2020-01-01..2020-01-10"))
    let show = try desk.run(["runs", "show", String(a.prefix(6))])
    #expect(show.output.hasPrefix("backtest \(a)\n"))
    #expect(show.output.contains("of 2 tried"))
    #expect(show.output.contains(desk.data))
    #expect(try desk.run(["runs", "show", a, "--source"]).output == Desk.rules)
    let object = try #require(try desk.run(["runs", "show", a, "--json"]).json() as? [String: Any])
    #expect((object["id"] as? String)?.hasPrefix(a) == true)
    let compare = try desk.run(["runs", "compare", a, b])
    #expect(compare.status == 0)
    #expect(
      compare.lines.contains { $0.split(separator: " ") == ["parameter", "fast", "3", "9"] },
      "\(compare.output)")
    #expect(
      compare.lines.contains {
        $0.hasPrefix("assumption") && $0.hasSuffix("0.001")
      }, "\(compare.output)")
    #expect(
      compare.lines.contains {
        $0.split(separator: " ") == ["assumption", "instruments.0.lotSize", "0.000001", "0.5"]
      }, "\(compare.output)")
    #expect(compare.lines.contains { $0.hasPrefix("sharpe ") })
    #expect(try desk.run(["runs", "compare", a, a]).output.hasPrefix("the inputs are the same\n"))
    let csv = try desk.run(["runs", "export", "--csv"])
    #expect(csv.lines.count == 3)
    #expect(csv.lines[0].hasPrefix("id,kind,strategy,meaning,parameters,"))
    #expect(csv.lines[1].hasPrefix(a), "oldest first")
    let lines = try desk.run(["runs", "export", "--jsonl"]).lines
    #expect(lines.count == 2)
    for line in lines {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["figures"] is [String: Any])
    }
    #expect(try desk.run(["runs", "export"]).status == 2)
    #expect(try desk.run(["runs", "export", "--csv", "--jsonl"]).status == 2)
  }

  @Test func `a comparison names the lines that differ`() throws {
    let a = try filed(desk.backtest())
    _ = try desk.folder.write(
      Desk.rules.replacingOccurrences(of: "close * 0.8", with: "close * 0.7")
        .replacingOccurrences(of: "# a comment\n", with: ""), to: "swing.strat")
    let b = try filed(desk.backtest(["--to", "2020-01-09"]))
    let compare = try #require(
      try desk.run(["runs", "compare", a, b, "--json"]).json() as? [String: Any])
    let differences = try #require(compare["differences"] as? [[String: String]])
    #expect(
      differences.first == [
        "what": "rules, line 5", "first": "stop close * 0.8", "second": "stop close * 0.7",
      ])
    #expect(differences.map { $0["what"] } == ["rules, line 5", "candles"])
  }

  @Test func `filters choose`() throws {
    _ = try desk.backtest()
    _ = try desk.paper()
    #expect(try desk.runs(["--kind", "paper"]).map { $0["kind"] as? String } == ["paper"])
    #expect(try desk.runs(["--strategy", "SWING"]).count == 2)
    #expect(try desk.runs(["--strategy", "other"]).isEmpty)
    #expect(try desk.runs(["--since", "2020-01-01"]).count == 2)
    #expect(try desk.runs(["--since", "2199-01-01"]).isEmpty)
    #expect(try desk.run(["runs", "--since", "noon"]).errorCodes == ["C0103"])
    #expect(try desk.run(["runs", "--kind", "live"]).status == 2)
  }

  @Test func `a run is deleted by its id and by nothing else`() throws {
    let a = try filed(desk.backtest())
    let b = try filed(desk.backtest(["--set", "fast=9"]))
    let wrong = try desk.run(["runs", "delete", a, "ffffffffffff"])
    #expect(wrong.status == 1)
    #expect(wrong.errorCodes == ["V0107"])
    #expect(try desk.runs().count == 2, "all are there or none is deleted")
    #expect(try desk.run(["runs", "delete", a]).output == "deleted \(a), backtest of Swing\n")
    #expect(try desk.runs().map { ($0["id"] as? String)?.hasPrefix(b) } == [true])
    #expect(try desk.backtest(["--set", "fast=9"]).output.contains(" of 2 tried"))
    #expect(try desk.run(["runs", "show", a]).errorCodes == ["V0107"])
  }

  // MARK: - Paper

  @Test func `a paper session is filed with days, uptime and parity`() throws {
    let run = try desk.paper()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("100 % of 240 decisions as in a backtest"), "\(run.output)")
    let session = try #require(try desk.runs().first?["session"] as? [String: Any])
    #expect(session["days"] as? Int == 10)
    #expect(session["expectedBars"] as? Int == 240)
    #expect(session["parity"] as? Double == 1)
    #expect(session["compared"] as? Int == 240)
    #expect(session["disagreement"] is NSNull)
    let without = try desk.paper(["--no-file"], journal: "t.db")
    #expect(without.status == 0)
    #expect(!without.output.contains("filed"))
  }

  @Test func `a session that went on takes the place of its beginning`() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: desk.data))
    let lines = String(decoding: whole, as: UTF8.self).split(separator: "\n")
    _ = try desk.folder.write(lines.prefix(101).joined(separator: "\n") + "\n", to: "X_1h.csv")
    let first = try filed(desk.paper())
    try whole.write(to: URL(fileURLWithPath: desk.data))
    let second = try filed(desk.paper())
    #expect(first != second)
    let runs = try desk.runs()
    try #require(runs.count == 1, "one session is one run")
    #expect((runs[0]["id"] as? String)?.hasPrefix(second) == true)
    #expect((runs[0]["filed"] as? [String])?.count == 2)
    #expect(runs[0]["bars"] as? Int == 240)
    // Other candles under the same name are another session.
    let other = lines.map { $0.replacingOccurrences(of: ",10", with: ",11") }
    _ = try desk.folder.write(other.joined(separator: "\n") + "\n", to: "X_1h.csv")
    _ = try desk.paper(journal: "other.db")
    #expect(try desk.runs().count == 2)
  }

  @Test func `a journal is filed later, and checked`() throws {
    let journal = desk.folder.path + "/s.db"
    _ = try desk.paper(["--no-file"])
    let file = try desk.run(["runs", "file", journal])
    #expect(file.status == 0, "\(file.errors)")
    #expect(file.output.hasPrefix("filed as "))
    #expect(file.output.contains("100 %, 240 of 240 decisions as in a backtest"))
    let id = try #require(try desk.runs().first?["id"] as? String)
    #expect(try desk.paper().status == 0)
    #expect(try desk.runs().map { $0["id"] as? String } == [id], "it is the same run")
    let none = try desk.run(["runs", "file", desk.folder.path + "/none.db"])
    #expect(none.status == 1)
    #expect(none.errorCodes == ["C0201"])
    let text = try desk.run(["runs", "file", desk.strategy])
    #expect(text.status == 1)
    #expect(text.errorCodes == ["J0004"])
  }

  @Test func `columns that a journal does not keep are given beside it`() throws {
    _ = try desk.folder.write(
      """
      strategy "Swing"
      input mood : any
      entry long when mood > 1
      exit long when mood < 1
      """, to: "swing.strat")
    let text = String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: desk.data)), as: UTF8.self)
    let rows = text.split(separator: "\n").enumerated().map { index, row in
      index == 0 ? row + ",mood" : row + ",\(index % 5)"
    }
    _ = try desk.folder.write(rows.joined(separator: "\n") + "\n", to: "X_1h.csv")
    let run = try desk.paper()
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("100 % of 240 decisions"), "\(run.output)")
    let id = try #require(try desk.runs().first?["id"] as? String)
    let journal = desk.folder.path + "/s.db"
    let alone = try desk.run(["runs", "file", journal])
    #expect(alone.status == 1)
    #expect(alone.errorCodes == ["C0302"])
    let beside = try desk.run(["runs", "file", journal, "--data", desk.data])
    #expect(beside.status == 0, "\(beside.errors)")
    #expect(try desk.runs().map { $0["id"] as? String } == [id])
  }
}
