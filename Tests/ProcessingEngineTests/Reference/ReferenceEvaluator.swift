import Foundation
import StratLanguage
import StratMarket

/// What every node of a graph is worth in every row, computed as slowly as the definitions read.
///
/// This is the oracle for the engine's executors. It shares nothing with them: each cell is
/// computed anew from the histories of its operands, by the text of `Operation`. Nothing is kept
/// from one row to the next but the finished histories.
struct ReferenceEvaluator {
  private let graph: Graph
  private let columns: [[Double]]
  /// One history for each node; stays empty where the node has the other type.
  private var numberHistories: [[Double]]
  private var truthHistories: [[Kleene]]

  /// - Precondition: the frame has every column of the graph, and every recurrence has a root.
  init(graph: Graph, frame: Frame) {
    self.graph = graph
    columns = graph.columns.map { reference in
      guard let column = frame.column(reference.name) else {
        preconditionFailure("the frame has no column \(reference.name)")
      }
      return column
    }
    numberHistories = Array(repeating: [], count: graph.nodes.count)
    truthHistories = Array(repeating: [], count: graph.nodes.count)
    for row in 0..<frame.rowCount {
      for (index, node) in graph.nodes.enumerated() {
        switch value(of: node, in: row) {
        case .number(let number): numberHistories[index].append(number)
        case .truth(let truth): truthHistories[index].append(truth)
        }
      }
    }
  }

  /// The value of a number node in every row; NaN is `na`.
  func numbers(_ id: NodeID) -> [Double] {
    precondition(graph[id].operation.resultType == .number, "asks a truth for numbers")
    return numberHistories[Int(id.index)]
  }

  /// The value of a truth node in every row.
  func truths(_ id: NodeID) -> [Kleene] {
    precondition(graph[id].operation.resultType == .boolean, "asks a number for truths")
    return truthHistories[Int(id.index)]
  }

  private enum Value {
    case number(Double)
    case truth(Kleene)
  }

