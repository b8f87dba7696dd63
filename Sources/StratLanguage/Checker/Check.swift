package import StratSyntax

/// What checking yields: a strategy when nothing is wrong, and every finding, by place.
package struct CheckResult: Sendable {
  package var strategy: CheckedStrategy?
  package var diagnostics: [Diagnostic]

  package init(strategy: CheckedStrategy?, diagnostics: [Diagnostic]) {
    self.strategy = strategy
    self.diagnostics = diagnostics
  }
}

/// What a formula typed by itself may refer to.
package struct FormulaContext: Sendable {
  /// Earlier `let`, `def`, `param` and `input` statements, and what says which zone and hours times
  /// are of, each with the source it stands in.
  package var declarations: [SyntaxTree]
  package var overrides: [String: Double]
  /// Columns of the loaded frame that need no `input`; their dimension is `any`.
  package var extraColumns: [String]

  package init(
    declarations: [SyntaxTree] = [], overrides: [String: Double] = [:],
    extraColumns: [String] = []
  ) {
    self.declarations = declarations
    self.overrides = overrides
    self.extraColumns = extraColumns
  }
}

/// Checks a parsed strategy, with parameters bound.
package func check(_ tree: SyntaxTree, overrides: [String: Double] = [:]) -> CheckResult {
  check(tree, overrides: overrides, lost: nil)
}

/// - Parameter lost: what was not understood; `nil` when everything was.
private func check(
  _ tree: SyntaxTree, overrides: [String: Double], lost: LostText?
) -> CheckResult {
  var checker = Checker(source: tree.source, overrides: overrides, lost: lost)
  let collected = checker.check(tree.statements)
  return checker.strategy(collected)
}

/// Checks one formula; its outputs are the formula, or the fields of the record it is.
package func checkFormula(
  _ expression: Expression, source: SourceText, context: FormulaContext = FormulaContext()
) -> CheckResult {
  var checker = Checker(
    source: source, overrides: context.overrides, extraColumns: context.extraColumns)
  checker.replay(context.declarations)
  return checker.formula(expression)
}

/// Checks declarations typed one after another: everything wrong with the last of them.
package func checkDeclarations(
  _ tree: SyntaxTree, context: FormulaContext = FormulaContext()
) -> [Diagnostic] {
  var checker = Checker(
    source: tree.source, overrides: context.overrides, extraColumns: context.extraColumns)
  checker.replay(context.declarations)
  _ = checker.check(tree.statements)
  // At a prompt the use of a name comes later than its declaration.
  return checker.findings().filter { $0.code != .unusedName && $0.code != .noExit }
}

/// Compiles the text of a strategy: parsing and checking, the findings of both by place.
package func compile(_ source: SourceText, overrides: [String: Double] = [:]) -> CheckResult {
  let parsed = parseStrategy(source)
  let checked = check(
    parsed.tree, overrides: overrides, lost: parsed.hasErrors ? LostText(parsed) : nil)
  return merged(parsed.diagnostics, checked)
}

/// Compiles the text of one formula.
package func compileFormula(
  _ source: SourceText, context: FormulaContext = FormulaContext()
) -> CheckResult {
  let parsed = parseFormula(source)
  guard !parsed.hasErrors else {
    return CheckResult(strategy: nil, diagnostics: parsed.diagnostics)
  }
  return merged(
    parsed.diagnostics, checkFormula(parsed.tree, source: source, context: context))
}

private func merged(_ syntax: [Diagnostic], _ checked: CheckResult) -> CheckResult {
  let all = (syntax + checked.diagnostics).inSourceOrder()
  let hasErrors = all.contains { $0.severity == .error }
  return CheckResult(strategy: hasErrors ? nil : checked.strategy, diagnostics: all)
}

extension Checker {
  /// Reads declarations that were checked when they were made; their findings are not repeated.
  mutating func replay(_ trees: [SyntaxTree]) {
    replayPlace = SourceSpan(0, 0)
    for tree in trees {
      _ = check(tree.statements.filter(\.isDeclaration))
      state.silence()
    }
    replayPlace = nil
    used = []
  }

  mutating func formula(_ expression: Expression) -> CheckResult {
    let scope = Scope()
    let typed = evaluate(expression, scope)
    reportUnknownOverrides(at: SourceSpan(0, 0), scope)
    reportConditions(of: expression, scope)
    let text = source.text(expression.span)
    let outputs = formulaOutputs(typed.value, text: text)
    return result(
      title: text, intervalMilliseconds: nil, outputs: outputs, sizeUnit: nil,
      risk: RiskRules())
  }

  private func formulaOutputs(_ value: Value, text: String) -> [StrategyOutput] {
    switch value {
    case .number(let node, let dimension):
      [StrategyOutput(role: .formula(text), node: node, type: .number, dimension: dimension)]
    case .truth(let node):
      [StrategyOutput(role: .formula(text), node: node, type: .boolean, dimension: .any)]
    case .record(let fields):
      fields.flatMap { formulaOutputs($0.value, text: "\(text).\($0.name)") }
    case .option, .error: []
    }
  }
}

extension Statement {
  fileprivate var isDeclaration: Bool {
    switch kind {
    case .strategy, .parameter, .binding, .function, .input, .hours: true
    case .rule, .stop, .target, .size, .risk, .test, .venue: false
    }
  }
}
