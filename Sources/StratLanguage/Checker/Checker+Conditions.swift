import StratSyntax

/// Warnings about conditions, once everything has been read and nothing is wrong.
extension Checker {
  mutating func reportConditions(
    _ statements: [Statement], _ collected: Collected, _ scope: Scope
  ) {
    guard state.errorCount == 0, !isBroken, !hasSyntaxErrors, replayPlace == nil else { return }
    var analysis = conditionAnalysis
    for statement in statements { analysis.visit(statement) }
    for finding in analysis.findings { report(finding, scope) }
    reportRules(statements, collected, analysis, scope)
    for finding in Usage(statements).withoutEffect(used: used) { report(finding, scope) }
  }

  /// The same for a formula by itself.
  mutating func reportConditions(of formula: Expression, _ scope: Scope) {
    guard state.errorCount == 0, !isBroken else { return }
    var analysis = conditionAnalysis
    analysis.visit(formula)
    for finding in analysis.findings { report(finding, scope) }
  }

  private var conditionAnalysis: ConditionAnalysis {
    ConditionAnalysis(
      source: source, graph: state.builder.graph, places: state.places,
      ranges: RangeAnalysis(state.builder.graph, declared: state.promises),
      parameters: Set(parameters.map(\.name)))
  }

  private mutating func reportRules(
    _ statements: [Statement], _ collected: Collected, _ analysis: ConditionAnalysis,
    _ scope: Scope
  ) {
    var rules: [RuleAnalysis.WrittenRule] = []
    for case .rule(let rule) in statements.map(\.kind) {
      guard let node = state.places[rule.condition.span],
        state.builder.graph[node].operation.resultType == .boolean
      else { continue }
      rules.append(
        RuleAnalysis.WrittenRule(
          rule: rule, node: node, price: rule.price.flatMap { state.places[$0.value.span] }))
    }
    var stops: [(role: OutputRole, node: NodeID, span: SourceSpan)] = []
    for statement in statements {
      switch statement.kind {
      case .stop(let price):
        if let node = state.places[price.span] { stops.append((.stop, node, price.span)) }
      case .target(let price):
        if let node = state.places[price.span] { stops.append((.target, node, price.span)) }
      default: continue
      }
    }
    let ruleAnalysis = RuleAnalysis(
      source: source, ranges: analysis.ranges, rules: rules, stops: stops)
    for finding in ruleAnalysis.findings(besides: analysis.findings) { report(finding, scope) }
  }
}
