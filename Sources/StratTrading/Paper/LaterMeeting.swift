package import StratMarket

/// An order that a bar can have come to after a position was entered inside it.
package struct LaterMeeting<Item> {
  package let item: Item
  package let trade: PaperTrade
  /// Whether it cannot have been before the entry.
  package let isCertain: Bool

  /// `nil` where the bar did not come to it, or only on the way to the entry.
  ///
  /// - Parameter entry: how the entry waited for its price.
  package init?(
    _ item: Item, _ motion: OrderMotion, after entry: OrderMotion, _ bar: BarRange, close: Price?
  ) {
    self.item = item
    let price: Price
    switch motion.trigger {
    case .market: return nil
    case .stop(let stop):
      price = stop
      trade = PaperTrade(reference: stop)
    case .limit(let limit):
      price = limit
      trade = PaperTrade(reference: limit, limit: limit)
    }
    if let close, motion.isReached(price, by: close) {
      isCertain = true
      return
    }
    // Where the bar opened beyond it already, what it reached says nothing.
    if let open = bar.open, motion.isReached(price, by: open) { return nil }
    guard motion.trade(within: bar) != nil else { return nil }
    // A stop entry is met on the way up to a long's target, a limit on the way down to its stop.
    isCertain = entry.waitsBelow == motion.waitsBelow
  }
}

extension Sequence {
  /// The meetings that count, in the order in which they count: of those that are in doubt only
  /// the favoured ones, which come first in any case.
  package func counting<Item>(_ bothHit: FillAssumptions.BothHit) -> [LaterMeeting<Item>]
  where Element == LaterMeeting<Item> {
    func isFavourite(_ meeting: LaterMeeting<Item>) -> Bool {
      switch bothHit {
      case .stop: !meeting.trade.isMaker
      case .target: meeting.trade.isMaker
      }
    }
    return filter(isFavourite) + filter { !isFavourite($0) && $0.isCertain }
  }
}
