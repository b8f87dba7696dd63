import StratMarket

extension TradingCore {
  mutating func handle(_ command: Command) -> [Effect] {
    var effects: [Effect] = []
    switch command {
    case .pause(let reason): hold(Hold(.pause, reason), &effects)
    case .resume(let reason): resume(reason, &effects)
    case .halt(let reason, let flatten):
      hold(Hold(.halt, reason), &effects)
      if flatten { flattenAll(&effects) }
    case .confirm(let id, let price, let time): return confirm(id, price: price, at: time)
    case .reject(let id, let reason): reject(id, reason, &effects)
    case .degrade(let rung, let reason): degrade(to: rung, reason, &effects)
    case .restore(let reason):
      if state.restore() { announceState(reason, &effects) }
    }
    return effects
  }

  private mutating func degrade(
    to rung: Degradation, _ reason: String, _ effects: inout [Effect]
  ) {
    guard state.degrade(to: rung, reason) else { return }
    announceState(reason, &effects)
    if state.mode != .active { takeBackEntries(&effects) }
  }

  /// Lifts every hold that the user may lift, and measures limits from here on: else the next bar would trip them again.
  private mutating func resume(_ reason: String, _ effects: inout [Effect]) {
    let drawdown = state.holds(.drawdown)
    let dailyLoss = state.holds(.dailyLoss)
    let rollingLoss = state.holds(.rollingLoss)
    if state.holds(.lossStreak) { account.losingTrades = 0 }
    guard state.resume() else { return }
    // Equity was counted when the mark or the cash last changed, so that it can be counted now.
    if let equity = try? account.equity() {
      if drawdown { account.peakEquity = equity }
      if dailyLoss { account.dayStartEquity = equity }
      if rollingLoss { lossWindow.restart(at: equity) }
    }
    lossHeldSince = nil
    announceState(reason, &effects)
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
      giveUpExitCard(&book, &outbox)
      books[symbol] = book
    }
    effects += outbox.effects
  }
}
