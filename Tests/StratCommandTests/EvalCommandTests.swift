import Foundation
import TestSupport
import Testing

struct EvalCommandTests {
  /// The columns of a shipped file, read the plain way: header and numbers.
  private func candles(_ name: String) throws -> (times: [String], columns: [String: [Double]]) {
    let text = try String(contentsOfFile: StratProcess.data(name), encoding: .utf8)
    let lines = text.split(separator: "\n")
    let names = lines[0].split(separator: ",").map(String.init)
    var times: [String] = []
    var columns: [String: [Double]] = [:]
    for line in lines.dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      times.append(String(fields[0]))
      for (name, field) in zip(names, fields).dropFirst() {
        columns[name, default: []].append(Double(field) ?? .nan)
      }
    }
    return (times, columns)
  }

  private func outputs(_ process: StratProcess) throws -> [[String: Any]] {
    let object = try process.json() as? [String: Any]
    return object?["outputs"] as? [[String: Any]] ?? []
  }

  @Test func `truths are counted as they are`() throws {
    let (times, columns) = try candles("AAPL_1d")
    let open = try #require(columns["open"])
    let close = try #require(columns["close"])
    let rises = zip(open, close).map { $0 < $1 }
    let eval = try StratProcess.run([
      "eval", "close > open", "--data", StratProcess.data("AAPL_1d"), "--format", "json",
    ])
    #expect(eval.status == 0)
    let output = try #require(try outputs(eval).first)
    #expect(output["true"] as? Int == rises.count { $0 })
    #expect(output["false"] as? Int == rises.count { !$0 })
    #expect(output["na"] as? Int == 0)
    #expect(output["values"] as? [Bool] == rises)
    let lastRise = try #require(rises.lastIndex(of: true))
    #expect((output["lastTrue"] as? String)?.prefix(10) == times[lastRise].prefix(10))
  }

  @Test func `numbers keep every digit`() throws {
    let (_, columns) = try candles("AAPL_1d")
    let close = try #require(columns["close"])
    let eval = try StratProcess.run([
      "eval", "close / 3", "--data", StratProcess.data("AAPL_1d"), "--format", "csv",
    ])
    #expect(eval.status == 0)
    #expect(eval.lines.first == "timestamp,close / 3")
    let values = eval.lines.dropFirst().map { Double($0.split(separator: ",")[1]) }
    #expect(values == close.map { $0 / 3 })
    let json = try StratProcess.run([
      "eval", "close / 3", "--data", StratProcess.data("AAPL_1d"), "--format", "json",
    ])
    // Foundation rounds the numbers of JSON, so they are read here.
    #expect(json.numbers("values") == close.map { $0 / 3 })
    #expect(json.numbers("mean") == [close.reduce(0) { $0 + $1 / 3 } / Double(close.count)])
    #expect(json.numbers("least") == [(close.min() ?? 0) / 3])
    #expect(json.numbers("greatest") == [(close.max() ?? 0) / 3])
  }

  @Test func `na is an empty field and null`() throws {
    let arguments = ["eval", "sma(close, 3)", "--data", StratProcess.data("AAPL_1d")]
    let csv = try StratProcess.run(arguments + ["--format", "csv"])
    #expect(csv.lines[1].hasSuffix(",") && csv.lines[2].hasSuffix(","))
    #expect(!csv.lines[3].hasSuffix(","))
    let json = try StratProcess.run(arguments + ["--format", "json"])
    let output = try #require(try outputs(json).first)
    let values = try #require(output["values"] as? [Any])
    #expect(values.prefix(3).map { $0 is NSNull } == [true, true, false])
    #expect(output["na"] as? Int == 2)
  }

  @Test func `a record gives a column a field`() throws {
    let eval = try StratProcess.run([
      "eval", "bbands(close)", "--data", StratProcess.data("AAPL_1d"), "--format", "csv",
    ])
    let header = try #require(eval.lines.first)
    #expect(header.hasPrefix("timestamp,bbands(close)."))
    #expect(header.split(separator: ",").count == 4)
  }

  @Test(arguments: [
    "rsi(close, 14) < 30 and close > sma(close, 200)", "macd(close)", "stdev(close, 20)",
    "bars_since(close > highest(high, 20)[1])", "supertrend()",
  ])
  func `ticks and blocks print the same bytes`(formula: String) throws {
    for format in ["table", "csv", "json"] {
      let arguments = [
        "eval", formula, "--data", StratProcess.data("GOOG_1d"), "--format", format,
      ]
      let blocks = try StratProcess.run(arguments)
      let ticks = try StratProcess.run(arguments + ["--path", "ticks"])
      #expect(blocks.status == 0)
      #expect(blocks.output == ticks.output)
    }
  }

  @Test func `the period chooses what is counted, not what is history`() throws {
    let arguments = ["eval", "sma(close, 200)", "--data", StratProcess.data("AAPL_1d")]
    let whole = try StratProcess.run(arguments + ["--format", "csv"])
    let part = try StratProcess.run(
      arguments + ["--format", "csv", "--from", "2010-06-01", "--to", "2010-06-30"])
    #expect(part.status == 0)
    let expected = whole.lines.filter { $0.hasPrefix("2010-06-") }
    #expect(Array(part.lines.dropFirst()) == expected)
    #expect(expected.count == 22)
  }

  @Test func `the last moment there is can be asked for`() throws {
    let eval = try StratProcess.run([
      "eval", "close", "--data", StratProcess.data("AAPL_1d"), "--to", "+292278994-08-17",
    ])
    #expect(eval.status == 0, "\(eval.errors)")
    #expect(eval.output.contains("3270 bars"))
  }

  @Test func `a table has the counts and the last values`() throws {
    let eval = try StratProcess.run([
      "eval", "close > open", "--data", StratProcess.data("AAPL_1d"), "--last", "2",
    ])
    #expect(eval.status == 0)
    #expect(eval.output.hasPrefix("AAPL, 1d, 3270 bars, 2000-03-01 to 2013-03-01\n"))
    #expect(eval.lines.suffix(2).map { $0.prefix(10) } == ["2013-02-28", "2013-03-01"])
  }

  @Test func `every strategy over every file is a row`() throws {
    let eval = try StratProcess.shell(
      "$strat eval strategies/golden_cross.strat strategies/squeeze.strat "
        + "--data examples/data/*.csv --format csv")
    #expect(eval.status == 0, "\(eval.errors)")
    let rows = eval.lines.dropFirst().map { $0.split(separator: ",").map(String.init) }
    let golden = rows.filter { $0[0].contains("golden") && $0[1] == "entry long" }
    #expect(golden.map { $0[3] } == ["AAPL", "EURUSD", "GOOG", "IBM", "MSFT"])
    for row in golden { #expect((Int(row[6]) ?? 0) > 0, "no entries: \(row)") }
    let table = try StratProcess.shell(
      "$strat eval strategies/*.strat --data examples/data/*.csv | grep -c '^strategies/'")
    let files = try StratProcess.shell("ls strategies/*.strat | wc -l")
    #expect(Int(table.output.dropLast()) == 5 * (Int(files.output.filter(\.isNumber)) ?? 0))
  }

  @Test func `one failure shows and does not stop the rest`() throws {
    let eval = try StratProcess.run([
      "eval", "strategies/golden_cross.strat", "closs > 1", "close > open", "--data",
      StratProcess.data("AAPL_1d"), "missing.csv",
    ])
    #expect(eval.status == 1)
    #expect(eval.errorCodes == ["E0301", "D0101"])
    #expect(eval.output.contains("close > open"))
    #expect(eval.lines.count { $0.contains("AAPL") } >= 2)
    #expect(eval.lines.count { $0.contains("missing.csv") } == 3)
  }

  @Test func `a column of the file needs no declaration in a formula`() throws {
    let (_, columns) = try candles("AAPL_1d")
    let adjusted = try #require(columns.first { $0.key.lowercased().contains("adj") }?.value)
    let plain = try StratProcess.run([
      "eval", "adj_close", "--data", StratProcess.data("AAPL_1d"), "--format", "csv",
    ])
    #expect(plain.status == 0)
    #expect(
      plain.lines.dropFirst().map { Double($0.split(separator: ",")[1]) } == adjusted.map(\.self))
    let renamed = try StratProcess.run([
      "eval", "close", "--column", "close=adj_close", "--data", StratProcess.data("AAPL_1d"),
      "--format", "csv",
    ])
    #expect(renamed.lines.dropFirst() == plain.lines.dropFirst())
  }

  @Test func `a parameter of a formula comes from the command line`() throws {
    let arguments = ["--data", StratProcess.data("AAPL_1d"), "--format", "csv"]
    let set = try StratProcess.run(["eval", "sma(close, n)", "--set", "n=50"] + arguments)
    let written = try StratProcess.run(["eval", "sma(close, 50)"] + arguments)
    #expect(set.status == 0)
    #expect(set.lines.dropFirst() == written.lines.dropFirst())
  }

  @Test func `repairs are told, and refused when asked`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(
      """
      time,open,high,low,close,volume
      2020-01-01,1,2,1,2,5
      2020-01-02,2,3,2,3,5
      2020-01-02,2,3,2,3,5
      2020-01-03,3,4,3,4,5
      """, to: "twice.csv")
    let told = try StratProcess.run(["eval", "close", "--data", file])
    #expect(told.status == 0)
    #expect(told.errors.contains("note: \(file):3: 1 duplicate row dropped"))
    #expect(told.output.contains("3 bars"))
    let refused = try StratProcess.run(["eval", "close", "--data", file, "--strict"])
    #expect(refused.status == 1)
    #expect(refused.errorCodes == ["D0501"])
    #expect(refused.output.isEmpty)
  }

  @Test func `candles may come from a pipe`() throws {
    let eval = try StratProcess.shell(
      "cat examples/data/AAPL_1d.csv | $strat eval 'adj_close > 0' --data - --last 0")
    #expect(eval.status == 0, "\(eval.errors)")
    #expect(eval.output.contains("3270 bars"))
  }

  /// A command line after `eval`, the code it is refused with, and the exit status.
  struct Refusal: CustomTestStringConvertible {
    var arguments: String
    var code: String
    var status: Int32

    init(_ arguments: String, _ code: String, _ status: Int32 = 1) {
      self.arguments = arguments
      self.code = code
      self.status = status
    }

    var testDescription: String { arguments }
  }

  private static let refusals: [Refusal] = [
    Refusal("closs --data DATA", "E0301"), Refusal("close> --data DATA", "E0105"),
    Refusal("close --data missing.csv", "D0101"), Refusal("close --data strategies", "D0103"),
    Refusal("close --data /dev/null", "D0105"),
    Refusal("close --data DATA --column close=nope", "D0205"),
    Refusal("close --data DATA --column close", "C0104", 2),
    Refusal("close --data DATA --symbol XYZ", "D0402"),
    Refusal("close --data DATA --from yesterday", "C0103", 2),
    Refusal("close --data DATA --from 2012-01-02 --to 2012-01-01", "C0103", 2),
    Refusal("close --data DATA --from 2030-01-01", "C0301"),
    Refusal("close --data DATA --frm 2030-01-01", "C0101", 2),
    Refusal("close --data DATA --format xml", "C0101", 2),
    Refusal("close --data DATA --last=-1", "C0101", 2),
    Refusal("close --data DATA --set n=1 --set n=2", "C0102", 2),
    Refusal("close", "C0101", 2), Refusal("missing.strat --data DATA", "C0201"),
  ]

  @Test(arguments: refusals)
  func `what is wrong has a code, a status and a way out`(refusal: Refusal) throws {
    let arguments = refusal.arguments.split(separator: " ").map {
      $0 == "DATA" ? StratProcess.data("AAPL_1d") : String($0)
    }
    let eval = try StratProcess.run(["eval"] + arguments)
    #expect(eval.status == refusal.status, "\(eval.errors)")
    #expect(eval.errorCodes == [refusal.code])
    #expect(eval.output.isEmpty)
    #expect(eval.errors.contains("help:") || ["E0105", "D0101", "D0105"].contains(refusal.code))
  }

  @Test func `no command at all and an unknown one are told apart`() throws {
    #expect(try StratProcess.run(["frobnicate"]).errorCodes == ["C0101"])
    #expect(try StratProcess.run(["eval", "", "--data", "x.csv"]).errorCodes == ["E0105"])
  }

  @Test func `a strategy without rules is nothing to evaluate`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write("", to: "empty.strat")
    let eval = try StratProcess.run(["eval", file, "--data", StratProcess.data("AAPL_1d")])
    #expect(eval.status == 1)
    #expect(eval.errorCodes == ["C0304"])
  }

  @Test func `a declared input that the candles lack is named`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(
      "input funding_rate : ratio\nentry long when funding_rate < 0\nexit long when funding_rate > 0",
      to: "funding.strat")
    let eval = try StratProcess.run(["eval", file, "--data", StratProcess.data("AAPL_1d")])
    #expect(eval.status == 1)
    #expect(eval.errorCodes == ["D0205"])
    #expect(eval.errors.contains("funding_rate"))
  }
}

extension StratProcess {
  /// The number, or the numbers of the array, after a key.
  fileprivate func numbers(_ key: String) -> [Double?] {
    guard let found = output.firstRange(of: "\"\(key)\":") else { return [] }
    let text = output[found.upperBound...].drop { $0 == "[" }.prefix { $0 != "]" && $0 != "\"" }
    return text.split(separator: ",").map { Double($0) }
  }
}
