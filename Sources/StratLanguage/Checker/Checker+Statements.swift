import StratSyntax

extension Checker {
  /// What the rules of a file come to, before they are made outputs.
  struct Collected: Sendable {
    struct Output: Sendable {
      var role: OutputRole
      var nodes: [NodeID]
      var dimension: Dimension
      var span: SourceSpan
    }

    struct Entry: Sendable {
      var node: NodeID
      var kind: EntryPriceKind?
      var price: NodeID?
      /// The clause, or the rule where it has none.
      var span: SourceSpan
    }

    var header: StrategyHeader?
    var outputs: [Output] = []
    /// The entries of each side as they were written, for the prices they wait for.
    var entries: [Side: [Entry]] = [:]
    var sizeUnit: SizeUnit?
    var risk = RiskRules()
    /// The first statement of each kind that may stand only once.
    var first: [String: SourceSpan] = [:]
    var tests: [PendingTest] = []
  }

  mutating func check(_ statements: [Statement]) -> Collected {
    collectNames(statements)
    let scope = Scope()
    adoptHeader(of: statements, scope)
    var collected = Collected()
    for statement in statements {
      switch statement.kind {
      case .strategy(let header):
        guard isFirst("strategy", statement.span, &collected, scope) else { continue }
        collected.header = header
        if let span = header.eachTick { report(.notEvaluatedYet("`each tick`", span), scope) }
      case .parameter(let declaration): declareParameter(declaration, scope)
      case .binding(let binding): declareSeries(binding, scope)
      case .function(let declaration): declareFunction(declaration, scope)
      case .input(let declaration): declareInput(declaration, scope)
      case .rule(let rule): checkRule(rule, statement.span, &collected, scope)
      case .stop(let expression):
        checkPrice(expression, .stop, statement.span, &collected, scope)
      case .target(let expression):
        checkPrice(expression, .target, statement.span, &collected, scope)
      case .size(let clause): checkSize(clause, statement.span, &collected, scope)
      case .risk(let settings):
        guard isFirst("risk", statement.span, &collected, scope) else { continue }
        collected.risk = checkRisk(settings, scope)
      case .test: continue
      case .hours(let clause):
        guard isFirst("hours", statement.span, &collected, scope) else { continue }
        adoptHours(clause, statement.span, scope)
      case .venue: report(.notEvaluatedYet("`venue`", statement.span), scope)
      }
    }
    joinEntryPrices(&collected, scope)
    // Tests may use every name of the file, wherever they stand.
    let rules = Set(collected.outputs.map(\.role))
    for statement in statements {
      guard case .test(let block) = statement.kind else { continue }
      if let test = checkTest(block, statement.span, rules: rules, scope) {
        collected.tests.append(test)
      }
    }
    reportUnknownOverrides(at: collected.header?.titleSpan ?? SourceSpan(0, 0), scope)
    // What was not reached is neither unused nor missing.
    if !stopped {
      reportUnused(statements, scope)
      reportMissingExits(collected, scope)
      reportConditions(statements, collected, scope)
    }
    return collected
  }

  /// Values given from outside for parameters that are not there.
  mutating func reportUnknownOverrides(at span: SourceSpan, _ scope: Scope) {
    for name in overrides.keys.sorted() where values[name]?.kind != .parameter {
      let suggestion = nearestMatch(name, in: parameters.map(\.name))
      report(.unknownParameter(name, span, suggestion: suggestion), scope)
    }
  }

  private mutating func isFirst(
    _ keyword: String, _ span: SourceSpan, _ collected: inout Collected, _ scope: Scope
  ) -> Bool {
    if let first = collected.first[keyword] {
      report(.duplicateStatement(keyword, span, first: first), scope)
      return false
    }
    collected.first[keyword] = span
    return true
  }

