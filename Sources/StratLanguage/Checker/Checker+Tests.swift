import StratSyntax

/// `test` blocks: their candles and formulas are checked, and run by whoever is asked to.
extension Checker {
  /// A test whose formulas have been read.
  struct PendingTest: Sendable {
    var title: String
    var span: SourceSpan
    var candles: CheckedTest.Candles
    var expectations: [CheckedTest.Expectation]
    var formulas: [(node: NodeID, text: String)]
    /// Where the file names its columns, to point at what is missing.
    var place: SourceSpan
  }

  mutating func checkTest(
    _ block: TestBlock, _ span: SourceSpan, rules: Set<OutputRole>, _ scope: Scope
  ) -> PendingTest? {
    let errors = state.errorCount
    let candles = testCandles(block, scope)
    if block.expectations.isEmpty { report(.emptyTest(block.titleSpan), scope) }
    var pending = PendingTest(
      title: block.title, span: span, candles: candles ?? .inline([]), expectations: [],
      formulas: [], place: block.titleSpan)
    let bars: Int? =
      if case .inline(let columns)? = candles { columns.first?.values.count } else { nil }
    for expectation in block.expectations {
      check(expectation, into: &pending, rules: rules, bars: bars, scope)
    }
    return candles == nil || state.errorCount > errors || isBroken ? nil : pending
  }

  private mutating func check(
    _ expectation: TestBlock.Expectation, into pending: inout PendingTest,
    rules: Set<OutputRole>, bars: Int?, _ scope: Scope
  ) {
    func add(_ kind: CheckedTest.Expectation.Kind, _ moment: TestMoment?) {
      pending.expectations.append(
        CheckedTest.Expectation(kind: kind, moment: moment, span: expectation.span))
    }
    switch expectation.kind {
    case .decision(let negated, let action, let side, let moment):
      checkRule(action, side, rules, expectation.span, scope)
      check(moment, bars: bars, scope)
      add(.signals(negated ? .exactly : .atLeast, negated ? 0 : 1, action, side), moment)
    case .count(let quantity, let number, let action, let side, let moment):
      checkRule(action, side, rules, expectation.span, scope)
      check(moment, bars: bars, scope)
      let typed = evaluate(number, scope)
      guard
        let count = constantInteger(
          typed, what: "the number of \(action == .entry ? "entries" : "exits")",
          in: 0...Int(Int32.max), scope)
      else { return }
      add(.signals(quantity, count, action, side), moment)
    case .holds(let sense, let formula, let moment):
      check(moment, bars: bars, scope)
      let typed = evaluate(formula, scope)
      guard let node = truth(typed, in: "`expect`", scope) else { return }
      pending.formulas.append((node, text(typed.span, scope)))
      add(.holds(sense, output: pending.formulas.count - 1), moment)
    }
  }

  private mutating func checkRule(
    _ action: RuleAction, _ side: Side?, _ rules: Set<OutputRole>, _ span: SourceSpan,
    _ scope: Scope
  ) {
    let sides = side.map { [$0] } ?? Side.allCases
    let wanted = sides.map { action == .entry ? OutputRole.entry($0) : .exit($0) }
    guard rules.isDisjoint(with: wanted) else { return }
    // A rule may have been lost with the mistakes in its statement.
    if hasSyntaxErrors {
      isBroken = true
    } else {
      report(.testWithoutRule(action, side, span), scope)
    }
  }

  private mutating func check(_ moment: TestMoment?, bars: Int?, _ scope: Scope) {
    guard let moment else { return }
    for point in [moment.point] + (moment.end.map { [$0] } ?? []) {
      switch point.kind {
      case .bar(let bar):
        if bar < 1 {
          report(.testMoment("bars are counted from 1", point.span), scope)
        } else if let bars, bar > bars {
          report(.testMoment("the test has only \(bars) candles", point.span), scope)
        }
      case .time(let milliseconds):
        if milliseconds == nil { report(.testMoment("there is no such moment", point.span), scope) }
      }
    }
    guard let end = moment.end else { return }
    let isBackwards =
      switch (moment.point.kind, end.kind) {
      case (.bar(let first), .bar(let last)): first > last
      case (.time(let first?), .time(let last?)): first > last
      case (.bar, .time), (.time, .bar), (.time, .time): false
      }
    if isBackwards {
      report(
        .testMoment("this ends before it begins", moment.point.span.union(end.span)), scope)
    }
  }

  // MARK: After the rules

  /// The tests as they can be run, with the rules the file came to.
  mutating func finishTests(
    _ pending: [PendingTest], rules: [StrategyOutput], of strategy: CheckedStrategy
  ) -> [CheckedTest] {
    pending.compactMap { test in
      var outputs = rules
      for (node, text) in test.formulas {
        outputs.append(
          StrategyOutput(role: .formula(text), node: node, type: .boolean, dimension: .any))
      }
      let draft = SeriesResult(state, outputs: outputs)
      if case .inline(let columns) = test.candles {
        let names = columns.map(\.name)
        for column in draft.graph.columns
        where column.source == .frame && !names.contains(column.name) {
          report(
            .testColumnMissing(column.name, bars: columns.first?.values.count ?? 0, test.place),
            Scope())
          return nil
        }
      }
      var runnable = strategy
      runnable.graph = draft.graph
      runnable.outputs = draft.outputs
      runnable.feeds = draft.feeds
      runnable.namedNodes = draft.namedNodes
      let expectations = test.expectations.map { expectation in
        var moved = expectation
        if case .holds(let sense, let index) = expectation.kind {
          moved.kind = .holds(sense, output: rules.count + index)
        }
        return moved
      }
      return CheckedTest(
        title: test.title, span: test.span, candles: test.candles, expectations: expectations,
        strategy: runnable)
    }
  }
}
