import StratSyntax

/// Which bars a formula is read on, seen from the bars of those who read it.
package struct SeriesSource: Hashable, Sendable {
  /// Another symbol; `nil` for the bars at hand.
  package var symbol: String?
  /// How long the bars are, or `nil` where they are taken as they come.
  ///
  /// Without a symbol they are made of the bars at hand, with one of the symbol's own.
  package var intervalMilliseconds: Int64?

  package init(symbol: String?, intervalMilliseconds: Int64?) {
    self.symbol = symbol
    self.intervalMilliseconds = intervalMilliseconds
  }

  /// `1d`, `"SPY"`, `"SPY" 1d`.
  package var label: String {
    [
      symbol.map { "\"\($0)\"" },
      intervalMilliseconds.map { DurationLiteral.text(milliseconds: $0) },
    ].compactMap(\.self).joined(separator: " ")
  }
}

/// Formulas read on other bars than those who read them: a graph of their own, whose outputs
/// become columns.
package struct CheckedFeed: Sendable {
  package var source: SeriesSource
  package var graph: Graph
  package var outputs: [StrategyOutput]
  package var namedNodes: [(name: String, node: NodeID)]
  /// What its own columns are made of, on yet other bars.
  package var feeds: [CheckedFeed]
  /// In its own bars; what its feeds need comes on top.
  package var history: History
  /// How many of the reader's bars have to follow the first on which the outputs are known, until
  /// all that depends on them is; `nil` where nothing waits for them.
  package var barsAfter: Int?

  /// How many of its bars have to close until all its outputs are known, feeds and all.
  ///
  /// Where it is not known before running how many bars another symbol has, those are left out.
  package var barsNeeded: Int {
    HistoryAnalysis.barsNeeded(
      history, feeds, intervalMilliseconds: source.intervalMilliseconds)
  }
}

extension CheckedStrategy {
  /// How many of the strategy's own bars all parts need, those included that longer bars are made
  /// of: enough where no candle is missing.
  package var barsNeeded: Int {
    HistoryAnalysis.barsNeeded(history, feeds, intervalMilliseconds: intervalMilliseconds)
  }
}

extension HistoryAnalysis {
  fileprivate static func barsNeeded(
    _ history: History, _ feeds: [CheckedFeed], intervalMilliseconds: Int64?
  ) -> Int {
    var bars = history.warmUp + 1
    for feed in feeds {
      guard let after = feed.barsAfter, feed.source.symbol == nil, let own = intervalMilliseconds,
        let longer = feed.source.intervalMilliseconds
      else { continue }
      bars = max(bars, feed.barsNeeded * Int(longer / own) + after)
    }
    return bars
  }
}

extension CheckedStrategy {
  /// The strategy's feeds and theirs, each after those it is made of.
  package var allFeeds: [CheckedFeed] { feeds.flatMap(\.withItsOwn) }
}

extension CheckedFeed {
  fileprivate var withItsOwn: [CheckedFeed] { feeds.flatMap(\.withItsOwn) + [self] }
}
