extension Graph {
  /// Which nodes the given ones need, through recurrences as well.
  package func reachable(from roots: [NodeID]) -> [Bool] {
    var marked = [Bool](repeating: false, count: nodes.count)
    var pending = roots
    while let id = pending.popLast() {
      if marked[Int(id.index)] { continue }
      marked[Int(id.index)] = true
      let node = self[id]
      pending.append(contentsOf: node.operands)
      if node.recurrence >= 0 { pending.append(recurrenceRoots[Int(node.recurrence)]) }
    }
    return marked
  }

  /// The graph without what the roots do not need, and where each kept node went.
  package func pruned(to roots: [NodeID]) -> (graph: Graph, places: [NodeID?]) {
    let marked = reachable(from: roots)
    var result = Graph()
    var places = [NodeID?](repeating: nil, count: nodes.count)
    var columnPlaces: [Int32: Int32] = [:]
    var recurrencePlaces: [Int32: Int32] = [:]
    var keptRecurrences: [Int32] = []
    for index in nodes.indices where marked[index] {
      var node = nodes[index]
      node.operands = node.operands.compactMap { places[Int($0.index)] }
      if node.operation == .column {
        let old = node.parameter
        if columnPlaces[old] == nil {
          columnPlaces[old] = Int32(result.columns.count)
          result.columns.append(columns[Int(old)])
        }
        node.parameter = columnPlaces[old] ?? 0
      }
      if node.recurrence >= 0 {
        let old = node.recurrence
        if recurrencePlaces[old] == nil {
          recurrencePlaces[old] = Int32(keptRecurrences.count)
          keptRecurrences.append(old)
        }
        node.recurrence = recurrencePlaces[old] ?? 0
      }
      places[index] = NodeID(result.nodes.count)
      result.nodes.append(node)
      result.spans.append(spans[index])
    }
    result.recurrenceRoots = keptRecurrences.compactMap {
      places[Int(recurrenceRoots[Int($0)].index)]
    }
    return (result, places)
  }
}