  /// Several rules of the same kind are joined by `or`.
  private mutating func checkRule(
    _ rule: Rule, _ span: SourceSpan, _ collected: inout Collected, _ scope: Scope
  ) {
    for leg in rule.legs { report(.notEvaluatedYet("a `leg`", leg.span), scope) }
    let typed = evaluate(rule.condition, scope)
    let role: OutputRole = rule.action == .entry ? .entry(rule.side) : .exit(rule.side)
    let node = truth(typed, in: "`\(role.title) when`", scope)
    let price = rule.price.flatMap { entryPrice($0, scope) }
    if let node, rule.action == .entry, rule.price == nil || price != nil {
      collected.entries[rule.side, default: []].append(
        Collected.Entry(
          node: node, kind: rule.price?.kind, price: price, span: rule.price?.span ?? span))
    }
    let known = collected.outputs.firstIndex { $0.role == role }
    if let node, let constant = state.builder.constantTruth(node) {
      report(.constantCondition(typed.span, value: constant), scope)
    }
    if let known {
      if let node { collected.outputs[known].nodes.append(node) }
    } else {
      collected.outputs.append(
        Collected.Output(
          role: role, nodes: node.map { [$0] } ?? [], dimension: .any, span: span))
    }
  }

  private mutating func checkPrice(
    _ expression: Expression, _ role: OutputRole, _ span: SourceSpan,
    _ collected: inout Collected, _ scope: Scope
  ) {
    guard isFirst(role.title, span, &collected, scope),
      let node = price(expression, in: "`\(role.title)`", sign: role == .stop ? "-" : "+", scope)
    else { return }
    collected.outputs.append(
      Collected.Output(role: role, nodes: [node], dimension: .price, span: span))
  }

  private mutating func checkSize(
    _ clause: SizeClause, _ span: SourceSpan, _ collected: inout Collected, _ scope: Scope
  ) {
    guard isFirst("size", span, &collected, scope) else { return }
    let typed = evaluate(clause.amount, scope)
    guard let unit = clause.unit else {
      // A size that could not be read may have lost its unit with the rest.
      if !typed.isError {
        report(
          .sizeWithoutUnit(
            typed.span, amount: text(typed.span, scope), isPercent: typed.isPercent,
            isLiteral: typed.literal != nil), scope)
      }
      return
    }
    guard let (node, actual) = number(typed, in: "`size`", scope) else { return }
    let wanted = unit.dimension
    // A number of units may also be a plain ratio of two prices or amounts.
    let fits =
      Dimension.unified(wanted, actual) != nil || (unit == .units && actual == .ratio)
    guard fits else {
      var finding = Diagnostic.wrongDimension(actual, typed.span, wanted: wanted, by: "`size`")
      finding.help = "the size is counted in \(unit.rawValue)"
      report(finding, scope)
      return
    }
    if let value = state.builder.constantNumber(node) {
      if unit == .equity, value > 1, !typed.isPercent, actual == .any {
        report(.likelyPercent(typed.span, value: value), scope)
      } else if !(value > 0) {
        report(
          .outOfRange(typed.span, what: "the size", must: "greater than zero", value: value),
          scope)
      }
    }
    collected.sizeUnit = unit
    collected.outputs.append(
      Collected.Output(role: .size, nodes: [node], dimension: wanted, span: span))
  }

  private mutating func reportMissingExits(_ collected: Collected, _ scope: Scope) {
    let roles = collected.outputs.map(\.role)
    // A stop that did not check is still a stop the author wrote.
    if collected.first["stop"] != nil || collected.first["target"] != nil { return }
    for output in collected.outputs {
      if case .entry(let side) = output.role, !roles.contains(.exit(side)) {
        report(.noExit(side, output.span), scope)
      }
    }
  }
}

extension SizeUnit {
  /// What the number of a size in this unit counts.
  fileprivate var dimension: Dimension {
    switch self {
    case .equity: .ratio
    case .units: .volume
    case .cash: .money
    }
  }
}
