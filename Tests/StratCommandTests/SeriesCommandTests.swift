import Foundation
import TestSupport
import Testing

/// Other bars and joined columns on the command line.
struct SeriesCommandTests {
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func write(_ text: String, _ name: String) throws -> String {
    let path = folder.path + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    return path
  }

  private func values(_ arguments: [String]) throws -> [String] {
    let eval = try StratProcess.run(["eval"] + arguments + ["--format", "csv"])
    #expect(eval.status == 0, "\(eval.errors)")
    return eval.lines.dropFirst().map { line in
      String(line.split(separator: ",", omittingEmptySubsequences: false).last ?? "")
    }
  }

  @Test func `another symbol comes with --with, on every path`() throws {
    let arguments = [
      "close / (close of \"ibm\")", "--data", StratProcess.data("AAPL_1d"), "--with",
      StratProcess.data("IBM_1d"),
    ]
    let blocks = try values(arguments)
    #expect(blocks.count == 3270)
    #expect(try values(arguments + ["--path", "ticks"]) == blocks)
    let last = try #require(Double(blocks.last ?? ""))
    #expect(abs(last - 2.121482) < 1e-5)
  }

  @Test func `what is not there is named, with what to pass`() throws {
    let data = ["--data", StratProcess.data("AAPL_1d")]
    let cases: [([String], String, String)] = [
      (["close of \"SPY\""] + data, "C0305", "--with FILE"),
      (["close on 4h"] + data, "C0306", "choose candles of a shorter interval"),
      (["close on 1d"] + data, "C0306", "longer one behind `on`"),
    ]
    for (arguments, code, help) in cases {
      let eval = try StratProcess.run(["eval"] + arguments)
      #expect(eval.status == 1 && eval.errorCodes == [code], "\(eval.errors)")
      #expect(eval.errors.contains(help), "\(eval.errors)")
    }
  }

  @Test func `columns with times of their own come with --join, by their rule`() throws {
    let candles = try write(
      "timestamp,open,high,low,close,volume\n"
        + (0..<6).map { "2024-05-01T0\($0):00:00Z,1,2,1,2,5\n" }.joined(), "X_1h.csv")
    let rates = try write(
      """
      timestamp,symbol,rate
      2024-05-01T00:00:00.151Z,X,0.5
      2024-05-01T00:00:00Z,Y,0.9
      2024-05-01T04:00:00.003Z,X,0.25

      """, "rates.csv")
    func strategy(_ rule: String) throws -> String {
      try write("input rate : ratio\(rule)\nsize rate of equity", "s.strat")
    }
    let found = try values([
      strategy(" as of 4h within 1s"), "--data", candles, "--join", rates,
    ])
    #expect(found == ["0.5", "0.5", "0.5", "0.25", "0.25", "0.25"])
    #expect(
      try values([strategy(" as of 2h"), "--data", candles, "--join", rates])
        == ["0.5", "0.5", "", "", "0.25", "0.25"])
    let without = try StratProcess.run([
      "eval", strategy(""), "--data", candles, "--join", rates,
    ])
    #expect(without.errorCodes == ["C0308"], "\(without.errors)")
    #expect(without.errors.contains("input rate : ratio as of 8h"), "\(without.errors)")
    // A formula finds the column without declaring it.
    let formula = try StratProcess.run([
      "eval", "rate", "--data", candles, "--join", rates, "--join-symbol", "Y",
    ])
    #expect(formula.status == 0 && formula.output.contains("0.9"), "\(formula.errors)")
  }

  @Test func `a joined file of several series asks which`() throws {
    let rates = try write(
      "timestamp,symbol,rate\n2024-05-01T00:00Z,P,1\n2024-05-01T00:00Z,Q,2\n", "rates.csv")
    let eval = try StratProcess.run([
      "eval", "rate", "--data", StratProcess.data("AAPL_1d"), "--join", rates,
    ])
    #expect(eval.status == 1 && eval.errorCodes == ["D0401"], "\(eval.errors)")
    #expect(eval.errors.contains("--join-symbol"), "\(eval.errors)")
  }

  @Test func `check and disasm show what is read on other bars`() throws {
    let path = try write(
      """
      strategy "Daily trend" on 1h in "America/New_York"

      entry long when close > sma(close, 20) on 1d and hour < 16
      stop   lowest(low, 3) of "SPY" on 1w
      """, "t.strat")
    let check = try StratProcess.run(["check", path])
    #expect(check.status == 0, "\(check.errors)")
    for text in [
      "Daily trend, on 1h, in America/New_York", "1d", "close; 20 of them until", "\"SPY\" 1w",
      "low; 3 of them until", "with longer bars up to 480 of 1h",
    ] {
      #expect(check.output.contains(text), "\(text) in\n\(check.output)")
    }
    let json = try StratProcess.run(["check", path, "--format", "json"]).objects()
    let bars = try #require(json.first?["otherBars"] as? [[String: Any]])
    #expect(bars.compactMap { $0["needed"] as? Int } == [20, 3])
    #expect((json.first?["history"] as? [String: Any])?["needed"] as? Int == 480)
    let disasm = try StratProcess.run(["disasm", path])
    #expect(disasm.output.contains("\n## 1d\n") && disasm.output.contains("\n## \"SPY\" 1w\n"))
  }

  @Test func `the prompt reads other candles with a command`() throws {
    let script =
      ":with \(StratProcess.data("IBM_1d"))\nclose of \"IBM\"\n"
      + ":why close - (sma(close, 3) on 1w)\nclose of \"SPY\"\n"
    let repl = try StratProcess.run(
      ["repl", "--data", StratProcess.data("AAPL_1d")], input: script)
    #expect(repl.output.contains("IBM, 1d, 3270 bars"), "\(repl.output)")
    #expect(repl.output.contains("(1w bar of 2013-02-18T00:00:00Z)"), "\(repl.output)")
    #expect(StratProcess.codes("error[", in: repl.errors + repl.output) == ["R0108"])
  }

  @Test func `a session reads other bars, and why shows them`() throws {
    let path = try write(
      """
      strategy "Weekly" on 1d

      entry long when close > sma(close, 3) on 1w and close of "IBM" > 0
      exit long when close < sma(close, 3) on 1w
      """, "w.strat")
    let journal = folder.path + "/s.db"
    let paper = try StratProcess.run([
      "paper", path, "--data", StratProcess.data("AAPL_1d"), "--with",
      StratProcess.data("IBM_1d"), "--journal", journal,
    ])
    #expect(paper.status == 0, "\(paper.errors)")
    let why = ["why", journal, "AAPL", "2013-02-27"]
    let without = try StratProcess.run(why)
    #expect(without.errorCodes == ["C0305"], "\(without.errors)")
    let answer = try StratProcess.run(why + ["--with", StratProcess.data("IBM_1d")])
    #expect(answer.status == 0, "\(answer.errors)")
    for text in ["(1w bar of 2013-02-18T00:00:00Z)", "(\"IBM\" bar of 2013-02-27T00:00:00Z)"] {
      #expect(answer.output.contains(text), "\(text) in\n\(answer.output)")
    }
  }
}
