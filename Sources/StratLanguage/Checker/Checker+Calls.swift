import StratSyntax

extension Checker {
  mutating func evaluateCall(
    _ name: Name, _ arguments: [Argument], _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    let placed = Name(name.text, place(name.span, scope))
    if scope.prelude == nil {
      if declaring == name.text { return refuse(.recursion(placed), arguments, scope) }
      if let function = functions[name.text] {
        used.insert(name.text)
        return inlineUser(function, arguments, span, scope)
      }
    }
    if let kernel = FunctionCatalogue.kernel(name.text) {
      return evaluateKernel(kernel, arguments, span, scope)
    }
    if let function = FunctionCatalogue.prelude(name.text) {
      return inlinePrelude(function, arguments, span, scope)
    }
    return refuse(unknownFunction(placed, arguments, span, scope), arguments, scope)
  }

  /// Reports a call that cannot be made, and the mistakes in its arguments.
  private mutating func refuse(
    _ diagnostic: Diagnostic, _ arguments: [Argument], _ scope: Scope
  ) -> Typed {
    let result = mistake(diagnostic, scope)
    // What is wrong in a foreign call is answered by its right spelling alone.
    if diagnostic.code != .foreignFunction {
      for argument in arguments { _ = evaluate(argument.value, scope) }
    }
    return result
  }

  private func unknownFunction(
    _ name: Name, _ arguments: [Argument], _ span: SourceSpan, _ scope: Scope
  ) -> Diagnostic {
    let texts = arguments.map { text(place($0.value.span, scope), scope) }
    if let own = ForeignSpelling.withoutNamespace(name.text) {
      let right =
        ForeignSpelling.call(own, arguments: texts) ?? "\(own)(\(texts.joined(separator: ", ")))"
      return .foreignSpelling(name.text, span, right: right, in: source)
    }
    if let declared = later[name.text] {
      return .usedBeforeDeclaration(name, declared: declared)
    }
    if let right = ForeignSpelling.call(name.text, arguments: texts) {
      return .foreignSpelling(name.text, span, right: right, in: source)
    }
    if scope.locals[name.text] != nil || values[name.text] != nil
      || StandardColumns.dimension(name.text) != nil
    {
      return .valueCalled(name)
    }
    return .unknownFunction(
      name,
      suggestion: nearestMatch(
        name.text, in: functions.keys.sorted() + FunctionCatalogue.names))
  }

  // MARK: Arguments

  /// A parameter of whatever kind of function, as far as handing over arguments goes.
  struct Formal {
    var name: String
    var isRequired: Bool
  }

  /// The argument for each parameter (`nil` where its default holds) and what is left over.
  mutating func bind(
    _ arguments: [Argument], to formals: [Formal], of function: String, _ span: SourceSpan,
    takesMore: Bool = false, _ scope: Scope
  ) -> (bound: [Expression?], rest: [Expression])? {
    var bound = [Expression?](repeating: nil, count: formals.count)
    var rest: [Expression] = []
    var isFine = true
    var hasLabel = false
    let form = signature(of: function) ?? function
    for (position, argument) in arguments.enumerated() {
      let at = place(argument.value.span, scope)
      var index = position
      if let label = argument.label {
        hasLabel = true
        guard let found = formals.firstIndex(where: { $0.name == label.text }) else {
          let isLength =
            ForeignSpelling.lengthLabels.contains(label.text)
            && formals.contains { $0.name == "n" }
          let suggestion =
            isLength
            ? NearestMatch(name: "n", isOnly: true)
            : nearestMatch(label.text, in: formals.map(\.name))
          report(
            .unknownLabel(
              Name(label.text, place(label.span, scope)), function: function, signature: form,
              suggestion: suggestion), scope)
          isFine = false
          continue
        }
        index = found
      } else if hasLabel {
        report(.unlabelledAfterLabelled(at), scope)
        isFine = false
        continue
      }
      if index >= formals.count {
        if takesMore {
          rest.append(argument.value)
        } else {
          report(.tooManyArguments(at, function: function, signature: form), scope)
          isFine = false
        }
      } else if bound[index] != nil {
        report(.repeatedArgument(formals[index].name, at), scope)
        isFine = false
      } else {
        bound[index] = argument.value
      }
    }
    if isFine {
      for (formal, value) in zip(formals, bound) where value == nil && formal.isRequired {
        report(
          .missingArgument(formal.name, span, function: function, signature: form), scope)
        isFine = false
      }
    }
    guard isFine else {
      for argument in arguments { _ = evaluate(argument.value, scope) }
      return nil
    }
    return (bound, rest)
  }
}
