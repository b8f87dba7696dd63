import StratSyntax

extension Checker {
  mutating func evaluateUnary(
    _ operation: UnaryOperator, _ operand: Expression, _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    let typed = evaluate(operand, scope)
    switch operation {
    case .negate:
      guard let (node, dimension) = number(typed, in: "`-`", scope) else { return .error(span) }
      return Typed(
        .number(state.builder.apply(.negate, [node], at: span), dimension), span,
        literal: typed.literal.map { -$0 }, isPercent: typed.isPercent)
    case .not:
      guard let node = truth(typed, in: "`not`", scope) else { return .error(span) }
      return Typed(.truth(state.builder.apply(.not, [node], at: span)), span)
    }
  }

  /// A chain of left-leaning operators, from the left: long sums need no deep recursion.
  mutating func evaluateChain(_ expression: Expression, _ scope: Scope) -> Typed {
    var links: [(operation: BinaryOperator, right: Expression, span: SourceSpan)] = []
    var left = expression
    while case .binary(let operation, let first, let second) = left.kind {
      links.append((operation, second, place(left.span, scope)))
      left = first
    }
    var value = evaluate(left, scope)
    for link in links.reversed() {
      let right = evaluate(link.right, scope)
      value = combine(link.operation, value, right, link.span, scope)
      note(value.value, at: link.span, scope)
    }
    return value
  }

  private mutating func combine(
    _ operation: BinaryOperator, _ left: Typed, _ right: Typed, _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    switch operation {
    case .and, .or:
      let use = "`\(operation.rawValue)`"
      let a = truth(left, in: use, scope)
      let b = truth(right, in: use, scope)
      guard let a, let b else { return .error(span) }
      return Typed(
        .truth(state.builder.apply(operation == .and ? .and : .or, [a, b], at: span)), span)
    case .coalesce:
      guard let sides = alternatives(left, right, .alternatives, span, scope) else {
        return .error(span)
      }
      switch sides {
      case .numbers(let a, let b, let dimension):
        let node = state.builder.apply(.coalesceNumber, [a, b], at: span)
        return Typed(.number(node, dimension), span)
      case .truths(let a, let b):
        return Typed(.truth(state.builder.apply(.coalesceTruth, [a, b], at: span)), span)
      }
    case .add, .subtract, .multiply, .divide, .power:
      let use = "`\(operation.rawValue)`"
      let a = number(left, in: use, scope)
      let b = number(right, in: use, scope)
      guard let a, let b else { return .error(span) }
      guard let (code, dimension) = arithmetic(operation, (a, left), (b, right), span, scope)
      else { return .error(span) }
      return Typed(
        .number(state.builder.apply(code, [a.node, b.node], at: span), dimension), span)
    }
  }

  private typealias Side = (number: (node: NodeID, dimension: Dimension), typed: Typed)

  private mutating func arithmetic(
    _ operation: BinaryOperator, _ a: Side, _ b: Side, _ span: SourceSpan, _ scope: Scope
  ) -> (Operation, Dimension)? {
    let left = a.number.dimension
    let right = b.number.dimension
    switch operation {
    case .add, .subtract:
      let meeting: Diagnostic.Meeting = operation == .add ? .add : .subtract
      guard let dimension = common((left, a.typed), (right, b.typed), meeting, span, scope) else {
        return nil
      }
      return (operation == .add ? .add : .subtract, dimension)
    case .multiply:
      // A bare 100 turns a ratio into points.
      let isPercentage =
        (a.typed.isHundred && right == .ratio) || (b.typed.isHundred && left == .ratio)
      return (.multiply, isPercentage ? .points : .product(left, right))
    case .divide:
      return (.divide, b.typed.isHundred && left == .points ? .ratio : .quotient(left, right))
    case .power:
      return (.power, left.raised(to: state.builder.constantNumber(b.number.node)))
    case .and, .or, .coalesce:
      return nil
    }
  }

  // MARK: Comparisons

  mutating func evaluateComparison(
    _ operands: [Expression], _ operators: [(ComparisonOperator, SourceSpan)], _ span: SourceSpan,
    _ scope: Scope
  ) -> Typed {
    if let known = optionComparison(operands, operators, span, scope) { return known }
    let values = operands.map { evaluate($0, scope) }
    var result: NodeID?
    var isBroken = values.count != operators.count + 1
    for (index, (comparison, _)) in operators.enumerated() where index + 1 < values.count {
      let pair = operators.count == 1 ? span : values[index].span.union(values[index + 1].span)
      guard let node = compare(comparison, values[index], values[index + 1], pair, scope) else {
        isBroken = true
        continue
      }
      result = result.map { state.builder.apply(.and, [$0, node], at: span) } ?? node
    }
    guard let result, !isBroken else { return .error(span) }
    return Typed(.truth(result), span)
  }

