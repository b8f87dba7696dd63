import StratSyntax

/// `param`, `let`, `def` and `input`.
extension Checker {
  /// Notes where names are declared, so that an early use can be told from an unknown name.
  mutating func collectNames(_ statements: [Statement]) {
    for statement in statements {
      guard let name = statement.declaredName, later[name.text] == nil else { continue }
      later[name.text] = name.span
    }
  }

  mutating func declareParameter(_ declaration: ParameterDeclaration, _ scope: Scope) {
    let name = declaration.name
    let isNew = claim(name, isFunction: false, scope)
    let typed = evaluate(declaration.value, scope)
    let given = constant(typed, what: "the value of a `param`", scope)
    var low: Double?
    var high: Double?
    var step: Double?
    if let range = declaration.range {
      low = bound(range.low, scope)
      high = bound(range.high, scope)
      if let expression = range.step { step = bound(expression, scope) }
      if let lower = low, let upper = high, lower > upper {
        report(.emptyRange(range.low.span.union(range.high.span)), scope)
        (low, high) = (nil, nil)
      }
      if let value = step, !(value > 0), let place = range.step?.span {
        report(
          .outOfRange(place, what: "the step", must: "greater than zero", value: value), scope)
        step = nil
      }
    }
    guard isNew else { return }
    var value = overrides[name.text] ?? given
    if let number = value, !number.isFinite {
      report(.parameterNotFinite(name.text, place(name.span, scope)), scope)
      value = nil
    }
    guard let value else {
      values[name.text] = NamedValue(
        kind: .parameter, value: .error(name.span), declared: name.span)
      return
    }
    if let low, let high, !(low...high).contains(value) {
      report(
        .parameterOutOfRange(
          name.text, place(overrides[name.text] == nil ? typed.span : name.span, scope),
          value: value, low: low, high: high), scope)
    }
    let dimension: Dimension = if case .number(_, let own) = typed.value { own } else { .any }
    let node = state.builder.number(value, at: place(declaration.value.span, scope))
    let span = place(declaration.value.span, scope)
    values[name.text] = NamedValue(
      kind: .parameter, value: Typed(.number(node, dimension), name.span), declared: name.span,
      again: { Typed(.number($0.state.builder.number(value, at: span), dimension), span) })
    parameters.append(
      BoundParameter(
        name: name.text, value: value, overridden: overrides[name.text] != nil, low: low,
        high: high, step: step))
  }

  private mutating func bound(_ expression: Expression, _ scope: Scope) -> Double? {
    let typed = evaluate(expression, scope)
    guard let value = constant(typed, what: "the range of a `param`", scope) else { return nil }
    if value.isFinite { return value }
    report(
      .outOfRange(typed.span, what: "the range", must: "made of numbers", value: value), scope)
    return nil
  }

  mutating func declareSeries(_ binding: Binding, _ scope: Scope) {
    let isNew = claim(binding.name, isFunction: false, scope)
    let typed = evaluateSeries(binding, scope)
    guard isNew else { return }
    let placed = replayPlace
    values[binding.name.text] = NamedValue(
      kind: .series, value: Typed(typed.value, typed.span), declared: binding.name.span,
      formula: binding.value.mentions(binding.name.text) ? nil : binding.value, placed: placed,
      again: { checker in
        let place = checker.replayPlace
        checker.replayPlace = placed
        defer { checker.replayPlace = place }
        return checker.evaluateSeries(binding, Scope())
      })
    addNamed(binding.name.text, typed.value)
  }

  /// Remembers what a name became on the bars at hand.
  mutating func addNamed(_ name: String, _ value: Value) {
    switch value {
    case .number(let node, _), .truth(let node):
      state.series[state.current].namedNodes.append((name, node))
    case .record(let fields):
      for field in fields { addNamed("\(name).\(field.name)", field.value) }
    case .option, .error: break
    }
  }

  mutating func declareInput(_ declaration: InputDeclaration, _ scope: Scope) {
    let isNew = claim(declaration.name, isFunction: false, scope)
    let dimension = Dimension.named(declaration.dimension.text)
    if dimension == nil { reportDimension(declaration.dimension, allowsTruth: false, scope) }
    guard isNew else { return }
    let span = place(declaration.name.span, scope)
    var value = Typed.error(span)
    let source = columnSource(of: declaration, scope)
    var again: Scope.Reading = { _ in .error(span) }
    if let dimension {
      let name = declaration.name.text
      again = { checker in
        let node = checker.state.builder.column(name, dimension, source: source, at: span)
        return Typed(.number(node, dimension), span)
      }
      value = again(&self)
    }
    values[declaration.name.text] = NamedValue(
      kind: .input, value: value, declared: declaration.name.span,
      isJoined: declaration.joining != nil, again: again)
  }

