import StratLanguage
import StratSyntax
import Testing

@Suite struct GraphTests {
  @Test func `equal parts are one node`() throws {
    let checked = try formula("rsi(close, 14) > 30 and rsi(close, 14) < 70")
    #expect(checked.graph.nodes.count { $0.operation == .rma } == 2)
    #expect(checked.graph.nodes.count { $0.operation == .divide } == 1)
    #expect(checked.graph.nodes.count { $0.operation == .column } == 1)
  }

  @Test func `operands come before their users`() throws {
    let graph = try strategy(StatementTests.golden).graph
    for (index, node) in graph.nodes.enumerated() {
      #expect(node.operands.allSatisfy { $0.index < index })
      #expect(node.operands.map { graph[$0].operation.resultType } == node.operation.operandTypes)
    }
    #expect(graph.spans.count == graph.nodes.count)
  }

  @Test func `what nothing needs is dropped`() throws {
    let checked = try strategy(
      "let a = sma(close, 3)\nlet b = a + volume / volume * a\nentry long when a > 1\nstop close")
    #expect(!checked.graph.nodes.contains { $0.operation == .divide })
    #expect(checked.graph.columns.map(\.name) == ["close"])
    #expect(checked.namedNodes.map(\.name) == ["a"])
  }

  @Test(arguments: [
    ("1 + 2 * 3", 7.0), ("2 ^ 10", 1024), ("7 / 2", 3.5), ("-(3)", -3), ("abs(-2)", 2),
    ("min(3, 2, 5)", 2), ("max(3, 2, 5)", 5), ("sqrt(16)", 4), ("floor(-1.5)", -2),
    ("ceil(1.2)", 2), ("round(2.5)", 3), ("round(-2.5)", -3), ("sign(-4)", -1), ("sign(0)", 0),
    ("exp(0)", 1), ("log(1)", 0), ("if 1 > 2 then 3 else 4", 4), ("na ?? 5", 5), ("6 ?? 5", 6),
    ("nz(na)", 0), ("5%", 0.05), ("0.1 + 0.2", 0.30000000000000004),
    ("pow(2, 0.5)", 1.4142135623730951),
  ])
  func `constants are computed before running`(_ text: String, _ value: Double) throws {
    #expect(try constant(text) == value)
  }

  @Test(arguments: [
    "1 / 0", "0 / 0", "sqrt(-1)", "log(0)", "log(-1)", "1e308 * 10", "na + 1", "exp(1000)",
    "na ^ 0", "1 ^ na", "min(1, na)", "max(na, 1)", "if na then 1 else 2", "(-8) ^ 0.5",
  ])
  func `what is not finite folds to the one na`(_ text: String) throws {
    let value = try #require(try constant(text))
    #expect(value.bitPattern == Double.nan.bitPattern)
  }

  @Test(arguments: [
    ("1 < 2", Kleene.true), ("2 <= 1", .false), ("na > 1", .na), ("1 == 1", .true),
    ("1 != 1", .false), ("true and na", .na), ("false and na", .false), ("true or na", .true),
    ("not na", .na), ("true == false", .false), ("true != false", .true), ("is_na(na)", .true),
    ("is_na(1)", .false), ("1 < 2 < 3", .true), ("1 < 3 < 2", .false),
    ("if true then false else true", .false), ("(na and true) ?? true", .true),
  ])
  func `truths are computed before running`(_ text: String, _ value: Kleene) throws {
    #expect(try constantTruth(text) == value)
  }

  @Test func `minus zero survives folding`() throws {
    #expect(try constant("-0")?.sign == .minus)
    #expect(try constant("-0 + -0")?.sign == .minus)
    #expect(try constant("0 * -1")?.sign == .minus)
  }

  @Test(arguments: ["close * 1", "close + 0", "close - 0", "close / 1", "close ^ 1", "-(-close)"])
  func `what is not the identity for every value stays`(_ text: String) throws {
    #expect(try formula(text).graph.nodes.count > 1)
  }

  @Test(arguments: [
    ("close > open and true", "close > open"), ("false or close > open", "close > open"),
    ("not not (close > open)", "close > open"), ("close > open and close > open", "close > open"),
    ("if true then close else open", "close"), ("close ?? na", "close"),
    ("na ?? close", "close"), ("close ?? close", "close"),
  ])
  func `what is the identity for every value goes`(_ text: String, _ plain: String) throws {
    #expect(try formula(text).graph.nodes == formula(plain).graph.nodes)
  }

  @Test func `deciding constants decide`() throws {
    #expect(try constantTruth("close > open and false") == .false)
    #expect(try constantTruth("close > open or true") == .true)
    #expect(try constantTruth("close > open and na") == nil)
  }

  @Test func `history is not folded`() throws {
    #expect(try constant("sma(5, 3)") == nil)
    #expect(try constant("(1 + 1)[1]") == nil)
  }

  @Test func `commuted operands share a node`() throws {
    let checked = try formula("(close + open) * 2 > open + close")
    #expect(checked.graph.nodes.count { $0.operation == .add } == 1)
    let min = try formula("min(close, open) > min(open, close)")
    #expect(min.graph.nodes.count { $0.operation == .minimum } == 2)
  }

  @Test func `dumps a line a node`() throws {
    let checked = try formula("sma(close, 3) > close[1] and 2 > volume")
    #expect(
      checked.graph.dump(outputs: checked.outputs) == """
        %0 = column close
        %1 = sma %0, 3
        %2 = lagNumber %0, 1
        %3 = greater %1, %2
        %4 = number 2.0
        %5 = column volume
        %6 = greater %4, %5
        %7 = and %3, %6
        formula = %7
        """)
  }

  @Test func `dumps self-referring series`() throws {
    let checked = try strategy("let n = (n[1] ?? 0) + 1\nentry long when n > 5\nstop na")
    #expect(
      checked.graph.dump(outputs: checked.outputs) == """
        %0 = number 1.0
        %1 = pastNumber recurrence 0, 1
        %2 = number 0.0
        %3 = coalesceNumber %1, %2
        %4 = add %3, %0
        %5 = number 5.0
        %6 = greater %4, %5
        %7 = number na
        recurrence 0 = %4
        entry long = %6
        stop = %7
        """)
  }
}
