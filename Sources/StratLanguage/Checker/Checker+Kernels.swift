import StratSyntax

extension Checker {
  mutating func evaluateKernel(
    _ kernel: KernelFunction, _ arguments: [Argument], _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    var takesMore = false
    if case .repeated = kernel.emission { takesMore = true }
    let formals = kernel.parameters.map {
      Formal(name: $0.name, isRequired: $0.isRequired)
    }
    guard
      let (bound, rest) = bind(
        arguments, to: formals, of: kernel.name, span, takesMore: takesMore, scope)
    else { return .error(span) }
    if case .byType(let numbers, let truths) = kernel.emission {
      return evaluateByType(kernel, bound, (numbers, truths), span, scope)
    }
    var operands: [NodeID] = []
    var measured: (dimension: Dimension, typed: Typed)?
    var dimensions: [Dimension] = []
    var parameter = 0
    var chosen = 0
    var isFine = true
    let kinds = kernel.parameters.map(\.kind) + rest.map { _ in .number }
    for (index, expression) in (bound + rest).enumerated() {
      let name = index < formals.count ? formals[index].name : "argument \(index + 1)"
      let use = "`\(name)` of `\(kernel.name)`"
      if case .option(let option) = kinds[index] {
        guard let choice = choice(expression, of: option, use: use, scope) else {
          isFine = false
          continue
        }
        chosen = choice
        continue
      }
      let typed = expression.map { evaluate($0, scope) } ?? defaultValue(kernel, index, span)
      switch kinds[index] {
      case .constant(let range):
        if let value = constantInteger(typed, what: use, in: range, scope) {
          parameter = value
        } else {
          isFine = false
        }
      case .truth:
        if let node = truth(typed, in: use, scope) { operands.append(node) } else { isFine = false }
      case .option: break
      case .number, .either:
        guard let (node, dimension) = number(typed, in: use, scope) else {
          isFine = false
          continue
        }
        operands.append(node)
        dimensions.append(dimension)
        guard case .common = kernel.result, let before = measured else {
          measured = (dimension, typed)
          continue
        }
        let both = common(before, (dimension, typed), .arguments(kernel.name), span, scope)
        if let both { measured = (both, before.typed) } else { isFine = false }
      }
    }
    guard isFine else { return .error(span) }
    let node: NodeID
    switch kernel.emission {
    case .operation(let operation):
      node = state.builder.apply(operation, operands, parameter: parameter, at: span)
    case .chosen(let operations):
      node = state.builder.apply(operations[chosen], operands, parameter: parameter, at: span)
    case .repeated(let operation):
      guard var folded = operands.first else { return .error(span) }
      for operand in operands.dropFirst() {
        folded = state.builder.apply(operation, [folded, operand], at: span)
      }
      node = folded
    case .byType: return .error(span)
    }
    switch kernel.result {
    case .truth: return Typed(.truth(node), span)
    case .fixed(let dimension): return Typed(.number(node, dimension), span)
    case .common: return Typed(.number(node, measured?.dimension ?? .any), span)
    case .first: return Typed(.number(node, dimensions.first ?? .any), span)
    case .product:
      return Typed(.number(node, dimensions.reduce(.any) { .product($0, $1) }), span)
    case .squareRoot:
      return Typed(.number(node, dimensions.first?.squareRoot ?? .any), span)
    case .power:
      let exponent = operands.last.flatMap { state.builder.constantNumber($0) }
      return Typed(.number(node, dimensions.first?.raised(to: exponent) ?? .any), span)
    }
  }

  private mutating func defaultValue(
    _ kernel: KernelFunction, _ index: Int, _ span: SourceSpan
  ) -> Typed {
    let value = kernel.parameters[index].defaultValue ?? .nan
    return Typed(.number(state.builder.number(value, at: span), .any), span)
  }

  /// `is_na` and `nz`: one operation for numbers, another for truths.
  private mutating func evaluateByType(
    _ kernel: KernelFunction, _ bound: [Expression?], _ operations: (Operation, Operation),
    _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    let first = bound.first.flatMap { $0 }.map { evaluate($0, scope) } ?? .error(span)
    guard kernel.parameters.count > 1 else {
      switch first.value {
      case .error: return .error(span)
      case .record(let fields):
        reportRecord(fields, first.span, scope)
        return .error(span)
      case .option:
        isBroken = true
        return .error(span)
      case .number(let node, _):
        return Typed(.truth(state.builder.apply(operations.0, [node], at: span)), span)
      case .truth(let node):
        return Typed(.truth(state.builder.apply(operations.1, [node], at: span)), span)
      }
    }
    var second = bound[1].map { evaluate($0, scope) } ?? defaultValue(kernel, 1, span)
    if bound[1] == nil, case .truth = first.value {
      second = Typed(.truth(state.builder.truth(.false, at: span)), span)
    }
    switch alternatives(first, second, .alternatives, span, scope) {
    case nil: return .error(span)
    case .numbers(let a, let b, let dimension):
      return Typed(
        .number(state.builder.apply(operations.0, [a, b], at: span), dimension), span)
    case .truths(let a, let b):
      return Typed(.truth(state.builder.apply(operations.1, [a, b], at: span)), span)
    }
  }
}
