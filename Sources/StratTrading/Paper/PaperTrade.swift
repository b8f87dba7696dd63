import StratMarket
import StratSyntax

/// The prices of a bar and its volume; one that is missing triggers nothing.
///
/// They are made exact where they are asked for: most orders ask for one.
struct BarRange: Sendable {
  private let candle: Candle

  init(_ candle: Candle) { self.candle = candle }

  var open: Price? { try? Price(candle.open) }
  var high: Price? { try? Price(candle.high) }
  var low: Price? { try? Price(candle.low) }
  var volume: Quantity? { try? Quantity(candle.volume) }
}

/// A price at which an order trades, before slippage.
struct PaperTrade {
  var reference: Price
  /// A limit order gets its price or a better one and pays no slippage.
  var limit: Price?

  var isMaker: Bool { limit != nil }

  /// The price of the fill: slipped and rounded to the tick, both against the trader.
  func price(
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

/// What an order does when prices move, whichever kind of order it is.
struct OrderMotion {
  enum Trigger {
    case market
    /// When the price is as bad as this, and then at the market.
    case stop(Price)
    /// At this price or a better one.
    case limit(Price)
  }

  let action: TradeAction
  let trigger: Trigger

  init(_ order: Order) {
    action = order.action
    switch order {
    case .open(let open):
      switch open.trigger {
      case nil: trigger = .market
      case .limit(let price): trigger = .limit(price)
      case .stop(let price): trigger = .stop(price)
      }
    case .reduce(let reduce):
      switch reduce.trigger {
      case .market: trigger = .market
      case .stop(let price): trigger = .stop(price)
      case .target(let price): trigger = .limit(price)
      }
    }
  }

  /// Whether its price lies below the market that it waits in.
  var waitsBelow: Bool {
    switch trigger {
    case .market: false
    case .stop: action == .sell
    case .limit: action == .buy
    }
  }

  /// What it does when a bar opens.
  func trade(opening open: Price) -> PaperTrade? {
    switch trigger {
    case .market: PaperTrade(reference: open)
    case .stop(let stop): isReached(stop, by: open) ? PaperTrade(reference: open) : nil
    case .limit(let limit):
      isReached(limit, by: open) ? PaperTrade(reference: open, limit: limit) : nil
    }
  }

  /// What it does inside a bar, where the open has not made it trade.
  func trade(within range: BarRange) -> PaperTrade? {
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
  func isReached(_ price: Price, by other: Price) -> Bool {
    waitsBelow ? other <= price : other >= price
  }
}
