/// Whether a self-referring series can ever have a first value.
enum Availability {
  /// Follows `na` through the nodes from `first` on, taking every past value there as `na`.
  static func isNeverAvailable(_ graph: Graph, root: NodeID, from first: Int) -> Bool {
    var missing = [Bool](repeating: false, count: graph.nodes.count)
    for index in first..<max(first, graph.nodes.count) {
      let node = graph.nodes[index]
      let operands = node.operands.map { missing[Int($0.index)] }
      switch node.operation {
      case .pastNumber, .pastTruth: missing[index] = true
      case .coalesceNumber, .coalesceTruth, .and, .or:
        missing[index] = operands.allSatisfy { $0 }
      case .selectNumber, .selectTruth:
        missing[index] = operands[0] || (operands[1] && operands[2])
      case .isNumberMissing, .isTruthMissing: missing[index] = false
      default: missing[index] = operands.contains(true)
      }
    }
    return missing[Int(root.index)]
  }
}
