import StratLanguage
import StratSyntax
import Testing

@Suite struct FormulaContextTests {
  private func tree(_ text: String) -> SyntaxTree {
    parseStrategy(SourceText(name: "input", text)).tree
  }

  @Test func `R1.5 a formula sees earlier declarations`() throws {
    let context = FormulaContext(declarations: [
      tree("param n = 3\nlet trend = sma(close, n)"), tree("def twice(x) = 2 * x"),
      tree("input funding : ratio"),
    ])
    let checked = try formula("twice(trend) > close * (1 + funding)", context: context)
    #expect(checked.outputs.map(\.role) == [.formula("twice(trend) > close * (1 + funding)")])
    #expect(checked.graph.nodes.contains { $0.operation == .sma && $0.parameter == 3 })
    #expect(Set(checked.graph.columns.map(\.name)) == ["close", "funding"])
    #expect(checked.parameters.map(\.name) == ["n"])
  }

  @Test func `R1.5 what is wrong with earlier declarations is not said again`() {
    let context = FormulaContext(declarations: [tree("let bad = clos + 1")])
    #expect(formulaFindings("bad + 1", context: context).isEmpty)
    #expect(formulaFindings("close + 1", context: context).isEmpty)
  }

  @Test func `columns of the frame need no declaration`() throws {
    let context = FormulaContext(extraColumns: ["sentiment"])
    let checked = try formula("sentiment > close", context: context)
    #expect(checked.graph.columns.map(\.name) == ["sentiment", "close"])
    #expect(formulaFindings("sentiment > close").map(\.code) == [.unknownName])
  }

  @Test func `overrides reach the parameters of the context`() throws {
    let context = FormulaContext(declarations: [tree("param n = 3")], overrides: ["n": 7])
    #expect(
      try formula("sma(close, n)", context: context).graph.nodes.contains { $0.parameter == 7 })
    let unknown = FormulaContext(overrides: ["m": 7])
    #expect(formulaFindings("close", context: unknown).map(\.code) == [.unknownParameter])
  }

  @Test func `a record gives an output a field`() throws {
    let checked = try formula("bbands(close)")
    #expect(
      checked.outputs.map(\.role) == [
        .formula("bbands(close).upper"), .formula("bbands(close).middle"),
        .formula("bbands(close).lower"),
      ])
  }

  @Test func `declarations are checked one after another`() {
    let context = FormulaContext(declarations: [tree("let a = close")])
    #expect(checkDeclarations(tree("let b = a + 1"), context: context).isEmpty)
    #expect(
      checkDeclarations(tree("let b = aa + 1"), context: context).map(\.code) == [.unknownName])
    #expect(
      checkDeclarations(tree("let a = open"), context: context).map(\.code) == [.duplicateName])
  }
}
