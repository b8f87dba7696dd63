package import StratMarket
package import StratTrading

/// A true entry rule that did not become a trade.
package struct BlockedSignal: Hashable, Sendable {
  package var symbol: String
  package var bar: Int
  package var time: Timestamp
  package var reason: GateReason
}

/// Everything a backtest found.
package struct BacktestResult: Sendable {
  package let configuration: SessionConfiguration
  package let summary: SessionSummary
  package let series: [CandleSeries]
  package let rows: [Range<Int>]
  package let curve: EquityCurve
  package let trades: [TradeRecord]
  package let fills: [Fill]
  package let blocked: [BlockedSignal]
  /// Entries that were made smaller, by what did it.
  package let cuts: [Decision.Cap: Int]
  package let stateChanges: [StateChange]
  package let notes: [Note]
  /// What was paid and received for holding.
  package let payments: [Payment]
  /// Bars in which prices may have gone both against a position and for it.
  package let bothHitBars: Int
  /// The result both ways, once it was asked for: `Backtest.bounds(of:)`.
  package var bounds: FillBounds?
  /// What was bought and sold, without signs.
  package let turnover: Double
  /// Positions that were open at the end; marked, not closed.
  package let open: [Position]

  init(
    configuration: SessionConfiguration, summary: SessionSummary, series: [CandleSeries],
    rows: [Range<Int>], curve: EquityCurve, closed: [ClosedTrade], fills: [Fill],
    blocked: [BlockedSignal], cuts: [Decision.Cap: Int] = [:], stateChanges: [StateChange],
    notes: [Note], payments: [Payment],
    bothHitBars: Int, turnover: Double, open: [Position]
  ) {
    self.payments = payments
    self.bothHitBars = bothHitBars
    self.configuration = configuration
    self.summary = summary
    self.series = series
    self.rows = rows
    self.curve = curve
    self.fills = fills
    self.blocked = blocked
    self.cuts = cuts
    self.stateChanges = stateChanges
    self.notes = notes
    self.turnover = turnover
    self.open = open
    trades = closed.compactMap { trade in
      series.first { $0.frame.symbol == trade.symbol }.map { TradeRecord(trade, in: $0) }
    }
  }
}
