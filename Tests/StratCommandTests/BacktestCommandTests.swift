import Foundation
import TestSupport
import Testing

/// `strat backtest`: figures, files and refusals.
struct BacktestCommandTests {
  private static let crossing = "strategies/golden_cross.strat"
  private static let hours = "examples/data/EURUSD_1h.csv"

  private func backtest(_ arguments: [String]) throws -> StratProcess {
    let store = try TemporaryDirectory()
    return try StratProcess.run(
      ["backtest"] + arguments, environment: ["STRAT_DB": store.path + "/strat.db"])
  }

  private func figures(_ process: StratProcess) throws -> [String: Any] {
    let report = try #require(try process.json() as? [String: Any])
    return try #require(report["figures"] as? [String: Any])
  }

  private func number(_ figures: [String: Any], _ name: String) throws -> Double {
    try #require(figures[name] as? Double, "\(name)")
  }

  /// Up for three days, down for two: one trade by hand.
  private static let candles = """
    time,open,high,low,close,volume
    2020-01-01,10,10,10,10,1
    2020-01-02,10,12,10,12,1
    2020-01-03,12,13,12,13,1
    2020-01-04,13,13,11,11,1
    2020-01-05,11,11,9,9,1
    2020-01-06,9,9,9,9,1

    """

  private struct Files {
    let folder: TemporaryDirectory
    let strategy: String
    let data: String

    init(
      _ rules: String = """
      strategy "By hand"
      entry long when close > open
      exit long when close < open
      size 10 units
      """, candles: String = BacktestCommandTests.candles
    ) throws {
      folder = try TemporaryDirectory()
      strategy = try folder.write(rules, to: "hand.strat")
      data = try folder.write(candles, to: "X_1d.csv")
    }

    var arguments: [String] { [strategy, "--data", data] }
    func path(_ name: String) -> String { folder.path + "/" + name }
    func text(_ name: String) throws -> String {
      String(decoding: try Data(contentsOf: URL(fileURLWithPath: path(name))), as: UTF8.self)
    }
  }

  // MARK: - What is printed

  @Test func `the table has figures, months, blocked signals and what was assumed`() throws {
    let run = try backtest([
      Self.crossing, "--data", Self.hours, "--fee", "1bp", "--slippage", "1bp", "--no-shorts",
    ])
    #expect(run.status == 0, "\(run.errors)")
    for line in [
      "Backtest\n", "  strategy ", "  candles ", "  Sharpe ", "  deflated Sharpe ", " of 1 tried",
      "\nReturns by month, in per cent\n", "Jan", "\nAssumed\n", "0.010 % of every fill",
      "0.010 % against the trader", "shorts refused", "fill whole at the next candle's open",
    ] {
      #expect(run.output.contains(line), "'\(line)' in \(run.output)")
    }
  }

  @Test func `a trade that can be worked out by hand`() throws {
    let files = try Files()
    let run = try backtest(files.arguments + ["--json", "--cash", "1000"])
    #expect(run.status == 0, "\(run.errors)")
    let report = try #require(try run.json() as? [String: Any])
    let trades = try #require(report["trades"] as? [[String: Any]])
    try #require(trades.count == 1)
    // True on the 2nd, bought at the open of the 3rd; false on the 4th, sold at the open of the 5th.
    #expect(trades[0]["entry_price"] as? String == "12")
    #expect(trades[0]["exit_price"] as? String == "11")
    #expect(trades[0]["quantity"] as? String == "10")
    #expect(trades[0]["profit"] as? String == "-10")
    #expect(trades[0]["opened"] as? String == "2020-01-03T00:00:00Z")
    #expect(trades[0]["closed"] as? String == "2020-01-05T00:00:00Z")
    #expect(trades[0]["bars"] as? Int == 2)
    #expect(trades[0]["reason"] as? String == "exitRule")
    let figures = try figures(run)
    #expect(try number(figures, "initial") == 1000)
    #expect(try number(figures, "final") == 990)
    #expect(try number(figures, "trades") == 1)
    #expect(try number(figures, "win_rate") == 0)
    #expect(try abs(number(figures, "buy_and_hold") + 0.1) < 1e-12)
    #expect(try abs(number(figures, "total_return") + 0.01) < 1e-12)
    #expect(figures["annual_return"] is NSNull, "six days say nothing about a year")
    #expect(report["bars"] as? Int == 6)
    #expect(report["symbols"] as? [String] == ["X"])
    #expect(report["start"] as? String == "2020-01-01T00:00:00Z")
    #expect((report["hash"] as? String)?.count == 64)
  }

