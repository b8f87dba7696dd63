import StratLanguage
import TestSupport

/// Adds random nodes to a graph until it is big enough, then closes its recurrences.
struct RandomGraphWriter {
  private(set) var builder: GraphBuilder
  private var random: SplitMix64
  /// The type of each recurrence.
  private var recurrences: [ValueType] = []

  init(random: SplitMix64) {
    var random = random
    let extra = random.chance(0.3) ? [RandomFrame.extraColumn] : []
    builder = GraphBuilder(columns: GraphBuilder.candleColumns + extra)
    self.random = random
  }

  mutating func write(size: Int) {
    for _ in 0..<random.pick([0, 0, 1, 1, 2]) {
      recurrences.append(random.chance(0.65) ? .number : .boolean)
      _ = builder.openRecurrence()
    }
    let first = builder.column(random.integer(in: 0...4))
    let second =
      random.chance(0.5)
      ? builder.column(random.integer(in: 0...4)) : builder.number(random.pick([0, 1, 100]))
    _ = builder.add(random.pick([.less, .greater, .notEqual]), first, second)
    // Equal nodes are one node, so a draw may add nothing: draw again.
    while builder.graph.nodes.count < size { addNode() }
    for recurrence in recurrences.indices { close(recurrence) }
  }

  private mutating func addNode() {
    let operation = random.pick(Self.urn)
    switch operation.parameterKind {
    case .column:
      _ = builder.column(random.integer(in: 0...(builder.graph.columns.count - 1)))
    case .constant:
      _ = builder.number(RandomParameters.constant(&random))
    case .truth:
      _ = builder.truth(random.pick(Kleene.allCases))
    case .past:
      let fitting = recurrences.indices.filter { recurrences[$0] == operation.resultType }
      if !fitting.isEmpty { _ = addPast(of: random.pick(fitting)) }
    case .none:
      _ = add(operation, parameter: 0)
    case .lag:
      _ = add(operation, parameter: RandomParameters.lag(&random))
    case .window:
      _ = add(operation, parameter: RandomParameters.window(&random))
    case .ordinal:
      _ = add(operation, parameter: RandomParameters.ordinal(&random))
    }
  }

  private mutating func add(_ operation: Operation, parameter: Int) -> NodeID {
    var operands = operation.operandTypes.map { pickOperand($0) }
    switch operation {
    case .recentMean, .recentSine, .recentCosine:
      // Few numbers are a number of bars.
      if random.chance(0.8) {
        operands[1] = builder.number(Double(random.integer(in: 1...max(1, min(parameter, 5)))))
      }
    default: break
    }
    return builder.add(operation, operands: operands, parameter: parameter)
  }

  /// A past value, mostly with what it is at the start: without, most recurrences stay `na`.
  private mutating func addPast(of recurrence: Int) -> NodeID {
    let type = recurrences[recurrence]
    let past = builder.past(type, of: recurrence, bars: random.integer(in: 1...5))
    guard random.chance(0.8) else { return past }
    let start = pickOperand(type)
    return builder.add(type == .number ? .coalesceNumber : .coalesceTruth, past, start)
  }

  /// Any node of the type; half of the time a late one, so that operations nest deeply.
  private mutating func pickOperand(_ type: ValueType) -> NodeID {
    let fitting = nodes { $0.operation.resultType == type }
    return random.pick(random.chance(0.5) ? Array(fitting.suffix(5)) : fitting)
  }

  private func nodes(where holds: (Node) -> Bool) -> [NodeID] {
    builder.graph.nodes.indices.filter { holds(builder.graph.nodes[$0]) }.map(NodeID.init)
  }

  // MARK: Recurrences

