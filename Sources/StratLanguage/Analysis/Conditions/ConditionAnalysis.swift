import StratSyntax

/// Reads the conditions of a file again and says which of them cannot do what they seem to.
///
/// Only what is certain is said, of the file's own formulas; functions are left alone, since they
/// are written for any argument.
struct ConditionAnalysis {
  let source: SourceText
  let graph: Graph
  /// What each formula became.
  let places: [SourceSpan: NodeID]
  let ranges: RangeAnalysis
  /// Names whose values a user may change from outside.
  let parameters: Set<String>
  private(set) var findings: [Diagnostic] = []

  init(
    source: SourceText, graph: Graph, places: [SourceSpan: NodeID], ranges: RangeAnalysis,
    parameters: Set<String>
  ) {
    self.source = source
    self.graph = graph
    self.places = places
    self.ranges = ranges
    self.parameters = parameters
  }

  mutating func visit(_ statement: Statement) {
    switch statement.kind {
    case .rule(let rule): for formula in rule.formulas { visit(formula) }
    case .binding(let binding): visit(binding.value)
    case .stop(let value), .target(let value): visit(value)
    case .size(let clause): visit(clause.amount)
    case .strategy, .parameter, .function, .input, .risk, .test, .hours, .venue: break
    }
  }

  mutating func visit(_ expression: Expression) {
    switch expression.kind {
    case .comparison(let operands, let operators): visit(operands, operators, expression.span)
    case .crosses(let direction, let a, let b):
      visit(a)
      visit(b)
      checkCrossing(direction, a, b, expression.span)
    case .binary(let joint, _, _) where joint == .and || joint == .or:
      let parts = expression.parts(joinedBy: joint)
      for part in parts { visit(part) }
      checkJoint(joint, parts)
    case .past(let series, let bars):
      visit(series)
      if case .number(0) = bars.kind {
        let brackets = SourceSpan(Int(series.span.end), Int(expression.span.end))
        findings.append(.uselessPast(brackets, text: source.clipped(series.span)))
      }
    default: for part in expression.parts { visit(part) }
    }
  }

  // MARK: - Comparisons

  private mutating func visit(
    _ operands: [Expression], _ operators: [(ComparisonOperator, SourceSpan)], _ span: SourceSpan
  ) {
    for operand in operands { visit(operand) }
    for (index, (comparison, _)) in operators.enumerated() where index + 1 < operands.count {
      check(comparison, operands[index], operands[index + 1], whole: span)
    }
    guard operators.count > 1 else { return }
    let facts = operators.indices.map { index -> ConditionFacts.Fact? in
      guard index + 1 < operands.count, let a = places[operands[index].span],
        let b = places[operands[index + 1].span]
      else { return nil }
      return ConditionFacts.comparison(operators[index].0.operation, a, b, in: graph)
    }
    for (index, fact) in facts.enumerated() {
      for (other, second) in facts.enumerated() where other > index {
        guard let fact, let second, ConditionFacts.excludes(fact, second) else { continue }
        findings.append(
          .contradiction(
            pair(operands, index), pair(operands, other), at: span, source: source))
        return
      }
    }
  }

  private func pair(_ operands: [Expression], _ index: Int) -> SourceSpan {
    operands[index].span.union(operands[index + 1].span)
  }

  private mutating func check(
    _ comparison: ComparisonOperator, _ left: Expression, _ right: Expression, whole: SourceSpan
  ) {
    guard let a = places[left.span], let b = places[right.span],
      graph[a].operation.resultType == .number, graph[b].operation.resultType == .number,
      !(isConstant(a) && isConstant(b))
    else { return }
    let span = left.span.union(right.span)
    let truth = ranges.comparison(comparison.operation, a, b)
    if a == b {
      findings.append(
        .selfComparison(span, text: source.clipped(left.span), isTrue: truth.canBeTrue))
    } else if !truth.canBeTrue {
      findings.append(neverTrue(span, (left, a), (right, b)))
    } else if !truth.canBeFalse {
      findings.append(.alwaysTrue(span, sides: sides((left, a), (right, b))))
    }
  }

  private mutating func checkCrossing(
    _ direction: CrossDirection, _ left: Expression, _ right: Expression, _ span: SourceSpan
  ) {
    guard let a = places[left.span], let b = places[right.span], let node = places[span],
      !(isConstant(a) && isConstant(b))
    else { return }
    if a == b {
      findings.append(
        .selfComparison(span, text: source.clipped(left.span), isTrue: false))
    } else if !ranges.truth(of: node).canBeTrue {
      findings.append(neverTrue(span, (left, a), (right, b)))
    }
  }

  private typealias Side = (expression: Expression, node: NodeID)

