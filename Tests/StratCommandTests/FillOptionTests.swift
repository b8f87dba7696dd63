import Foundation
import TestSupport
import Testing

/// What is assumed about fills and costs, as it is said on the command line.
struct FillOptionTests {
  private let candles = """
    time,open,high,low,close,volume,adj_close,funding_rate,rate
    2020-01-01,100,101,99,100,1000,50,0.001,0.0365
    2020-01-02,100,101,99,100,1000,50,0.001,0.0365
    2020-01-03,100,120,80,100,1000,50,-0.002,0.0365
    2020-01-04,100,101,99,100,1000,100,0.001,0.0365
    2020-01-05,100,101,99,100,1000,100,0.001,0.0365

    """

  private func backtest(
    _ rules: String, _ options: [String], joining: String? = nil
  ) throws -> StratProcess {
    let folder = try TemporaryDirectory()
    let strategy = try folder.write(rules, to: "x.strat")
    let data = try folder.write(candles, to: "X_1d.csv")
    var arguments = ["backtest", strategy, "--data", data, "--json"] + options
    if let joining { arguments += ["--join", try folder.write(joining, to: "join.csv")] }
    return try StratProcess.run(arguments)
  }

  private func report(
    _ rules: String, _ options: [String], joining: String? = nil
  ) throws -> [String: Any] {
    let done = try backtest(rules, options, joining: joining)
    #expect(done.status == 0, "\(done.errors)")
    return try #require(try done.json() as? [String: Any])
  }

  private let holding = "entry long when close > 0\nexit long when close < 0\nsize 10 units\n"
  private let bracket = """
    entry long when close > 0
    stop close * 0.9
    target close * 1.1
    size 10 units
    """

  @Test(arguments: [
    ["--fee", "0.1x"], ["--fee", ""], ["--fee", "0.1%,0.2%"], ["--fee", "0.1%,maker=0.1%"],
    ["--fee", "maker=0.1%"], ["--fee", "1%/unit"], ["--fee", "min=1%"], ["--fee", "0.1%,"],
    ["--slippage", "2"], ["--slippage", "2%ticks"], ["--slippage", "ticks"],
    ["--slippage", "1bps"], ["--borrow", "3%/month"], ["--max-volume-share", "110%"],
    ["--max-volume-share", "0"], ["--both-hit", "both"],
  ])
  func `a cost that cannot be read is refused with a code`(_ options: [String]) throws {
    let done = try backtest(holding, options)
    #expect(done.status != 0)
    let isRefused = done.errorCodes == ["C0105"] || done.errorCodes == ["S0001"]
    #expect(isRefused, "\(options): \(done.errors)")
  }

