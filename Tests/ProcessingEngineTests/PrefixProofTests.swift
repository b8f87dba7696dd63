import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import Testing

/// The proof finds what looks ahead, and nothing else.
struct PrefixProofTests {
  private func program(_ text: String) throws -> Program {
    let strategy = try #require(compile(SourceText(name: "t", text)).strategy)
    return try Lowering.lower(strategy)
  }

  private let rules = """
    let k = (k[1] ?? close) * 0.9 + close * 0.1
    entry long when ema(close, 5) crosses above sma(close, 9)
    exit long when close < lowest(low, 4)[1] or bars_since(close > k) > 3
    stop close - 2 * atr(5)
    """

  @Test(arguments: [0, 1, 2, 77, 399, 400, 401, 900])
  func `the executors keep the past`(rows: Int) throws {
    let frame = RandomFrame.make(seed: UInt64(rows), rows: rows)
    let proof = try PrefixProof(
      PrefixProof.Evaluator.all(of: SeriesProgram(program(rules))), over: frame, seed: 7)
    #expect(proof.fault == nil)
    #expect(proof.rows == rows)
    #expect(proof.prefixes.count == (rows <= PrefixProof.exhaustiveLimit ? rows : 128))
    #expect(
      proof.prefixes == proof.prefixes.sorted() && Set(proof.prefixes).count == proof.prefixes.count
    )
    if rows > PrefixProof.exhaustiveLimit {
      #expect(Set(rows - 64..<rows).isSubset(of: proof.prefixes), "the most recent are all there")
    }
    #expect(rows < 2 || proof.comparisons > rows)
  }

  @Test func `a seed chooses the same prefixes again, another one others`() throws {
    let frame = RandomFrame.make(seed: 3, rows: 900)
    let evaluators = try PrefixProof.Evaluator.all(
      of: SeriesProgram(program("entry long when close > open\nstop close")))
    let prefixes = try [1, 1, 2].map { try PrefixProof(evaluators, over: frame, seed: $0).prefixes }
    #expect(prefixes[0] == prefixes[1])
    #expect(prefixes[0] != prefixes[2])
  }

  /// An executor that reads the next close, as a careless one might with whole columns at hand.
  private func lookAhead(every period: Int) -> PrefixProof.Evaluator {
    PrefixProof.Evaluator("careless") { frame in
      let close = frame.column("close") ?? []
      return [
        .truths(
          close.indices.map { row in
            let next = row + 1 < close.count && row % period == 0 ? close[row + 1] : close[row]
            return close[row] < next ? 1 : 2
          })
      ]
    }
  }

  private func rising(_ rows: Int) -> Frame {
    Frame(
      symbol: "X", times: (0..<rows).map { Int64($0) * 60_000 }, columnNames: ["close"],
      columns: [(0..<rows).map { Double($0) }])
  }

  @Test(arguments: [(30, 1), (400, 399), (900, 1), (5_000, 50)])
  func `an executor that looks ahead is found out`(rows: Int, period: Int) throws {
    let proof = try PrefixProof([lookAhead(every: period)], over: rising(rows), seed: 11)
    let fault = try #require(proof.fault)
    #expect(fault.evaluator == "careless" && !fault.isDisagreement)
    #expect(fault.row == fault.prefix - 1, "the last bar known is the one that changes")
  }

  @Test func `a value that changes long after is found out`() throws {
    // The largest close of all: known only at the end.
    let evaluator = PrefixProof.Evaluator("late") { frame in
      let close = frame.column("close") ?? []
      return [.numbers(close.map { $0 / (close.max() ?? 1) })]
    }
    let fault = try #require(try PrefixProof([evaluator], over: rising(600), seed: 5).fault)
    #expect(fault.output == 0)
  }

  @Test func `executors that disagree are found out`() throws {
    let values: [Double] = [1, 2, .nan, -0.0]
    let one = PrefixProof.Evaluator("one") { .init([.numbers(Array(values.prefix($0.rowCount)))]) }
    let other = PrefixProof.Evaluator("other") { frame in
      [.numbers(Array([1, 2, .nan, 0.0].prefix(frame.rowCount)))]
    }
    #expect(try PrefixProof([one, one], over: rising(4), seed: 1).fault == nil)
    let fault = try #require(try PrefixProof([one, other], over: rising(4), seed: 1).fault)
    #expect(fault.isDisagreement && fault.row == 3, "also by a sign of zero")
  }

  @Test func `an executor that says too little is found out`() throws {
    let evaluator = PrefixProof.Evaluator("short") { frame in
      [.truths(Array(repeating: 1, count: frame.rowCount == 4 ? 4 : 1))]
    }
    #expect(try PrefixProof([evaluator], over: rising(4), seed: 1).fault?.row == 1)
  }
}