  private func neverTrue(_ span: SourceSpan, _ left: Side, _ right: Side) -> Diagnostic {
    let isMissing = ranges.range(of: left.node).isEmpty || ranges.range(of: right.node).isEmpty
    var help: String?
    // The usual slip with channels: the bar that breaks out is part of what it breaks.
    for (side, other) in [(left, right), (right, left)] {
      let operation = graph[side.node].operation
      guard operation == .highest || operation == .lowest else { continue }
      let isBeyond =
        operation == .highest
        ? ranges.isAtMost(other.node, side.node) : ranges.isAtMost(side.node, other.node)
      if isBeyond {
        let text = source.clipped(side.expression.span)
        help = "leave this bar out of what it is compared with: `\(text)[1]`"
      }
    }
    return .neverTrue(span, sides: sides(left, right), isMissing: isMissing, help: help)
  }

  /// Why it is so: the ranges where they do not overlap, else which side is the smaller one.
  private func sides(_ left: Side, _ right: Side) -> [Label] {
    let (a, b) = (ranges.range(of: left.node), ranges.range(of: right.node))
    if a.isEmpty || b.isEmpty || a.high <= b.low || b.high <= a.low {
      return [(left, a), (right, b)].map { Label($0.expression.span, phrase($1)) }
    }
    let smaller = ranges.isAtMost(left.node, right.node) ? left : right
    return [Label(smaller.expression.span, "never more than the other side")]
  }

  private func isConstant(_ id: NodeID) -> Bool { graph[id].operation == .number }

  private func phrase(_ range: ValueRange) -> String {
    if range.isEmpty { return "`na` on every bar" }
    let (low, high) = (range.low.readable, range.high.readable)
    if low == high { return "always \(low)" }
    switch (range.low == -.infinity, range.high == .infinity) {
    case (true, true): return "this"
    case (false, true): return range.low == 0 ? "never negative" : "at least \(low)"
    case (true, false): return range.high == 0 ? "never positive" : "at most \(high)"
    case (false, false): return "from \(low) to \(high)"
    }
  }

  // MARK: - Conditions joined

  private mutating func checkJoint(_ joint: BinaryOperator, _ parts: [Expression]) {
    let known = parts.compactMap { part in places[part.span].map { (part: part, node: $0) } }
    // What is wrong with a part alone has been said.
    let sound = known.filter { part in
      let truth = ranges.truth(of: part.node)
      return truth.canBeTrue && truth.canBeFalse
    }
    var useless: Set<SourceSpan> = []
    for (index, later) in sound.enumerated() {
      for earlier in sound[..<index] {
        if useless.contains(earlier.part.span) || useless.contains(later.part.span) { continue }
        if earlier.node == later.node {
          useless.insert(later.part.span)
          findings.append(.repeatedCondition(later.part.span, first: earlier.part.span))
          continue
        }
        let whole = earlier.part.span.union(later.part.span)
        if joint == .and, ConditionFacts.conflict(in: graph, earlier.node, later.node) {
          findings.append(
            .contradiction(earlier.part.span, later.part.span, at: whole, source: source))
          return
        }
        if joint == .or, ConditionFacts.coverEverything(in: graph, earlier.node, later.node) {
          findings.append(
            .alwaysTrue(
              whole,
              sides: [
                Label(earlier.part.span, "either this"), Label(later.part.span, "or this"),
              ]))
          return
        }
        if let (needless, because) = implied(joint, earlier, later) {
          useless.insert(needless.span)
          findings.append(.impliedCondition(needless.span, by: because.span, joint: joint))
        }
      }
    }
  }

  /// Which of two conditions says nothing beside the other.
  private func implied(
    _ joint: BinaryOperator, _ a: (part: Expression, node: NodeID),
    _ b: (part: Expression, node: NodeID)
  ) -> (needless: Expression, because: Expression)? {
    // With another value of a parameter it may say something.
    if a.part.mentions(any: parameters) || b.part.mentions(any: parameters) { return nil }
    let forward = ConditionFacts.implication(in: graph, a.node, b.node)
    let backward = ConditionFacts.implication(in: graph, b.node, a.node)
    // Of `and` the weaker says nothing, of `or` the stronger.
    switch (joint == .and ? forward : backward, joint == .and ? backward : forward) {
    case (true, _): return (b.part, a.part)
    case (false, true): return (a.part, b.part)
    case (false, false): return nil
    }
  }
}

extension Expression {
  /// The operands of a chain of one operator, brackets kept.
  fileprivate func parts(joinedBy joint: BinaryOperator) -> [Expression] {
    guard case .binary(joint, let left, let right) = kind else { return [self] }
    var result = [right]
    var rest = left
    while case .binary(joint, let first, let second) = rest.kind {
      result.append(second)
      rest = first
    }
    return [rest] + result.reversed()
  }
}

extension Double {
  /// Without what only rounding put there.
  fileprivate var readable: String { ((self * 1e6).rounded() / 1e6).written }
}