  private mutating func compare(
    _ comparison: ComparisonOperator, _ left: Typed, _ right: Typed, _ span: SourceSpan,
    _ scope: Scope
  ) -> NodeID? {
    if left.isError || right.isError { return nil }
    let isEquality = comparison == .equal || comparison == .notEqual
    if isEquality, case .truth(let a) = left.value, case .truth(let b) = right.value {
      return state.builder.apply(
        comparison == .equal ? .equalTruth : .notEqualTruth, [a, b], at: span)
    }
    if isEquality, isMissing(left.value) || isMissing(right.value) {
      let other = isMissing(left.value) ? right : left
      report(
        .equalityWithMissing(
          span, other: text(other.span, scope), negated: comparison == .notEqual), scope)
      return nil
    }
    let use = "`\(comparison.rawValue)`"
    let a = number(left, in: use, scope)
    let b = number(right, in: use, scope)
    guard let a, let b,
      common((a.dimension, left), (b.dimension, right), .compare, span, scope) != nil
    else { return nil }
    if isEquality, isEqualOnlyByChance(a.node, b.node) {
      report(
        .equalityOfRounded(span, text(left.span, scope), text(right.span, scope)), scope)
      return nil
    }
    return state.builder.apply(comparison.operation, [a.node, b.node], at: span)
  }

  /// Both sides change from bar to bar and at least one is the result of a rounding.
  private func isEqualOnlyByChance(_ a: NodeID, _ b: NodeID) -> Bool {
    let nodes = [state.builder.graph[a], state.builder.graph[b]]
    return !nodes.contains { $0.operation == .number }
      && nodes.contains { $0.operation.isRounded }
  }

  mutating func evaluateCrossing(
    _ direction: CrossDirection, _ a: Expression, _ b: Expression, _ span: SourceSpan,
    _ scope: Scope
  ) -> Typed {
    let left = evaluate(a, scope)
    let right = evaluate(b, scope)
    let use = "`crosses \(direction.rawValue)`"
    let first = number(left, in: use, scope)
    let second = number(right, in: use, scope)
    guard let first, let second,
      common((first.dimension, left), (second.dimension, right), .compare, span, scope) != nil
    else { return .error(span) }
    let operation: Operation = direction == .above ? .crossesAbove : .crossesBelow
    return Typed(
      .truth(state.builder.apply(operation, [first.node, second.node], at: span)), span)
  }

  // MARK: Dimensions

  /// The dimension two numbers share, or `nil` after reporting that they do not.
  mutating func common(
    _ a: (dimension: Dimension, typed: Typed), _ b: (dimension: Dimension, typed: Typed),
    _ meeting: Diagnostic.Meeting, _ span: SourceSpan, _ scope: Scope
  ) -> Dimension? {
    if let same = Dimension.unified(a.dimension, b.dimension) { return same }
    var help: String?
    var fix: FixIt?
    if scope.prelude == nil {
      (help, fix) = remedy(a, b, meeting, span, scope)
    }
    report(
      .mismatch(
        meeting, (a.dimension, a.typed.span), (b.dimension, b.typed.span), at: span, help: help,
        fix: fix), scope)
    return nil
  }

  /// What was most likely meant where two dimensions do not fit.
  private func remedy(
    _ a: (dimension: Dimension, typed: Typed), _ b: (dimension: Dimension, typed: Typed),
    _ meeting: Diagnostic.Meeting, _ span: SourceSpan, _ scope: Scope
  ) -> (String?, FixIt?) {
    switch meeting {
    case .add, .subtract:
      if b.dimension == .ratio, a.dimension != .points {
        let sign = if case .add = meeting { "+" } else { "-" }
        let base = text(a.typed.span, scope)
        let isOperand = SourceText(name: "operand", base).isOperand
        let right =
          (isOperand ? base : "(\(base))") + " * (1 \(sign) \(text(b.typed.span, scope)))"
        // Of a longer sum it may be meant of the last part only.
        return ("write `\(right)`", FixIt(span, right, isSure: isOperand))
      }
    case .compare, .branches, .alternatives, .arguments: break
    }
    // 70% beside an oscillator that runs from 0 to 100.
    for (one, other) in [(a, b), (b, a)] where one.dimension == .points {
      if other.typed.isPercent, let value = other.typed.literal {
        let right = (value * 100).rounded(toPlaces: 9).written
        return (
          "points run from 0 to 100: write `\(right)`", FixIt(other.typed.span, right)
        )
      }
      if other.dimension == .ratio {
        return ("write `100 * …` to turn the ratio into points", nil)
      }
    }
    return ("both sides must count the same thing", nil)
  }
}

extension Typed {
  fileprivate var isHundred: Bool { literal == 100 && !isPercent }
}

extension ComparisonOperator {
  var operation: Operation {
    switch self {
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .equal: .equal
    case .notEqual: .notEqual
    }
  }
}

extension Double {
  /// Undoes the rounding of a percentage: 0.07 × 100 is to read as 7.
  fileprivate func rounded(toPlaces places: Int) -> Double {
    var scale = 1.0
    for _ in 0..<places { scale *= 10 }
    let scaled = (self * scale).rounded() / scale
    return scaled.isFinite ? scaled : self
  }
}
