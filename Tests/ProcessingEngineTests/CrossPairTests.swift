import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import TestSupport
import Testing

/// An entry and its exit that cross the same series there and back are what each is alone.
struct CrossPairTests {
  /// Series that often meet: equal, missing and infinite values among others.
  private func frame(seed: UInt64, rows: Int, ties: Double, gaps: Double) -> Frame {
    var random = SplitMix64(seed: seed)
    var columns: [[Double]] = [[], []]
    var level = 0.0
    for _ in 0..<rows {
      level += random.unit() - 0.5
      columns[0].append(random.chance(gaps) ? .nan : level)
      let other = random.chance(ties) ? level : level + (random.unit() - 0.5) * 2
      columns[1].append(random.chance(gaps) ? .nan : other)
    }
    return Frame(
      symbol: "A", times: (0..<rows).map { Int64($0) * 60_000 }, columnNames: ["open", "close"],
      columns: columns)
  }

  @Test(arguments: [0.0, 0.02, 0.5])
  func `in blocks of any size they are the oracle's and leave its state`(odd: Double) throws {
    let text = "close crosses above open and not (close crosses below open)"
    let strategy = try #require(compileFormula(SourceText(name: "test", text)).strategy)
    var outputs: [StrategyOutput] = []
    for (index, node) in strategy.graph.nodes.enumerated()
    where node.operation == .crossesAbove || node.operation == .crossesBelow {
      outputs.append(
        StrategyOutput(
          role: .formula("\(index)"), node: NodeID(index), type: .boolean, dimension: .any))
    }
    #expect(outputs.count == 2)
    let program = try Lowering.lower(strategy.graph, outputs: outputs)
    for seed in UInt64(1)...20 {
      let frame = frame(seed: seed, rows: 300, ties: odd, gaps: odd / 4)
      let oracle = ReferenceEvaluator(graph: strategy.graph, frame: frame)
      let whole = try Execution.blocks(program, frame, size: 512)
      for (index, output) in outputs.enumerated() {
        #expect(
          whole.truths[index] == oracle.truths(output.node).map(\.rawValue), "seed \(seed)")
      }
      for size in [1, 7, 16, 17, 33, 64] {
        let run = try Execution.blocks(program, frame, size: size)
        #expect(run.truths == whole.truths, "seed \(seed), blocks of \(size)")
        #expect(Execution.canonical(run.state) == Execution.canonical(whole.state))
      }
      let split = try Execution.split(program, frame, at: 150, blockSize: 64, peeks: true)
      #expect(split.truths == whole.truths, "seed \(seed), split")
    }
  }
}
