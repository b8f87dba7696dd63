import StratLanguage
import StratSyntax
import Testing

@Suite struct RecurrenceTests {
  private func rule(_ series: String, _ condition: String = "k > 0") -> String {
    "\(series)\nentry long when \(condition)\nstop close"
  }

  @Test func `a series reads its own past`() throws {
    let checked = try strategy(
      rule("let k = (k[1] ?? close) + 0.1 * (close - (k[1] ?? close))", "close > k"))
    let graph = checked.graph
    #expect(graph.recurrenceRoots.count == 1)
    let past = try #require(graph.nodes.first { $0.operation == .pastNumber })
    #expect(past.parameter == 1 && past.recurrence == 0)
    #expect(graph.nodes.count { $0.operation == .pastNumber } == 1)
    #expect(graph[graph.recurrenceRoots[0]].operation == .add)
    #expect(checked.namedNodes.map(\.node) == [graph.recurrenceRoots[0]])
  }

  @Test func `its dimension is found from its use`() throws {
    #expect(codes(rule("let k = (k[1] ?? close) * 0.9 + 0.1 * close", "volume > k")) == ["E0203"])
    #expect(codes(rule("let k = (k[1] ?? 0) + volume", "volume > k")) == [])
    #expect(codes(rule("let k = (k[1] ?? 1) * (close / open)", "k > 5%")) == [])
  }

  @Test func `a dimension that would grow is refused`() {
    #expect(codes(rule("let k = (k[1] ?? 1) * close")) == ["E0203"])
    #expect(codes(rule("let k = (k[1] ?? close) * close")) == ["E0203"])
  }

  @Test func `it may be true or false`() throws {
    let checked = try strategy(
      rule("let up = close > open or ((up[1] ?? false) and not (close < low[1]))", "up"))
    #expect(checked.graph.nodes.contains { $0.operation == .pastTruth })
  }

  @Test func `it may look back further and several times`() throws {
    let checked = try strategy(rule("let k = (k[1] ?? 0) + (k[2] ?? 0) + 1"))
    let pasts = checked.graph.nodes.filter { $0.operation == .pastNumber }
    #expect(pasts.map(\.parameter) == [1, 2])
  }

  @Test(arguments: [
    "let k = k + 1", "let k = sma(k, 3)", "let k = k[0] + 1", "let k = change(k)",
    "let k = (k + 1)[1]",
  ])
  func `its present value is not known yet`(_ series: String) {
    #expect(codes(rule(series)) == ["E0306"], "\(series)")
  }

  @Test func `a type that fits neither way is reported once`() {
    #expect(codes(rule("let k = k[1] > 5", "k")) == ["E0202"])
    #expect(codes(rule("let k = (if k[1] then 1 else 2) + 0")) == ["E0201"])
    #expect(codes(rule("let k = macd(k[1] ?? close)", "close > 1")).contains("E0207"))
  }

  @Test func `a series that nothing starts is a warning`() {
    #expect(codes(rule("let k = k[1] + 1")) == ["W1002"])
    #expect(codes(rule("let k = if close > open then close else k[1]", "close > k")) == [])
    #expect(codes(rule("let k = close > open or k[1]", "k")) == [])
  }

  @Test func `the same series written twice is one`() throws {
    let body = { (name: String) in "(\(name)[1] ?? close) + 0.1 * (close - (\(name)[1] ?? close))" }
    let text = "let a = \(body("a"))\nlet b = \(body("b"))\nentry long when a > b * 2\nstop close"
    let checked = try strategy(text)
    #expect(checked.graph.recurrenceRoots.count == 1)
    #expect(checked.namedNodes.map(\.name) == ["a", "b"])
    #expect(checked.namedNodes[0].node == checked.namedNodes[1].node)
  }

  @Test func `series that differ in a constant stay apart`() throws {
    let text = """
      let a = (a[1] ?? 0) + 1
      let b = (b[1] ?? 0) + 2
      entry long when a > b
      stop close
      """
    #expect(try strategy(text).graph.recurrenceRoots.count == 2)
  }

  @Test func `a function may hold a series that reads its own past`() throws {
    let text = """
      def smooth(x, w) = { let s = (s[1] ?? x) + w * (x - (s[1] ?? x)); s }
      entry long when smooth(close, 0.1) > smooth(close, 0.2) and smooth(close, 0.1) > open
      stop close
      """
    #expect(try strategy(text).graph.recurrenceRoots.count == 2)
  }

  @Test func `a series may stand inside another`() throws {
    let text = """
      def smooth(x) = { let s = (s[1] ?? x) + 0.5 * (x - (s[1] ?? x)); s }
      let k = smooth(k[1] ?? close) + 0.1 * close
      entry long when k > open
      stop close
      """
    let checked = try strategy(text)
    #expect(checked.graph.recurrenceRoots.count == 2)
    for (index, node) in checked.graph.nodes.enumerated() {
      #expect(node.operands.allSatisfy { $0.index < index })
    }
  }

  @Test func `mistakes inside are reported once`() {
    #expect(codes(rule("let k = (k[1] ?? close) + clos")) == ["E0301"])
    #expect(codes(rule("let k = (k[1] ?? close) + volume")) == ["E0203"])
  }
}
