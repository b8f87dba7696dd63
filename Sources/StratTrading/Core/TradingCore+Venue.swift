import StratMarket
import StratSyntax

extension TradingCore {
  mutating func handle(_ report: VenueEvent, _ effects: inout [Effect]) {
    switch report {
    case .accepted(let id, let symbol):
      update(on: symbol, &effects) { core, book, outbox in core.accept(id, &book, &outbox) }
    case .rejected(let id, let symbol, let code, let detail):
      update(on: symbol, &effects) { core, book, outbox in
        core.end(id, as: .rejected, "\(code.rawValue): \(detail)", &book, &outbox)
      }
    case .cancelled(let id, let symbol, let detail):
      update(on: symbol, &effects) { core, book, outbox in
        core.end(id, as: .cancelled, detail, &book, &outbox)
      }
    case .filled(let fill):
      attempt(on: fill.symbol, &effects) { (core, book, outbox) throws(DecimalError) in
        try core.fill(fill, &book, &outbox)
      } orElse: { (_, _, _) in
      }
    }
  }

  private func accept(_ id: ClientOrderID, _ book: inout SymbolBook, _ outbox: inout Outbox) {
    guard let index = book.liveIndex(id), book.live[index].status == .submitted else {
      ignore(id, "accepted", book, &outbox)
      return
    }
    book.live[index].status = .accepted
  }

  /// A report about an order that is not waiting for it.
  private func ignore(
    _ id: ClientOrderID, _ report: String, _ book: SymbolBook, _ outbox: inout Outbox
  ) {
    let isKnown = book.liveIndex(id) != nil || book.ended.index(of: id) != nil
    outbox.note(
      isKnown ? .orderEventIgnored : .unknownOrder, book.symbol, "\(id) reported \(report)")
  }

  /// The venue will not fill an order any further.
  private mutating func end(
    _ id: ClientOrderID, as status: OrderStatus, _ detail: String, _ book: inout SymbolBook,
    _ outbox: inout Outbox
  ) {
    guard let index = book.liveIndex(id) else {
      ignore(id, status.rawValue, book, &outbox)
      return
    }
    let ticket = book.live[index]
    let order = ticket.order
    book.end(at: index, as: status)
    switch order {
    case .open:
      if status == .rejected { outbox.note(.orderRejected, book.symbol, "\(id) \(detail)") }
    case .reduce where order.restsForOneBar && status == .cancelled:
      // Its bar is over; what has become of the position is seen to below.
      break
    case .reduce(let reduce):
      // Not at once again: a venue that refuses would be asked for ever.
      book.refuse(order.leg)
      if status == .rejected {
        outbox.note(.orderRejected, book.symbol, "\(id) \(detail)")
      } else if !ticket.cancelRequested && book.position?.side == reduce.side {
        outbox.note(.orderLost, book.symbol, "\(id) cancelled: \(detail)")
      }
      if ticket.cancelRequested { book.refused.removeAll { $0 == order.leg } }
      // The entry of a reversal must not go where its exit did not.
      if order.leg == .exit && !ticket.cancelRequested {
        book.cancelEntries(of: reduce.side.opposite, closing: nil, &outbox.effects)
        giveUpEntryCard(&book, "the position it replaces was not closed", &outbox)
      }
    }
    arrangeOrders(&book, bar: book.lastBar ?? 0, time: book.lastTime ?? order.time, &outbox)
  }

  private mutating func fill(
    _ fill: Fill, _ book: inout SymbolBook, _ outbox: inout Outbox
  ) throws(DecimalError) {
    rollDay(fill.time, &outbox)
    let live = book.liveIndex(fill.orderID)
    let ended = live == nil ? book.ended.index(of: fill.orderID) : nil
    guard var ticket = live.map({ book.live[$0] }) ?? ended.map({ book.ended.tickets[$0] }) else {
      unexplained(fill, "no such order", &outbox)
      return
    }
    guard !ticket.fills.contains(fill.id) else {
      outbox.note(.duplicateFill, book.symbol, "\(fill.id) was counted before")
      return
    }
    if let trouble = contradiction(of: fill, to: ticket, book.position) {
      unexplained(fill, trouble, &outbox)
      return
    }
    try settle(fill, ticket, &book, &outbox)
    ticket.fills.append(fill.id)
    ticket.filled = try ticket.filled + fill.quantity
    if let live {
      ticket.status = ticket.remaining.isZero ? .filled : .partlyFilled
      book.live[live] = ticket
      if ticket.remaining.isZero { book.end(at: live, as: .filled) }
    } else if let ended {
      outbox.note(.fillAfterEnd, book.symbol, "\(fill.id) of an order that had ended")
      book.updateEnded(at: ended, ticket)
    }
    if let reason = ticket.closeOnFill, book.position?.closing == nil {
      book.position?.closing = reason
    }
    if case .reduce(let order) = ticket.order {
      // An entry that is still filling must not open again what is being closed.
      book.cancelEntries(of: order.side, closing: order.reason, &outbox.effects)
    }
    arrangeOrders(&book, bar: book.lastBar ?? 0, time: fill.time, &outbox)
    giveUpExitCard(&book, &outbox)
  }

