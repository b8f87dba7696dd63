package import StratMarket
package import StratSyntax

/// An order that adds exposure: buy or sell short at the market, or at a price it waits for.
///
/// It can only be made from a `ClearedEntry`, and only the gates make those: no other code can
/// ask for exposure, whatever state trading is in.
package struct OpenOrder: Codable, Hashable, Sendable {
  package let id: ClientOrderID
  package let symbol: String
  package let side: Side
  package let quantity: Quantity
  /// The bar whose close led to the order, and that bar's opening time.
  package let bar: Int
  package let time: Timestamp
  /// Where the position is to be protected once it exists.
  package let stop: Price?
  package let target: Price?
  /// The price it waits for, for one bar; `nil` is at the market.
  package let trigger: EntryTrigger?

  /// - Parameter atMost: what the user has agreed to, where the user was asked.
  init(
    _ entry: ClearedEntry, id: ClientOrderID, bar: Int, time: Timestamp, atMost: Quantity? = nil
  ) {
    self.id = id
    symbol = entry.symbol
    side = entry.side
    quantity = min(entry.size.quantity, atMost ?? entry.size.quantity)
    self.bar = bar
    self.time = time
    stop = entry.stop
    target = entry.target
    trigger = entry.trigger
  }
}

/// Why exposure is given up.
package enum ReduceReason: String, Codable, Hashable, Sendable, CaseIterable {
  /// The exit rule is true.
  case exitRule
  /// The entry rule of the other side is true.
  case oppositeEntry
  case stop
  case target
  /// The user stopped everything.
  case flatten
}

/// An order that can only give up exposure: it is never larger than the position it reduces.
package struct ReduceOrder: Codable, Hashable, Sendable {
  package enum Trigger: Codable, Hashable, Sendable {
    /// At once.
    case market
    /// At the market once the price is as bad as this.
    case stop(Price)
    /// When this price or a better one can be had.
    case target(Price)

    package var price: Price? {
      switch self {
      case .market: nil
      case .stop(let price), .target(let price): price
      }
    }
  }

  package let id: ClientOrderID
  package let symbol: String
  /// The side of the position, not of the trade.
  package let side: Side
  package let quantity: Quantity
  package let trigger: Trigger
  package let reason: ReduceReason
  package let bar: Int
  package let time: Timestamp

  /// An order for `quantity` of the position, or all of it where that is less.
  init(
    reducing position: Position, by quantity: Quantity, trigger: Trigger, reason: ReduceReason,
    id: ClientOrderID, bar: Int, time: Timestamp
  ) {
    self.id = id
    symbol = position.symbol
    side = position.side
    self.quantity = min(quantity, position.quantity)
    self.trigger = trigger
    self.reason = reason
    self.bar = bar
    self.time = time
  }
}

/// What is sent to a venue.
///
/// Risk may refuse an `open`; nothing but the venue can refuse a `reduce`.
package enum Order: Hashable, Sendable {
  case open(OpenOrder)
  case reduce(ReduceOrder)

  package var id: ClientOrderID {
    switch self {
    case .open(let order): order.id
    case .reduce(let order): order.id
    }
  }

  package var symbol: String {
    switch self {
    case .open(let order): order.symbol
    case .reduce(let order): order.symbol
    }
  }

  package var quantity: Quantity {
    switch self {
    case .open(let order): order.quantity
    case .reduce(let order): order.quantity
    }
  }

  package var action: TradeAction {
    switch self {
    case .open(let order): order.side.opening
    case .reduce(let order): order.side.closing
    }
  }

  package var isOpen: Bool {
    switch self {
    case .open: true
    case .reduce: false
    }
  }

  /// Whether it waits for its price during one bar, and is over with it: an entry at a price, and
  /// what closes the other side at that price.
  package var restsForOneBar: Bool {
    switch self {
    case .open(let order): order.trigger != nil
    case .reduce(let order): order.reason == .oppositeEntry && order.trigger != .market
    }
  }

  /// The price it waits for.
  package var triggerPrice: Price? {
    switch self {
    case .open(let order): order.trigger?.price
    case .reduce(let order): order.trigger.price
    }
  }
}
