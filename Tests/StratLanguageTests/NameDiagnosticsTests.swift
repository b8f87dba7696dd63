import StratLanguage
import StratSyntax
import Testing

@Suite struct NameDiagnosticsTests {
  @Test func `a misspelt name is answered with the nearest`() throws {
    let finding = try #require(formulaFindings("clsoe > 1").first)
    #expect(finding.code == .unknownName)
    #expect(finding.help == "did you mean `close`?")
    #expect(finding.fix?.replacement == "close")
  }

  @Test func `a misspelt function is answered with the nearest`() throws {
    let finding = try #require(formulaFindings("smaa(close, 3)").first)
    #expect(finding.code == .unknownFunction)
    #expect(finding.fix?.replacement == "sma")
  }

  @Test func `a function read as a name shows its form`() throws {
    let finding = try #require(formulaFindings("rsi > 70").first)
    #expect(finding.code == .unknownName)
    #expect(finding.help == "call it: `rsi(x, n = 14) : points`")
  }

  @Test func `a column called as a function shows the past`() throws {
    let finding = try #require(formulaFindings("close(1)").first)
    #expect(finding.code == .unknownFunction)
    #expect(finding.help?.contains("close[n]") == true)
  }

  @Test(arguments: [
    "sma(close)", "sma()", "sma(close, 3, 4)", "rsi(close, n: 3, n: 4)", "rsi(close, m: 3)",
    "rsi(x: close, 14)", "macd(close, 1, 2, 3, 4)", "tr(1)", "max(close)",
  ])
  func `arguments that do not fit are E0303`(_ text: String) {
    #expect(formulaCodes(text) == ["E0303"], "\(text)")
  }

  @Test func `named and default arguments are the same as positional ones`() throws {
    let plain = try formula("macd(close, 12, 26, 9).signal").semanticHash
    #expect(try formula("macd(close).signal").semanticHash == plain)
    #expect(try formula("macd(close, slow: 26, signal: 9).signal").semanticHash == plain)
    #expect(try formula("macd(x: close, fast: 12).signal").semanticHash == plain)
  }

  @Test(arguments: [
    ("crossover(close, open)", "close crosses above open"),
    ("crossunder(close, sma(close, 3))", "close crosses below sma(close, 3)"),
    ("iff(close > open, 1, 2)", "if close > open then 1 else 2"),
    ("ref(close, -1)", "close[1]"), ("shift(close, 2)", "close[2]"),
    ("hhv(high, 20)", "highest(high, 20)"), ("barssince(close > open)", "bars_since(close > open)"),
    ("stddev(close, 5)", "stdev(close, 5)"), ("c > 1", "close"), ("nan", "na"),
  ])
  func `foreign spellings are answered with ours`(_ text: String, _ right: String) throws {
    let finding = try #require(formulaFindings(text).first)
    #expect(finding.code == .foreignFunction)
    #expect(finding.fix?.replacement == right)
  }

  @Test func `a foreign prefix is an error of the parser or of ours, and nothing else`() {
    for text in ["ta.rsi(close, 14)", "ta.tr"] {
      let found = formulaFindings(text)
      #expect(!found.isEmpty)
      #expect(found.allSatisfy { $0.code == .foreignFunction })
    }
  }

  @Test func `names are declared before they are used`() throws {
    let text = "let a = b + 1\nlet b = close\nentry long when a > b\nstop close"
    let finding = try #require(findings(text).first)
    #expect(finding.code == .unknownName)
    #expect(finding.message == "`b` is declared further down")
    #expect(codes(text) == ["E0301"])
  }

  @Test(arguments: [
    "let a = close\nlet a = open\nentry long when a > 1\nstop close",
    "param a = 1\nlet a = open\nentry long when close > a\nstop close",
    "let close = open\nentry long when close > 1\nstop close",
    "let tr = open\nentry long when close > 1\nstop close",
    "let hour = open\nentry long when close > 1\nstop close",
    "def rsi(x) = x\nentry long when close > 1\nstop close",
    "def sma(x) = x\nentry long when close > 1\nstop close",
    "def f(x, x) = x\nentry long when f(close, 1) > 1\nstop close",
    "def f(x) = { let x = 1; x }\nentry long when f(close) > 1\nstop close",
    "def f(x) = { a: x, a: x }\nentry long when f(close).a > 1\nstop close",
  ])
  func `a name means one thing`(_ text: String) {
    #expect(codes(text).filter { $0.hasPrefix("E") } == ["E0304"], "\(text)")
  }

  @Test func `a series may be called like a function that takes arguments`() throws {
    let checked = try strategy(
      "let rsi = rsi(close, 14)\nentry long when rsi > 70\nstop close")
    #expect(checked.namedNodes.map(\.name) == ["rsi"])
  }

  @Test(arguments: [
    "input x : prise", "input x : bool", "def f(x : prise) = x",
    "def f(x) : pionts = x",
  ])
  func `an unknown dimension is E0309`(_ declaration: String) {
    let found = codes(declaration + "\nentry long when close > 1\nstop close")
    #expect(found.filter { $0.hasPrefix("E") } == ["E0309"])
  }

  @Test func `a file with five mistakes reports five mistakes`() {
    let text = """
      let a = clos + 1
      let b = sma(close)
      let d = close + 5%
      let e = close[-1]
      entry long when rsii(close, 14) > 3 and a > 1 and b > 2 and d > 3 and e > 4
      stop close
      """
    #expect(codes(text) == ["E0301", "E0303", "E0203", "E0403", "E0302"])
  }

  @Test func `a syntax error does not make names unknown`() {
    let text = "let a = close +\nlet = 3\nentry long when a > b\nstop close"
    let found = codes(text)
    #expect(!found.contains("E0301"))
    #expect(!found.isEmpty)
    #expect(compile(SourceText(name: "t", text)).strategy == nil)
  }

  @Test(arguments: [
    // What was understood is checked, whatever became of the rest.
    ("let a = close +\nentry long when closs > a\nstop close", ["E0105", "E0301"]),
    ("let a = close > open && closs > 3\nentry long when a\nstop close", ["E0107", "E0301"]),
    ("let x = smaa(close, 3)\nlet y = )\nlet z = 2", ["W1001", "E0302", "E0105", "W1001"]),
    ("entry long when (close\nstop clos", ["E0113", "E0301"]),
    // What was lost may have declared or used the name.
    ("let b a = 3\nentry long when close > b\nstop close", ["E0104"]),
    ("let = 3\nentry long when close > b\nstop close", ["E0104"]),
    ("let b = close\nentry long when close > b b\nstop close", ["E0104"]),
    ("bb = close\nentry long when close > bb\nstop close", ["E0106"]),
    ("entry long when close > open\nexit lnog when close < open", ["E0104"]),
  ])
  func `a syntax error hides only what it may have caused`(_ text: String, _ expected: [String]) {
    #expect(codes(text) == expected)
    #expect(compile(SourceText(name: "t", text)).strategy == nil)
  }
}
