/// What is certainly so on a bar on which a condition is true (or false).
package struct ConditionFacts {
  enum Fact: Hashable {
    /// A node lies in an interval, open where it says so.
    case interval(NodeID, Interval)
    /// How two nodes stand to each other: bit 0 less, bit 1 equal, bit 2 greater.
    case order(NodeID, NodeID, UInt8)
    case truth(NodeID, Bool)
  }

  struct Interval: Hashable {
    var low = -Double.infinity
    var isLowOpen = true
    var high = Double.infinity
    var isHighOpen = true

    func isWithin(_ other: Interval) -> Bool {
      (low > other.low || (low == other.low && (isLowOpen || !other.isLowOpen)))
        && (high < other.high || (high == other.high && (isHighOpen || !other.isHighOpen)))
    }

    func excludes(_ other: Interval) -> Bool { isBelow(other) || other.isBelow(self) }

    private func isBelow(_ other: Interval) -> Bool {
      high < other.low || (high == other.low && (isHighOpen || other.isLowOpen))
    }

    /// Whether every number lies in one of the two.
    func covers(with other: Interval) -> Bool {
      func join(_ left: Interval, _ right: Interval) -> Bool {
        left.low == -.infinity && right.high == .infinity
          && (right.low < left.high
            || (right.low == left.high && !(right.isLowOpen && left.isHighOpen)))
      }
      return join(self, other) || join(other, self)
    }
  }

  var facts: [Fact]
  /// The condition holds whenever all facts do and what they speak of is known.
  var isExact: Bool

  /// More facts than this are not worth comparing.
  private static let limit = 48

  /// What follows from a node being true, or false.
  static func of(_ id: NodeID, in graph: Graph, isTrue: Bool = true) -> ConditionFacts {
    var result = ConditionFacts(facts: [], isExact: true)
    var pending = [(id, isTrue)]
    while let (id, isTrue) = pending.popLast() {
      let node = graph[id]
      switch node.operation {
      case .and where isTrue, .or where !isTrue:
        pending += node.operands.map { ($0, isTrue) }
      case .not: pending.append((node.operands[0], !isTrue))
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
        let operation = isTrue ? node.operation : node.operation.complement
        if let fact = comparison(operation, node.operands[0], node.operands[1], in: graph) {
          result.facts.append(fact)
        } else {
          result.isExact = false
        }
      case .crossesAbove, .crossesBelow:
        if isTrue {
          let operation: Operation = node.operation == .crossesAbove ? .greater : .less
          if let fact = comparison(operation, node.operands[0], node.operands[1], in: graph) {
            result.facts.append(fact)
          }
        }
        // That it crossed is more than where it is now.
        result.facts.append(.truth(id, isTrue))
      case .truth: if node.parameter != (isTrue ? 1 : 2) { result.isExact = false }
      default: result.facts.append(.truth(id, isTrue))
      }
      if result.facts.count > limit {
        result.isExact = false
        break
      }
    }
    return result
  }

  /// The fact that a comparison states; `nil` when it is not one of these kinds.
  static func comparison(
    _ operation: Operation, _ a: NodeID, _ b: NodeID, in graph: Graph
  ) -> Fact? {
    let (left, right) = (graph[a], graph[b])
    switch (left.operation == .number, right.operation == .number) {
    case (true, true): return nil
    case (false, true): return interval(operation, a, right.constant)
    case (true, false): return interval(operation.mirrored, b, left.constant)
    case (false, false):
      guard a != b, let mask = operation.orderMask else { return nil }
      if a < b { return .order(a, b, mask) }
      return operation.mirrored.orderMask.map { .order(b, a, $0) }
    }
  }

  private static func interval(_ operation: Operation, _ id: NodeID, _ bound: Double) -> Fact? {
    guard !bound.isNaN else { return nil }
    var result = Interval()
    switch operation {
    case .less, .lessOrEqual:
      result.high = bound
      result.isHighOpen = operation == .less
    case .greater, .greaterOrEqual:
      result.low = bound
      result.isLowOpen = operation == .greater
    case .equal:
      result = Interval(low: bound, isLowOpen: false, high: bound, isHighOpen: false)
    default: return nil
    }
    return .interval(id, result)
  }

  // MARK: - Comparing

  static func excludes(_ a: Fact, _ b: Fact) -> Bool {
    switch (a, b) {
    case (.interval(let x, let left), .interval(let y, let right)): x == y && left.excludes(right)
    case (.order(let x, let y, let left), .order(let z, let w, let right)):
      x == z && y == w && left & right == 0
    case (.truth(let x, let left), .truth(let y, let right)): x == y && left != right
    default: false
    }
  }

  static func implies(_ a: Fact, _ b: Fact) -> Bool {
    switch (a, b) {
    case (.interval(let x, let left), .interval(let y, let right)): x == y && left.isWithin(right)
    case (.order(let x, let y, let left), .order(let z, let w, let right)):
      x == z && y == w && left & ~right == 0
    case (.truth, .truth): a == b
    default: false
    }
  }

  /// Whether the two cannot be true on one bar.
  package static func conflict(in graph: Graph, _ a: NodeID, _ b: NodeID) -> Bool {
    let left = of(a, in: graph).facts
    let right = of(b, in: graph).facts
    return left.contains { one in right.contains { excludes(one, $0) } }
  }

  /// Whether the second is true on every bar on which the first is.
  package static func implication(in graph: Graph, _ a: NodeID, _ b: NodeID, depth: Int = 0) -> Bool
  {
    if a == b { return true }
    let (left, right) = (graph[a], graph[b])
    if depth < 8 {
      if left.operation == .or {
        return left.operands.allSatisfy { implication(in: graph, $0, b, depth: depth + 1) }
      }
      if right.operation == .and {
        return right.operands.allSatisfy { implication(in: graph, a, $0, depth: depth + 1) }
      }
      if right.operation == .or,
        right.operands.contains(where: { implication(in: graph, a, $0, depth: depth + 1) })
      {
        return true
      }
    }
    let known = of(a, in: graph).facts
    let wanted = of(b, in: graph)
    return wanted.isExact && !wanted.facts.isEmpty
      && wanted.facts.allSatisfy { fact in known.contains { implies($0, fact) } }
  }

  /// Whether one of the two is true on every bar on which they are known.
  package static func coverEverything(in graph: Graph, _ a: NodeID, _ b: NodeID) -> Bool {
    let (left, right) = (of(a, in: graph), of(b, in: graph))
    guard left.isExact, right.isExact, left.facts.count == 1, right.facts.count == 1 else {
      return false
    }
    switch (left.facts[0], right.facts[0]) {
    case (.interval(let x, let one), .interval(let y, let other)):
      return x == y && one.covers(with: other)
    case (.order(let x, let y, let one), .order(let z, let w, let other)):
      return x == z && y == w && one | other == 7
    case (.truth(let x, let one), .truth(let y, let other)): return x == y && one != other
    default: return false
    }
  }
}

extension Operation {
  /// The comparison that is true where this is false.
  fileprivate var complement: Operation {
    switch self {
    case .less: .greaterOrEqual
    case .lessOrEqual: .greater
    case .greater: .lessOrEqual
    case .greaterOrEqual: .less
    case .equal: .notEqual
    case .notEqual: .equal
    default: self
    }
  }

  /// The comparison with its sides exchanged.
  fileprivate var mirrored: Operation {
    switch self {
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    default: self
    }
  }

  fileprivate var orderMask: UInt8? {
    switch self {
    case .less: 1
    case .lessOrEqual: 3
    case .greater: 4
    case .greaterOrEqual: 6
    case .equal: 2
    case .notEqual: 5
    default: nil
    }
  }
}
