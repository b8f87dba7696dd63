package import StratMarket
package import StratSyntax

/// A symbol to which nothing happens by itself: no order is on its way, nothing waits to be closed
/// or sent again.
///
/// As long as no rule that applies is true and no price touches what rests at the venue, a bar
/// then changes nothing but the mark.
package struct QuietBook: Hashable, Sendable {
  /// The side and the signed quantity that are held; `nil` when flat.
  package var side: Side?
  package var quantity: Quantity
  package var stop: Price?
  package var target: Price?
}

extension TradingCore {
  /// The newest price of a symbol.
  package func mark(of symbol: String) -> Price? { books.box(of: symbol)?.value.mark }

  /// Takes in a bar of a quiet symbol on which no rule that applies is true: only the mark moves.
  ///
  /// - Returns: whether that is so and could be counted; else nothing has changed, and the bar is to
  ///   be handled as any other.
  /// - Precondition: the symbol is quiet, and no rule that applies to what is held is true.
  mutating func pass(_ bar: ClosedBar) -> Bool {
    guard state.holds.isEmpty, let place = books.place(of: bar.symbol),
      let book = books.take(at: place)
    else { return false }
    defer { books.put(book, at: place) }
    if let last = book.value.lastBar, bar.index <= last { return false }
    if let time = book.value.lastTime, bar.candle.time.milliseconds <= time.milliseconds {
      return false
    }
    var counted = account
    let mark = (try? Price(bar.candle.close)) ?? book.value.mark
    var value = Money.zero
    do {
      _ = try? counted.enterDay(of: bar.candle.time)
      if let mark {
        value = try book.value.position?.value(at: mark) ?? .zero
        try counted.revalue(from: book.value.value, to: value)
      }
      try counted.observeEquity()
    } catch {
      return false
    }
    account = counted
    book.value.mark = mark
    book.value.value = value
    book.value.lastBar = bar.index
    book.value.lastTime = bar.candle.time
    return true
  }

  /// The state of a symbol if it is quiet.
  package func quietBook(of symbol: String) -> QuietBook? {
    let borrows = configuration.fills.borrowRate != nil
    return books.box(of: symbol)?.look { book in book.quiet(borrows: borrows) }
  }
}

extension SymbolBook {
  /// - Parameter borrows: whether a short pays on every bar.
  fileprivate func quiet(borrows: Bool) -> QuietBook? {
    guard refused.isEmpty, entryCard == nil, exitCard == nil else { return nil }
    var quiet = QuietBook(side: nil, quantity: .zero)
    if position != nil {
      guard position?.closing == nil else { return nil }
      if position?.side == .short && borrows { return nil }
      quiet.side = position?.side
      quiet.quantity = position?.signedQuantity ?? .zero
    }
    for index in live.indices {
      guard live[index].status == .accepted, !live[index].cancelRequested,
        case .reduce(let order) = live[index].order, live[index].order.leg != .exit
      else { return nil }
      switch order.trigger {
      case .market: return nil
      case .stop(let price): quiet.stop = price
      case .target(let price): quiet.target = price
      }
    }
    return quiet
  }
}
