import ProcessingEngine
import StratLanguage
import StratMarket
import Testing

/// What was worked out by hand holds for the engine too, not only for the oracle.
struct KernelCaseTests {
  @Test(arguments: HandComputedCase.all)
  func `both executors give what was worked out by hand`(_ example: HandComputedCase) throws {
    let (program, frame) = try Self.program(example)
    var runs = [try Execution.split(program, frame, at: 0, blockSize: 1, peeks: true)]
    for size in [1, 2, 3, 512] { runs.append(try Execution.blocks(program, frame, size: size)) }
    for run in runs {
      switch example.expected {
      case .numbers(let values): #expect(run.numbers[0] == values.map(Execution.canonical))
      case .truths(let values): #expect(run.truths[0] == values.map(\.rawValue))
      }
      #expect(Execution.canonical(run.state) == Execution.canonical(runs[0].state))
    }
  }

  /// The operation by itself; truths are columns of 1, 0 and `na`, compared with zero.
  private static func program(_ example: HandComputedCase) throws -> (Program, Frame) {
    let names = example.inputs.indices.map { "input\($0)" }
    var builder = GraphBuilder(columns: names)
    var columns: [[Double]] = []
    var operands: [NodeID] = []
    for (index, input) in example.inputs.enumerated() {
      let column = builder.column(index)
      switch input {
      case .numbers(let values):
        columns.append(values)
        operands.append(column)
      case .truths(let values):
        columns.append(values.map { $0 == .na ? .nan : $0 == .true ? 1 : 0 })
        operands.append(builder.add(.greater, column, builder.number(0)))
      }
    }
    let node = builder.add(example.operation, operands: operands, parameter: example.parameter)
    let output = StrategyOutput(
      role: .formula("it"), node: node, type: example.operation.resultType, dimension: .any)
    let times = (0..<(example.inputs.first?.rowCount ?? 0)).map(Int64.init)
    let frame = Frame(symbol: "LITERAL", times: times, columnNames: names, columns: columns)
    return (try Lowering.lower(builder.graph, outputs: [output]), frame)
  }
}
