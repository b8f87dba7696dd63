import StratLanguage
import StratMarket
import Testing

@Suite struct `Random graphs` {
  private static let seeds: Range<UInt64> = 0..<400

  @Test func `are the same for the same seed`() {
    for seed in Self.seeds.prefix(20) {
      let first = RandomGraph(seed: seed)
      let second = RandomGraph(seed: seed)
      #expect(first.graph.nodes == second.graph.nodes, "seed \(seed)")
      #expect(first.graph.recurrenceRoots == second.graph.recurrenceRoots, "seed \(seed)")
      #expect(first.outputs == second.outputs, "seed \(seed)")
    }
    #expect(RandomGraph(seed: 1).graph.nodes != RandomGraph(seed: 2).graph.nodes)
  }

  @Test func `are well typed, with operands before their users`() {
    for seed in Self.seeds {
      let graph = RandomGraph(seed: seed).graph
      for (index, node) in graph.nodes.enumerated() {
        let types = node.operands.map { graph[$0].operation.resultType }
        #expect(types == node.operation.operandTypes, "seed \(seed), node \(index)")
        #expect(node.operands.allSatisfy { $0 < NodeID(index) }, "seed \(seed), node \(index)")
        switch node.operation.parameterKind {
        case .column:
          #expect(graph.columns.indices.contains(Int(node.parameter)), "seed \(seed)")
        case .lag, .window, .past:
          #expect(node.parameter >= 1, "seed \(seed), node \(index)")
        case .truth:
          #expect(Kleene(rawValue: UInt8(node.parameter)) != nil, "seed \(seed)")
        case .ordinal:
          #expect(node.parameter >= 0, "seed \(seed), node \(index)")
        case .none, .constant:
          #expect(node.parameter == 0, "seed \(seed), node \(index)")
        }
      }
      #expect(graph.spans.count == graph.nodes.count, "seed \(seed)")
      #expect(Set(graph.nodes).count == graph.nodes.count, "seed \(seed)")
    }
  }

  @Test func `bind every recurrence to a later node of its type`() {
    for seed in Self.seeds {
      let graph = RandomGraph(seed: seed).graph
      for (index, node) in graph.nodes.enumerated() where node.operation.parameterKind == .past {
        let root = graph.recurrenceRoots[Int(node.recurrence)]
        #expect(NodeID(index) < root, "seed \(seed), node \(index)")
        #expect(graph[root].operation.resultType == node.operation.resultType, "seed \(seed)")
      }
      #expect(
        graph.nodes.allSatisfy { ($0.operation.parameterKind == .past) == ($0.recurrence >= 0) })
    }
  }

  @Test func `have from 5 to 60 nodes and outputs of both types`() {
    for seed in Self.seeds {
      let random = RandomGraph(seed: seed)
      #expect((5...60).contains(random.graph.nodes.count), "seed \(seed)")
      let types = Set(random.outputs.map { random.graph[$0].operation.resultType })
      #expect(types == [.number, .boolean], "seed \(seed)")
      #expect(Set(random.outputs).count == random.outputs.count, "seed \(seed)")
    }
    #expect((200...210).contains(RandomGraph(seed: 3, size: 200).graph.nodes.count))
  }

  @Test func `have recurrences of both types, also around stateful operations`() {
    var types: [ValueType: Int] = [:]
    var around = 0
    for seed in Self.seeds {
      let graph = RandomGraph(seed: seed).graph
      for (recurrence, root) in graph.recurrenceRoots.enumerated() {
        types[graph[root].operation.resultType, default: 0] += 1
        if hasState(graph, from: recurrence, to: root) { around += 1 }
      }
    }
    #expect(types[.number, default: 0] > 50)
    #expect(types[.boolean, default: 0] > 50)
    #expect(around > 80)
  }

  /// Whether a stateful operation lies between a recurrence's past and its root.
  private func hasState(_ graph: Graph, from recurrence: Int, to root: NodeID) -> Bool {
    var dependent: Set<NodeID> = []
    var stateful: Set<NodeID> = []
    for (index, node) in graph.nodes.enumerated() {
      let id = NodeID(index)
      if node.recurrence == Int32(recurrence) { dependent.insert(id) }
      guard node.operands.contains(where: dependent.contains) else { continue }
      dependent.insert(id)
      if node.operation.isStateful || node.operands.contains(where: stateful.contains) {
        stateful.insert(id)
      }
    }
    return stateful.contains(root)
  }

  /// A random test that only ever compares `na` with `na` proves nothing.
  @Test func `use every operation, with results that are known`() {
    var known: [Operation: Int] = [:]
    var cells: [Operation: Int] = [:]
    var truths: [Operation: Set<Kleene>] = [:]
    for seed in Self.seeds.prefix(150) {
      let graph = RandomGraph(seed: seed).graph
      let frame = RandomFrame.make(seed: seed, rows: 100)
      let reference = ReferenceEvaluator(graph: graph, frame: frame)
      for (index, node) in graph.nodes.enumerated() {
        cells[node.operation, default: 0] += frame.rowCount
        switch node.operation.resultType {
        case .number:
          let values = reference.numbers(NodeID(index))
          known[node.operation, default: 0] += values.count { !$0.isNaN }
          #expect(!values.contains { $0.isInfinite }, "seed \(seed), node \(index)")
        case .boolean:
          let values = reference.truths(NodeID(index))
          known[node.operation, default: 0] += values.count { $0 != .na }
          truths[node.operation, default: []].formUnion(values)
        }
      }
    }
    for operation in Operation.allCases {
      let share = Double(known[operation, default: 0]) / Double(cells[operation, default: 1])
      #expect(share > 0.1, "\(operation)")
      if operation.resultType == .boolean {
        #expect(truths[operation, default: []].isSuperset(of: [.true, .false]), "\(operation)")
      }
    }
  }
}
