package import StratMarket
import StratSyntax

/// A holding that the session takes for its own though no order of it is known to have made it.
package struct Adoption: Codable, Hashable, Sendable {
  package var symbol: String
  /// What the venue holds, below zero when short.
  package var holding: Quantity
  package var price: Price
  package var time: Timestamp
  /// Whether it is to be given up at once.
  package var closes: Bool

  package init(
    symbol: String, holding: Quantity, price: Price, time: Timestamp, closes: Bool = false
  ) {
    self.symbol = symbol
    self.holding = holding
    self.price = price
    self.time = time
    self.closes = closes
  }
}

extension TradingCore {
  /// Makes what is held of a symbol what the venue holds.
  ///
  /// Equity does not change by it: money goes for the difference at its price.
  mutating func handle(_ adoption: Adoption, _ effects: inout [Effect]) {
    attempt(on: adoption.symbol, &effects) { (core, book, outbox) throws(DecimalError) in
      core.rollDay(adoption.time, &outbox)
      let held = book.position?.signedQuantity ?? .zero
      let difference = try adoption.holding - held
      if !difference.isZero {
        outbox.note(
          .holdingAdopted, book.symbol, "\(adoption.holding) at the venue, \(held) known here")
        try core.shift(
          difference, for: adoption.price * difference.magnitude, fee: .zero,
          at: adoption.time, &book, &outbox)
        if book.mark == nil { book.mark = adoption.price }
        try core.revalue(&book)
      }
      if adoption.closes, book.position?.closing == nil { book.position?.closing = .flatten }
      core.arrangeOrders(&book, bar: book.lastBar ?? 0, time: adoption.time, &outbox)
    } orElse: { (_, _, _) in
    }
  }

  /// Counts a fill of an order that this session sent and has no record of: the journal could not
  /// be written then, or somebody else used its name.
  mutating func recover(_ fill: Fill, _ effects: inout [Effect]) {
    attempt(on: fill.symbol, &effects) { (core, book, outbox) throws(DecimalError) in
      core.rollDay(fill.time, &outbox)
      guard fill.quantity.isPositive else {
        outbox.note(.unexplainedFill, fill.symbol, "\(fill.id): its quantity is not above zero")
        return
      }
      outbox.note(.fillRecovered, fill.symbol, "\(fill.id) of \(fill.orderID)")
      try core.shift(
        fill.action == .buy ? fill.quantity : -fill.quantity, for: fill.price * fill.quantity,
        fee: fill.fee, at: fill.time, &book, &outbox)
      book.mark = fill.price
      try core.revalue(&book)
      core.arrangeOrders(&book, bar: book.lastBar ?? 0, time: fill.time, &outbox)
    } orElse: { (_, _, _) in
    }
  }

  /// Buys or sells outside of any order.
  private mutating func shift(
    _ signed: Quantity, for money: Money, fee: Money, at time: Timestamp,
    _ book: inout SymbolBook, _ outbox: inout Outbox
  ) throws(DecimalError) {
    let side: Side = signed.isNegative ? .short : .long
    let quantity = signed.magnitude
    account.cash =
      side == .long ? try account.cash - money - fee : try account.cash + money - fee
    account.fees = try account.fees + fee
    guard let held = book.position else {
      book.position = Position(
        symbol: book.symbol, side: side, quantity: quantity, money: money, fee: fee,
        bar: book.lastBar ?? 0, openedAt: time)
      return
    }
    if held.side == side {
      try book.position?.add(quantity, for: money, fee: fee)
      return
    }
    let closed = min(quantity, held.quantity)
    let closedMoney = try money.part(closed, of: quantity)
    let closedFee = try fee.part(closed, of: quantity)
    try reduce(by: closed, closedMoney, fee: closedFee, at: time, reason: nil, &book, &outbox)
    let opened = try quantity - closed
    guard opened.isPositive else { return }
    book.position = Position(
      symbol: book.symbol, side: side, quantity: opened, money: try money - closedMoney,
      fee: try fee - closedFee, bar: book.lastBar ?? 0, openedAt: time)
  }
}
