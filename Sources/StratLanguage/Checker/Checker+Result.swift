import StratSyntax

/// From what has been collected to a strategy that can run.
extension Checker {
  /// What the windows of one strategy may hold together: 128 MiB of numbers.
  static let stateLimit = 16 << 20

  /// The findings so far by place: no more errors, and no more warnings, than are worth reading.
  func findings() -> [Diagnostic] {
    let sorted = state.diagnostics.inSourceOrder()
    let limit = SyntaxLimits.errors
    guard sorted.count > limit else { return sorted }
    let errors = sorted.filter { $0.severity == .error }
    let warnings = sorted.filter { $0.severity == .warning }
    var kept = Array(errors.prefix(limit))
    if errors.count > limit {
      kept.append(.tooManyErrors(at: errors[limit].primary.span, more: errors.count - limit))
    }
    kept += warnings.prefix(limit)
    if warnings.count > limit, let last = kept.indices.last {
      kept[last].notes.append("\(warnings.count - limit) more warnings are not shown")
    }
    return kept.inSourceOrder()
  }

  mutating func strategy(_ collected: Collected) -> CheckResult {
    var outputs: [StrategyOutput] = []
    for role in OutputRole.listed {
      guard let found = collected.outputs.first(where: { $0.role == role }),
        var node = found.nodes.first
      else { continue }
      // Of several prices the checker has made one already.
      for other in found.nodes.dropFirst() {
        node = state.builder.apply(.or, [node, other], at: found.span)
      }
      let type = state.builder.graph[node].operation.resultType
      outputs.append(
        StrategyOutput(
          role: role, node: node, type: type,
          dimension: type == .number ? found.dimension : .any))
    }
    var checked = result(
      title: collected.header?.title ?? source.name,
      intervalMilliseconds: collected.header?.intervalMilliseconds, outputs: outputs,
      sizeUnit: collected.sizeUnit, risk: collected.risk)
    if let strategy = checked.strategy, !collected.tests.isEmpty {
      let tests = finishTests(collected.tests, rules: outputs.filter(\.role.isRule), of: strategy)
      checked.diagnostics = findings()
      checked.strategy?.tests = tests
      if state.errorCount > 0 { checked.strategy = nil }
    }
    return checked
  }

  /// Prunes, measures and names the graph; no strategy where there was an error.
  mutating func result(
    title: String, intervalMilliseconds: Int64?, outputs: [StrategyOutput],
    sizeUnit: SizeUnit?, risk: RiskRules
  ) -> CheckResult {
    let draft = SeriesResult(state, outputs: outputs)
    checkLimits(draft)
    let found = findings()
    guard state.errorCount == 0, !isBroken else {
      return CheckResult(strategy: nil, diagnostics: found)
    }
    return CheckResult(
      strategy: CheckedStrategy(
        title: title, intervalMilliseconds: intervalMilliseconds, zone: zone, hours: hours,
        parameters: parameters, graph: draft.graph, outputs: draft.outputs, feeds: draft.feeds,
        sizeUnit: sizeUnit, risk: risk, history: draft.history,
        semanticHash: SemanticHash.of(
          draft.graph, outputs: draft.outputs, feeds: draft.feeds, zone: zone, hours: hours,
          sizeUnit: sizeUnit, risk: risk, intervalMilliseconds: intervalMilliseconds),
        namedNodes: draft.namedNodes, source: source),
      diagnostics: found)
  }

  private mutating func checkLimits(_ draft: SeriesResult) {
    if state.builder.isFull, !stopped {
      report(
        .tooManyInstructions(
          draft.graph.spans.last ?? SourceSpan(0, 0), limit: GraphBuilder.nodeLimit), Scope())
    }
    var values = 0
    for graph in draft.allGraphs {
      for (node, span) in zip(graph.nodes, graph.spans)
      where node.operation.isStateful && node.operation.takesParameter {
        values += Int(node.parameter)
        if values > Self.stateLimit {
          report(.stateTooLarge(span, limit: Self.stateLimit), Scope())
          return
        }
      }
    }
  }
}
