import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import Testing

/// One meaning (R1.4): oracle ≡ block executor ≡ tick executor, on bits, over random programs and
/// random candles.
struct DifferentialTests {
  /// 100 × 220 programs with a frame each: 22,000 cases.
  @Test(arguments: 0..<100)
  func `oracle, blocks and ticks agree on bits`(batch: Int) throws {
    for index in 0..<220 {
      let seed = UInt64(batch * 1_000 + index)
      try check(seed: seed, everySplit: index % 20 == 0)
    }
  }

  private func check(seed: UInt64, everySplit: Bool) throws {
    let random = RandomGraph(seed: seed)
    let rows = everySplit ? 70 : nil
    let frame = RandomFrame.make(seed: seed &* 31 &+ 7, rows: rows)
    let outputs = random.outputs.map { id in
      StrategyOutput(
        role: .formula("\(id.index)"), node: id, type: random.graph[id].operation.resultType,
        dimension: .any)
    }
    let program = try Lowering.lower(random.graph, outputs: outputs)
    let oracle = ReferenceEvaluator(graph: random.graph, frame: frame)

    let first = try Execution.blocks(program, frame, size: 512)
    for (index, output) in outputs.enumerated() {
      switch output.type {
      case .number:
        let expected = oracle.numbers(output.node).map(Execution.canonical)
        expectEqual(expected, first.numbers[index], "oracle, \(random.graph[output.node])", seed)
      case .boolean:
        let expected = oracle.truths(output.node).map(\.rawValue)
        expectEqual(expected, first.truths[index], "oracle, output \(output.node.index)", seed)
      }
    }
    let plain = try Lowering.lower(random.graph, outputs: outputs, fuses: false)
    let unfused = try Execution.blocks(plain, frame, size: 512)
    for index in first.numbers.indices {
      expectEqual(first.numbers[index], unfused.numbers[index], "not fused, output \(index)", seed)
      expectEqual(first.truths[index], unfused.truths[index], "not fused, output \(index)", seed)
    }
    for size in [1, 7, 64] {
      compare(first, try Execution.blocks(program, frame, size: size), "blocks of \(size)", seed)
    }
    let count = frame.rowCount
    if everySplit {
      for row in 0...count {
        let split = try Execution.split(program, frame, at: row, blockSize: 7, peeks: row == 0)
        compare(first, split, "split at \(row)", seed)
      }
    } else {
      compare(
        first, try Execution.split(program, frame, at: 0, blockSize: 64, peeks: true),
        "ticks only", seed)
      let row = count == 0 ? 0 : Int(seed % UInt64(count))
      compare(
        first, try Execution.split(program, frame, at: row, blockSize: 64, peeks: false),
        "split at \(row)", seed)
    }
  }

  private func compare(_ a: Execution, _ b: Execution, _ what: String, _ seed: UInt64) {
    for index in a.numbers.indices {
      expectEqual(a.numbers[index], b.numbers[index], "\(what), output \(index)", seed)
      expectEqual(a.truths[index], b.truths[index], "\(what), output \(index)", seed)
    }
    expectEqual(
      Execution.canonical(a.state), Execution.canonical(b.state), "state after \(what)", seed)
    #expect(a.state.bars == b.state.bars)
  }

  private func expectEqual<Element: Equatable>(
    _ expected: [Element], _ actual: [Element], _ what: String, _ seed: UInt64
  ) {
    guard expected != actual else { return }
    let row = zip(expected, actual).enumerated().first { $1.0 != $1.1 }?.offset ?? -1
    let values = row < 0 ? "" : ": \(expected[row]) and \(actual[row])"
    Issue.record("seed \(seed), \(what): first difference in row \(row)\(values)")
  }
}