  /// The column of the candles, or the rule by which another file's meets them.
  private mutating func columnSource(
    of declaration: InputDeclaration, _ scope: Scope
  ) -> ColumnSource {
    guard let joining = declaration.joining else { return .frame }
    if joining.lateMilliseconds > joining.ageMilliseconds {
      report(.malformedJoin(place(joining.span, scope)), scope)
    }
    return .joined(
      JoinRule(
        ageMilliseconds: joining.ageMilliseconds, lateMilliseconds: joining.lateMilliseconds))
  }

  mutating func declareFunction(_ declaration: FunctionDeclaration, _ scope: Scope) {
    let name = declaration.name
    let isNew = claim(name, isFunction: true, scope)
    var seen: [String: SourceSpan] = [:]
    var hasDefault = false
    for parameter in declaration.parameters {
      if let first = seen[parameter.name.text] {
        report(.duplicateName(parameter.name, first: first), scope)
      }
      seen[parameter.name.text] = parameter.name.span
      if parameter.defaultValue != nil {
        hasDefault = true
      } else if hasDefault {
        report(.requiredAfterOptional(parameter.name), scope)
      }
      if let dimension = parameter.dimension { checkDimension(dimension, scope) }
    }
    if let dimension = declaration.resultDimension { checkDimension(dimension, scope) }
    // Read once with parameters that agree with everything: finds unknown names in functions
    // that nobody calls, and self-calls before there is anything to expand.
    var body = scope
    declaring = name.text
    for parameter in declaration.parameters {
      if let value = parameter.defaultValue { _ = evaluate(value, body) }
      let span = parameter.name.span
      body.locals[parameter.name.text] = Scope.Local(
        typed: .error(span), series: state.current, again: { _ in .error(span) })
    }
    let findings = state.diagnostics.count
    _ = evaluateBody(declaration, body, declaration.result.span)
    declaring = nil
    let isRecursive = state.diagnostics[findings...].contains { $0.code == .recursiveDefinition }
    guard isNew else { return }
    functions[name.text] = UserFunction(
      declaration: declaration, declared: name.span, isRecursive: isRecursive)
  }

  private mutating func checkDimension(_ name: Name, _ scope: Scope) {
    if name.text != Self.truthName, Dimension.named(name.text) == nil {
      reportDimension(name, allowsTruth: true, scope)
    }
  }

  private mutating func reportDimension(_ name: Name, allowsTruth: Bool, _ scope: Scope) {
    let allowed = Dimension.declarable.map(\.name) + (allowsTruth ? [Self.truthName] : [])
    report(
      .unknownDimension(
        name, suggestion: nearestMatch(name.text, in: allowed),
        allowed: allowed), scope)
  }

  /// Whether the name is free; reports why not.
  ///
  /// It counts as declared from here on.
  private mutating func claim(_ name: Name, isFunction: Bool, _ scope: Scope) -> Bool {
    later[name.text] = nil
    if let first = values[name.text]?.declared ?? functions[name.text]?.declared {
      report(.duplicateName(name, first: first), scope)
      return false
    }
    if StandardColumns.dimension(name.text) != nil {
      report(.builtInName(name, what: "a column of every frame"), scope)
      return false
    }
    if ClockField(rawValue: name.text) != nil {
      report(.builtInName(name, what: "a time of the bar"), scope)
      return false
    }
    if StandardColumns.later.contains(name.text) {
      report(.builtInName(name, what: "kept for the position and the time"), scope)
      return false
    }
    if isFunction ? FunctionCatalogue.contains(name.text) : isBareFunction(name.text) {
      report(.builtInName(name, what: "built in"), scope)
      return false
    }
    return true
  }

  /// A `let` may be called `rsi`, since a call looks different; not `tr`, which is read bare.
  private func isBareFunction(_ name: String) -> Bool {
    FunctionCatalogue.prelude(name)?.parameters.isEmpty ?? false
  }

  /// Warns of what is declared and never read, in the order of the source.
  mutating func reportUnused(_ statements: [Statement], _ scope: Scope) {
    for statement in statements {
      guard let name = statement.declaredName, !used.contains(name.text) else { continue }
      switch statement.kind {
      case .parameter: report(.unused("the parameter", name), scope)
      case .binding: report(.unused("the series", name), scope)
      case .function: report(.unused("the function", name), scope)
      case .input: report(.unused("the input", name), scope)
      case .strategy, .rule, .stop, .target, .size, .risk, .test, .hours, .venue: break
      }
    }
  }
}
