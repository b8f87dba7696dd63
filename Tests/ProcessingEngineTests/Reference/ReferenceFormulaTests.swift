import StratLanguage
import StratMarket
import TestSupport
import Testing

/// The order of additions is a matter of bits; that the sums are the right ones is shown here.
@Suite struct `The reference evaluator's windows` {
  private static let lengths = [1, 2, 3, 5, 14, 20, 63, 64]
  private static let rows = 200

  /// Compares one window operation with a plain formula over each full window.
  private func compare(
    _ operation: Operation, length n: Int, with formula: ([Double]) -> Double
  ) {
    var random = SplitMix64(seed: UInt64(n))
    var price = 100.0
    let closes = (0..<Self.rows).map { _ in
      price *= 1 + 0.02 * (random.unit() - 0.5)
      return price
    }
    let result = ReferenceEvaluator.apply(operation, to: [.numbers(closes)], parameter: n)
    guard case .numbers(let values) = result else {
      Issue.record("\(operation) gives no numbers")
      return
    }
    #expect(values.prefix(n - 1).allSatisfy { $0.isNaN })
    for row in (n - 1)..<Self.rows {
      let expected = formula(Array(closes[(row - n + 1)...row]))
      let tolerance = 1e-12 * max(expected.magnitude, 100)
      #expect((values[row] - expected).magnitude <= tolerance, "row \(row)")
    }
  }

  @Test(arguments: lengths) func `sum agrees with adding up`(_ n: Int) {
    compare(.sum, length: n) { $0.reduce(0, +) }
  }

  @Test(arguments: lengths) func `sma agrees with the mean`(_ n: Int) {
    compare(.sma, length: n) { $0.reduce(0, +) / Double($0.count) }
  }

  @Test(arguments: lengths) func `wma agrees with the weighted mean`(_ n: Int) {
    compare(.wma, length: n) { window in
      let weights = window.indices.map { Double($0 + 1) }
      return zip(weights, window).map(*).reduce(0, +) / weights.reduce(0, +)
    }
  }

  @Test(arguments: lengths) func `stdev agrees with two passes`(_ n: Int) {
    compare(.stdev, length: n) { window in
      let mean = window.reduce(0, +) / Double(window.count)
      let squares = window.map { ($0 - mean) * ($0 - mean) }
      return (squares.reduce(0, +) / Double(window.count)).squareRoot()
    }
  }

  @Test(arguments: lengths) func `extremes agree with the standard library`(_ n: Int) {
    compare(.highest, length: n) { $0.max() ?? .nan }
    compare(.lowest, length: n) { $0.min() ?? .nan }
    compare(.highestBar, length: n) { window in
      let latest = window.lastIndex(of: window.max() ?? .nan) ?? 0
      return Double(window.count - 1 - latest)
    }
    compare(.lowestBar, length: n) { window in
      let latest = window.lastIndex(of: window.min() ?? .nan) ?? 0
      return Double(window.count - 1 - latest)
    }
  }
}
