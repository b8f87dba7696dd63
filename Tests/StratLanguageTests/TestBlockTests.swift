import StratLanguage
import StratSyntax
import Testing

/// What is known about `test` blocks before they run.
struct TestBlockTests {
  private let rules = "entry long when close > open\nexit long when close < open\n"

  private func test(_ body: String, before: String = "") throws -> CheckedTest {
    let checked = try strategy(before + rules + "test \"t\" { candles close 10 11 12\n\(body) }")
    return try #require(checked.tests.first)
  }

  private func columns(_ test: CheckedTest) -> [String: [Double]] {
    guard case .inline(let columns) = test.candles else { return [:] }
    return Dictionary(columns.map { ($0.name, $0.values) }, uniquingKeysWith: { $1 })
  }

  @Test func `tests are part of a strategy and not of its meaning`() throws {
    let plain = try strategy(rules)
    let tested = try strategy(
      rules + "test \"t\" { candles close 10 11\n candles volume 1 2\n expect volume > 0 }")
    #expect(plain.semanticHash == tested.semanticHash)
    #expect(tested.graph.columns.map(\.name) == plain.graph.columns.map(\.name))
    #expect(tested.outputs == plain.outputs)
    #expect(tested.tests.map(\.title) == ["t"])
    #expect(
      tested.tests[0].strategy.outputs.map(\.role)
        == [.entry(.long), .exit(.long), .formula("volume > 0")])
  }

  @Test func `candles are derived from the close`() throws {
    let found = columns(
      try test("candles low 9 9 for 2 bars\n candles high 10.5 12 13 expect entry"))
    #expect(found["open"] == [10, 10, 11])
    #expect(found["high"] == [10.5, 12, 13])
    #expect(found["low"] == [9, 9, 9])
    #expect(found["volume"] == nil)
    let jump = try strategy(
      rules + "test \"t\" { candles close 10 20\n candles high 11 22\n candles low 9 18\n"
        + " expect 1 entry }")
    #expect(columns(jump.tests[0])["open"] == [10, 18], "as far as the low allows")
  }

  @Test func `values repeat and run from one to another`() throws {
    let checked = try strategy(
      rules + "test \"t\" { candles close 5 for 2 bars 10 to 20 over 3 bars 7 to 8 over 1 bars -1\n"
        + " expect entry }")
    #expect(columns(checked.tests[0])["close"] == [5, 5, 10, 15, 20, 8, -1])
  }

  @Test(arguments: [
    ("test \"t\" { expect no entry }", "E0601"),
    ("test \"t\" on \"a.csv\" { candles close 10\n expect no entry }", "E0602"),
    ("test \"t\" { candles open 10\n expect no entry }", "E0602"),
    ("test \"t\" { candles close 10 11\n candles open 10\n expect no entry }", "E0602"),
    ("test \"t\" { candles close 10\n candles close 10\n expect no entry }", "E0602"),
    ("test \"t\" { candles close 10\n candles high 9\n expect no entry }", "E0602"),
    ("test \"t\" { candles close 10\n candles low 11\n expect no entry }", "E0602"),
    ("test \"t\" { candles close 10\n candles funding 9\n expect no entry }", "E0602"),
    ("test \"t\" { candles close 10 for 0 bars\n expect no entry }", "E0602"),
    ("test \"t\" { candles close 10 for 100_001 bars\n expect no entry }", "E0602"),
    ("test \"t\" { candles close 10 for 99999999999999999999 bars 3\n expect no exit }", "E0602"),
    ("test \"t\" { candles close 10\n expect no entry short }", "E0603"),
    ("test \"t\" { candles close 10\n expect 2 exits short }", "E0603"),
    ("test \"t\" { candles close 10\n expect volume > 3 }", "E0604"),
    ("test \"t\" { candles close 10\n expect entry at bar 2 }", "E0605"),
    ("test \"t\" { candles close 10\n expect entry at bar 0 }", "E0605"),
    ("test \"t\" { candles close 10\n expect entry at 2017-02-29 }", "E0605"),
    ("test \"t\" { candles close 10\n expect entry at 2017-01-01T24:00 }", "E0605"),
    ("test \"t\" { candles close 1 2\n expect entry between bar 2 and bar 1 }", "E0605"),
    ("test \"t\" { candles close 10 }", "E0606"),
    ("test \"t\" { candles close 10\n expect close }", "E0201"),
    ("test \"t\" { candles close 10\n expect clos > 3 }", "E0301"),
    ("test \"t\" { candles close 10\n expect 1.5 entries }", "E0402"),
    ("test \"t\" { candles close 10\n expect close entries }", "E0401"),
  ])
  func `what cannot be tested is said before it is run`(_ text: String, _ code: String) {
    #expect(codes(rules + text) == [code])
    #expect(codes(rules + "test \"t\" { candles close 10 11\n expect entry at bar 2 }") == [])
  }

  @Test func `a test may stand above what it uses, and using counts`() {
    let text = "test \"t\" { candles close 10 11\n expect level > 3 }\nlet level = close\n" + rules
    #expect(codes(text) == [])
  }

  @Test func `an input can be given candles`() throws {
    let found = columns(
      try test(
        "candles funding 1% 2% -3% expect funding > 0 at bar 1", before: "input funding : ratio\n"))
    #expect(found["funding"] == [0.01, 0.02, -0.03])
  }
}
