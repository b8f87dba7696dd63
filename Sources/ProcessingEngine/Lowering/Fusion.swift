import StratLanguage

/// Patterns of operations that one instruction computes, to the bit, in one go.
///
/// Only what a profile asked for: the relative strength index, in nearly every strategy, is five
/// instructions less (its rise, its fall and their share). An operation inside a pattern that
/// something else needs as well is computed for that, too.
struct Fusion {
  /// An instruction that stands for a node and some of those below it.
  struct Match {
    var opcode: Opcode
    var operands: [NodeID]
  }

  private(set) var matches: [NodeID: Match] = [:]

  /// - Parameter isWanted: `false` leaves every operation its own instruction, so that each has a
  ///   value that can be shown.
  init(_ graph: Graph, isWanted: Bool) {
    guard isWanted else { return }
    for index in graph.nodes.indices {
      let id = NodeID(index)
      matches[id] = Self.rise(graph, id) ?? Self.share(graph, id)
    }
  }

  /// What a node needs once patterns are taken as one.
  func dependencies(of id: NodeID, in graph: Graph) -> [NodeID] {
    matches[id]?.operands ?? graph.dependencies(of: id)
  }

  /// max(x − x[1], 0) and max(x[1] − x, 0).
  private static func rise(_ graph: Graph, _ id: NodeID) -> Match? {
    let node = graph[id]
    guard node.operation == .maximum, isZero(graph[node.operands[1]]) else { return nil }
    let change = graph[node.operands[0]]
    guard change.operation == .subtract else { return nil }
    let (a, b) = (change.operands[0], change.operands[1])
    if isLast(graph, b, of: a) { return Match(opcode: .rise, operands: [a]) }
    if isLast(graph, a, of: b) { return Match(opcode: .fall, operands: [b]) }
    return nil
  }

  /// c × a / (a + b).
  private static func share(_ graph: Graph, _ id: NodeID) -> Match? {
    let node = graph[id]
    guard node.operation == .divide else { return nil }
    let product = graph[node.operands[0]]
    let sum = graph[node.operands[1]]
    guard product.operation == .multiply, sum.operation == .add,
      graph[product.operands[0]].operation == .number, product.operands[1] == sum.operands[0]
    else { return nil }
    return Match(opcode: .share, operands: [product.operands[0], sum.operands[0], sum.operands[1]])
  }

  /// +0: the greater of −0 and −0 is another bit pattern.
  private static func isZero(_ node: Node) -> Bool {
    node.operation == .number && node.constantBits == 0
  }

  private static func isLast(_ graph: Graph, _ id: NodeID, of series: NodeID) -> Bool {
    let node = graph[id]
    return node.operation == .lagNumber && node.parameter == 1 && node.operands[0] == series
  }
}
