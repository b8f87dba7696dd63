import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import TestSupport
import Testing

/// Each operation by itself: oracle ≡ blocks ≡ ticks, on bits.
///
/// With the operands it is meant for and with any others. The random programs mix operations; here
/// none can go unnoticed.
struct KernelDifferentialTests {
  static let all = Operation.allCases.filter { !$0.operandTypes.isEmpty }

  @Test(arguments: all)
  func `one operation alone gives the oracle's bits`(operation: Operation) throws {
    for (index, length) in [1, 2, 3, 5, 14, 64].enumerated() {
      for seed in UInt64(0)..<8 {
        let frame = RandomFrame.make(seed: seed &* 97 &+ UInt64(index), rows: 150)
        try check(operation, length, frame, isUsual: seed % 4 != 3, seed)
      }
    }
  }

  private func check(
    _ operation: Operation, _ length: Int, _ frame: Frame, isUsual: Bool, _ seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed &+ 1_000)
    var builder = GraphBuilder()
    let high = builder.column(1)
    let low = builder.column(2)
    let close = builder.column(3)
    let past = builder.add(.lagNumber, close, parameter: 1)
    // Each for itself true, false and sometimes `na`.
    let truths = [
      builder.add(.less, builder.column(0), close), builder.add(.less, close, past),
      builder.add(.notEqual, builder.column(4), builder.number(100)),
    ]
    var numbers = [high, low, builder.number(0.02), builder.number(0.2)]
    switch operation {
    case .percentile: numbers[1] = builder.number(random.pick([0, 25, 50, 66.6, 100]))
    case .recentMean, .recentSine, .recentCosine:
      numbers[1] = builder.number(random.pick([1, 1.5, Double(length), Double(length) - 0.5]))
    case .alma: (numbers[1], numbers[2]) = (builder.number(0.85), builder.number(6))
    default: break
    }
    if !isUsual { for place in numbers.indices { numbers[place] = builder.column(place + 1) } }
    var (number, truth) = (0, 0)
    let operands = operation.operandTypes.map { type in
      switch type {
      case .number:
        number += 1
        return numbers[number - 1]
      case .boolean:
        truth += 1
        return truths[truth - 1]
      }
    }
    let parameter = operation.takesParameter ? length : 0
    var nodes = [builder.add(operation, operands: operands, parameter: parameter)]
    // Neighbours in the state, which it must leave alone: one whose first cell is mostly a price and
    // sometimes `na`, or one that starts with a whole number.
    let open = builder.column(0)
    nodes.append(
      seed.isMultiple(of: 2)
        ? builder.add(.crossesAbove, low, open) : builder.add(.sma, open, parameter: 4))
    let outputs = nodes.enumerated().map { index, node in
      StrategyOutput(
        role: .formula("\(index)"), node: node, type: builder.graph[node].operation.resultType,
        dimension: .any)
    }
    let program = try Lowering.lower(builder.graph, outputs: outputs)
    let oracle = ReferenceEvaluator(graph: builder.graph, frame: frame)
    let what: Testing.Comment = "\(operation)(\(length)), seed \(seed)"
    let first = try Execution.blocks(program, frame, size: 512)
    for (index, output) in outputs.enumerated() {
      switch output.type {
      case .number:
        #expect(first.numbers[index] == oracle.numbers(output.node).map(Execution.canonical), what)
      case .boolean:
        #expect(first.truths[index] == oracle.truths(output.node).map(\.rawValue), what)
      }
    }
    for other in [
      try Execution.blocks(program, frame, size: 7),
      try Execution.split(program, frame, at: 0, blockSize: 7, peeks: true),
      try Execution.split(program, frame, at: 75, blockSize: 64, peeks: true),
    ] {
      #expect(other.numbers == first.numbers, what)
      #expect(other.truths == first.truths, what)
      #expect(Execution.canonical(other.state) == Execution.canonical(first.state), what)
    }
  }
}