  @Test(arguments: [
    ("0.1%", #""maker":"0.001","minimum":"0","perUnit":"0","taker":"0.001""#),
    ("1bp,min=2", #""maker":"0.0001","minimum":"2","perUnit":"0","taker":"0.0001""#),
    ("0.005/unit,min=1", #""maker":"0","minimum":"1","perUnit":"0.005","taker":"0""#),
    ("maker=0.02%,taker=0.05%", #""maker":"0.0002","minimum":"0","perUnit":"0","taker":"0.0005""#),
  ])
  func `every spelling of a fee is what it says`(_ fee: String, _ expected: String) throws {
    let fills = try #require(try report(holding, ["--fee", fee])["fills"] as? String)
    #expect(fills.contains("\"commission\":{\(expected)}"))
  }

  @Test(arguments: [
    ("1bp", "share", "0.0001"), ("0.02%", "share", "0.0002"), ("2ticks", "ticks", "2"),
    ("1tick", "ticks", "1"), ("10%range", "range", "0.1"), ("5%volume", "volume", "0.05"),
  ])
  func `every spelling of slippage is what it says`(
    _ text: String, _ kind: String, _ amount: String
  ) throws {
    let fills = try #require(try report(holding, ["--slippage", text])["fills"] as? String)
    #expect(fills.contains("\"slippage\":{\"amount\":\"\(amount)\",\"kind\":\"\(kind)\"}"))
  }

  @Test func `a candle that goes both ways gives the result both ways`() throws {
    for first in ["stop", "target"] {
      let report = try report(bracket, ["--both-hit", first])
      let bounds = try #require(report["bounds"] as? [String: Any])
      #expect(bounds["bars"] as? Int == 1)
      let stop = try #require(bounds["stop"] as? [String: Any])
      let target = try #require(bounds["target"] as? [String: Any])
      #expect(stop["final"] as? Double == 99_900)
      #expect(target["final"] as? Double == 100_100)
      #expect(stop["trades"] as? Int == 1)
      let asked = try #require((first == "stop" ? stop : target)["final"] as? Double)
      let figures = try #require(report["figures"] as? [String: Any])
      #expect(figures["final"] as? Double == asked)
    }
    #expect(try report(holding, [])["bounds"] is NSNull)
  }

  @Test func `funding is paid at its stamps, from the candles and from a joined file`() throws {
    let own = try report(holding, ["--funding", "funding_rate"])
    // Held from the second open on: a thousand pays 0.001 twice and gets 0.002 once.
    #expect(own["payments"] as? Double == 0)
    let joined = try report(
      holding, ["--funding", "paid"],
      joining: "time,paid\n2020-01-03T08:00:00Z,0.001\n2020-01-03T16:00:00Z,0.001\n")
    #expect(joined["payments"] as? Double == -2)
    let missing = try backtest(holding, ["--funding", "nothing"])
    #expect(missing.errorCodes == ["C0302"])
  }

  @Test func `idle cash earns the yearly rate of a column`() throws {
    let report = try report("entry long when close < 0\nstop 1", ["--interest", "rate"])
    let figures = try #require(report["figures"] as? [String: Any])
    // Four days of a ten-thousandth.
    let earned = 100_000 * (1.0001 * 1.0001 * 1.0001 * 1.0001)
    #expect(abs((figures["final"] as? Double ?? 0) - earned) < 1e-6)
  }

  @Test func `a split is taken out of the prices, and its volume with it`() throws {
    let plain = try report(holding, [])
    let adjusted = try report(holding, ["--adjust"])
    #expect((plain["assumptions"] as? [String: Any])?["prices"] == nil)
    #expect((adjusted["assumptions"] as? [String: Any])?["prices"] != nil)
    let figures = try #require(adjusted["figures"] as? [String: Any])
    // Ten units bought at fifty stand at a hundred.
    #expect(figures["final"] as? Double == 100_500)
    let volume = try report(
      "entry long when volume == 2000\nexit long when close < 0\nsize 1 units\n",
      ["--adjust"])
    #expect((volume["figures"] as? [String: Any])?["final"] as? Double == 100_050)
  }

  @Test func `an adjustment needs its column, and a share of the volume the volume`() throws {
    let folder = try TemporaryDirectory()
    let strategy = try folder.write(holding, to: "x.strat")
    let data = try folder.write(
      "time,open,high,low,close\n2020-01-01,1,1,1,1\n2020-01-02,1,1,1,1\n", to: "X_1d.csv")
    for options in [["--adjust"], ["--max-volume-share", "10%"]] {
      let done = try StratProcess.run(["backtest", strategy, "--data", data] + options)
      #expect(done.errorCodes == ["C0302"])
    }
  }

  @Test func `a paper session goes on where it was, payments and all, and why tells of them`()
    throws
  {
    let folder = try TemporaryDirectory()
    let strategy = try folder.write(
      "entry short when close > 0 at limit close\nexit short when close < 0\n"
        + "size 10 units\n", to: "x.strat")
    let short = candles.split(separator: "\n").prefix(4).joined(separator: "\n") + "\n"
    let part = try folder.write(short, to: "X_1d.csv")
    let journal = "\(part).db"
    let options = [
      "--journal", journal, "--funding", "funding_rate", "--borrow", "3.65%/year", "--fee",
      "0.01/unit,min=1",
    ]
    let first = try StratProcess.run(["paper", strategy, "--data", part] + options)
    #expect(first.status == 0, "\(first.errors)")
    _ = try folder.write(candles, to: "X_1d.csv")
    let second = try StratProcess.run(["paper", strategy, "--data", part, "--json"] + options)
    #expect(second.status == 0, "\(second.errors)")
    let summary = try #require(try second.json() as? [String: Any])
    #expect(summary["bars"] as? Int == 5)
    let backtest = try report(
      "entry short when close > 0 at limit close\nexit short when close < 0\nsize 10 units\n",
      ["--funding", "funding_rate", "--borrow", "3.65%/year", "--fee", "0.01/unit,min=1"])
    #expect(
      Double(summary["payments"] as? String ?? "") == backtest["payments"] as? Double)
    let why = try StratProcess.run(["why", journal, "X", "2020-01-04"])
    #expect(why.status == 0, "\(why.errors)")
    #expect(why.output.contains("funding: 1 at 0.001\n"))
    #expect(why.output.contains("borrow: -0.1 at 0.0365 a year\n"))
    let entry = try StratProcess.run(["why", journal, "X", "2020-01-01"])
    #expect(entry.output.contains("sent: sell 10 at limit 100 ("))
    let other = try StratProcess.run(["paper", strategy, "--data", part, "--journal", journal])
    #expect(other.status != 0)
  }
}
