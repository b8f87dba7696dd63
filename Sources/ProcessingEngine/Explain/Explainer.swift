package import StratLanguage
import StratSyntax

/// Builds explanations from the graph, the source it came from and the values on a bar.
package struct Explainer {
  private let strategy: CheckedStrategy
  private let values: BarValues
  private let names: [NodeID: String]

  package init(_ strategy: CheckedStrategy, _ values: BarValues) {
    self.strategy = strategy
    self.values = values
    names = Dictionary(
      strategy.namedNodes.map { ($0.node, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  package func explain(_ output: StrategyOutput) -> Explanation {
    Explanation(role: output.role, root: part(output.node, depth: 0, inCross: false))
  }

  /// Deeper than anyone reads; the value of what is below is still shown.
  private static let depthLimit = 12

  private func part(_ id: NodeID, depth: Int, inCross: Bool) -> Explanation.Part {
    let node = graph[id]
    let value = values[id] ?? .truth(.na)
    let isCross = node.operation == .crossesAbove || node.operation == .crossesBelow
    var parts: [Explanation.Part] = []
    if depth < Self.depthLimit {
      parts = visibleOperands(of: id).map { part($0, depth: depth + 1, inCross: isCross) }
    }
    return Explanation.Part(
      text: text(id), value: value, before: inCross ? values.before(id) : nil,
      distance: distance(node), parts: parts)
  }

  private var graph: Graph { strategy.graph }

  /// Operands worth a line: constants are in the text already, and what a function is made of
  /// inside has the same text as its call.
  private func visibleOperands(of id: NodeID) -> [NodeID] {
    var found: [NodeID] = []
    func visit(_ user: NodeID) {
      for operand in graph[user].operands {
        switch graph[operand].operation {
        case .number, .truth: continue
        default: break
        }
        let sameText = span(operand) == span(id) && names[operand] == nil
        let chained = joins(operand, like: id)
        if sameText || chained {
          visit(operand)
        } else if !found.contains(operand) {
          found.append(operand)
        }
      }
    }
    visit(id)
    return found
  }

  /// `a and b and c` is one list, not a list in a list.
  private func joins(_ operand: NodeID, like id: NodeID) -> Bool {
    let operation = graph[id].operation
    return (operation == .and || operation == .or) && graph[operand].operation == operation
      && names[operand] == nil
  }

  private func span(_ id: NodeID) -> SourceSpan { graph.spans[Int(id.index)] }

  private func text(_ id: NodeID) -> String {
    let written = strategy.source.text(span(id)).split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    guard let name = names[id], name != written else { return written }
    return "\(name) = \(written)"
  }

  /// How far a comparison is from the other answer.
  private func distance(_ node: Node) -> String? {
    let sign: String
    switch node.operation {
    case .less: sign = "<"
    case .lessOrEqual: sign = "<="
    case .greater: sign = ">"
    case .greaterOrEqual: sign = ">="
    default: return nil
    }
    guard case .number(let a)? = values[node.operands[0]],
      case .number(let b)? = values[node.operands[1]], !a.isNaN, !b.isNaN
    else { return nil }
    let isTrue = sign.hasPrefix("<") ? (sign == "<" ? a < b : a <= b) : (sign == ">" ? a > b : a >= b)
    let gap = Explanation.short((a - b).magnitude)
    return isTrue ? "by \(gap)" : "short by \(gap)"
  }
}

extension Explanation {
  /// A number for reading: six significant digits.
  package static func short(_ value: Double) -> String {
    guard !value.isNaN else { return "na" }
    guard value != 0 else { return "0" }
    let magnitude = value.magnitude
    guard magnitude >= 1e-6, magnitude < 1e12 else { return "\(value)" }
    var scale = 1.0
    var probe = magnitude
    while probe < 100_000, scale < 1e11 {
      probe *= 10
      scale *= 10
    }
    return "\((value * scale).rounded() / scale)"
  }
}
