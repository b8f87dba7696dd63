import StratMarket
import StratSyntax

/// The order in which resting orders are looked at inside a bar.
enum RestingKind: CaseIterable {
  case stop
  case target
}

/// The prices of a bar; one that is missing triggers nothing.
struct BarRange {
  var open: Price?
  var high: Price?
  var low: Price?

  init(_ candle: Candle) {
    open = try? Price(candle.open)
    high = try? Price(candle.high)
    low = try? Price(candle.low)
  }
}

/// A price at which an order trades, before slippage.
struct PaperTrade {
  var reference: Price
  /// A limit order gets its price or a better one and pays no slippage.
  var limit: Price?

  /// The price of the fill: slipped and rounded to the tick, both against the trader.
  func price(
    _ action: TradeAction, slippage: FixedDecimal, tick: Price
  ) throws(DecimalError) -> Price {
    let factor: FixedDecimal
    if limit != nil {
      factor = .one
    } else {
      factor = action == .buy ? try .one + slippage : try .one - slippage
    }
    let rounded = try (reference * factor).rounded(to: tick, action == .buy ? .up : .down)
    guard let limit else {
      // A price that rounds away is still a price: a sale brings a tick at least.
      return reference.isPositive ? max(rounded, tick) : rounded
    }
    return action == .buy ? min(rounded, limit) : max(rounded, limit)
  }
}

extension PaperVenue {
  /// What an order does when a bar opens.
  func trade(of order: Order, opening open: Price) -> PaperTrade? {
    guard case .reduce(let reduce) = order else { return PaperTrade(reference: open) }
    switch reduce.trigger {
    case .market: return PaperTrade(reference: open)
    case .stop(let stop):
      return reduce.isReached(stop, by: open) ? PaperTrade(reference: open) : nil
    case .target(let target):
      return reduce.isEarned(target, by: open)
        ? PaperTrade(reference: open, limit: target) : nil
    }
  }

  /// What a resting order does inside a bar.
  func trade(of order: Order, within range: BarRange) -> PaperTrade? {
    guard case .reduce(let reduce) = order else { return nil }
    if let open = range.open, order.restingKind != nil, let trade = trade(of: order, opening: open)
    {
      return trade
    }
    let worst = reduce.side == .long ? range.low : range.high
    let best = reduce.side == .long ? range.high : range.low
    switch reduce.trigger {
    case .market: return nil
    case .stop(let stop):
      guard let worst, reduce.isReached(stop, by: worst) else { return nil }
      return PaperTrade(reference: stop)
    case .target(let target):
      guard let best, reduce.isEarned(target, by: best) else { return nil }
      return PaperTrade(reference: target, limit: target)
    }
  }
}

extension ReduceOrder {
  /// Whether a price is as bad as the stop or worse.
  fileprivate func isReached(_ stop: Price, by price: Price) -> Bool {
    side == .long ? price <= stop : price >= stop
  }

  /// Whether a price is as good as the target or better.
  fileprivate func isEarned(_ target: Price, by price: Price) -> Bool {
    side == .long ? price >= target : price <= target
  }
}

extension ReduceOrder.Trigger {
  var price: Price? {
    switch self {
    case .market: nil
    case .stop(let price), .target(let price): price
    }
  }
}

extension Order {
  var restingKind: RestingKind? {
    switch leg {
    case .entry, .exit: nil
    case .stop: .stop
    case .target: .target
    }
  }
}
