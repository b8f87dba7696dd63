import StratMarket

extension TradingCore {
  mutating func handle(_ command: Command, _ effects: inout [Effect]) {
    switch command {
    case .pause(let reason): hold(Hold(.pause, reason), &effects)
    case .resume(let reason): resume(reason, &effects)
    case .halt(let reason, let flatten):
      hold(Hold(.halt, reason), &effects)
      if flatten { flattenAll(&effects) }
    }
  }

  /// Lifts every hold, and measures limits from here on: else the next bar would trip them again.
  private mutating func resume(_ reason: String, _ effects: inout [Effect]) {
    let drawdown = state.holds(.drawdown)
    let dailyLoss = state.holds(.dailyLoss)
    guard state.liftAll() else { return }
    // Equity was counted when the mark or the cash last changed, so that it can be counted now.
    if let equity = try? account.equity() {
      if drawdown { account.peakEquity = equity }
      if dailyLoss { account.dayStartEquity = equity }
    }
    effects.append(.state(StateChange(mode: state.mode, holds: [], cause: reason)))
  }

  /// Closes every position.
  ///
  /// It needs no strategy, no candle and no profit figure.
  private mutating func flattenAll(_ effects: inout [Effect]) {
    var outbox = Outbox()
    for symbol in symbols {
      guard var book = books[symbol] else { continue }
      // Entries were cancelled by the hold; what they may still fill is closed as well.
      for index in book.live.indices where book.live[index].order.isOpen {
        book.live[index].closeOnFill = .flatten
      }
      if let position = book.position {
        if position.closing == nil { book.position?.closing = .flatten }
        arrangeOrders(
          &book, bar: book.lastBar ?? 0, time: book.lastTime ?? position.openedAt, &outbox)
      }
      books[symbol] = book
    }
    effects += outbox.effects
  }
}
