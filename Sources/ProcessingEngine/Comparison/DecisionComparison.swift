package import StratLanguage
package import StratMarket
import StratSyntax

/// On which bars two strategies decide differently.
///
/// A rule counts where it is true; `na` and false are the same decision. Prices of entries, stop,
/// target and size count where one of the strategies enters, since nothing reads them elsewhere.
package struct DecisionComparison: Sendable {
  package struct Change: Sendable {
    package var row: Int
    package var role: OutputRole
    /// `nil` when the strategy has no such output.
    package var first: BarExplanation.Value?
    package var second: BarExplanation.Value?
  }

  /// By row, and in the order of outputs.
  package private(set) var changes: [Change] = []
  package let rowCount: Int

  /// The rows on which something differs, in order.
  package var rows: [Int] {
    var rows: [Int] = []
    for change in changes where rows.last != change.row { rows.append(change.row) }
    return rows
  }

  /// - Parameter others: the candles of the symbols that formulas read with `of`.
  package init(
    _ first: CheckedStrategy, _ second: CheckedStrategy, over frame: Frame,
    others: OtherSeries = OtherSeries()
  ) throws {
    rowCount = frame.rowCount
    let left = try Decisions(first, over: frame, others)
    let right = try Decisions(second, over: frame, others)
    for row in 0..<frame.rowCount {
      let enters = left.enters(on: row) || right.enters(on: row)
      for role in OutputRole.listed {
        let (a, b) = (left.value(of: role, on: row), right.value(of: role, on: row))
        let differs =
          role.isRule ? (a == .truth(.true)) != (b == .truth(.true)) : enters && !Self.same(a, b)
        if differs { changes.append(Change(row: row, role: role, first: a, second: b)) }
      }
    }
  }

  private static func same(_ a: BarExplanation.Value?, _ b: BarExplanation.Value?) -> Bool {
    if case .number(let left)? = a, case .number(let right)? = b {
      return left == right || (left.isNaN && right.isNaN)
    }
    return a == b
  }
}

/// What the outputs of one strategy were on every row.
private struct Decisions {
  private let outputs: [StrategyOutput]
  private let values: [OutputValues]

  init(_ strategy: CheckedStrategy, over frame: Frame, _ others: OtherSeries) throws {
    let series = try SeriesProgram(strategy)
    let rows = 0..<frame.rowCount
    outputs = strategy.outputs
    values = try SeriesRun(series, over: frame, others: others, rows: rows, keeping: rows).values
  }

  func value(of role: OutputRole, on row: Int) -> BarExplanation.Value? {
    guard let index = outputs.firstIndex(where: { $0.role == role }) else { return nil }
    switch values[index] {
    case .numbers(let numbers): return .number(numbers[row])
    case .truths(let truths): return .truth(Kleene(rawValue: truths[row]) ?? .na)
    }
  }

  func enters(on row: Int) -> Bool {
    value(of: .entry(.long), on: row) == .truth(.true)
      || value(of: .entry(.short), on: row) == .truth(.true)
  }
}
