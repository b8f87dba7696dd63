extension GraphBuilder {
  /// Takes in another graph; what both compute becomes one node.
  ///
  /// - Returns: where each of its nodes went.
  package mutating func absorb(_ other: Graph) -> [NodeID] {
    var places: [NodeID] = []
    places.reserveCapacity(other.nodes.count)
    var recurrences: [Int32: (index: Int, bodyFrom: Int)] = [:]
    var rootOf: [Int: Int32] = [:]
    for (index, root) in other.recurrenceRoots.enumerated() {
      rootOf[Int(root.index)] = Int32(index)
    }
    for (index, node) in other.nodes.enumerated() {
      let span = other.spans[index]
      var place: NodeID
      switch node.operation {
      case .column:
        let column = other.columns[Int(node.parameter)]
        place = self.column(column.name, column.dimension, source: column.source, at: span)
      case .number: place = number(node.constant, at: span)
      case .truth: place = truth(Kleene(rawValue: UInt8(node.parameter)) ?? .na, at: span)
      case .pastNumber, .pastTruth:
        let recurrence: Int
        if let known = recurrences[node.recurrence] {
          recurrence = known.index
        } else {
          recurrence = openRecurrence()
          recurrences[node.recurrence] = (recurrence, nodeCount)
        }
        place = past(
          node.operation.resultType, recurrence: recurrence, bars: Int(node.parameter), at: span)
      default:
        place = apply(
          node.operation, node.operands.map { places[Int($0.index)] },
          parameter: Int(node.parameter), at: span)
      }
      if let number = rootOf[index], let opened = recurrences[number],
        let known = closeRecurrence(opened.index, root: place, bodyFrom: opened.bodyFrom)
      {
        place = known
      }
      places.append(place)
    }
    return places
  }
}
