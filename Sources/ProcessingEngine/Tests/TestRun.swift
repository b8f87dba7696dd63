package import StratLanguage
package import StratMarket
import StratSyntax

/// Runs a `test` block over its candles: rules are signals, nothing is bought or sold.
package struct TestRun {
  private let test: CheckedTest
  private let frame: Frame
  private let series: SeriesProgram
  private let others: OtherSeries
  /// Raw values of `Kleene`, for each output of the test's strategy.
  private let truths: [[UInt8]]

  /// - Parameters:
  ///   - frame: the candles of the file that the test names, or its own.
  ///   - others: the candles of the symbols that formulas read with `of`.
  package static func result(
    of test: CheckedTest, over frame: Frame, others: OtherSeries = OtherSeries()
  ) throws -> TestResult {
    let run = try TestRun(test, frame, others)
    return TestResult(
      title: test.title, span: test.span, bars: frame.rowCount,
      failures: test.expectations.compactMap(run.failure))
  }

  private init(_ test: CheckedTest, _ frame: Frame, _ others: OtherSeries) throws {
    self.test = test
    self.frame = frame
    self.others = others
    series = try SeriesProgram(test.strategy, fuses: false)
    let rows = 0..<frame.rowCount
    let run = try SeriesRun(series, over: frame, others: others, rows: rows, keeping: rows)
    truths = run.values.map { values in
      switch values {
      case .truths(let truths): truths
      case .numbers: []
      }
    }
  }

  // MARK: - Expectations

  private func failure(_ expectation: CheckedTest.Expectation) -> TestResult.Failure? {
    let rows: Range<Int>
    switch TestRows(frame).rows(of: expectation.moment) {
    case .found(let found): rows = found
    case .missing(let why):
      return TestResult.Failure(
        span: expectation.span, message: "this cannot be checked: \(why)", label: why, notes: [],
        explanations: [])
    }
    switch expectation.kind {
    case .signals(let quantity, let wanted, let action, let side):
      let found = signals(action, side)
      let counted = found.filter { rows.contains($0) }
      let isMet =
        switch quantity {
        case .exactly: counted.count == wanted
        case .atLeast: counted.count >= wanted
        case .atMost: counted.count <= wanted
        }
      if isMet { return nil }
      return signalFailure(
        expectation, (quantity, wanted, action, side), rows, counted: counted, found: found)
    case .holds(let sense, let output):
      return formulaFailure(expectation, sense, output, rows)
    }
  }

  /// The rows on which a rule of that action is true.
  private func signals(_ action: RuleAction, _ side: Side?) -> [Int] {
    let outputs = ruleOutputs(action, side)
    return (0..<frame.rowCount).filter { row in outputs.contains { truths[$0][row] == 1 } }
  }

  private func ruleOutputs(_ action: RuleAction, _ side: Side?) -> [Int] {
    test.strategy.outputs.indices.filter { index in
      switch (test.strategy.outputs[index].role, action) {
      case (.entry(let own), .entry), (.exit(let own), .exit): side == nil || own == side
      default: false
      }
    }
  }

  private typealias Signals = (
    quantity: TestQuantity, wanted: Int, action: RuleAction, side: Side?
  )

  private func signalFailure(
    _ expectation: CheckedTest.Expectation, _ signals: Signals, _ rows: Range<Int>,
    counted: [Int], found: [Int]
  ) -> TestResult.Failure {
    let name = signals.action.rawValue + (signals.side.map { " \($0.rawValue)" } ?? "")
    let plural = signals.action == .entry ? "entries" : "exits"
    let isSingle = expectation.moment?.relation == .at
    let outputs = ruleOutputs(signals.action, signals.side)
    var failure = TestResult.Failure(
      span: expectation.span, message: "", label: "", notes: [], explanations: [])
    let tooMany = signals.quantity != .atLeast && counted.count > signals.wanted
    // Where there are too few, the bars that were not counted may show what is off by one.
    let listed = tooMany ? counted : found
    let row: Int
    if tooMany {
      row = counted[min(signals.wanted, counted.count - 1)]
    } else {
      let near = rows.last { row in outputs.contains { truths[$0][row] == 2 } }
      row = near ?? rows.upperBound - 1
    }
    if isSingle {
      failure.message =
        tooMany ? "there is an \(name) at \(place(row))" : "no \(name) at \(place(row))"
      failure.label = outputs.map { "\(title($0)) is \(show($0, row))" }.joined(separator: ", ")
    } else if signals.wanted == 0 {
      failure.message = "expected no \(name), found \(counted.count) in \(rows.count) bars"
      failure.label = "first at \(place(row))"
    } else {
      let quantity = signals.quantity == .exactly ? "" : signals.quantity.rawValue + " "
      let what =
        signals.wanted == 1 ? name : plural + (signals.side.map { " \($0.rawValue)" } ?? "")
      failure.message =
        "expected \(quantity)\(signals.wanted) \(what), found \(counted.count) in "
        + "\(rows.count) bars"
      failure.label = "found \(counted.count)"
    }
    if listed.isEmpty {
      failure.notes.append("there is no \(name) on any of the \(frame.rowCount) bars")
    } else if !(isSingle && tooMany) {
      failure.notes.append("\(plural): \(list(listed))")
    }
    explain(&failure, row, outputs)
    return failure
  }

  private func formulaFailure(
    _ expectation: CheckedTest.Expectation, _ sense: TestSense, _ output: Int,
    _ rows: Range<Int>
  ) -> TestResult.Failure? {
    let values = truths[output]
    let wrong: UInt8 = sense == .always ? 2 : 1
    let offending = rows.filter { values[$0] == wrong }
    let isUnknown = rows.allSatisfy { values[$0] == 0 }
    if offending.isEmpty, !(isUnknown && sense == .always) { return nil }
    var failure = TestResult.Failure(
      span: expectation.span, message: "", label: "", notes: [], explanations: [])
    let row = offending.first ?? rows.upperBound - 1
    if rows.count == 1 {
      failure.message = "this is \(show(output, row)) at \(place(row))"
      failure.label = show(output, row)
    } else if offending.isEmpty {
      failure.message = "this is na on all of the \(rows.count) bars"
      failure.label = "never known"
    } else {
      failure.message = "this is \(show(output, row)) on \(offending.count) of \(rows.count) bars"
      failure.label = "first at \(place(row))"
      failure.notes.append("\(show(output, row)): \(list(offending))")
    }
    explain(&failure, row, [output])
    return failure
  }

  // MARK: - Words

  private func explain(_ failure: inout TestResult.Failure, _ row: Int, _ outputs: [Int]) {
    failure.bar = row + 1
    failure.time = frame.time(ofRow: row)
    failure.candle = frame.candle(atRow: row)
    guard let values = try? BarValues(series, over: frame, row: row, others: others) else { return }
    let explainer = Explainer(test.strategy, values)
    failure.explanations = outputs.map { explainer.explain(test.strategy.outputs[$0]) }
  }

  private func title(_ output: Int) -> String { test.strategy.outputs[output].role.title }

  private func show(_ output: Int, _ row: Int) -> String {
    BarExplanation.show(.truth(Kleene(rawValue: truths[output][row]) ?? .na))
  }

  private func place(_ row: Int) -> String { "bar \(row + 1) (\(frame.time(ofRow: row)))" }

  private static let listLimit = 5

  private func list(_ rows: [Int]) -> String {
    let shown = rows.prefix(Self.listLimit).map(place).joined(separator: ", ")
    return rows.count > Self.listLimit ? "\(shown) and \(rows.count - Self.listLimit) more" : shown
  }
}