  /// Binds a recurrence to a late node that depends on its past, made up if there is none.
  private mutating func close(_ recurrence: Int) {
    let type = recurrences[recurrence]
    func isPast(_ node: Node) -> Bool { node.recurrence == Int32(recurrence) }
    if nodes(where: isPast).isEmpty { _ = addPast(of: recurrence) }
    let pasts = nodes(where: isPast)
    let last = pasts[pasts.count - 1]
    let dependents = users(of: Set(pasts))
    let stateful = dependents.filter { builder.graph[$0].operation.isStateful }
    func canBeRoot(_ id: NodeID) -> Bool {
      last < id && builder.graph[id].operation.resultType == type
    }
    let roots = dependents.filter(canBeRoot)
    let rootsAroundState = (stateful + users(of: Set(stateful))).filter(canBeRoot)
    if !rootsAroundState.isEmpty, random.chance(0.6) {
      builder.bind(recurrence, to: random.pick(rootsAroundState))
      return
    }
    if !roots.isEmpty, random.chance(0.8) {
      builder.bind(recurrence, to: random.pick(roots))
      return
    }
    let start = pickOperand(type)
    let past = builder.add(type == .number ? .coalesceNumber : .coalesceTruth, last, start)
    let other = pickOperand(type)
    var root =
      switch type {
      case .number: builder.add(random.pick([.add, .subtract, .maximum, .minimum]), past, other)
      case .boolean: builder.add(random.pick([.or, .and, .notEqualTruth]), past, other)
      }
    if random.chance(0.5) {
      root =
        switch type {
        case .number: builder.add(.ema, root, parameter: RandomParameters.window(&random))
        case .boolean: builder.add(.any, root, parameter: RandomParameters.window(&random))
        }
    }
    builder.bind(recurrence, to: root)
  }

  /// The nodes that depend on one of the given in the same row, in order.
  private func users(of given: Set<NodeID>) -> [NodeID] {
    var reached = given
    return builder.graph.nodes.indices.map(NodeID.init).filter { id in
      guard builder.graph[id].operands.contains(where: reached.contains) else { return false }
      reached.insert(id)
      return true
    }
  }

  // MARK: Outputs

  /// Nodes nobody uses, the roots of recurrences, and some from the middle; both types.
  mutating func outputs() -> [NodeID] {
    let graph = builder.graph
    let used = Set(graph.nodes.flatMap(\.operands))
    var sinks = graph.nodes.indices.map(NodeID.init).filter { !used.contains($0) }
    sinks.shuffle(using: &random)
    var chosen = Array(sinks.prefix(random.integer(in: 1...6)))
    chosen += graph.recurrenceRoots
    chosen.append(pickOperand(.number))
    chosen.append(pickOperand(.boolean))
    var seen: Set<NodeID> = []
    return chosen.filter { seen.insert($0).inserted }
  }

  // MARK: Weights

  /// Every operation, as often as its weight.
  private static let urn = Operation.allCases.flatMap { operation in
    Array(repeating: operation, count: weight(of: operation))
  }

  /// Above 1 what keeps values known or differs most between executors.
  private static func weight(of operation: Operation) -> Int {
    switch operation {
    case .column, .coalesceNumber, .coalesceTruth, .sum, .sma, .wma, .stdev, .ema, .highest,
      .lowest, .pastNumber, .pastTruth, .add, .subtract, .multiply, .less, .greater:
      3
    case .number, .rma, .highestBar, .lowestBar, .lagNumber, .lagTruth, .crossesAbove,
      .crossesBelow, .count, .any, .all, .barsSince, .valueWhen, .minimum, .maximum, .selectNumber,
      .selectTruth, .divide, .covariance, .slope, .percentile, .parabolic:
      2
    case .truth, .negate, .absolute, .power, .squareRoot, .logarithm, .exponential, .floor,
      .ceiling, .round, .sign, .sine, .cosine, .arcTangent, .emaFromFirst, .rmaFromFirst,
      .meanDeviation, .skew, .kurtosis, .rank, .alma, .recentMean, .recentSine, .recentCosine,
      .highestBarEarliest, .lowestBarEarliest,
      .lessOrEqual, .greaterOrEqual, .equal, .notEqual, .and, .or, .not,
      .equalTruth, .notEqualTruth, .isNumberMissing, .isTruthMissing:
      1
    }
  }
}
