package import StratMarket
import StratSyntax

/// The prices of a bar and its volume; one that is missing triggers nothing.
package struct BarRange: Hashable, Sendable {
  package var open: Price?
  package var high: Price?
  package var low: Price?
  package var volume: Quantity?

  package init(_ candle: Candle) {
    open = try? Price(candle.open)
    high = try? Price(candle.high)
    low = try? Price(candle.low)
    volume = try? Quantity(candle.volume)
  }
}

/// A price at which an order trades, before slippage.
package struct PaperTrade: Sendable {
  package var reference: Price
  /// A limit order gets its price or a better one and pays no slippage.
  package var limit: Price?

  package init(reference: Price, limit: Price? = nil) {
    self.reference = reference
    self.limit = limit
  }

  package var isMaker: Bool { limit != nil }

  /// The price of the fill: slipped and rounded to the tick, both against the trader.
  package func price(
    _ action: TradeAction, slippage: Slippage, tick: Price, quantity: Quantity, in bar: BarRange
  ) throws(DecimalError) -> Price {
    let slipped =
      limit == nil
      ? try slippage.moved(reference, action, tick: tick, quantity: quantity, in: bar) : reference
    let rounded = try slipped.rounded(to: tick, action == .buy ? .up : .down)
    guard let limit else {
      // A price that rounds away is still a price: a sale brings a tick at least.
      return reference.isPositive ? max(rounded, tick) : rounded
    }
    return action == .buy ? min(rounded, limit) : max(rounded, limit)
  }
}
