import StratMarket
import StratSyntax

/// An order that a bar can have come to after a position was entered inside it.
struct LaterMeeting {
  let order: Order
  let trade: PaperTrade
  /// Whether it cannot have been before the entry.
  let isCertain: Bool

  /// `nil` where the bar did not come to it, or only on the way to the entry.
  init?(_ order: Order, after entry: OpenOrder, _ bar: BarRange, close: Price?) {
    let motion = OrderMotion(order)
    guard let price = order.triggerPrice, let trigger = entry.trigger else { return nil }
    self.order = order
    switch motion.trigger {
    case .market: return nil
    case .stop: trade = PaperTrade(reference: price)
    case .limit: trade = PaperTrade(reference: price, limit: price)
    }
    if let close, motion.isReached(price, by: close) {
      isCertain = true
      return
    }
    // Where the bar opened beyond it already, what it reached says nothing.
    if let open = bar.open, motion.isReached(price, by: open) { return nil }
    guard motion.trade(within: bar) != nil else { return nil }
    // A stop entry is met on the way up to a long's target, a limit on the way down to its stop.
    let entryCameFromBelow = (trigger.kind == .stop) == (entry.side == .long)
    isCertain = entryCameFromBelow != motion.waitsBelow
  }

  /// Which meetings come first, whether certain or not: stops, or targets.
  static func isFavourite(_ bothHit: FillAssumptions.BothHit) -> (LaterMeeting) -> Bool {
    { meeting in
      switch bothHit {
      case .stop: !meeting.trade.isMaker
      case .target: meeting.trade.isMaker
      }
    }
  }
}
