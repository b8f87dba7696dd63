/// What a self-referring series is, apart from its place: two with the same shape are the same.
struct RecurrenceShape: Hashable, Sendable {
  struct Part: Hashable, Sendable {
    var operation: Operation
    var parameter: Int32
    /// Positions inside the body are −1, −2 …; anything else is a node of the graph.
    var operands: [Int32]
  }

  var parts: [Part]
  var root: Int32
}

extension GraphBuilder {
  /// The shape of a recurrence's body: the nodes since `bodyFrom` that hang on its past.
  func shape(ofRecurrence index: Int, root: NodeID, bodyFrom: Int) -> RecurrenceShape {
    var parts: [RecurrenceShape.Part] = []
    var positions: [Int32: Int32] = [:]
    for place in bodyFrom..<max(bodyFrom, graph.nodes.count) {
      let node = graph.nodes[place]
      let isPast = node.recurrence == Int32(index)
      guard isPast || node.operands.contains(where: { positions[$0.index] != nil }) else {
        continue
      }
      positions[Int32(place)] = Int32(-1 - parts.count)
      parts.append(
        RecurrenceShape.Part(
          operation: node.operation, parameter: node.parameter,
          operands: node.operands.map { positions[$0.index] ?? $0.index }))
    }
    return RecurrenceShape(parts: parts, root: positions[root.index] ?? root.index)
  }
}