  @Test func `costs are taken from every fill`() throws {
    let files = try Files()
    let run = try backtest(files.arguments + ["--json", "--cash", "1000", "--fee", "1%"])
    // 120 bought and 110 sold.
    let figures = try figures(run)
    #expect(try abs(number(figures, "fees") - 2.3) < 1e-12)
    #expect(try abs(number(figures, "final") - 987.7) < 1e-9)
    let slipped = try backtest(
      files.arguments + ["--json", "--cash", "1000", "--slippage", "10%", "--tick", "0.1"])
    let trades = try #require(
      (try slipped.json() as? [String: Any])?["trades"] as? [[String: Any]])
    #expect(trades.first?["entry_price"] as? String == "13.2")
    #expect(trades.first?["exit_price"] as? String == "9.9")
  }

  @Test func `signals that did not become a trade are counted with their reasons`() throws {
    let files = try Files(
      "entry long when close > open\nexit long when close < open\nsize 1000 units\n")
    let arguments = files.arguments + ["--cash", "100000", "--min-notional", "1000000"]
    let table = try backtest(arguments)
    #expect(table.status == 0, "\(table.errors)")
    #expect(table.output.contains("Signals that did not become a trade"))
    #expect(table.output.contains("2  G0704 belowMinimumNotional"), "\(table.output)")
    let report = try #require(try backtest(arguments + ["--json"]).json() as? [String: Any])
    let blocked = try #require(report["blocked"] as? [[String: Any]])
    #expect(blocked.map { $0["bar"] as? Int } == [1, 2])
    #expect(blocked.allSatisfy { $0["code"] as? String == "G0704" })
    #expect(blocked.first?["time"] as? String == "2020-01-02T00:00:00Z")
  }

  @Test func `other parameters are other backtests`() throws {
    let arguments = [Self.crossing, "--data", Self.hours, "--json"]
    let plain = try #require(try backtest(arguments).json() as? [String: Any])
    let other = try #require(
      try backtest(arguments + ["--set", "fast=9"]).json() as? [String: Any])
    #expect(plain["hash"] as? String != other["hash"] as? String)
  }

  @Test func `more variants tried make the same Sharpe ratio worth less`() throws {
    let arguments = [Self.crossing, "--data", Self.hours, "--json"]
    let one = try figures(try backtest(arguments))
    let many = try figures(try backtest(arguments + ["--trials", "200"]))
    #expect(try number(one, "sharpe") == number(many, "sharpe"))
    #expect(try number(one, "deflated_sharpe") > number(many, "deflated_sharpe"))
    #expect(try number(many, "trials") == 200)
  }

  // MARK: - Time

  @Test func `--from and --to bound what is traded, and what came before is history`() throws {
    let arguments = [Self.crossing, "--data", Self.hours, "--json"]
    let part = try #require(
      try backtest(arguments + ["--from", "2017-03-01", "--to", "2017-03-31"]).json()
        as? [String: Any])
    #expect((part["start"] as? String)?.hasPrefix("2017-03-01") == true)
    #expect((part["end"] as? String)?.hasPrefix("2017-03-31") == true)
    let trades = try #require(part["trades"] as? [[String: Any]])
    #expect(
      trades.allSatisfy { ($0["opened"] as? String ?? "") >= "2017-03-01" }, "\(trades)")
    let blocked = try #require(part["blocked"] as? [[String: Any]])
    #expect(
      !blocked.contains { $0["code"] as? String == "G0301" }, "the bars before count as history")
  }

  @Test func `no bars in the time asked for, or no time, are errors`() throws {
    let files = try Files()
    let late = try backtest(files.arguments + ["--from", "2031-01-01"])
    #expect(late.status == 1)
    #expect(late.errorCodes == ["C0301"])
    let never = try backtest(files.arguments + ["--from", "noon"])
    #expect(never.status == 2)
    #expect(never.errorCodes == ["C0103"])
  }

  // MARK: - Several symbols

  @Test func `several symbols share one account`() throws {
    let arguments = ["strategies/turtle.strat", "--data"]
    let names = ["AAPL", "MSFT"]
    let both = try backtest(
      arguments + names.map { "examples/data/\($0)_1d.csv" } + ["--json"])
    #expect(both.status == 0, "\(both.errors)")
    let report = try #require(try both.json() as? [String: Any])
    #expect(report["symbols"] as? [String] == names)
    let trades = try #require(report["trades"] as? [[String: Any]])
    #expect(Set(trades.compactMap { $0["symbol"] as? String }) == Set(names))
    let table = try backtest(arguments + names.map { "examples/data/\($0)_1d.csv" })
    #expect(table.lines.count { $0.hasPrefix("  candles ") } == 2)
    let twice = try backtest(
      arguments + ["examples/data/AAPL_1d.csv", "examples/data/AAPL_1d.csv"])
    #expect(twice.status == 2)
    #expect(twice.errors.contains("two files are of AAPL"))
  }

  // MARK: - Files

  @Test func `trades and equity are written as CSV`() throws {
    let files = try Files()
    let run = try backtest(
      files.arguments + [
        "--cash", "1000", "--trades", files.path("trades.csv"), "--equity",
        files.path("equity.csv"),
      ])
    #expect(run.status == 0, "\(run.errors)")
    let trades = try files.text("trades.csv").split(separator: "\n")
    try #require(trades.count == 2)
    #expect(trades[0].hasPrefix("symbol,side,opened,entry_price,closed,exit_price,quantity"))
    #expect(
      trades[1].hasPrefix("X,long,2020-01-03T00:00:00Z,12,2020-01-05T00:00:00Z,11,10,-10,"))
    #expect(trades[1].hasSuffix(",exitRule"))
    let equity = try files.text("equity.csv").split(separator: "\n")
    #expect(
      equity == [
        "time,equity,exposure", "2020-01-01T00:00:00Z,1000.0,0.0",
        "2020-01-02T00:00:00Z,1000.0,0.0", "2020-01-03T00:00:00Z,1010.0,130.0",
        "2020-01-04T00:00:00Z,990.0,110.0", "2020-01-05T00:00:00Z,990.0,0.0",
        "2020-01-06T00:00:00Z,990.0,0.0",
      ])
  }

  @Test func `the report is one page that needs nothing else`() throws {
    let files = try Files(
      """
      strategy "A <b> & c"
      let mean = sma(close, 20)
      entry long when close crosses above mean
      exit long when close crosses below mean
      entry short when rsi(close, 5) > 80
      exit short when rsi(close, 5) < 50
      stop if close > mean then close * 0.97 else close * 1.03
      size 50% of equity
      """)
    let page = files.path("report.html")
    let run = try backtest([
      files.strategy, "--data", Self.hours, "--html", page, "--fee", "0.1bp",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let html = try files.text("report.html")
    #expect(html.hasPrefix("<!doctype html>"))
    #expect(html.hasSuffix("</html>\n"))
    #expect(!html.contains("<script"))
    #expect(!html.contains("http"), "nothing is fetched")
    #expect(!html.contains("A <b> &"), "a title is text, not markup")
    for part in [
      "<h2>Equity</h2>", "<h2>Drawdown</h2>", "<h2>Prices</h2>", "<h2>Months</h2>",
      "<h2>Trades</h2>", "<h2>Signals that did not become a trade</h2>", "<h2>Assumptions</h2>",
      "buy and hold", "<span class=\"line0\">mean</span>", "class=\"fall\"", "entry long when",
      "class=\"own\"", "class=\"enter\"", "class=\"leave\"", "Sharpe", ">exit rule<",
    ] {
      #expect(html.contains(part), "\(part)")
    }
    for tag in ["svg", "table", "tr", "td", "div"] {
      let opened = html.components(separatedBy: "<\(tag)").count
      #expect(opened == html.components(separatedBy: "</\(tag)>").count, "\(tag)")
    }
    let paths = html.components(separatedBy: " d=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(paths.count > 10)
    #expect(
      paths.allSatisfy { $0.allSatisfy { "MLHZ .-0123456789e".contains($0) } },
      "no number is missing in a path")
  }

  @Test func `a report of a strategy that never trades says so`() throws {
    let files = try Files("entry long when close > 1000\nexit long when close < 1\n")
    let run = try backtest(files.arguments + ["--html", files.path("none.html")])
    #expect(run.status == 0, "\(run.errors)")
    let html = try files.text("none.html")
    #expect(html.components(separatedBy: "<p>There was none.</p>").count == 3)
    #expect(run.output.contains("  win rate          –"), "\(run.output)")
  }

  @Test func `a report of several symbols has no line for holding one`() throws {
    let folder = try TemporaryDirectory()
    let page = folder.path + "/two.html"
    let run = try backtest(
      [
        "strategies/turtle.strat", "--data", "examples/data/AAPL_1d.csv",
        "examples/data/MSFT_1d.csv", "--html", page,
      ])
    #expect(run.status == 0, "\(run.errors)")
    let html = String(decoding: try Data(contentsOf: URL(fileURLWithPath: page)), as: UTF8.self)
    #expect(!html.contains("<path class=\"hold\""))
    #expect(html.contains("<path class=\"own\""))
  }

  @Test func `a file that cannot be written is an error`() throws {
    let files = try Files()
    for option in ["--trades", "--equity", "--html"] {
      let run = try backtest(files.arguments + [option, files.path("no/where.csv")])
      #expect(run.status == 1, "\(option)")
      #expect(run.errors.hasPrefix("error["), "\(option): \(run.errors)")
      #expect(run.errors.contains("no/where.csv"), "\(run.errors)")
    }
  }

  // MARK: - What cannot be run

  @Test func `what cannot be run is refused with its code`() throws {
    let files = try Files()
    let broken = try Files("entry long when closs > 3\nexit long when close < 3\n")
    #expect(try backtest(broken.arguments).errorCodes == ["E0301"])
    let absent = try backtest(["nowhere.strat", "--data", files.data])
    #expect(absent.status == 1)
    #expect(absent.errorCodes == ["C0201"])
    let noData = try backtest([files.strategy, "--data", files.path("nothing.csv")])
    #expect(noData.status == 1)
    #expect(noData.errorCodes == ["D0101"])
    let trials = try backtest(files.arguments + ["--trials", "0"])
    #expect(trials.status == 2)
    #expect(trials.errorCodes == ["C0101"])
    let poor = try backtest(files.arguments + ["--cash", "0"])
    #expect(poor.status == 1)
    #expect(poor.errorCodes == ["S0001"])
    let fee = try backtest(files.arguments + ["--fee", "much"])
    #expect(fee.status == 2)
  }

  @Test func `candles without prices or without rows are refused`() throws {
    let files = try Files()
    let closes = try files.folder.write("time,close\n2020-01-01,1\n2020-01-02,2\n", to: "C_1d.csv")
    let run = try backtest([files.strategy, "--data", closes])
    #expect(run.status == 1)
    #expect(run.errorCodes == ["C0302"])
    let mapped = try backtest([
      files.strategy, "--data", closes, "--column", "open=close", "--column", "high=close",
      "--column", "low=close",
    ])
    #expect(mapped.status == 0, "\(mapped.errors)")
    let empty = try files.folder.write("time,open,high,low,close\n", to: "E_1d.csv")
    #expect(try backtest([files.strategy, "--data", empty]).status == 1)
  }

  @Test func `a symbol that a formula reads has to be given`() throws {
    let files = try Files("entry long when close > close of \"SPY\"\nexit long when close < 1\n")
    let alone = try backtest(files.arguments)
    #expect(alone.status == 1)
    #expect(alone.errorCodes == ["C0305"])
    let spy = try files.folder.write(Self.candles, to: "SPY_1d.csv")
    let both = try backtest(files.arguments + ["--with", spy])
    #expect(both.status == 0, "\(both.errors)")
  }
}
