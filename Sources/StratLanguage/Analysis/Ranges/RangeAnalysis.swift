/// What every node of a graph can be, whatever the candles: a range for numbers, truths for
/// conditions.
///
/// Everything said here is sound: a value outside its range, or a truth that cannot be, never
/// occurs on any bar. What is not known to be impossible counts as possible.
package struct RangeAnalysis: Sendable {
  /// What is taken for granted about the candles.
  package enum Candles: Sendable {
    /// Prices and volumes are not negative, and low ≤ open, close ≤ high.
    case wellFormed
    /// Nothing.
    case any
  }

  let graph: Graph
  let candles: Candles
  private var numbers: [ValueRange] = []
  private var truths: [TruthRange] = []

  /// - Parameter declared: what functions promise about their results.
  package init(
    _ graph: Graph, candles: Candles = .wellFormed,
    declared: [NodeID: ClosedRange<Double>] = [:]
  ) {
    self.graph = graph
    self.candles = candles
    numbers.reserveCapacity(graph.nodes.count)
    truths.reserveCapacity(graph.nodes.count)
    for (index, node) in graph.nodes.enumerated() {
      var number = ValueRange.none
      var truth = TruthRange.none
      switch node.operation.resultType {
      case .number:
        number = self.number(node)
        if let promise = declared[NodeID(index)] {
          // A promise holds for exact arithmetic: 100 may come out a little larger.
          let wide = ValueRange(promise.lowerBound, promise.upperBound)
          let scale = [wide.low.magnitude, wide.high.magnitude].filter(\.isFinite).max() ?? 0
          let slack = max(scale, 1) * 1e-9
          number = number.intersection(ValueRange(wide.low - slack, wide.high + slack))
        }
      case .boolean: truth = self.truth(node)
      }
      numbers.append(number)
      truths.append(truth)
    }
  }

  package func range(of id: NodeID) -> ValueRange { numbers[Int(id.index)] }
  package func truth(of id: NodeID) -> TruthRange { truths[Int(id.index)] }

  // MARK: - Numbers

  private func number(_ node: Node) -> ValueRange {
    let operands = node.operands.map { numbers[Int($0.index)] }
    let a = operands.first ?? .none
    let b = operands.last ?? .none
    let n = Double(node.parameter)
    switch node.operation {
    case .number: return node.constant.isNaN ? .none : ValueRange(node.constant, node.constant)
    case .column: return column(Int(node.parameter))
    case .pastNumber: return .all
    case .add: return a + b
    case .subtract: return a - b
    case .multiply:
      // A square, whatever the sign.
      return node.operands[0] == node.operands[1] ? a.absolute * a.absolute : a * b
    case .divide: return a / b
    case .negate: return -a
    case .absolute: return a.absolute
    case .power: return power(a, b)
    case .minimum: return a.minimum(b)
    case .maximum: return a.maximum(b)
    case .squareRoot:
      return a.intersection(.positive).mapped { $0.squareRoot() }
    case .logarithm: return a.high <= 0 ? .none : .all
    case .exponential: return a.isEmpty ? .none : .positive
    case .floor: return a.mapped { $0.rounded(.down) }
    case .ceiling: return a.mapped { $0.rounded(.up) }
    case .round: return a.mapped { $0.rounded(.toNearestOrAwayFromZero) }
    case .sign: return a.mapped { $0 > 0 ? 1 : ($0 < 0 ? -1 : 0) }
    case .selectNumber:
      let condition = truths[Int(node.operands[0].index)]
      return (condition.canBeTrue ? operands[1] : .none)
        .union(condition.canBeFalse ? operands[2] : .none)
    case .coalesceNumber: return a.union(b)
    case .lagNumber, .highest, .lowest: return a
    case .ema, .rma, .emaFromFirst, .rmaFromFirst, .sma, .wma, .alma: return a.widened
    case .percentile, .recentMean: return operands[0].widened
    case .sine, .cosine: return a.isEmpty ? .none : ValueRange(-1, 1)
    case .arcTangent: return a.isEmpty ? .none : ValueRange(-2, 2)
    case .covariance, .slope, .skew, .kurtosis, .parabolic, .recentSine, .recentCosine:
      return .all
    case .sum: return (a * ValueRange(n, n)).widened
    case .stdev, .meanDeviation: return a.isEmpty ? .none : .positive
    case .rank: return a.isEmpty ? .none : ValueRange(0, n)
    case .highestBar, .lowestBar, .highestBarEarliest, .lowestBarEarliest:
      return a.isEmpty ? .none : ValueRange(0, n - 1)
    case .count: return ValueRange(0, n)
    case .barsSince: return truths[Int(node.operands[0].index)].canBeTrue ? .positive : .none
    case .valueWhen: return truths[Int(node.operands[0].index)].canBeTrue ? b : .none
    case .truth, .pastTruth, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual,
      .and, .or, .not, .equalTruth, .notEqualTruth, .selectTruth, .coalesceTruth,
      .isNumberMissing, .isTruthMissing, .lagTruth, .crossesAbove, .crossesBelow, .any, .all:
      return .none
    }
  }

  private func column(_ index: Int) -> ValueRange {
    guard candles == .wellFormed, StandardColumns.dimension(graph.columns[index].name) != nil else {
      return .all
    }
    return .positive
  }

  /// `pow` is not exactly rounded, so only the sign of its result is certain.
  private func power(_ a: ValueRange, _ b: ValueRange) -> ValueRange {
    if a.isEmpty || b.isEmpty { return .none }
    let isEven = b.low == b.high && b.low.truncatingRemainder(dividingBy: 2) == 0
    return a.low >= 0 || isEven ? .positive : .all
  }

  // MARK: - Truths

  private func truth(_ node: Node) -> TruthRange {
    let operands = node.operands.map { truths[Int($0.index)] }
    let a = operands.first ?? .all
    let b = operands.last ?? .all
    switch node.operation {
    case .truth:
      let value = Kleene(rawValue: UInt8(node.parameter)) ?? .na
      return TruthRange(canBeTrue: value == .true, canBeFalse: value == .false)
    case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual:
      return comparison(node.operation, node.operands[0], node.operands[1])
    case .crossesAbove: return crossing(node.operands[0], above: node.operands[1])
    case .crossesBelow: return crossing(node.operands[1], above: node.operands[0])
    case .and:
      let isPossible =
        a.canBeTrue && b.canBeTrue
        && !ConditionFacts.conflict(in: graph, node.operands[0], node.operands[1])
      return TruthRange(canBeTrue: isPossible, canBeFalse: a.canBeFalse || b.canBeFalse)
    case .or:
      return TruthRange(
        canBeTrue: a.canBeTrue || b.canBeTrue, canBeFalse: a.canBeFalse && b.canBeFalse)
    case .not: return TruthRange(canBeTrue: a.canBeFalse, canBeFalse: a.canBeTrue)
    case .selectTruth:
      return (a.canBeTrue ? operands[1] : .none).union(a.canBeFalse ? operands[2] : .none)
    case .coalesceTruth: return a.union(b)
    case .lagTruth, .any, .all: return a
    case .pastTruth, .equalTruth, .notEqualTruth, .isNumberMissing, .isTruthMissing: return .all
    case .column, .number, .pastNumber, .add, .subtract, .multiply, .divide, .negate, .absolute,
      .power, .minimum, .maximum, .squareRoot, .logarithm, .exponential, .floor, .ceiling, .round,
      .sign, .sine, .cosine, .arcTangent, .selectNumber, .coalesceNumber, .lagNumber, .ema, .rma,
      .emaFromFirst, .rmaFromFirst, .sum, .sma, .wma, .stdev, .covariance, .slope, .meanDeviation,
      .skew, .kurtosis, .rank, .percentile, .alma, .recentMean, .recentSine, .recentCosine,
      .highest, .lowest, .highestBar, .lowestBar,
      .highestBarEarliest, .lowestBarEarliest, .count, .barsSince, .valueWhen, .parabolic:
      return .all
    }
  }

  /// What a comparison of two nodes can be, also one that is not in the graph.
  package func comparison(_ operation: Operation, _ a: NodeID, _ b: NodeID) -> TruthRange {
    let (left, right) = (range(of: a), range(of: b))
    if left.isEmpty || right.isEmpty { return .none }
    switch operation {
    case .less:
      return TruthRange(canBeTrue: !isAtMost(b, a), canBeFalse: !(left.high < right.low))
    case .lessOrEqual:
      return TruthRange(canBeTrue: !(right.high < left.low), canBeFalse: !isAtMost(a, b))
    case .greater: return comparison(.less, b, a)
    case .greaterOrEqual: return comparison(.lessOrEqual, b, a)
    case .equal, .notEqual:
      let canBeEqual = left.low <= right.high && right.low <= left.high
      let canDiffer = a != b && !(left == right && left.low == left.high)
      return operation == .equal
        ? TruthRange(canBeTrue: canBeEqual, canBeFalse: canDiffer)
        : TruthRange(canBeTrue: canDiffer, canBeFalse: canBeEqual)
    default: return .all
    }
  }

  /// a > b now and a ≤ b before.
  private func crossing(_ a: NodeID, above b: NodeID) -> TruthRange {
    let (left, right) = (range(of: a), range(of: b))
    if left.isEmpty || right.isEmpty { return .none }
    return TruthRange(
      canBeTrue: !isAtMost(a, b) && !(right.high < left.low), canBeFalse: true)
  }
}
