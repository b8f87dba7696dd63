import StratLanguage
import StratSyntax

/// Writes a graph node by node, as the checker would: equal nodes are one node.
struct GraphBuilder {
  private(set) var graph = Graph()
  private var known: [Node: NodeID] = [:]

  static let candleColumns = ["open", "high", "low", "close", "volume"]

  init(columns: [String] = candleColumns) {
    graph.columns = columns.map { name in
      let dimension: Dimension =
        switch name {
        case "open", "high", "low", "close": .price
        case "volume": .volume
        default: .ratio
        }
      return ColumnReference(name: name, dimension: dimension)
    }
  }

  mutating func intern(_ node: Node) -> NodeID {
    if let id = known[node] { return id }
    let id = NodeID(graph.nodes.count)
    graph.nodes.append(node)
    graph.spans.append(SourceSpan(graph.nodes.count - 1, graph.nodes.count))
    known[node] = id
    return id
  }

  mutating func add(
    _ operation: Operation, _ operands: NodeID..., parameter: Int = 0
  ) -> NodeID {
    add(operation, operands: operands, parameter: parameter)
  }

  mutating func add(
    _ operation: Operation, operands: [NodeID], parameter: Int = 0
  ) -> NodeID {
    intern(Node(operation, operands, parameter: Int32(parameter)))
  }

  mutating func column(_ index: Int) -> NodeID {
    intern(Node(.column, parameter: Int32(index)))
  }

  mutating func number(_ value: Double) -> NodeID {
    intern(Node(.number, constantBits: value.bitPattern))
  }

  mutating func truth(_ value: Kleene) -> NodeID {
    intern(Node(.truth, parameter: Int32(value.rawValue)))
  }

  /// Opens a self-referring `let`; its root must be bound before the graph is used.
  mutating func openRecurrence() -> Int {
    graph.recurrenceRoots.append(NodeID(-1))
    return graph.recurrenceRoots.count - 1
  }

  /// What the self-referring `let` was a number of bars ago.
  mutating func past(_ type: ValueType, of recurrence: Int, bars: Int) -> NodeID {
    let operation: Operation = type == .number ? .pastNumber : .pastTruth
    return intern(Node(operation, parameter: Int32(bars), recurrence: Int32(recurrence)))
  }

  mutating func bind(_ recurrence: Int, to root: NodeID) {
    graph.recurrenceRoots[recurrence] = root
  }
}
