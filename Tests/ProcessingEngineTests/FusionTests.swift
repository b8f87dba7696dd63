import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import Testing

/// Fused instructions give what their operations give one by one, and what the oracle says.
struct FusionTests {
  static let formulas = [
    "rsi(close, 14)", "max(close - close[1], 0)", "max(close[1] - close, 0)",
    "100 * volume / (volume + open)", "max(close - close[1], 0) + (close - close[1])",
    "rsi(close, 3) + rsi(open, 5) * close[1]",
  ]

  @Test(arguments: formulas)
  func `the same bits, with fewer instructions`(formula: String) throws {
    let strategy = try #require(compileFormula(SourceText(name: "test", formula)).strategy)
    let fused = try Lowering.lower(strategy)
    let plain = try Lowering.lower(strategy, fuses: false)
    #expect(fused.instructionsPerBar < plain.instructionsPerBar)
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
}