  /// Why a fill cannot be what the order asked for, or `nil`.
  private func contradiction(
    of fill: Fill, to ticket: OrderTicket, _ position: Position?
  ) -> String? {
    if !fill.quantity.isPositive { return "its quantity is not above zero" }
    if fill.action != ticket.order.action { return "the order was for the other side" }
    if fill.quantity > ticket.remaining { return "only \(ticket.remaining) were left to fill" }
    if case .reduce(let order) = ticket.order {
      guard let position, position.side == order.side else { return "nothing to reduce" }
      if fill.quantity > position.quantity { return "the position is \(position.quantity)" }
    }
    return nil
  }

  /// The venue holds something else than we believe: nothing new until the user has looked.
  private func unexplained(_ fill: Fill, _ why: String, _ outbox: inout Outbox) {
    let detail = "fill \(fill.id) of \(fill.quantity) at \(fill.price): \(why)"
    outbox.note(.unexplainedFill, fill.symbol, detail)
    outbox.holds.append(Hold(.unexplained, detail))
  }

  /// Moves money and position for a fill that is as it should be.
  private mutating func settle(
    _ fill: Fill, _ ticket: OrderTicket, _ book: inout SymbolBook, _ outbox: inout Outbox
  ) throws(DecimalError) {
    let money = try fill.price * fill.quantity
    account.cash =
      try fill.action == .buy
      ? account.cash - money - fill.fee : account.cash + money - fill.fee
    account.fees = try account.fees + fill.fee
    switch ticket.order {
    case .open(let order):
      try open(order, fill, money, &book, &outbox)
    case .reduce(let order):
      try reduce(
        by: fill.quantity, money, fee: fill.fee, at: fill.time, reason: order.reason, &book,
        &outbox)
    }
    book.mark = fill.price
    try revalue(&book)
    if account.cash.isNegative && ticket.order.isOpen {
      outbox.note(.cashBelowZero, book.symbol, "cash is \(account.cash) after \(fill.id)")
    }
  }

  private mutating func open(
    _ order: OpenOrder, _ fill: Fill, _ money: Money, _ book: inout SymbolBook,
    _ outbox: inout Outbox
  ) throws(DecimalError) {
    guard let held = book.position else {
      book.position = Position(
        order, quantity: fill.quantity, money: money, fee: fill.fee, openedAt: fill.time)
      return
    }
    if held.side == order.side {
      try book.position?.add(fill.quantity, for: money, fee: fill.fee)
      return
    }
    // The venue nets: what is held of the other side goes first, only the rest opens.
    outbox.note(.openedAgainstPosition, book.symbol, "\(fill.id) against \(held.quantity)")
    let closed = min(fill.quantity, held.quantity)
    let closedMoney = try money.part(closed, of: fill.quantity)
    let closedFee = try fill.fee.part(closed, of: fill.quantity)
    try reduce(
      by: closed, closedMoney, fee: closedFee, at: fill.time, reason: nil, &book, &outbox)
    let opened = try fill.quantity - closed
    guard opened.isPositive else { return }
    book.position = Position(
      order, quantity: opened, money: try money - closedMoney, fee: try fill.fee - closedFee,
      openedAt: fill.time)
  }

  mutating func reduce(
    by quantity: Quantity, _ money: Money, fee: Money, at time: Timestamp,
    reason: ReduceReason?, _ book: inout SymbolBook, _ outbox: inout Outbox
  ) throws(DecimalError) {
    guard var position = book.position else { return }
    let earned = try position.remove(quantity, for: money, fee: fee)
    account.realised = try account.realised + earned
    guard position.quantity.isZero else {
      book.position = position
      return
    }
    book.position = nil
    let trade = try ClosedTrade(position, closedAt: time, reason: reason)
    outbox.effects.append(.trade(trade))
    countLoss(trade, &outbox)
  }
}

extension Order {
  /// The bar whose close led to it.
  var bar: Int {
    switch self {
    case .open(let order): order.bar
    case .reduce(let order): order.bar
    }
  }

  var time: Timestamp {
    switch self {
    case .open(let order): order.time
    case .reduce(let order): order.time
    }
  }
}
