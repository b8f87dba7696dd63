package import StratLanguage
import StratSyntax

/// Builds explanations from the graph, the source it came from and the values on a bar.
package struct Explainer {
  private let source: SourceText
  private let graph: Graph
  private let values: BarValues
  private let names: [NodeID: String]
  /// What is read on other bars, in the order of the feeds, with their outputs.
  private let feeds: [(explainer: Explainer, label: String, outputs: [StrategyOutput])]

  package init(_ strategy: CheckedStrategy, _ values: BarValues) {
    self.init(
      strategy.source, strategy.graph, strategy.namedNodes, strategy.feeds, values)
  }

  private init(
    _ source: SourceText, _ graph: Graph, _ namedNodes: [(name: String, node: NodeID)],
    _ feeds: [CheckedFeed], _ values: BarValues
  ) {
    self.source = source
    self.graph = graph
    self.values = values
    names = Dictionary(
      namedNodes.map { ($0.node, $0.name) }, uniquingKeysWith: { first, _ in first })
    self.feeds = zip(feeds, values.feeds).map { feed, values in
      (
        Explainer(source, feed.graph, feed.namedNodes, feed.feeds, values), feed.source.label,
        feed.outputs
      )
    }
  }

  package func explain(_ output: StrategyOutput) -> BarExplanation {
    BarExplanation(role: output.role, root: part(output.node, depth: 0, inCross: false))
  }

  /// Deeper than anyone reads; the value of what is below is still shown.
  private static let depthLimit = 12

  private func part(_ id: NodeID, depth: Int, inCross: Bool) -> BarExplanation.Part {
    let node = graph[id]
    let value = values[id] ?? (node.operation.resultType == .number ? .number(.nan) : .truth(.na))
    let isCross = node.operation == .crossesAbove || node.operation == .crossesBelow
    var parts: [BarExplanation.Part] = []
    if depth < Self.depthLimit {
      parts =
        partElsewhere(id, depth: depth + 1).map { [$0] }
        ?? visibleOperands(of: id).map { part($0, depth: depth + 1, inCross: isCross) }
    }
    return BarExplanation.Part(
      text: text(id), value: value, before: inCross ? values.before(id) : nil,
      distance: distance(node), parts: parts)
  }

  /// What a column stands for that comes from other bars, on the last of them.
  private func partElsewhere(_ id: NodeID, depth: Int) -> BarExplanation.Part? {
    // A truth comes as a number that is compared with 1.
    let node = graph[id]
    let column = node.operation == .equal ? graph[node.operands[0]] : node
    guard column.operation == .column,
      case .feed(let index, let output) = graph.columns[Int(column.parameter)].source
    else { return nil }
    let feed = feeds[index]
    guard (feed.outputs[output].type == .boolean) == (node.operation == .equal) else { return nil }
    let explainer = feed.explainer
    var part = explainer.part(feed.outputs[output].node, depth: depth, inCross: false)
    part.bar = (feed.label, explainer.values.open)
    return part
  }

  /// Operands worth a line: those whose text stands in the text of the whole.
  ///
  /// Constants are read there already, and what a function is made of inside is not what the author
  /// wrote; below either there may be something that is.
  private func visibleOperands(of id: NodeID) -> [NodeID] {
    var found: [NodeID] = []
    var seen: Set<NodeID> = []
    let whole = text(id)
    func visit(_ user: NodeID) {
      for operand in graph[user].operands where seen.insert(operand).inserted {
        switch graph[operand].operation {
        case .number, .truth: continue
        default: break
        }
        let isWritten = text(operand) != whole && isPart(operand, of: whole)
        if isWritten, !joins(operand, like: id) {
          // A column under a function that names it says nothing new.
          if !isOwnColumn(operand) || !graph[id].operation.isStateful {
            found.append(operand)
          }
        } else {
          visit(operand)
        }
      }
    }
    visit(id)
    return found
  }

  private func isOwnColumn(_ id: NodeID) -> Bool {
    guard graph[id].operation == .column else { return false }
    switch graph.columns[Int(graph[id].parameter)].source {
    case .frame, .joined, .clock: return true
    case .feed: return false
    }
  }

  private func isPart(_ operand: NodeID, of whole: String) -> Bool {
    whole.contains(names[operand] ?? written(operand))
  }

  /// `a and b and c` is one list, not a list in a list.
  private func joins(_ operand: NodeID, like id: NodeID) -> Bool {
    let operation = graph[id].operation
    return (operation == .and || operation == .or) && graph[operand].operation == operation
      && names[operand] == nil
  }

  private func span(_ id: NodeID) -> SourceSpan { graph.spans[Int(id.index)] }

  /// What was written there, on one line.
  private func written(_ id: NodeID) -> String {
    source.text(span(id)).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func text(_ id: NodeID) -> String {
    let written = written(id)
    // What was declared at a prompt, in another source, has no place in this one.
    if written.isEmpty { return names[id] ?? ownName(of: graph[id]) }
    guard let name = names[id], name != written else { return written }
    return "\(name) = \(written)"
  }

  private func ownName(of node: Node) -> String {
    node.operation == .column
      ? graph.columns[Int(node.parameter)].name : "\(node.operation)"
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
    let isTrue =
      sign.hasPrefix("<") ? (sign == "<" ? a < b : a <= b) : (sign == ">" ? a > b : a >= b)
    let gap = BarExplanation.short((a - b).magnitude)
    return isTrue ? "by \(gap)" : "short by \(gap)"
  }
}

extension BarExplanation {
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