  private func value(of node: Node, in row: Int) -> Value {
    let operation = node.operation
    let n = Int(node.parameter)

    func numbers(_ operand: Int) -> [Double] {
      numberHistories[Int(node.operands[operand].index)]
    }
    func truths(_ operand: Int) -> [Kleene] {
      truthHistories[Int(node.operands[operand].index)]
    }
    func number(_ operand: Int) -> Double { numbers(operand)[row] }
    func truth(_ operand: Int) -> Kleene { truths(operand)[row] }
    func before<Element>(_ history: [Element], na: Element) -> Element {
      row < n ? na : history[row - n]
    }
    var root: Int { Int(graph.recurrenceRoots[Int(node.recurrence)].index) }

    switch operation {
    case .column:
      return .number(columns[n][row])
    case .number:
      return .number(node.constant)
    case .truth:
      return .truth(Kleene(rawValue: UInt8(n)) ?? .na)
    case .pastNumber:
      return .number(before(numberHistories[root], na: .nan))
    case .pastTruth:
      return .truth(before(truthHistories[root], na: .na))

    case .add:
      return .number(ReferenceArithmetic.add(number(0), number(1)))
    case .subtract:
      return .number(ReferenceArithmetic.subtract(number(0), number(1)))
    case .multiply:
      return .number(ReferenceArithmetic.multiply(number(0), number(1)))
    case .divide:
      return .number(ReferenceArithmetic.divide(number(0), number(1)))
    case .negate:
      return .number(-number(0))
    case .absolute:
      return .number(number(0).magnitude)
    case .power:
      return .number(ReferenceArithmetic.power(number(0), number(1)))
    case .minimum:
      return .number(ReferenceArithmetic.minimum(number(0), number(1)))
    case .maximum:
      return .number(ReferenceArithmetic.maximum(number(0), number(1)))
    case .squareRoot:
      return .number(ReferenceArithmetic.squareRoot(number(0)))
    case .logarithm:
      return .number(ReferenceArithmetic.logarithm(number(0)))
    case .exponential:
      return .number(ReferenceArithmetic.exponential(number(0)))
    case .floor:
      return .number(number(0).rounded(.down))
    case .ceiling:
      return .number(number(0).rounded(.up))
    case .round:
      return .number(number(0).rounded(.toNearestOrAwayFromZero))
    case .sign:
      return .number(ReferenceArithmetic.sign(number(0)))
    case .sine:
      return .number(ReferenceArithmetic.finite(sin(number(0))))
    case .cosine:
      return .number(ReferenceArithmetic.finite(cos(number(0))))
    case .arcTangent:
      return .number(ReferenceArithmetic.finite(atan(number(0))))

    case .less:
      return .truth(ReferenceLogic.compare(number(0), number(1), by: <))
    case .lessOrEqual:
      return .truth(ReferenceLogic.compare(number(0), number(1), by: <=))
    case .greater:
      return .truth(ReferenceLogic.compare(number(0), number(1), by: >))
    case .greaterOrEqual:
      return .truth(ReferenceLogic.compare(number(0), number(1), by: >=))
    case .equal:
      return .truth(ReferenceLogic.compare(number(0), number(1), by: ==))
    case .notEqual:
      return .truth(ReferenceLogic.compare(number(0), number(1), by: !=))

    case .and:
      return .truth(ReferenceLogic.and(truth(0), truth(1)))
    case .or:
      return .truth(ReferenceLogic.or(truth(0), truth(1)))
    case .not:
      return .truth(ReferenceLogic.not(truth(0)))
    case .equalTruth:
      return .truth(ReferenceLogic.compare(truth(0), truth(1), by: ==))
    case .notEqualTruth:
      return .truth(ReferenceLogic.compare(truth(0), truth(1), by: !=))

    case .selectNumber:
      switch truth(0) {
      case .true: return .number(number(1))
      case .false: return .number(number(2))
      case .na: return .number(.nan)
      }
    case .selectTruth:
      switch truth(0) {
      case .true: return .truth(truth(1))
      case .false: return .truth(truth(2))
      case .na: return .truth(.na)
      }
    case .coalesceNumber:
      return .number(number(0).isNaN ? number(1) : number(0))
    case .coalesceTruth:
      return .truth(truth(0) == .na ? truth(1) : truth(0))
    case .isNumberMissing:
      return .truth(number(0).isNaN ? .true : .false)
    case .isTruthMissing:
      return .truth(truth(0) == .na ? .true : .false)

    case .lagNumber:
      return .number(before(numbers(0), na: .nan))
    case .lagTruth:
      return .truth(before(truths(0), na: .na))
    case .crossesAbove:
      return .truth(
        ReferenceLogic.crosses(numbers(0), numbers(1), in: row, now: >, before: <=))
    case .crossesBelow:
      return .truth(
        ReferenceLogic.crosses(numbers(0), numbers(1), in: row, now: <, before: >=))

    case .ema:
      return .number(
        ReferenceRecursive.average(numbers(0), in: row, length: n, alpha: 2 / Double(n + 1)))
    case .rma:
      return .number(
        ReferenceRecursive.average(numbers(0), in: row, length: n, alpha: 1 / Double(n)))

    case .emaFromFirst:
      return .number(
        ReferenceRecursive.average(numbers(0), in: row, length: 1, alpha: 2 / Double(n + 1)))
    case .rmaFromFirst:
      return .number(
        ReferenceRecursive.average(numbers(0), in: row, length: 1, alpha: 1 / Double(n)))

    case .sum:
      return .number(ReferenceWindow(numbers(0), endingIn: row, length: n)?.sum ?? .nan)
    case .sma:
      return .number(ReferenceWindow(numbers(0), endingIn: row, length: n)?.mean ?? .nan)
    case .wma:
      return .number(ReferenceWindow(numbers(0), endingIn: row, length: n)?.weightedMean ?? .nan)
    case .stdev:
      return .number(
        ReferenceWindow(numbers(0), endingIn: row, length: n)?.standardDeviation ?? .nan)
    case .covariance:
      return .number(
        ReferenceComoments(numbers(0), numbers(1), endingIn: row, length: n)?.covariance ?? .nan)
    case .slope:
      return .number(ReferenceComoments(numbers(0), endingIn: row, length: n)?.slope ?? .nan)
    case .meanDeviation:
      return .number(ReferenceScan(numbers(0), endingIn: row, length: n)?.meanDeviation ?? .nan)
    case .skew:
      return .number(ReferenceScan(numbers(0), endingIn: row, length: n)?.skew ?? .nan)
    case .kurtosis:
      return .number(ReferenceScan(numbers(0), endingIn: row, length: n)?.kurtosis ?? .nan)
    case .rank:
      return .number(ReferenceScan(numbers(0), endingIn: row, length: n)?.rank ?? .nan)
    case .percentile:
      return .number(
        ReferenceScan(numbers(0), endingIn: row, length: n)?.percentile(number(1)) ?? .nan)
    case .recentMean:
      return .number(
        ReferenceScan(numbers(0), endingIn: row, length: n)?.recentMean(of: number(1)) ?? .nan)
    case .recentSine:
      return .number(
        ReferenceScan(numbers(0), endingIn: row, length: n)?.turned(number(1), by: sin) ?? .nan)
    case .recentCosine:
      return .number(
        ReferenceScan(numbers(0), endingIn: row, length: n)?.turned(number(1), by: cos) ?? .nan)
    case .alma:
      return .number(
        ReferenceScan(numbers(0), endingIn: row, length: n)?.underBell(
          offset: number(1), sigma: number(2)) ?? .nan)
    case .highest:
      return .number(
        ReferenceWindow(numbers(0), endingIn: row, length: n)?.extreme(by: >).value ?? .nan)
    case .lowest:
      return .number(
        ReferenceWindow(numbers(0), endingIn: row, length: n)?.extreme(by: <).value ?? .nan)
    case .highestBar:
      return .number(
        ReferenceWindow(numbers(0), endingIn: row, length: n)?.extreme(by: >).barsAgo ?? .nan)
    case .lowestBar:
      return .number(
        ReferenceWindow(numbers(0), endingIn: row, length: n)?.extreme(by: <).barsAgo ?? .nan)

    case .highestBarEarliest:
      return .number(
        ReferenceWindow(numbers(0), endingIn: row, length: n)?.extreme(by: >=).barsAgo ?? .nan)
    case .lowestBarEarliest:
      return .number(
        ReferenceWindow(numbers(0), endingIn: row, length: n)?.extreme(by: <=).barsAgo ?? .nan)

    case .count:
      return .number(ReferenceEvents.count(truths(0), in: row, length: n))
    case .any:
      return .truth(ReferenceEvents.any(truths(0), in: row, length: n))
    case .all:
      return .truth(ReferenceEvents.all(truths(0), in: row, length: n))
    case .barsSince:
      return .number(ReferenceEvents.barsSince(truths(0), in: row))
    case .valueWhen:
      return .number(ReferenceEvents.value(of: numbers(1), when: truths(0), in: row, skipping: n))
    case .parabolic:
      return .number(
        ReferenceParabolic.stop(
          high: numbers(0), low: numbers(1), step: numbers(2), maximum: numbers(3), in: row))
    }
  }
}
