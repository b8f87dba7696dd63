import StratLanguage
import StratSyntax
import Testing

@Suite struct ConstantDiagnosticsTests {
  @Test(arguments: [
    ("sma(close, volume)", "E0401"), ("close[volume]", "E0401"), ("rsi(close, volume)", "E0401"),
    ("sma(close, 0)", "E0402"), ("sma(close, 2.5)", "E0402"), ("sma(close, -3)", "E0402"),
    ("sma(close, 100_001)", "E0402"), ("close[1.5]", "E0402"), ("close[100_001]", "E0402"),
    ("sma(close, na)", "E0402"), ("atr(0)", "E0402"), ("value_when(close > 1, close, -1)", "E0402"),
    ("close[-1]", "E0403"), ("(close + open)[-2]", "E0403"), ("close[na]", "E0402"),
    ("close[2 - 3]", "E0403"),
  ])
  func `lengths are whole numbers known before running`(_ text: String, _ code: String) {
    #expect(formulaCodes(text) == [code], "\(text)")
  }

  @Test func `a future bar is answered with the past one`() throws {
    let finding = try #require(formulaFindings("close[-1]").first)
    #expect(finding.message == "there is no way to read a future bar")
    #expect(finding.help == "write `close[1]` for the value one bar ago")
  }

  @Test func `a mistake inside a built-in function points at what the user wrote`() throws {
    let text = "rsi(close, volume)"
    let finding = try #require(formulaFindings(text).first)
    #expect(place(finding, in: text) == "volume")
    #expect(finding.notes.contains("found while working out `rsi`"))
  }

  @Test func `lengths may be computed from params`() throws {
    let text = "param n = 10\nentry long when close > sma(close, n * 2 + 1)\nstop close"
    let graph = try strategy(text).graph
    #expect(graph.nodes.contains { $0.operation == .sma && $0.parameter == 21 })
    let other = try strategy(text, overrides: ["n": 3]).graph
    #expect(other.nodes.contains { $0.operation == .sma && $0.parameter == 7 })
  }

  @Test func `the present bar is the series itself`() throws {
    #expect(try formula("close[0]").graph.nodes.map(\.operation) == [.column])
  }

  @Test func `params carry value, range and where the value came from`() throws {
    let text = """
      param fast = 12 in 5..50 step 5
      entry long when close > sma(close, fast)
      stop close
      """
    #expect(
      try strategy(text).parameters == [
        BoundParameter(name: "fast", value: 12, overridden: false, low: 5, high: 50, step: 5)
      ])
    #expect(
      try strategy(text, overrides: ["fast": 20]).parameters == [
        BoundParameter(name: "fast", value: 20, overridden: true, low: 5, high: 50, step: 5)
      ])
  }

  @Test(
    arguments: [
      ("param p = 60 in 5..50", [:], "E0404"), ("param p = 6 in 5..50", ["p": 51], "E0404"),
      ("param p = 6 in 5..50", ["p": .nan], "E0404"), ("param p = 6", ["p": .infinity], "E0404"),
      ("param p = 1 / 0", [:], "E0404"), ("param p = close", [:], "E0401"),
      ("param p = true", [:], "E0202"), ("param p = 6 in 50..5", [:], "E0402"),
      ("param p = 6 in 5..50 step 0", [:], "E0402"), ("param p = 6 in 5..close", [:], "E0401"),
      ("param p = 6", ["q": 1], "E0405"), ("param p = 6 in 5..1/0", [:], "E0402"),
    ] as [(String, [String: Double], String)])
  func `params are checked`(_ declaration: String, _ overrides: [String: Double], _ code: String) {
    let text = declaration + "\nentry long when close > p\nstop close"
    #expect(codes(text, overrides: overrides) == [code], "\(declaration)")
  }

  @Test func `an unknown override suggests the nearest parameter`() throws {
    let text = "param fast = 6\nentry long when close > fast\nstop close"
    let finding = try #require(findings(text, overrides: ["fsat": 3]).first)
    #expect(finding.help == "did you mean `fast`?")
  }
}
