import Foundation
import TestSupport
import Testing

struct SweepCommandTests {
  private let cross = """
    strategy "Cross" on 1h
    param fast = 5 in 2..30
    param slow = 20 in 10..100
    entry long when ema(close, fast) crosses above ema(close, slow)
    exit long when ema(close, fast) crosses below ema(close, slow)
    """

  private func sweep(_ options: String..., text: String? = nil) throws -> StratProcess {
    let folder = try TemporaryDirectory()
    let file = try folder.write(text ?? cross, to: "cross.strat")
    return try StratProcess.run(
      ["sweep", file, "--data", StratProcess.data("EURUSD_1h")] + options)
  }

  @Test func `the best come first, with their parameters`() throws {
    let run = try sweep("--param", "fast=5..15:5", "--param", "slow=20..60:20", "--top", "4")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("variants    9, by sharpe"))
    #expect(run.output.contains("fast  slow  trades"))
    #expect(run.output.contains("luck makes the best of 9"))
  }

  @Test func `a variant comes to what its backtest comes to, digit by digit`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(cross, to: "cross.strat")
    let list = folder.file("all.csv")
    let run = try StratProcess.run([
      "sweep", file, "--data", StratProcess.data("EURUSD_1h"), "--fee", "1bp", "--param",
      "fast=5..9:2", "--param", "slow=20..40:10", "--csv", list, "--jobs", "2",
    ])
    #expect(run.status == 0, "\(run.errors)")
    let lines = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    #expect(lines.count == 10)
    let header = lines[0]
    for line in lines.dropFirst() {
      let row = Dictionary(uniqueKeysWithValues: zip(header, line))
      let alone = try StratProcess.run([
        "backtest", file, "--data", StratProcess.data("EURUSD_1h"), "--fee", "1bp", "--json",
        "--set", "fast=\(line[0])", "--set", "slow=\(line[1])",
      ])
      for name in ["final", "total_return", "sharpe", "sortino", "max_drawdown", "exposure"] {
        // Digit by digit: the text, since not every reader of JSON gets the last bit right.
        let text = "\"\(name)\":\(row[name] ?? "")"
        #expect(
          alone.output.contains(text + ",") || alone.output.contains(text + "}"),
          "\(name) of \(line)")
      }
      let document = try #require(try alone.json() as? [String: Any])
      let figures = try #require(document["figures"] as? [String: Any])
      #expect(row["trades"] == "\(figures["trades"] as? Int ?? -1)")
    }
  }

  @Test func `walk-forward, resampling, significance and the heat map`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(cross, to: "cross.strat")
    for name in ["map.png", "map.html"] {
      let run = try StratProcess.run([
        "sweep", file, "--data", StratProcess.data("EURUSD_1h"), "--method", "sobol",
        "--samples", "12", "--walk-forward", "3", "--resample", "50", "--significance", "9",
        "--heat-map", folder.file(name),
      ])
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("Walk-forward: chosen on what came before"))
      #expect(run.output.contains("All trials after one another"))
      #expect(run.output.contains("drawn again 50 times"))
      #expect(run.output.contains("9 draws"))
    }
    let png = try Data(contentsOf: URL(fileURLWithPath: folder.file("map.png")))
    #expect(png.prefix(8).elementsEqual([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
    let html = try String(contentsOfFile: folder.file("map.html"), encoding: .utf8)
    #expect(html.contains("<svg") && html.contains("across: fast") && html.contains("down: slow"))
  }

  @Test func `JSON has everything, and the same seed the same`() throws {
    let options = [
      "--method", "random", "--samples", "5", "--seed", "3", "--walk-forward", "2",
      "--resample", "20", "--significance", "4", "--json",
    ]
    let folder = try TemporaryDirectory()
    let file = try folder.write(cross, to: "cross.strat")
    let command = ["sweep", file, "--data", StratProcess.data("EURUSD_1h")] + options
    let first = try StratProcess.run(command)
    #expect(first.status == 0, "\(first.errors)")
    let document = try #require(try first.json() as? [String: Any])
    #expect((document["best"] as? [Any])?.count == 5)
    #expect((document["walk_forward"] as? [Any])?.count == 2)
    for name in ["resampling", "significance", "deflated_sharpe"] {
      #expect(document[name] != nil, "\(name)")
    }
    #expect(try StratProcess.run(command).output == first.output)
  }

  @Test(arguments: [
    (["--param", "fast=5"], "C0101"), (["--param", "fast=9..5"], "C0101"),
    (["--param", "fast=2..5:0"], "C0101"), (["--param", "none=2..5"], "C0102"),
    (["--param", "fast=1..5"], "C0102"), (["--param", "fast=2..5", "--set", "fast=3"], "C0102"),
    (["--param", "fast=2..5", "--param", "fast=2..5"], "C0101"), (["--top", "0"], "C0101"),
    (["--training", "100%"], "C0101"), (["--heat-map", "map.jpg"], "C0101"),
    (["--param", "fast=2..5", "--heat-map", "map.png"], "C0101"),
    (["--param", "fast=2.5..9.5"], "C0101"), (["--samples", "0"], "C0101"),
  ])
  func `what makes no sense is refused`(options: [String], code: String) throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(cross, to: "cross.strat")
    let run = try StratProcess.run(
      ["sweep", file, "--data", StratProcess.data("EURUSD_1h")] + options)
    #expect(run.errorCodes == [code], "\(run.errors)")
    #expect(run.status == (code == "C0101" ? 2 : 2))
    #expect(run.output.isEmpty)
  }

  @Test func `a strategy without ranges says what to do`() throws {
    let run = try sweep(text: "entry long when close > open\nexit long when close < open\n")
    #expect(run.status == 1)
    #expect(run.errorCodes == ["C0304"])
    #expect(run.errors.contains("--param"))
  }

  @Test func `variants that cannot be compiled are counted`() throws {
    let run = try sweep(
      "--param", "fast=2..4:0.5",
      text: "param fast = 3\nentry long when close > sma(close, fast)\nexit long when close < 0\n")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("Variants without a result"))
    #expect(run.output.contains("1 × E"))
  }

  @Test func `a later backtest knows how many variants were tried`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(cross, to: "cross.strat")
    let store = ["--db", folder.file("evidence.db")]
    let data = ["--data", StratProcess.data("EURUSD_1h")]
    let options = ["--param", "fast=5..9:2", "--param", "slow=20..40:10"]
    let search = try StratProcess.run(["sweep", file] + data + options + store)
    #expect(search.status == 0, "\(search.errors)")
    // Nine of the search, and the one with the values in the file is one of them.
    let alone = try StratProcess.run(["backtest", file] + data + store)
    #expect(alone.output.contains(" of 9 tried"))
    let unseen = try StratProcess.run(["sweep", file] + data + options + ["--no-file"])
    #expect(unseen.status == 0, "\(unseen.errors)")
  }
}
