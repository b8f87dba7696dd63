import StratMarket

/// The orders that a bar comes to after its open, and in which order it comes to them.
///
/// Orders are added as they came to the venue: of two at one price the one that was there first is
/// met first.
package struct BarMeetings<Item> {
  package struct Meeting {
    package let item: Item
    package let trade: PaperTrade
    /// Whether its price lies below the market that it waits in.
    package let isBelow: Bool
  }

  /// Sent at the open, which was beyond them already.
  private var atOpen: [Meeting] = []
  private var below: [Meeting] = []
  private var above: [Meeting] = []

  package init() {}

  /// Adds an order if the bar comes to it.
  package mutating func add(_ item: Item, _ motion: OrderMotion, in bar: BarRange) {
    func meeting(_ trade: PaperTrade) -> Meeting {
      Meeting(item: item, trade: trade, isBelow: motion.waitsBelow)
    }
    if let trade = bar.open.flatMap(motion.trade(opening:)) {
      atOpen.append(meeting(trade))
    } else if let trade = motion.trade(within: bar) {
      if motion.waitsBelow { below.append(meeting(trade)) } else { above.append(meeting(trade)) }
    }
  }

  /// Whether prices went both ways to get to them, so that nobody knows which came first.
  package var isInDoubt: Bool { atOpen.isEmpty && !below.isEmpty && !above.isEmpty }

  /// What is met at the open, on the side that comes first, and on the other: the nearer first.
  package func stages(belowFirst: Bool) -> [[Meeting]] {
    let falling = below.count > 1 ? below.sorted { $0.trade.reference > $1.trade.reference } : below
    let rising = above.count > 1 ? above.sorted { $0.trade.reference < $1.trade.reference } : above
    return belowFirst ? [atOpen, falling, rising] : [atOpen, rising, falling]
  }
}
