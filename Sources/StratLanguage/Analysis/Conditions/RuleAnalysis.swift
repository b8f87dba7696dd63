import StratSyntax

/// What rules, stops and targets of a file do to one another.
struct RuleAnalysis {
  struct WrittenRule {
    var rule: Rule
    var node: NodeID
    /// What the price it waits for became.
    var price: NodeID?
  }

  let source: SourceText
  let ranges: RangeAnalysis
  let rules: [WrittenRule]
  let stops: [(role: OutputRole, node: NodeID, span: SourceSpan)]

  func findings(besides others: [Diagnostic]) -> [Diagnostic] {
    neverTrue(besides: others) + repeated + together + levels + wrongSides + entryPrices
  }

  private var graph: Graph { ranges.graph }

  /// Rules that cannot be true, unless something in them has been said to be so.
  private func neverTrue(besides others: [Diagnostic]) -> [Diagnostic] {
    rules.compactMap { written in
      let span = written.rule.condition.span
      guard graph[written.node].operation != .truth, !ranges.truth(of: written.node).canBeTrue,
        !others.contains(where: {
          $0.primary.span.start >= span.start && $0.primary.span.end <= span.end
            && [.neverTrue, .contradiction, .selfComparison].contains($0.code)
        })
      else { return nil }
      return .ruleNeverTrue(written.rule, span)
    }
  }

  /// The same rule a second time.
  private var repeated: [Diagnostic] {
    var found: [Diagnostic] = []
    for (index, later) in rules.enumerated() {
      let first = rules[..<index].first {
        $0.node == later.node && $0.rule.action == later.rule.action
          && $0.rule.side == later.rule.side
      }
      if let first, graph[later.node].operation != .truth {
        found.append(
          .repeatedCondition(later.rule.condition.span, first: first.rule.condition.span))
      }
    }
    return found
  }

  /// An entry that is contradicted whenever it is true.
  private var together: [Diagnostic] {
    let entries = rules.filter { $0.rule.action == .entry && canTrade($0) }
    var found: [Diagnostic] = []
    for entry in entries {
      let exits = rules.filter { $0.rule.action == .exit && $0.rule.side == entry.rule.side }
      let opposite = rules.filter { $0.rule.action == .entry && $0.rule.side != entry.rule.side }
      for other in exits + opposite
      where graph[other.node].operation != .truth
        && ConditionFacts.implication(in: graph, entry.node, other.node)
      {
        found.append(.rulesTogether(entry.rule, other.rule))
        break
      }
    }
    return found
  }

  private func canTrade(_ written: WrittenRule) -> Bool {
    graph[written.node].operation != .truth && ranges.truth(of: written.node).canBeTrue
  }

  /// An entry that is nothing but the order of two averages: true for as long as it lasts.
  private var levels: [Diagnostic] {
    for written in rules where written.rule.action == .entry {
      var condition = written.rule.condition
      while case .parenthesised(let inner) = condition.kind { condition = inner }
      guard case .comparison(let operands, let operators) = condition.kind, operators.count == 1,
        operands.count == 2
      else { continue }
      let node = graph[written.node]
      let isOfAverages = node.operands.allSatisfy { graph[$0].operation.isAverage }
      guard node.operands.count == 2, isOfAverages else { continue }
      let (comparison, span) = operators[0]
      let direction: CrossDirection
      switch comparison {
      case .greater, .greaterOrEqual: direction = .above
      case .less, .lessOrEqual: direction = .below
      case .equal, .notEqual: continue
      }
      return [
        .levelEntry(
          condition.span, sign: span, direction: direction, left: source.clipped(operands[0].span),
          right: source.clipped(operands[1].span))
      ]
    }
    return []
  }

  /// Prices of entries that are never reached, or reached at once on every bar.
  private var entryPrices: [Diagnostic] {
    let close = graph.nodes.firstIndex {
      $0.operation == .column && graph.columns[Int($0.parameter)].name == "close"
    }
    return rules.compactMap { written in
      guard let price = written.rule.price, let node = written.price else { return nil }
      let range = ranges.range(of: node)
      if range.isEmpty || range.high <= 0 {
        return .unreachablePrice(price.value.span, isMissing: range.isEmpty)
      }
      guard let close = close.map(NodeID.init), node != close else { return nil }
      let isBelow = (price.kind == .limit) == (written.rule.side == .long)
      let isReached = isBelow ? ranges.isAtMost(close, node) : ranges.isAtMost(node, close)
      return isReached
        ? .entryAtOnce(price.kind, written.rule.side, price.value.span) : nil
    }
  }

  /// Stops and targets that lie on the wrong side of the close on every bar.
  private var wrongSides: [Diagnostic] {
    let sides = Set(rules.filter { $0.rule.action == .entry }.map(\.rule.side))
    guard sides.count == 1, let side = sides.first,
      let index = graph.nodes.firstIndex(where: {
        $0.operation == .column && graph.columns[Int($0.parameter)].name == "close"
      })
    else { return [] }
    let close = NodeID(index)
    return stops.compactMap { stop in
      // A stop of a long position lies below the price, its target above.
      let isBelow = (stop.role == .stop) == (side == .long)
      let isWrong =
        isBelow ? ranges.isAtMost(close, stop.node) : ranges.isAtMost(stop.node, close)
      // The close itself is a stand-in, not a slip.
      guard isWrong, stop.node != close, !ranges.range(of: stop.node).isEmpty else { return nil }
      return .wrongSide(stop.role, side, shouldBeBelow: isBelow, stop.span)
    }
  }
}

extension Operation {
  fileprivate var isAverage: Bool {
    switch self {
    case .ema, .rma, .sma, .wma: true
    default: false
    }
  }
}
