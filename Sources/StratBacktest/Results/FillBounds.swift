package import StratMarket
package import StratTrading

/// What a backtest comes to when the bars that went both ways are read the one way and the other.
package struct FillBounds: Hashable, Sendable {
  package struct Outcome: Hashable, Sendable {
    package let finalEquity: Money
    package let trades: Int

    init(_ result: BacktestResult) {
      finalEquity = result.summary.equity
      trades = result.trades.count
    }
  }

  /// Bars that may have gone both ways, read as it was asked for.
  package let bars: Int
  package let stopFirst: Outcome
  package let targetFirst: Outcome

  init(_ asked: BacktestResult, _ other: BacktestResult) {
    bars = asked.bothHitBars
    switch asked.configuration.fills.bothHit {
    case .stop:
      stopFirst = Outcome(asked)
      targetFirst = Outcome(other)
    case .target:
      stopFirst = Outcome(other)
      targetFirst = Outcome(asked)
    }
  }

  package func outcome(_ first: FillAssumptions.BothHit) -> Outcome {
    switch first {
    case .stop: stopFirst
    case .target: targetFirst
    }
  }
}
