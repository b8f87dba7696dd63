package import StratMarket

/// What an order does when prices move, whichever kind of order it is.
package struct OrderMotion: Sendable {
  package let action: TradeAction
  package let trigger: OrderRequest.Kind

  package init(_ order: Order) {
    action = order.action
    trigger = OrderRequest.Kind(order)
  }

  package init(_ order: OrderRequest) {
    action = order.action
    trigger = order.kind
  }

  /// Whether its price lies below the market that it waits in.
  package var waitsBelow: Bool {
    switch trigger {
    case .market: false
    case .stop: action == .sell
    case .limit: action == .buy
    }
  }

  /// What it does when a bar opens.
  package func trade(opening open: Price) -> PaperTrade? {
    switch trigger {
    case .market: PaperTrade(reference: open)
    case .stop(let stop): isReached(stop, by: open) ? PaperTrade(reference: open) : nil
    case .limit(let limit):
      isReached(limit, by: open) ? PaperTrade(reference: open, limit: limit) : nil
    }
  }

  /// What it does inside a bar, where the open has not made it trade.
  package func trade(within range: BarRange) -> PaperTrade? {
    guard let furthest = waitsBelow ? range.low : range.high else { return nil }
    switch trigger {
    case .market: return nil
    case .stop(let stop):
      return isReached(stop, by: furthest) ? PaperTrade(reference: stop) : nil
    case .limit(let limit):
      return isReached(limit, by: furthest) ? PaperTrade(reference: limit, limit: limit) : nil
    }
  }

  /// Whether a price is as far as the one it waits for, or further.
  package func isReached(_ price: Price, by other: Price) -> Bool {
    waitsBelow ? other <= price : other >= price
  }
}
