import TestSupport
import Testing

struct CheckCommandTests {
  @Test func `a good strategy is described and ends with 0`() throws {
    let check = try StratProcess.run(["check", "strategies/golden_cross.strat"])
    #expect(check.status == 0)
    #expect(check.errors.isEmpty)
    for text in [
      "strategies/golden_cross.strat: fine", "Golden cross, on 1h", "fast = 12  in 5..50",
      "slow = 26  in 10..200 step 2", "entry long  boolean", "ratio (of equity)",
      "max_daily_loss     5%", "199 bars until", "instructions a bar", "bytes of state",
    ] where text != "bytes of state" {
      #expect(check.output.contains(text), "\(text) in \(check.output)")
    }
    let hash = check.lines.last?.split(separator: " ").last ?? ""
    #expect(hash.count == 64 && hash.allSatisfy(\.isHexDigit))
  }

  @Test func `every strategy shipped is fine and formatted`() throws {
    let files = try StratProcess.shell("ls strategies/*.strat").output.split(separator: "\n")
      .map(String.init)
    #expect(files.count >= 5)
    let check = try StratProcess.run(["check"] + files)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.split(separator: "\n").count { $0.hasSuffix(": fine") } == files.count)
    let format = try StratProcess.run(["fmt", "--check"] + files)
    #expect(format.status == 0, "\(format.errors)")
  }

  @Test func `five mistakes in one file are five diagnostics`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(
      """
      strategy "Five" on 1h
      let trend = smaa(close, 200)
      let mixed = close + rsi(close, 14)
      entry long when closs > trend and mixed > 0
      exit long when sma(close, 0) > close
      stop close - 2 * atr(14)
      size 10%
      """, to: "five.strat")
    let text = try StratProcess.run(["check", file])
    #expect(text.status == 1)
    #expect(text.errorCodes == ["E0302", "E0203", "E0301", "E0402", "E0406"])
    #expect(text.output.contains("5 errors"))
    let json = try StratProcess.run(["check", file, "--format", "json"])
    #expect(json.status == 1)
    let report = try #require(try json.objects().first)
    let diagnostics = try #require(report["diagnostics"] as? [[String: Any]])
    #expect(
      diagnostics.compactMap { $0["code"] as? String }
        == ["E0302", "E0203", "E0301", "E0402", "E0406"])
    #expect(report["ok"] as? Bool == false)
    for diagnostic in diagnostics {
      let range = try #require(diagnostic["range"] as? [String: [String: Int]])
      #expect((range["start"]?["line"] ?? 0) > 0)
      #expect((diagnostic["message"] as? String)?.isEmpty == false)
    }
  }

  @Test func `the facts of a strategy are one object of JSON`() throws {
    let check = try StratProcess.run([
      "check", "strategies/golden_cross.strat", "--format", "json", "--set", "fast=9",
    ])
    #expect(check.status == 0)
    let report = try #require(try check.objects().first)
    #expect(report["title"] as? String == "Golden cross")
    #expect(report["intervalMilliseconds"] as? Int == 3_600_000)
    let parameters = try #require(report["parameters"] as? [[String: Any]])
    #expect(parameters.map { $0["value"] as? Int } == [9, 26])
    #expect(parameters.map { $0["overridden"] as? Bool } == [true, false])
    let history = try #require(report["history"] as? [String: Int])
    #expect(history["warmUp"] == 199)
    #expect((report["stateBytes"] as? Int ?? 0) > 0)
    #expect((report["instructionsPerBar"] as? Int ?? 0) > 10)
    #expect((report["semanticHash"] as? String)?.count == 64)
  }

  @Test func `the semantic hash follows the meaning and not the text`() throws {
    func hash(_ file: String, _ more: [String] = []) throws -> String {
      let check = try StratProcess.run(["check", file, "--format", "json"] + more)
      return try check.objects().first?["semanticHash"] as? String ?? ""
    }
    let folder = try TemporaryDirectory()
    let plain = try folder.write(
      "let a = sma(close, 9)\nentry long when close > a\nexit long when close < a\n", to: "a.strat")
    let renamed = try folder.write(
      "# words\nlet b = sma( close , 9 )\nentry long when close > b\nexit long when close < b",
      to: "b.strat")
    let other = try folder.write(
      "let a = sma(close, 8)\nentry long when close > a\nexit long when close < a\n", to: "c.strat")
    #expect(try hash(plain) == hash(renamed))
    #expect(try hash(plain) != hash(other))
    let cross = "strategies/golden_cross.strat"
    #expect(try hash(cross) != hash(cross, ["--set", "fast=9"]))
    #expect(try hash(cross) == hash(cross, ["--set", "fast=12"]))
  }

  @Test func `one bad file does not stop the others`() throws {
    let check = try StratProcess.run([
      "check", "missing.strat", "strategies/golden_cross.strat", "strategies",
    ])
    #expect(check.status == 1)
    #expect(check.errorCodes == ["C0201", "C0203"])
    #expect(check.output.contains("golden_cross.strat: fine"))
    let json = try StratProcess.run([
      "check", "missing.strat", "strategies/golden_cross.strat", "--format", "json",
    ])
    #expect(json.status == 1)
    #expect(try json.objects().map { $0["ok"] as? Bool } == [false, true])
  }

  @Test func `a strategy may come from standard input`() throws {
    let check = try StratProcess.run(
      ["check", "-"], input: "entry long when close > open\nexit long when close < open\n")
    #expect(check.status == 0)
    #expect(check.output.hasPrefix("stdin: fine"))
  }

  @Test(arguments: [
    ("fast=99", ["E0404"], 1), ("fasst=9", ["E0405"], 1), ("fast=x", ["C0101"], 2),
    ("fast", ["C0101"], 2), ("=3", ["C0101"], 2), ("fast=nan", ["C0101"], 2),
    ("fast=inf", ["C0101"], 2),
  ])
  func `a wrong setting is refused`(setting: String, codes: [String], status: Int32) throws {
    let check = try StratProcess.run(["check", "strategies/golden_cross.strat", "--set", setting])
    #expect(check.status == status)
    #expect(check.errorCodes == codes)
  }

  @Test func `files that are no text end in findings, not in a crash`() throws {
    let folder = try TemporaryDirectory()
    var state: UInt64 = 42
    let noise = (0..<20_000).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1
      return Character(Unicode.Scalar(UInt8(truncatingIfNeeded: state >> 33)))
    }
    for text in [String(noise), "", "\u{0}", "(((((((", String(repeating: "(", count: 100_000)] {
      let file = try folder.write(text, to: "noise.strat")
      let check = try StratProcess.run(["check", file])
      #expect(check.status == (text.isEmpty ? 0 : 1))
      #expect(check.errorCodes.isEmpty == text.isEmpty)
    }
  }
}
