#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// How many bars each node needs, known before anything runs.
///
/// **Warm-up** counts the bars before every part of a node can have a value, when the columns
/// have one from the first row. An operation takes the longest of its operands; `x ?? y` the
/// shorter, `if` the shorter of its branches but not less than its condition. Windows and averages
/// of n add n − 1, `x[n]` adds n, crossings add 1. The past of a self-referring series waits for
/// the series; while that is being found it is left out.
///
/// **Settled** counts the bars until what came before them moves the result by less than one
/// thousandth: the same sums, and for `ema` and `rma` the smallest k with (1 − alpha)^k < 1/1000
/// besides. It is `nil` where the start never fades: self-reference, `bars_since`, `value_when`,
/// `psar`.
package enum HistoryAnalysis {
  static let influence = 1e-3
  /// Stands for the unknown past of a series while its own warm-up is being found.
  private static let unknown = Int.max

  /// What comes from other bars counts as there from the first row, like every column.
  package static func histories(of graph: Graph) -> [History] {
    histories(of: graph) { _ in 0 }
  }

  /// How many bars have to follow the first on which a feed's outputs are known, until all that
  /// depends on them is; `nil` where nothing waits for them.
  static func barsAfterFeed(_ feed: Int, in graph: Graph, outputs: [NodeID]) -> Int? {
    // So long that whatever waits for the feed takes longer than all else.
    let long = 1 << 40
    let histories = histories(of: graph) { column in
      if case .feed(index: feed, output: _) = column.source { long } else { 0 }
    }
    let longest = combined(outputs.map { histories[Int($0.index)] }).warmUp
    return longest >= long ? longest - long : nil
  }

  private static func histories(
    of graph: Graph, columnWarmUp: (ColumnReference) -> Int
  ) -> [History] {
    var warmUps: [Int] = []
    var settled: [Int?] = []
    for node in graph.nodes {
      let operands = node.operands.map { warmUps[Int($0.index)] }
      warmUps.append(
        node.operation == .column
          ? columnWarmUp(graph.columns[Int(node.parameter)]) : warmUp(node, operands))
      settled.append(settling(node, node.operands.map { settled[Int($0.index)] }))
    }
    fillUnknown(&warmUps, graph)
    return zip(warmUps, settled).map { History(warmUp: $0, settled: $1) }
  }

  /// The history of several things together.
  package static func combined(_ histories: [History]) -> History {
    var result = History(warmUp: 0, settled: 0)
    for history in histories {
      result.warmUp = max(result.warmUp, history.warmUp)
      result.settled = longest(result.settled, history.settled)
    }
    return result
  }

  // MARK: Warm-up

  private static func warmUp(_ node: Node, _ operands: [Int]) -> Int {
    switch node.operation {
    case .column, .number, .truth: 0
    case .pastNumber, .pastTruth: unknown
    case .coalesceNumber, .coalesceTruth: operands.min() ?? 0
    case .selectNumber, .selectTruth:
      latest([operands[0], min(operands[1], operands[2])])
    // Either side alone can decide, so an unknown past does not hold the other up.
    case .and, .or: latest(operands.filter { $0 != unknown }, ifEmpty: unknown)
    default: advanced(latest(operands), by: lookBack(node))
    }
  }

  private static func latest(_ values: [Int], ifEmpty none: Int = 0) -> Int {
    values.max() ?? none
  }

  private static func advanced(_ value: Int, by bars: Int) -> Int {
    value == unknown ? unknown : value + bars
  }

  /// Bars a node looks back beyond its operands.
  private static func lookBack(_ node: Node) -> Int {
    switch node.operation {
    case .lagNumber, .lagTruth: Int(node.parameter)
    case .crossesAbove, .crossesBelow, .parabolic: 1
    case .ema, .rma: Int(node.parameter) - 1
    default: node.operation.isWindow ? Int(node.parameter) - 1 : 0
    }
  }

  /// Once the series are known, so is their past and what hangs on it.
  private static func fillUnknown(_ warmUps: inout [Int], _ graph: Graph) {
    guard warmUps.contains(unknown) else { return }
    let roots = graph.recurrenceRoots.map { warmUps[Int($0.index)] }
    for (index, node) in graph.nodes.enumerated() where warmUps[index] == unknown {
      if node.recurrence >= 0 {
        let root = roots[Int(node.recurrence)]
        warmUps[index] = (root == unknown ? 0 : root) + Int(node.parameter)
      } else {
        warmUps[index] = warmUp(node, node.operands.map { warmUps[Int($0.index)] })
      }
    }
  }

  // MARK: Settling

  private static func settling(_ node: Node, _ operands: [Int?]) -> Int? {
    switch node.operation {
    case .pastNumber, .pastTruth, .barsSince, .valueWhen, .parabolic: return nil
    default: break
    }
    var longest: Int? = 0
    for operand in operands { longest = self.longest(longest, operand) }
    guard let longest else { return nil }
    return longest + lookBack(node) + fading(node)
  }

  /// The smallest k with (1 − alpha)^k < `influence`.
  private static func fading(_ node: Node) -> Int {
    let n = Double(node.parameter)
    let alpha: Double
    switch node.operation {
    case .ema, .emaFromFirst: alpha = 2 / (n + 1)
    case .rma, .rmaFromFirst: alpha = 1 / n
    default: return 0
    }
    if alpha >= 1 { return 0 }
    return Int((log(influence) / log1p(-alpha)).rounded(.down)) + 1
  }

  private static func longest(_ a: Int?, _ b: Int?) -> Int? {
    guard let a, let b else { return nil }
    return max(a, b)
  }
}
