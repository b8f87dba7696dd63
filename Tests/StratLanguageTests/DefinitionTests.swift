import StratLanguage
import StratSyntax
import Testing

@Suite struct DefinitionTests {
  /// The hash of a rule with some declarations before it.
  private func hash(_ declarations: String, _ condition: String) throws -> String {
    try strategy("\(declarations)\nentry long when \(condition)\nstop close").semanticHash
  }

  @Test func `a function is written out where it is called`() throws {
    #expect(
      try hash("def mid(a, b = low) : price = (a + b) / 2", "close > mid(high)")
        == hash("", "close > (high + low) / 2"))
  }

  @Test func `a block may hold series of its own`() throws {
    #expect(
      try hash("def f(x) = { let a = x + 1; let b = a * 2; b - a }", "f(close) > 0")
        == hash("", "(close + 1) * 2 - (close + 1) > 0"))
  }

  @Test func `a record is read by its fields`() throws {
    let band = "def band(x) = { upper: x + 1, lower: x - 1 }"
    #expect(try hash(band, "band(close).upper > 3") == hash("", "close + 1 > 3"))
    #expect(
      try hash("\(band)\nlet b = band(close)", "b.lower > 3") == hash("", "close - 1 > 3"))
  }

  @Test func `functions call earlier functions and read earlier names`() throws {
    let text = "param k = 2\ndef f(x) = x * k\ndef g(x) = f(x) + f(x + 1)"
    #expect(try hash(text, "g(close) > 0") == hash("", "close * 2 + (close + 1) * 2 > 0"))
  }

  @Test func `a function without parameters is read like a series`() throws {
    #expect(try hash("def spread() = high - low", "spread > 1") == hash("", "high - low > 1"))
  }

  @Test func `recursion is one message`() {
    let text = "def f(x) = f(x[1]) + 1\nentry long when f(close) > f(open)\nstop close"
    #expect(codes(text) == ["E0305"])
  }

  @Test func `functions that call each other are refused at the first`() {
    let text = "def f(x) = g(x)\ndef g(x) = f(x)\nentry long when g(close) > 1\nstop close"
    #expect(codes(text) == ["E0301"])
  }

  @Test func `mistakes in a function nobody calls are found`() {
    let text = "def f(x) = smaa(x, 3)\nentry long when close > 1\nstop close"
    #expect(codes(text) == ["W1001", "E0302"])
  }

  @Test func `a mistake in a body is one message however often it is called`() throws {
    let text = "def f(x) = x + volume\nentry long when f(close) > f(open)\nstop close"
    #expect(codes(text) == ["E0203"])
    let finding = try #require(findings(text).first)
    #expect(finding.secondary.contains { $0.text == "in this call of `f`" })
  }

  @Test(arguments: [
    ("def f(x : price) = x", "f(volume) > 1"), ("def f(x) : price = x", "f(volume) > 1"),
    ("def f(x) : points = x", "f(close) > 1"),
  ])
  func `declared dimensions are held to`(_ definition: String, _ condition: String) {
    #expect(codes("\(definition)\nentry long when \(condition)\nstop close") == ["E0203"])
  }

  @Test func `declared truths are held to`() {
    let text = "def f(c : bool) : bool = not c\nentry long when f(close)\nstop close"
    #expect(codes(text) == ["E0201"])
    let result = "def f(x) : bool = x\nentry long when f(close)\nstop close"
    #expect(codes(result) == ["E0201"])
  }

  @Test func `a declared result gives its dimension`() throws {
    let text = "def osc(x) : points = 100 * x / highest(x, 5)"
    #expect(
      codes("\(text)\nentry long when osc(close) > rsi(close, 14)\nstop close") == [])
    #expect(
      codes("def n(x) : number = x\nentry long when n(close) > volume\nstop close") == ["E0203"])
    #expect(codes("def n(x) : any = x\nentry long when n(close) > volume\nstop close") == [])
  }

  @Test func `a default after which a parameter has none is refused`() {
    #expect(
      codes("def f(a = 1, b) = a + b\nentry long when f(1, 2) > close\nstop close")
        .contains("E0303"))
  }

  @Test func `equal calls are written out once`() throws {
    var text = "def f0(x) = x + 1\n"
    for level in 1...40 { text += "def f\(level)(x) = f\(level - 1)(x) * f\(level - 1)(x)\n" }
    let checked = try strategy("\(text)entry long when f40(close / open) > 1\nstop close")
    #expect(checked.graph.nodes.count < 60)
  }
}
