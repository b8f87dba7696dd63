import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import Testing

/// Fused instructions give what their operations give one by one, and what the oracle says.
struct FusionTests {
  static let formulas = [
    "rsi(close, 14)", "max(close - close[1], 0)", "max(close[1] - close, 0)",
    "100 * high / (high + low)", "max(close - close[1], 0) + (close - close[1])",
    "rsi(close, 3) + rsi(open, 5)",
  ]

  /// What something else needs as well is computed for that, too, so nothing is saved there.
  @Test(arguments: formulas)
  func `the same bits, with no more instructions`(formula: String) throws {
    let strategy = try #require(compileFormula(SourceText(name: "test", formula)).strategy)
    let fused = try Lowering.lower(strategy)
    let plain = try Lowering.lower(strategy, fuses: false)
    #expect(fused.instructionsPerBar <= plain.instructionsPerBar)
    for seed in UInt64(1)...40 {
      let frame = RandomFrame.make(seed: seed)
      let oracle = ReferenceEvaluator(graph: strategy.graph, frame: frame)
      let expected = oracle.numbers(strategy.outputs[0].node).map(Execution.canonical)
      for size in [1, 7, 512] {
        let run = try Execution.blocks(fused, frame, size: size)
        #expect(run.numbers[0] == expected, "seed \(seed), blocks of \(size)")
      }
      #expect(try Execution.blocks(plain, frame, size: 64).numbers[0] == expected, "seed \(seed)")
      let split = try Execution.split(
        fused, frame, at: frame.rowCount / 2, blockSize: 64, peeks: true)
      #expect(split.numbers[0] == expected, "seed \(seed), split")
    }
  }

  @Test func `the relative strength index is five instructions less`() throws {
    let strategy = try #require(compileFormula(SourceText(name: "test", "rsi(close, 14)")).strategy)
    let plain = try Lowering.lower(strategy, fuses: false).instructionsPerBar
    #expect(try Lowering.lower(strategy).instructionsPerBar == plain - 5)
  }
}
