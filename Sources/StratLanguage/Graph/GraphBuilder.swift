package import StratSyntax

/// Builds a graph in which equal nodes are one node and constants are already computed.
package struct GraphBuilder: Sendable {
  package private(set) var graph = Graph()
  private var known: [Node: NodeID] = [:]
  private var shapes: [RecurrenceShape: NodeID] = [:]
  private var shapeOrder: [RecurrenceShape] = []

  /// More nodes than this are refused: a program of that size is a mistake or an attack.
  package static let nodeLimit = 20_000

  package init() {}

  package var nodeCount: Int { graph.nodes.count }
  package var isFull: Bool { graph.nodes.count > Self.nodeLimit }

  package mutating func number(_ value: Double, at span: SourceSpan) -> NodeID {
    // One bit pattern stands for every `na`.
    let bits = value.isFinite ? value.bitPattern : Double.nan.bitPattern
    return intern(Node(.number, constantBits: bits), span)
  }

  package mutating func truth(_ value: Kleene, at span: SourceSpan) -> NodeID {
    intern(Node(.truth, parameter: Int32(value.rawValue)), span)
  }

  package mutating func column(
    _ name: String, _ dimension: Dimension, source: ColumnSource = .frame, at span: SourceSpan
  ) -> NodeID {
    let index =
      graph.columns.firstIndex { $0.name == name }
      ?? {
        graph.columns.append(
          ColumnReference(name: name, dimension: dimension, source: source))
        return graph.columns.count - 1
      }()
    return intern(Node(.column, parameter: Int32(index)), span)
  }

  /// Applies an operation, folding what is constant.
  package mutating func apply(
    _ operation: Operation, _ operands: [NodeID], parameter: Int = 0, at span: SourceSpan
  ) -> NodeID {
    precondition(operands.count == operation.operandTypes.count, "operands as the signature says")
    if let folded = folded(operation, operands, at: span) { return folded }
    let node = Node(operation, operands, parameter: Int32(parameter))
    if operation.isCommutative, let first = operands.first, let last = operands.last,
      let mirrored = known[Node(operation, [last, first])]
    {
      return mirrored
    }
    return intern(node, span)
  }

  package func constantNumber(_ id: NodeID) -> Double? {
    let node = graph[id]
    return node.operation == .number ? node.constant : nil
  }

  package func constantTruth(_ id: NodeID) -> Kleene? {
    let node = graph[id]
    return node.operation == .truth ? Kleene(rawValue: UInt8(node.parameter)) : nil
  }

  // MARK: Self-referring series

  /// Opens a recurrence, whose root is known once its body has been built.
  mutating func openRecurrence() -> Int {
    graph.recurrenceRoots.append(NodeID(0))
    return graph.recurrenceRoots.count - 1
  }

  /// Sets the root; gives the root of an earlier recurrence of the same shape if there is one.
  mutating func closeRecurrence(_ index: Int, root: NodeID, bodyFrom: Int) -> NodeID? {
    graph.recurrenceRoots[index] = root
    let shape = shape(ofRecurrence: index, root: root, bodyFrom: bodyFrom)
    if let known = shapes[shape] { return known }
    shapes[shape] = root
    shapeOrder.append(shape)
    return nil
  }

  mutating func past(
    _ type: ValueType, recurrence: Int, bars: Int, at span: SourceSpan
  ) -> NodeID {
    let operation: Operation = type == .number ? .pastNumber : .pastTruth
    return intern(
      Node(operation, parameter: Int32(bars), recurrence: Int32(recurrence)), span)
  }

  // MARK: Going back

  struct Mark: Sendable {
    var nodes: Int
    var columns: Int
    var recurrences: Int
    var shapes: Int
  }

  var mark: Mark {
    Mark(
      nodes: graph.nodes.count, columns: graph.columns.count,
      recurrences: graph.recurrenceRoots.count, shapes: shapeOrder.count)
  }

  /// Forgets everything built since the mark.
  mutating func rollBack(to mark: Mark) {
    for node in graph.nodes[mark.nodes...] { known[node] = nil }
    graph.nodes.removeSubrange(mark.nodes...)
    graph.spans.removeSubrange(mark.nodes...)
    graph.columns.removeSubrange(mark.columns...)
    graph.recurrenceRoots.removeSubrange(mark.recurrences...)
    for shape in shapeOrder[mark.shapes...] { shapes[shape] = nil }
    shapeOrder.removeSubrange(mark.shapes...)
  }

  // MARK: Folding

  private mutating func folded(
    _ operation: Operation, _ operands: [NodeID], at span: SourceSpan
  ) -> NodeID? {
    let numbers = operands.map { constantNumber($0) }
    let truths = operands.map { constantTruth($0)?.rawValue }
    switch operation {
    case .and, .or:
      // true and x = x, false and x = false; mirrored for or.
      let neutral: UInt8 = operation == .and ? 1 : 2
      if operands[0] == operands[1] { return operands[0] }
      for (side, other) in [(0, 1), (1, 0)] {
        guard let constant = truths[side], constant != 0 else { continue }
        return constant == neutral ? operands[other] : operands[side]
      }
    case .not:
      let inner = graph[operands[0]]
      if inner.operation == .not { return inner.operands[0] }
    case .selectNumber, .selectTruth:
      if let condition = truths[0] {
        switch condition {
        case 1: return operands[1]
        case 2: return operands[2]
        default: return missing(operation.resultType, at: span)
        }
      }
    case .coalesceNumber:
      if let first = numbers[0] { return first.isNaN ? operands[1] : operands[0] }
      if let second = numbers[1], second.isNaN { return operands[0] }
      if operands[0] == operands[1] { return operands[0] }
    case .coalesceTruth:
      if let first = truths[0] { return first == 0 ? operands[1] : operands[0] }
      if truths[1] == 0 || operands[0] == operands[1] { return operands[0] }
    default: break
    }
    guard !operation.isStateful, !operands.isEmpty else { return nil }
    if let a = numbers[0], numbers.count < 2 || numbers[1] != nil, numbers.count < 3 {
      switch ConstantFolding.fold(operation, a, numbers.count > 1 ? numbers[1] ?? .nan : .nan) {
      case .number(let value): return number(value, at: span)
      case .truth(let value): return truth(Kleene(rawValue: value) ?? .na, at: span)
      case nil: return nil
      }
    }
    let bytes = truths.compactMap { $0 }
    guard bytes.count == operands.count else { return nil }
    let padded = bytes + [0, 0]
    guard let value = ConstantFolding.fold(operation, padded[0], padded[1], padded[2]) else {
      return nil
    }
    return truth(Kleene(rawValue: value) ?? .na, at: span)
  }

  private mutating func missing(_ type: ValueType, at span: SourceSpan) -> NodeID {
    type == .number ? number(.nan, at: span) : truth(.na, at: span)
  }

  private mutating func intern(_ node: Node, _ span: SourceSpan) -> NodeID {
    if let id = known[node] { return id }
    let id = NodeID(graph.nodes.count)
    graph.nodes.append(node)
    graph.spans.append(span)
    known[node] = id
    return id
  }
}
