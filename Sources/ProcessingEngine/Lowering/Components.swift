import StratLanguage

/// The parts of a graph in an order of computation: single nodes, and the cycles that
/// self-referring series make (strongly connected components).
struct Components {
  /// Reachable nodes, grouped; operands' groups come before their users' groups.
  ///
  /// Within a group nodes ascend, so that operands come first and the past is read before anything
  /// uses it.
  private(set) var groups: [[NodeID]] = []

  /// Tarjan's algorithm with a stack of its own, since graphs may be deep.
  init(of graph: Graph, _ fusion: Fusion, from roots: [NodeID]) {
    let count = graph.nodes.count
    var number = Array(repeating: -1, count: count)
    var low = Array(repeating: 0, count: count)
    var onStack = Array(repeating: false, count: count)
    var stack: [Int] = []
    var next = 0

    struct Visit {
      var node: Int
      var edge: Int
    }
    var visits: [Visit] = []

    func open(_ node: Int) {
      number[node] = next
      low[node] = next
      next += 1
      stack.append(node)
      onStack[node] = true
      visits.append(Visit(node: node, edge: 0))
    }

    for root in roots where number[Int(root.index)] < 0 {
      open(Int(root.index))
      while let visit = visits.last {
        let node = visit.node
        let edges = fusion.dependencies(of: NodeID(node), in: graph)
        if visit.edge < edges.count {
          visits[visits.count - 1].edge += 1
          let target = Int(edges[visit.edge].index)
          if number[target] < 0 {
            open(target)
          } else if onStack[target] {
            low[node] = min(low[node], number[target])
          }
          continue
        }
        visits.removeLast()
        if let parent = visits.last { low[parent.node] = min(low[parent.node], low[node]) }
        guard low[node] == number[node] else { continue }
        var group: [NodeID] = []
        while let member = stack.popLast() {
          onStack[member] = false
          group.append(NodeID(member))
          if member == node { break }
        }
        groups.append(group.sorted())
      }
    }
  }
}

extension Graph {
  /// What a node needs: its operands, or for a look at its own past the root of that series.
  func dependencies(of id: NodeID) -> [NodeID] {
    let node = self[id]
    guard node.recurrence >= 0 else { return node.operands }
    return [recurrenceRoots[Int(node.recurrence)]]
  }
}
