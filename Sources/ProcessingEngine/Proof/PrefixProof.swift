package import StratMarket

/// Shows that no bar to come changes what was decided: every prefix of the candles, evaluated by
/// itself, gives the same values as the whole does.
///
/// The language has no way to write a future bar, so this must hold; the proof runs the real
/// executors over the user's own file and candles instead of believing it.
package struct PrefixProof: Sendable {
  /// One way to compute the outputs of a program over candles, row by row.
  package struct Evaluator: Sendable {
    package var name: String
    package var evaluate: @Sendable (Frame) throws -> [OutputValues]

    package init(
      _ name: String, evaluate: @escaping @Sendable (Frame) throws -> [OutputValues]
    ) {
      self.name = name
      self.evaluate = evaluate
    }

    /// The executors there are.
    package static func all(
      of series: SeriesProgram, others: OtherSeries = OtherSeries()
    ) -> [Evaluator] {
      ExecutionPath.allCases.map { path in
        Evaluator(path.rawValue) { frame in
          let rows = 0..<frame.rowCount
          return try SeriesRun(
            series, over: frame, others: others, rows: rows, keeping: rows, path: path
          ).values
        }
      }
    }
  }

  /// A value that is not what it was, or not what the other executor says.
  package struct Fault: Sendable {
    package var evaluator: String
    /// How many rows were known; all of them when two executors disagree about the whole.
    package var prefix: Int
    package var row: Int
    package var output: Int
    package var isDisagreement: Bool
  }

  package private(set) var rows: Int
  package private(set) var prefixes: [Int]
  package private(set) var comparisons = 0
  package private(set) var fault: Fault?

  /// All prefixes of up to so many rows; of more, a sample and the most recent.
  package static let exhaustiveLimit = 400
  private static let sampleCount = 64
  private static let recentCount = 64
  /// Rows that sampling may run in all, for each evaluator.
  private static let rowBudget = 20_000_000

  package init(_ evaluators: [Evaluator], over frame: Frame, seed: UInt64) throws {
    rows = frame.rowCount
    prefixes = Self.prefixes(of: frame.rowCount, seed: seed)
    var reference: [OutputValues]?
    for evaluator in evaluators {
      let whole = try evaluator.evaluate(frame)
      if let reference {
        compare(evaluator, whole, with: reference, prefix: rows, isDisagreement: true)
      }
      reference = reference ?? whole
      for length in prefixes where fault == nil {
        let part = try evaluator.evaluate(frame.prefix(length))
        compare(evaluator, part, with: whole, prefix: length, isDisagreement: false)
      }
      if fault != nil { return }
    }
  }

  /// Ascending, never the whole.
  private static func prefixes(of rows: Int, seed: UInt64) -> [Int] {
    if rows <= exhaustiveLimit { return Array(0..<max(rows, 0)) }
    let affordable = max(8, min(sampleCount + recentCount, rowBudget / rows))
    let recent = min(recentCount, affordable / 2)
    var chosen = Set((rows - recent)..<rows)
    var state = seed
    while chosen.count < affordable {
      // SplitMix64, so that a seed means the same everywhere.
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      chosen.insert(Int((mixed ^ (mixed >> 31)) % UInt64(rows)))
    }
    return chosen.sorted()
  }

  private mutating func compare(
    _ evaluator: Evaluator, _ values: [OutputValues], with other: [OutputValues], prefix: Int,
    isDisagreement: Bool
  ) {
    for (output, pair) in zip(values, other).enumerated() {
      let row: Int?
      switch pair {
      case (.truths(let a), .truths(let b)):
        comparisons += min(a.count, b.count)
        row = Self.firstDifference(a, b, length: prefix) { $0 == $1 }
      case (.numbers(let a), .numbers(let b)):
        comparisons += min(a.count, b.count)
        row = Self.firstDifference(a, b, length: prefix) {
          $0.bitPattern == $1.bitPattern || ($0.isNaN && $1.isNaN)
        }
      case (.truths, .numbers), (.numbers, .truths): row = 0
      }
      if let row, fault == nil {
        fault = Fault(
          evaluator: evaluator.name, prefix: prefix, row: row, output: output,
          isDisagreement: isDisagreement)
      }
    }
  }

  /// Values that are missing differ from any.
  private static func firstDifference<Element>(
    _ a: [Element], _ b: [Element], length: Int, same: (Element, Element) -> Bool
  ) -> Int? {
    for row in 0..<length {
      guard row < a.count, row < b.count, same(a[row], b[row]) else { return row }
    }
    return nil
  }
}
