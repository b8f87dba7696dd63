import StratSyntax

extension Graph {
  /// The graph as text, one node a line: `%3 = sma %1, 20`.
  package func dump(outputs: [StrategyOutput] = []) -> String {
    var lines = nodes.indices.map { "%\($0) = \(line(nodes[$0]))" }
    for (index, root) in recurrenceRoots.enumerated() {
      lines.append("recurrence \(index) = %\(root.index)")
    }
    for output in outputs { lines.append("\(output.role.title) = %\(output.node.index)") }
    return lines.joined(separator: "\n")
  }

  private func line(_ node: Node) -> String {
    switch node.operation {
    case .column: return "column \(columns[Int(node.parameter)].name)"
    case .number: return "number \(node.constant.isNaN ? "na" : "\(node.constant)")"
    case .truth: return "truth \(Kleene(rawValue: UInt8(node.parameter)) ?? .na)"
    case .pastNumber, .pastTruth:
      return "\(node.operation) recurrence \(node.recurrence), \(node.parameter)"
    default:
      let operands = node.operands.map { "%\($0.index)" }
      let hasParameter = node.operation.isStateful && node.operation.takesParameter
      return "\(node.operation) "
        + (operands + (hasParameter ? ["\(node.parameter)"] : [])).joined(separator: ", ")
    }
  }
}

extension OutputRole {
  /// `entry long`, `stop`, `formula`.
  package var title: String {
    switch self {
    case .entry(let side): "entry \(side.rawValue)"
    case .entryPrice(let side, let kind): "entry \(side.rawValue) at \(kind.rawValue)"
    case .exit(let side): "exit \(side.rawValue)"
    case .stop: "stop"
    case .target: "target"
    case .size: "size"
    case .formula: "formula"
    }
  }
}
