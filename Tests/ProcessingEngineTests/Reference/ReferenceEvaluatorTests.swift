import StratLanguage
import StratMarket
import Testing

@Suite struct `The reference evaluator` {
  @Test(arguments: HandComputedCase.all)
  func `gives what was worked out by hand`(_ example: HandComputedCase) {
    let result = ReferenceEvaluator.apply(
      example.operation, to: example.inputs, parameter: example.parameter)
    #expect(result == example.expected)
  }

  @Test func `has a hand computed case for every operation that has operands`() {
    let covered = Set(HandComputedCase.all.map(\.operation))
    let missing = Operation.allCases.filter { !$0.operandTypes.isEmpty && !covered.contains($0) }
    #expect(missing.isEmpty)
  }

  @Test func `reads columns by name, whatever their order in the frame`() {
    var builder = GraphBuilder()
    let close = builder.column(3)
    let volume = builder.column(4)
    let frame = Frame.literal([
      "volume": [10, 20], "close": [1, .nan], "low": [0, 0], "open": [0, 0], "high": [0, 0],
    ])
    let reference = ReferenceEvaluator(graph: builder.graph, frame: frame)
    #expect(Series.numbers(reference.numbers(close)) == .numbers([1, .nan]))
    #expect(reference.numbers(volume) == [10, 20])
  }

  @Test func `repeats constants in every row`() {
    var builder = GraphBuilder()
    let numbers = [-0.0, 0, 1.5, .nan].map { builder.number($0) }
    let truths = Kleene.allCases.map { builder.truth($0) }
    let frame = RandomFrame.make(seed: 1, rows: 2)
    let reference = ReferenceEvaluator(graph: builder.graph, frame: frame)
    for (id, value) in zip(numbers, [-0.0, 0, 1.5, .nan]) {
      #expect(Series.numbers(reference.numbers(id)) == .numbers([value, value]))
    }
    for (id, value) in zip(truths, Kleene.allCases) {
      #expect(reference.truths(id) == [value, value])
    }
  }

  @Test func `tells zeros apart and no two kinds of na`() {
    #expect(!sameBits(0, -0.0))
    #expect(sameBits(.nan, -Double.nan))
    #expect(sameBits(.nan, Double(nan: 7, signaling: false)))
    #expect(!sameBits(.nan, 0))
    #expect(sameBits(0.1, 0.1))
  }
}
