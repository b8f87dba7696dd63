import StratLanguage
import StratMarket
import Testing

@Suite struct `The reference evaluator's recurrences` {
  /// The number a self-referring `let` is in every row, over a frame of closes.
  private func numbers(
    closes: [Double], _ write: (inout GraphBuilder, _ recurrence: Int, _ close: NodeID) -> NodeID
  ) -> Series {
    var builder = GraphBuilder(columns: ["close"])
    let recurrence = builder.openRecurrence()
    let close = builder.column(0)
    let root = write(&builder, recurrence, close)
    builder.bind(recurrence, to: root)
    let frame = Frame.literal(["close": closes])
    return .numbers(ReferenceEvaluator(graph: builder.graph, frame: frame).numbers(root))
  }

  @Test func `add up: k = (k[1] ?? 0) + close`() {
    let result = numbers(closes: [1, 2, 3, .nan, 5, 6]) { builder, recurrence, close in
      let past = builder.past(.number, of: recurrence, bars: 1)
      return builder.add(.add, builder.add(.coalesceNumber, past, builder.number(0)), close)
    }
    #expect(result == .numbers([1, 3, 6, .nan, 5, 11]))
  }

  @Test func `stay na without a start: k = k[1] + close`() {
    let result = numbers(closes: [1, 2, 3]) { builder, recurrence, close in
      builder.add(.add, builder.past(.number, of: recurrence, bars: 1), close)
    }
    #expect(result == .numbers([.nan, .nan, .nan]))
  }

  @Test func `read different bars: k = (k[1] ?? 1) + (k[2] ?? 0)`() {
    let result = numbers(closes: Array(repeating: 0, count: 7)) { builder, recurrence, _ in
      let one = builder.past(.number, of: recurrence, bars: 1)
      let two = builder.past(.number, of: recurrence, bars: 2)
      return builder.add(
        .add, builder.add(.coalesceNumber, one, builder.number(1)),
        builder.add(.coalesceNumber, two, builder.number(0)))
    }
    #expect(result == .numbers([1, 1, 2, 3, 5, 8, 13]))
  }

  @Test func `pass through stateful operations: k = ema(k[1] ?? close, 2)`() {
    let result = numbers(closes: [2, 4, 6]) { builder, recurrence, close in
      let past = builder.past(.number, of: recurrence, bars: 1)
      return builder.add(.ema, builder.add(.coalesceNumber, past, close), parameter: 2)
    }
    // Inputs 2, 4 (k[1] is still na) give (2 + 4) / 2; then the input is that 3 itself.
    #expect(result == .numbers([.nan, 3, 3]))
  }

  @Test func `pass through lags of themselves: k = close + (lag(k[1], 1) ?? 0)`() {
    let result = numbers(closes: [1, 10, 100, 1000, 10_000]) { builder, recurrence, close in
      let past = builder.past(.number, of: recurrence, bars: 1)
      let older = builder.add(.lagNumber, past, parameter: 1)
      return builder.add(.add, close, builder.add(.coalesceNumber, older, builder.number(0)))
    }
    #expect(result == .numbers([1, 10, 101, 1010, 10_101]))
  }

  @Test func `latch a truth: on = (on[1] ?? false) or close > 2`() {
    var builder = GraphBuilder(columns: ["close"])
    let recurrence = builder.openRecurrence()
    let past = builder.past(.boolean, of: recurrence, bars: 1)
    let before = builder.add(.coalesceTruth, past, builder.truth(.false))
    let now = builder.add(.greater, builder.column(0), builder.number(2))
    let root = builder.add(.or, before, now)
    builder.bind(recurrence, to: root)
    let frame = Frame.literal(["close": [1, .nan, 1, 3, .nan, 0]])
    let reference = ReferenceEvaluator(graph: builder.graph, frame: frame)
    #expect(Series.truths(reference.truths(root)) == .truths("F?FTTT"))
    #expect(Series.truths(reference.truths(past)) == .truths("?F?FTT"))
  }

  @Test func `read one another: a = (b[1] ?? 0) + 1, b = 2 × a + (b[2] ?? 0)`() {
    var builder = GraphBuilder(columns: ["close"])
    let a = builder.openRecurrence()
    let b = builder.openRecurrence()
    let zero = builder.number(0)
    let pastB = builder.past(.number, of: b, bars: 1)
    let olderB = builder.past(.number, of: b, bars: 2)
    let rootA = builder.add(
      .add, builder.add(.coalesceNumber, pastB, zero), builder.number(1))
    let rootB = builder.add(
      .add, builder.add(.multiply, builder.number(2), rootA),
      builder.add(.coalesceNumber, olderB, zero))
    builder.bind(a, to: rootA)
    builder.bind(b, to: rootB)
    let frame = Frame.literal(["close": [0, 0, 0, 0]])
    let reference = ReferenceEvaluator(graph: builder.graph, frame: frame)
    // b: 2×1, 2×3, 2×7 + 2, 2×17 + 6
    #expect(reference.numbers(rootA) == [1, 3, 7, 17])
    #expect(reference.numbers(rootB) == [2, 6, 16, 40])
  }
}
