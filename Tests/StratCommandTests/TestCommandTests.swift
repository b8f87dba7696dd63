import Foundation
import TestSupport
import Testing

/// `strat test`.
struct TestCommandTests {
  private let rules = """
    strategy "T" on 1h
    entry long when close crosses above sma(close, 3)
    exit long when close crosses below sma(close, 3)

    """

  private func run(_ body: String, _ more: [String] = []) throws -> StratProcess {
    let folder = try TemporaryDirectory()
    let file = try folder.write(rules + body, to: "t.strat")
    return try StratProcess.run(["test", file] + more)
  }

  private let candles = "candles close 10 for 3 bars 9 8 12 13 14 to 20 over 4 bars 1\n"

  @Test func `what holds passes`() throws {
    let test = try run(
      """
      test "all forms" {
        \(candles)
        expect 1 entry
        expect at least 1 entry long
        expect at most 1 entry after bar 3
        expect entry at bar 6
        expect entry long at 2024-01-01T05:00Z
        expect entry at 2024-01-01T05:30Z
        expect no entry before bar 6
        expect no entry after 2024-01-01T05:00Z
        expect 1 entry between bar 6 and bar 6
        expect 2 exits
        expect exit at bar 4
        expect always 0 < close <= 20
        expect never close > 20
        expect sma(close, 3) == 10 at bar 3
        expect not is_na(sma(close, 3)) after bar 2
      }
      """)
    #expect(test.status == 0, "\(test.output)")
    #expect(test.output.contains("pass  all forms  (12 bars)"), "\(test.output)")
    #expect(test.lines.last == "1 test, all passed")
    #expect(test.errors.isEmpty)
  }

  @Test(arguments: [
    ("entry at bar 5", "no entry at bar 5 (2024-01-01T04:00:00Z)", "entries: bar 6"),
    ("no entry", "expected no entry, found 1 in 12 bars", "first at bar 6"),
    ("2 entries", "expected 2 entries, found 1 in 12 bars", "entries: bar 6"),
    ("at most 1 exit", "expected at most 1 exit, found 2 in 12 bars", "bar 4"),
    ("at least 3 exits long", "expected at least 3 exits long, found 2", "bar 12"),
    ("no exit at bar 4", "there is an exit at bar 4", "exit long is true"),
    ("entry before bar 3", "expected at least 1 entry, found 0", "sma(close, 3)"),
    ("close > 9", "this is false on 3 of 12 bars", "first at bar 4"),
    ("never close > 18", "this is true on 1 of 12 bars", "first at bar 11"),
    ("sma(close, 3) > 0 at bar 2", "this is na at bar 2", "sma(close, 3)"),
    ("sma(close, 90) > 0", "this is na on all of the 12 bars", "never known"),
    ("entry after 2030-01-01", "there is no bar after that", "2024-01-01T00:00:00Z to"),
    ("entry at 2023-12-31T23:30Z", "there is no bar at that time", "cannot be checked"),
  ])
  func `what does not hold fails and says what happened`(
    expectation: String, message: String, detail: String
  ) throws {
    let test = try run("test \"t\" { \(candles) expect \(expectation) }")
    #expect(test.status == 1, "\(test.output)")
    #expect(test.output.contains(message), "\(test.output)")
    #expect(test.output.contains(detail), "\(test.output)")
    #expect(test.output.contains("FAIL  t"))
    #expect(test.output.contains("^^^"))
    #expect(StratProcess.codes("    error[", in: test.output) == ["E0610"])
  }

  @Test func `a failure shows the rule with its values`() throws {
    let test = try run("test \"t\" { \(candles) expect no entry }")
    #expect(
      test.output.contains(
        """
            entry long on bar 6  open 8.0  high 12.0  low 8.0  close 12.0
                 true  close crosses above sma(close, 3)
              9.66667  └ sma(close, 3)  (a bar before: 9.0)
        """), "\(test.output)")
  }

  @Test func `data stand beside the strategy`() throws {
    let folder = try TemporaryDirectory()
    _ = try folder.write(
      "time,close\n2020-01-01,1\n2020-01-02,1\n2020-01-03,1\n2020-01-04,5\n", to: "c.csv")
    let file = try folder.write(
      rules + "test \"file\" on \"c.csv\" { expect entry at 2020-01-04 }", to: "t.strat")
    let test = try StratProcess.run(["test", file])
    #expect(test.status == 0, "\(test.output)\(test.errors)")
  }

  @Test func `what cannot be run ends with 2`() throws {
    let missing = try run("test \"t\" on \"nowhere.csv\" { expect no entry }")
    #expect(missing.status == 2)
    #expect(missing.output.contains("error  t"))
    #expect(missing.output.contains("D0101"))
    let broken = try run("let x = closs\ntest \"t\" { \(candles) expect no exit short }")
    #expect(broken.status == 2)
    #expect(broken.errorCodes == ["E0301", "E0603"])
    #expect(try StratProcess.run(["test", "nowhere.strat"]).status == 2)
    #expect(try run("").status == 0)
  }

  @Test func `tests are chosen by their title`() throws {
    let body =
      "test \"one\" { \(candles) expect 1 entry }\ntest \"two\" { \(candles) expect no exit }"
    #expect(try run(body).status == 1)
    let one = try run(body, ["--filter", "on"])
    #expect(one.status == 0)
    #expect(one.lines.last == "1 test, all passed")
    let none = try run(body, ["--filter", "three"])
    #expect(none.status == 1)
    #expect(none.errorCodes == ["C0304"])
  }

  @Test func `a program reads the same`() throws {
    let test = try run(
      "test \"good\" { \(candles) expect 1 entry }\ntest \"bad\" { \(candles) expect no entry }",
      ["--json"])
    #expect(test.status == 1)
    let report = try #require(try test.objects().first)
    #expect(report["ok"] as? Bool == false)
    let tests = try #require(report["tests"] as? [[String: Any]])
    #expect(tests.map { $0["passed"] as? Bool } == [true, false])
    let failures = try #require(tests[1]["failures"] as? [[String: Any]])
    #expect(failures.map { $0["bar"] as? Int } == [6])
    let rules = try #require(failures[0]["rules"] as? [[String: Any]])
    #expect(rules.map { $0["output"] as? String } == ["entry long"])
    let diagnostic = try #require(failures[0]["diagnostic"] as? [String: Any])
    #expect(diagnostic["code"] as? String == "E0610")
  }

  @Test func `parameters can be set, and checking does not run tests`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(
      """
      param level = 11
      entry long when close > level
      exit long when close < level
      test "t" { candles close 10 12 expect no entry }
      """, to: "p.strat")
    #expect(try StratProcess.run(["test", file]).status == 1)
    #expect(try StratProcess.run(["test", file, "--set", "level=20"]).status == 0)
    #expect(try StratProcess.run(["check", file]).status == 0)
  }
}
