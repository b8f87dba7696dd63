import StratMarket
import StratSyntax
package import StratTrading

/// A closed trade with what the candles say about it.
package struct TradeRecord: Hashable, Sendable {
  package let trade: ClosedTrade
  /// The rows of the candles in which it was opened and closed.
  package let entryRow: Int
  package let exitRow: Int
  /// The furthest that prices went against it and for it while it was open, as fractions of the
  /// entry price, 0 or above.
  package let adverse: Double
  package let favourable: Double

  /// - Parameter start: a row from which to look for the first bar of the trade; it is found from
  ///   any, and at once from one that is near.
  init(_ trade: ClosedTrade, in series: CandleSeries, near start: Int = 0) {
    self.trade = trade
    entryRow = series.frame.firstRow(atOrAfter: trade.openedAt, near: start)
    exitRow = max(series.frame.firstRow(atOrAfter: trade.closedAt, near: entryRow), entryRow)
    let entry = trade.entryPrice.double
    let exit = trade.exitPrice.double
    var lowest = min(entry, exit)
    var highest = max(entry, exit)
    // The range of the bar of the exit counts only up to the exit, which is its price.
    for row in entryRow..<exitRow {
      if series.low[row] < lowest { lowest = series.low[row] }
      if series.high[row] > highest { highest = series.high[row] }
    }
    let up = (highest - entry) / entry
    let down = (entry - lowest) / entry
    adverse = trade.side == .long ? down : up
    favourable = trade.side == .long ? up : down
  }

  /// How many bars it was open.
  package var bars: Int { exitRow - entryRow }
  /// What it earned after fees, of what was paid or received for it.
  package var profitShare: Double {
    trade.profit.double / (trade.entryPrice.double * trade.quantity.double)
  }
}
