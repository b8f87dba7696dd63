import StratSyntax

/// Functions are written out where they are called; equal calls are written out once.
extension Checker {
  mutating func inlinePrelude(
    _ function: FunctionDeclaration, _ arguments: [Argument], _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    var body = Scope()
    body.prelude = scope.prelude ?? Scope.PreludeCall(name: function.name.text, span: span)
    let result = inline(function, arguments, span, from: scope, into: body)
    if let range = function.declaredRange {
      state.promise(range.closed, of: result.value)
    }
    return result
  }

  mutating func inlineUser(
    _ function: UserFunction, _ arguments: [Argument], _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    let name = function.declaration.name.text
    guard !function.isRecursive, !expanding.contains(name) else {
      isBroken = true
      return .error(span)
    }
    var body = Scope()
    body.caller = (name, span)
    return inline(function.declaration, arguments, span, from: scope, into: body)
  }

  private mutating func inline(
    _ function: FunctionDeclaration, _ arguments: [Argument], _ span: SourceSpan,
    from scope: Scope, into empty: Scope
  ) -> Typed {
    let formals = function.parameters.map {
      Formal(name: $0.name.text, isRequired: $0.defaultValue == nil)
    }
    guard let (bound, _) = bind(arguments, to: formals, of: function.name.text, span, scope) else {
      return .error(span)
    }
    var body = empty
    var values: [Value] = []
    var isFine = true
    for (parameter, expression) in zip(function.parameters, bound) {
      let use = "`\(parameter.name.text)` of `\(function.name.text)`"
      // Only functions of the prelude have options: elsewhere their names are no dimensions.
      if let option = parameter.dimension.flatMap({ FunctionOption.named($0.text) }) {
        guard let choice = choice(expression, of: option, use: use, scope) else {
          isFine = false
          continue
        }
        let value = Value.option(option, choice: choice)
        body.locals[parameter.name.text] = Scope.Local(
          typed: Typed(value, span), series: state.current, again: { _ in Typed(value, span) })
        values.append(value)
        continue
      }
      let formula: Expression
      let formulaScope: Scope
      if let expression {
        (formula, formulaScope) = (expression, scope)
      } else if let standard = parameter.defaultValue {
        (formula, formulaScope) = (standard, body)
      } else {
        return .error(span)
      }
      let dimension = parameter.dimension
      let read: @Sendable (inout Checker, Scope) -> Typed = { checker, inner in
        var typed = checker.evaluate(formula, inner)
        typed.value = checker.conformed(typed, to: dimension, by: use, scope)
        return typed
      }
      let typed = read(&self, formulaScope)
      if typed.isError { isFine = false }
      body.locals[parameter.name.text] = Scope.Local(
        typed: Typed(typed.value, typed.span), series: state.current,
        again: { read(&$0, formulaScope.elsewhere) })
      values.append(typed.value)
    }
    guard isFine else { return .error(span) }
    let key = CallKey(name: function.name.text, arguments: values)
    if let known = state.calls[key] { return Typed(known, span) }
    let errors = state.errorCount
    let isUsers = body.prelude == nil
    if isUsers { expanding.insert(function.name.text) }
    let result = evaluateBody(function, body, span)
    if isUsers { expanding.remove(function.name.text) }
    if state.errorCount == errors, !result.isError { state.remember(key, result.value) }
    return Typed(result.value, span)
  }

  /// The `let`s and the result of a function, with its parameters in scope.
  mutating func evaluateBody(
    _ function: FunctionDeclaration, _ scope: Scope, _ span: SourceSpan
  ) -> Typed {
    var scope = scope
    for binding in function.bindings {
      let name = Name(binding.name.text, place(binding.name.span, scope))
      if let first = scope.locals[binding.name.text] {
        report(.duplicateName(name, first: first.typed.span), scope)
        continue
      }
      let outer = scope
      let value = evaluateSeries(binding, outer)
      scope.locals[binding.name.text] = Scope.Local(
        typed: Typed(value.value, scope.prelude == nil ? binding.name.span : value.span),
        series: state.current, again: { $0.evaluateSeries(binding, outer.elsewhere) })
    }
    let result: Typed
    if case .record(let fields) = function.result.kind {
      result = evaluateRecord(fields, place(function.result.span, scope), scope)
    } else {
      result = evaluate(function.result, scope)
    }
    let use = "the result of `\(function.name.text)`"
    return Typed(
      declaredResult(result, function.resultDimension, by: use, scope), result.span)
  }

  private mutating func evaluateRecord(
    _ fields: [RecordField], _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    var values: [RecordValue] = []
    var places: [String: SourceSpan] = [:]
    for field in fields {
      let typed = evaluate(field.value, scope)
      let name = Name(field.name.text, place(field.name.span, scope))
      if let first = places[name.text] {
        report(.duplicateName(name, first: first), scope)
      } else {
        places[name.text] = name.span
        values.append(RecordValue(name: name.text, value: typed.value))
      }
    }
    return Typed(.record(values), span)
  }

  // MARK: Declared dimensions

  /// An argument seen as its parameter declares it: `x : price` makes a bare number a price.
  private mutating func conformed(
    _ typed: Typed, to declared: Name?, by use: String, _ scope: Scope
  ) -> Value {
    guard let declared, !typed.isError else { return typed.value }
    if declared.text == Self.truthName {
      return truth(typed, in: use, scope).map { .truth($0) } ?? .error
    }
    guard let wanted = Dimension.named(declared.text) else { return typed.value }
    guard let (node, actual) = number(typed, in: use, scope) else { return .error }
    guard let dimension = Dimension.unified(wanted, actual) else {
      report(.wrongDimension(actual, typed.span, wanted: wanted, by: use), scope)
      return .error
    }
    return .number(node, dimension)
  }

  private mutating func declaredResult(
    _ typed: Typed, _ declared: Name?, by use: String, _ scope: Scope
  ) -> Value {
    guard let declared, !typed.isError else { return typed.value }
    if case .record(let fields) = typed.value {
      return .record(
        fields.map { field in
          RecordValue(
            name: field.name,
            value: declaredResult(Typed(field.value, typed.span), declared, by: use, scope))
        })
    }
    if declared.text == Self.truthName {
      return truth(typed, in: use, scope).map { .truth($0) } ?? .error
    }
    guard let wanted = Dimension.named(declared.text) else { return typed.value }
    guard let (node, actual) = number(typed, in: use, scope) else { return .error }
    // `number` says only that it is one.
    if declared.text == "number" { return .number(node, actual) }
    guard let dimension = Dimension.adopted(declared: wanted, actual: actual) else {
      report(.wrongDimension(actual, typed.span, wanted: wanted, by: use), scope)
      return .error
    }
    return .number(node, dimension)
  }

  /// What `: bool` is called in a `def`.
  static let truthName = "bool"
}
