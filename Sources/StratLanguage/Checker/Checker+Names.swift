import StratSyntax

extension Checker {
  /// What a bare name stands for: a local, something declared, a column, a function of no
  /// arguments; or why it stands for nothing.
  mutating func evaluateName(_ name: Name, _ scope: Scope) -> Typed {
    let span = place(name.span, scope)
    let placed = Name(name.text, span)
    if scope.selfReference?.name == name.text {
      return mistake(.selfReferenceWithoutPast(placed), scope)
    }
    if scope.leftBehind.contains(name.text), scope.locals[name.text] == nil {
      return mistake(.selfReferenceElsewhere(placed), scope)
    }
    if let local = scope.locals[name.text] {
      let typed = local.series == state.current ? local.typed : local.again(&self)
      // In a built-in function a parameter points at what the user wrote for it.
      return Typed(typed.value, scope.prelude == nil ? span : typed.span)
    }
    if scope.prelude == nil, let known = values[name.text] {
      used.insert(name.text)
      return Typed(value(of: name.text, known, at: span, scope), span)
    }
    if let dimension = StandardColumns.dimension(name.text) {
      return Typed(
        .number(state.builder.column(name.text, dimension, at: span), dimension), span)
    }
    if let field = ClockField(rawValue: name.text) {
      let node = state.builder.column(
        name.text, field.dimension, source: .clock(field), at: span)
      return Typed(.number(node, field.dimension), span)
    }
    if scope.prelude == nil, extraColumns.contains(name.text) {
      return Typed(.number(state.builder.column(name.text, .any, at: span), .any), span)
    }
    if let value = evaluateBareFunction(name, span, scope) { return value }
    return unknownName(placed, scope)
  }

  /// A function without parameters is read like a series: `tr`, `hl2`.
  private mutating func evaluateBareFunction(
    _ name: Name, _ span: SourceSpan, _ scope: Scope
  ) -> Typed? {
    if scope.prelude == nil, let function = functions[name.text] {
      used.insert(name.text)
      guard function.declaration.parameters.isEmpty else { return nil }
      return inlineUser(function, [], span, scope)
    }
    guard let function = FunctionCatalogue.prelude(name.text), function.parameters.isEmpty else {
      return nil
    }
    return inlinePrelude(function, [], span, scope)
  }

  private mutating func unknownName(_ name: Name, _ scope: Scope) -> Typed {
    if StandardColumns.later.contains(name.text) {
      return mistake(.notEvaluatedYet("`\(name.text)`", name.span), scope)
    }
    if let declared = later[name.text] {
      return mistake(.usedBeforeDeclaration(name, declared: declared), scope)
    }
    if let signature = signature(of: name.text) {
      return mistake(.functionAsName(name, signature: signature), scope)
    }
    if let right = ForeignSpelling.name(name.text) {
      return mistake(.foreignSpelling(name.text, name.span, right: right, in: source), scope)
    }
    let suggestion = nearestMatch(name.text, in: valueCandidates(scope))
    return mistake(.unknownName(name, suggestion: suggestion), scope)
  }

  /// The form of a function, as help shows it.
  func signature(of name: String) -> String? {
    if let function = functions[name] {
      return FunctionDescription(function.declaration, family: "").signature
    }
    return FunctionCatalogue.description(of: name)?.signature
  }
}
