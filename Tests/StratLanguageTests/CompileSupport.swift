import StratLanguage
import StratSyntax

/// Why a text that a test means to be right was refused.
struct Refused: Error, CustomStringConvertible {
  var diagnostics: [Diagnostic]

  var description: String {
    diagnostics.map { "\($0.code.rawValue): \($0.message)" }.joined(separator: "\n")
  }
}

func findings(_ text: String, overrides: [String: Double] = [:]) -> [Diagnostic] {
  compile(SourceText(name: "test.strat", text), overrides: overrides).diagnostics
}

func codes(_ text: String, overrides: [String: Double] = [:]) -> [String] {
  findings(text, overrides: overrides).map(\.code.rawValue)
}

func strategy(_ text: String, overrides: [String: Double] = [:]) throws -> CheckedStrategy {
  let result = compile(SourceText(name: "test.strat", text), overrides: overrides)
  guard let strategy = result.strategy else { throw Refused(diagnostics: result.diagnostics) }
  return strategy
}

func formulaFindings(
  _ text: String, context: FormulaContext = FormulaContext()
) -> [Diagnostic] {
  compileFormula(SourceText(name: "formula", text), context: context).diagnostics
}

func formulaCodes(_ text: String) -> [String] { formulaFindings(text).map(\.code.rawValue) }

func formula(
  _ text: String, context: FormulaContext = FormulaContext()
) throws -> CheckedStrategy {
  let result = compileFormula(SourceText(name: "formula", text), context: context)
  guard let strategy = result.strategy else { throw Refused(diagnostics: result.diagnostics) }
  return strategy
}

/// The dimension a formula comes out with, by name; `bool` for a condition.
func dimension(_ text: String) throws -> String {
  let outputs = try formula(text).outputs
  return outputs[0].type == .boolean ? "bool" : outputs[0].dimension.name
}

/// The constant a formula folds to, or `nil` when it does not fold.
func constant(_ text: String) throws -> Double? {
  let checked = try formula(text)
  let node = checked.graph[checked.outputs[0].node]
  return node.operation == .number ? node.constant : nil
}

func constantTruth(_ text: String) throws -> Kleene? {
  let checked = try formula(text)
  let node = checked.graph[checked.outputs[0].node]
  return node.operation == .truth ? Kleene(rawValue: UInt8(node.parameter)) : nil
}

/// What the underlined part of a finding says in the source.
func place(_ finding: Diagnostic, in text: String) -> String {
  SourceText(name: "test", text).text(finding.primary.span)
}
