import StratMarket
import StratSyntax

extension TradingCore {
  /// Brings the orders that reduce a position in line with it.
  ///
  /// This is the only place that makes them, and it asks nobody: whatever the state of trading, a
  /// position that is to be closed gets its order, one that is to be protected its stop and target,
  /// and what no longer has a position is cancelled.
  func arrangeOrders(
    _ book: inout SymbolBook, bar: Int, time: Timestamp, _ outbox: inout Outbox
  ) {
    // What reduces a side that is not held has nothing to do.
    for index in book.live.indices {
      if case .reduce(let order) = book.live[index].order, order.side != book.position?.side {
        book.cancel(at: index, &outbox.effects)
      }
    }
    guard let position = book.position else { return }
    if let reason = position.closing {
      for index in book.live.indices {
        guard case .reduce(let order) = book.live[index].order, order.trigger != .market else {
          continue
        }
        book.cancel(at: index, &outbox.effects)
      }
      let missing = book.uncovered(position)
      if missing.isPositive && !book.refused.contains(.exit) {
        send(
          (.exit, .market, reason), for: missing, of: position, &book, bar: bar, time: time,
          &outbox)
      }
      return
    }
    protect(
      position, .stop, position.stop.map { .stop($0) }, reason: .stop, &book, bar: bar,
      time: time, &outbox)
    protect(
      position, .target, position.target.map { .target($0) }, reason: .target, &book, bar: bar,
      time: time, &outbox)
  }

  /// Keeps one resting order of a leg that covers the position, and no other.
  private func protect(
    _ position: Position, _ leg: OrderLeg, _ trigger: ReduceOrder.Trigger?,
    reason: ReduceReason, _ book: inout SymbolBook, bar: Int, time: Timestamp,
    _ outbox: inout Outbox
  ) {
    var isCovered = trigger == nil
    for index in book.live.indices where book.live[index].order.leg == leg {
      let ticket = book.live[index]
      guard !ticket.cancelRequested else { continue }
      if !isCovered && ticket.remaining == position.quantity
        && ticket.order.protects(position, trigger)
      {
        isCovered = true
      } else {
        book.cancel(at: index, &outbox.effects)
      }
    }
    guard !isCovered, let trigger, !book.refused.contains(leg) else { return }
    send(
      (leg, trigger, reason), for: position.quantity, of: position, &book, bar: bar, time: time,
      &outbox)
  }

  /// Closes the position where the entry of the other side is to be opened.
  func closeAtEntry(
    _ trigger: EntryTrigger, _ book: inout SymbolBook, bar: Int, time: Timestamp,
    _ outbox: inout Outbox
  ) {
    guard let position = book.position else { return }
    let price = trigger.price
    let kind: ReduceOrder.Trigger = trigger.kind == .stop ? .stop(price) : .target(price)
    send(
      (.exit, kind, .oppositeEntry), for: position.quantity, of: position, &book, bar: bar,
      time: time, &outbox)
  }

  private func send(
    _ kind: (leg: OrderLeg, trigger: ReduceOrder.Trigger, reason: ReduceReason),
    for quantity: Quantity, of position: Position, _ book: inout SymbolBook, bar: Int,
    time: Timestamp, _ outbox: inout Outbox
  ) {
    let id = book.nextID(bar: bar, leg: kind.leg)
    let order = ReduceOrder(
      reducing: position, by: quantity, trigger: kind.trigger, reason: kind.reason, id: id,
      bar: bar, time: time)
    book.live.append(OrderTicket(.reduce(order)))
    outbox.effects.append(.submit(.reduce(order)))
  }
}

extension Order {
  /// Whether this is the resting order that a position wants.
  func protects(_ position: Position, _ trigger: ReduceOrder.Trigger?) -> Bool {
    switch self {
    case .open: false
    case .reduce(let order): order.side == position.side && order.trigger == trigger
    }
  }
}

extension SymbolBook {
  /// What of a position no market order is about to close.
  func uncovered(_ position: Position) -> Quantity {
    var missing = position.quantity
    for ticket in live where ticket.order.leg == .exit {
      guard case .reduce(let order) = ticket.order, order.side == position.side,
        order.trigger == .market
      else { continue }
      // Both are at most what fills have added up to, so the difference is within range.
      missing = (try? missing - ticket.remaining) ?? missing
    }
    return missing
  }
}
