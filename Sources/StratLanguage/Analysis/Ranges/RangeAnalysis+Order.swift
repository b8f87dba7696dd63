/// Which of two nodes is never the larger one.
extension RangeAnalysis {
  /// Whether a ≤ b on every bar on which both are known.
  package func isAtMost(_ a: NodeID, _ b: NodeID) -> Bool { isAtMost(a, b, depth: 0) }

  /// Deeper than formulas go; each step follows one operand.
  private static let depthLimit = 6

  private func isAtMost(_ a: NodeID, _ b: NodeID, depth: Int) -> Bool {
    if a == b || range(of: a).high <= range(of: b).low { return true }
    guard depth < Self.depthLimit else { return false }
    func at(_ a: NodeID, _ b: NodeID) -> Bool { isAtMost(a, b, depth: depth + 1) }
    let (left, right) = (graph[a], graph[b])
    if left.operation == .column, right.operation == .column { return areOrdered(left, right) }
    switch left.operation {
    case .minimum: if at(left.operands[0], b) || at(left.operands[1], b) { return true }
    case .maximum: if at(left.operands[0], b), at(left.operands[1], b) { return true }
    case .lowest: if at(left.operands[0], b) { return true }
    // Adding what is not positive, taking off what is not negative, makes nothing larger.
    case .add:
      for (x, y) in [(0, 1), (1, 0)] where range(of: left.operands[y]).high <= 0 {
        if at(left.operands[x], b) { return true }
      }
    case .subtract:
      if range(of: left.operands[1]).low >= 0, at(left.operands[0], b) { return true }
    case .multiply:
      for (x, y) in [(0, 1), (1, 0)] {
        let factor = range(of: left.operands[y])
        if factor.low >= 0, factor.high <= 1, range(of: left.operands[x]).low >= 0,
          at(left.operands[x], b)
        {
          return true
        }
      }
    default: break
    }
    switch right.operation {
    case .maximum: return at(a, right.operands[0]) || at(a, right.operands[1])
    case .minimum: return at(a, right.operands[0]) && at(a, right.operands[1])
    case .highest: return at(a, right.operands[0])
    case .add:
      return [(0, 1), (1, 0)].contains { x, y in
        range(of: right.operands[y]).low >= 0 && at(a, right.operands[x])
      }
    case .subtract: return range(of: right.operands[1]).high <= 0 && at(a, right.operands[0])
    case .multiply:
      return [(0, 1), (1, 0)].contains { x, y in
        range(of: right.operands[y]).low >= 1 && range(of: right.operands[x]).low >= 0
          && at(a, right.operands[x])
      }
    case .lagNumber:
      return left.operation == .lagNumber && left.parameter == right.parameter
        && at(left.operands[0], right.operands[0])
    default: return false
    }
  }

  /// The order of the prices of one candle.
  private func areOrdered(_ a: Node, _ b: Node) -> Bool {
    guard candles == .wellFormed else { return false }
    switch (graph.columns[Int(a.parameter)].name, graph.columns[Int(b.parameter)].name) {
    case ("low", "open"), ("low", "close"), ("low", "high"), ("open", "high"), ("close", "high"):
      return true
    default: return false
    }
  }
}
