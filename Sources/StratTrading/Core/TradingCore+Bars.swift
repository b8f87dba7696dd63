import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

extension TradingCore {
  mutating func handle(_ bar: ClosedBar) -> [Effect] {
    attempt(on: bar.symbol) { (core, book, outbox) throws(DecimalError) in
      if let last = book.lastBar, let time = book.lastTime,
        bar.index <= last || bar.candle.time <= time
      {
        outbox.note(.barOutOfOrder, bar.symbol, "bar \(bar.index) after bar \(last)")
        return
      }
      book.lastBar = bar.index
      book.lastTime = bar.candle.time
      book.refused.removeAll()
      core.rollDay(bar.candle.time, &outbox)
      core.passLossWindow(bar.candle.time, &outbox)
      // A close that is missing or no amount leaves the mark where it was.
      let close = try? Price(bar.candle.close)
      if let close {
        book.mark = close
        try core.revalue(&book)
      }
      try core.account.observeEquity()
      try core.observeLossWindow(bar.candle.time)
      core.reviewCards(bar, &book, &outbox)
      try core.decide(bar, close: close, &book, &outbox)
      try core.checkLimits(at: bar.candle.time, &outbox)
    } orElse: { (core, outbox) in
      core.books[bar.symbol]?.lastBar = bar.index
      core.books[bar.symbol]?.lastTime = bar.candle.time
      var decision = Decision(bar)
      decision.outcome = .unknown
      decision.reason = GateReason(.amountTooLarge, "an amount cannot be counted")
      outbox.effects.append(.decision(decision))
    }
  }

  /// Starts a new day when a time is in one, and lifts the hold of the day before.
  mutating func rollDay(_ time: Timestamp, _ outbox: inout Outbox) {
    // The sum of two amounts that were equity a moment ago: when it cannot be counted, neither can
    // anything else of this event, which then fails as a whole.
    guard (try? account.enterDay(of: time)) == true, state.lift(.dailyLoss) else { return }
    announceState("a new day", &outbox.effects)
  }

  /// Brings a book's value to its mark, and the account with it.
  mutating func revalue(_ book: inout SymbolBook) throws(DecimalError) {
    var value = Money.zero
    if let position = book.position, let mark = book.mark { value = try position.value(at: mark) }
    try account.revalue(from: book.value, to: value)
    book.value = value
  }

  /// Decides the bar and puts the decision before the orders that follow from it.
  private mutating func decide(
    _ bar: ClosedBar, close: Price?, _ book: inout SymbolBook, _ outbox: inout Outbox
  ) throws(DecimalError) {
    var decision = Decision(bar)
    var orders = Outbox()
    if let position = book.position {
      try decideHeld(position, bar, close: close, &book, &decision, &orders)
    } else {
      try decideFlat(bar, close: close, &book, &decision, &orders)
    }
    for effect in orders.effects {
      switch effect {
      case .submit(let order): decision.orders.append(order.id)
      case .card(let card): decision.cards = (decision.cards ?? []) + [card.id]
      case .cancel, .signal, .decision, .trade, .payment, .state, .note, .cardEnded: break
      }
    }
    outbox.effects.append(.decision(decision))
    outbox.effects += orders.effects
    outbox.holds += orders.holds
  }

  private mutating func decideHeld(
    _ position: Position, _ bar: ClosedBar, close: Price?, _ book: inout SymbolBook,
    _ decision: inout Decision, _ outbox: inout Outbox
  ) throws(DecimalError) {
    let exit = bar.verdict.exit(position.side)
    let opposite = bar.verdict.entry(position.side.opposite)
    let isClosing = position.closing != nil
    let entryWaits = configuration.entryPriceKind(position.side.opposite) != nil
    if !isClosing, entryWaits, exit != .true, opposite == .true {
      try reverse(position, bar, close: close, &book, &decision, &outbox)
      return
    }
    if isClosing {
      if exit == .true || opposite == .true {
        decision.reason = GateReason(.exitPending, "the position is already being closed")
      }
    } else if (exit == .true || opposite == .true) && mode.asksForExits {
      askForExit(
        position, because: exit == .true ? .exitRule : .oppositeEntry, bar, close, &book,
        &decision, &outbox)
    } else if exit == .true || opposite == .true {
      decision.outcome = .exit
      let reason: ReduceReason = exit == .true ? .exitRule : .oppositeEntry
      book.position?.closing = reason
      book.cancelEntries(of: position.side, closing: reason, &outbox.effects)
    } else if exit == .na || opposite == .na {
      decision.outcome = .unknown
      decision.reason = bar.verdict.unknownRule(
        exit == .na ? .exit : .entry, exit == .na ? position.side : position.side.opposite)
    }
    arrangeOrders(&book, bar: bar.index, time: bar.candle.time, &outbox)
    if decision.outcome == .exit, let close { announceExit(position, close, bar, &outbox) }
    guard decision.outcome == .exit, opposite == .true else { return }
    let entry = request(position.side.opposite, bar, close, book, reversing: true)
    if try enter(entry, &book, &decision, &outbox) == .sent { decision.outcome = .reverse }
  }

  /// The entry of the other side waits for its price: there, and only there, this one is closed.
  private mutating func reverse(
    _ position: Position, _ bar: ClosedBar, close: Price?, _ book: inout SymbolBook,
    _ decision: inout Decision, _ outbox: inout Outbox
  ) throws(DecimalError) {
    arrangeOrders(&book, bar: bar.index, time: bar.candle.time, &outbox)
    let entry = request(position.side.opposite, bar, close, book, reversing: true)
    if mode.asksForExits, entry.trigger != nil {
      askForExit(
        position, because: .oppositeEntry, at: entry.trigger, bar, close, &book, &decision,
        &outbox)
      return
    }
    if let trigger = entry.trigger {
      decision.outcome = .exit
      closeAtEntry(trigger, &book, bar: bar.index, time: bar.candle.time, &outbox)
    } else {
      decision.outcome = .blocked
    }
    if try enter(entry, &book, &decision, &outbox) == .sent { decision.outcome = .reverse }
  }

  private func request(
    _ side: Side, _ bar: ClosedBar, _ close: Price?, _ book: SymbolBook, reversing: Bool
  ) -> EntryRequest {
    var trigger: EntryTrigger?
    let number = bar.verdict.entryPrice(side)
    if let kind = configuration.entryPriceKind(side), number.isFinite,
      let price = try? Price(number).rounded(
        to: book.instrument.tickSize, EntryTrigger.rounding(kind, side)), price.isPositive
    {
      trigger = EntryTrigger(kind, price)
    }
    return EntryRequest(
      bar: bar, side: side, price: close, trigger: trigger, reversing: reversing,
      time: endOfBar(bar))
  }

  private mutating func decideFlat(
    _ bar: ClosedBar, close: Price?, _ book: inout SymbolBook, _ decision: inout Decision,
    _ outbox: inout Outbox
  ) throws(DecimalError) {
    // An entry that has not filled yet is taken back when its exit rule is true.
    for side in Side.allCases where bar.verdict.exit(side) == .true {
      book.cancelEntries(of: side, closing: .exitRule, &outbox.effects)
    }
    arrangeOrders(&book, bar: bar.index, time: bar.candle.time, &outbox)
    let long = bar.verdict.entryLong
    let short = bar.verdict.entryShort
    if long == .true && short == .true {
      decision.outcome = .blocked
      decision.reason =
        gates(book).stateReason()
        ?? GateReason(.rulesContradict, "entry long and entry short are both true")
    } else if long == .true || short == .true {
      let entry = request(long == .true ? .long : .short, bar, close, book, reversing: false)
      switch try enter(entry, &book, &decision, &outbox) {
      case .sent: decision.outcome = .enter
      case .asked: decision.outcome = .ask
      case .blocked: decision.outcome = .blocked
      }
    } else if long == .na || short == .na {
      decision.outcome = .unknown
      decision.reason = bar.verdict.unknownRule(.entry, long == .na ? .long : .short)
    }
  }

  /// What has become of an entry.
  private enum EntryStep {
    case blocked, asked, sent
  }

  /// Asks the gates, and sends the entry or asks the user when they let it pass.
  private mutating func enter(
    _ entry: EntryRequest, _ book: inout SymbolBook, _ decision: inout Decision,
    _ outbox: inout Outbox
  ) throws(DecimalError) -> EntryStep {
    switch gates(book).clear(entry) {
    case .failure(let reason):
      decision.reason = reason
      return .blocked
    case .success(let cleared):
      decision.caps = cleared.size.caps
      let id = book.nextID(session: configuration.id, bar: entry.bar.index, leg: .entry)
      let order = OpenOrder(cleared, id: id, bar: entry.bar.index, time: entry.bar.candle.time)
      outbox.effects.append(
        .signal(
          Signal(
            symbol: order.symbol, bar: order.bar, time: order.time, action: .enter,
            side: order.side, quantity: order.quantity, price: cleared.price, stop: order.stop,
            target: order.target, orderID: id)))
      if mode.asksForEntries {
        askForEntry(entry, order, &book, &outbox)
        return .asked
      }
      send(order, at: entry.time, &book, &outbox)
      return .sent
    }
  }

  /// The only place from which an order that opens goes out.
  mutating func send(
    _ order: OpenOrder, at time: Timestamp, _ book: inout SymbolBook, _ outbox: inout Outbox
  ) {
    book.live.append(OrderTicket(.open(order)))
    countOpening(at: time)
    outbox.effects.append(.submit(.open(order)))
  }

  private func announceExit(
    _ position: Position, _ close: Price, _ bar: ClosedBar, _ outbox: inout Outbox
  ) {
    let exit = outbox.effects.lazy.compactMap { effect -> ClientOrderID? in
      if case .submit(let order) = effect, order.leg == .exit { order.id } else { nil }
    }.first
    guard let exit else { return }
    let signal = Signal(
      symbol: position.symbol, bar: bar.index, time: bar.candle.time, action: .exit,
      side: position.side, quantity: position.quantity, price: close, orderID: exit)
    outbox.effects.insert(.signal(signal), at: 0)
  }

  func gates(_ book: SymbolBook) -> EntryGates {
    EntryGates(core: self, book: book)
  }
}

extension Decision {
  init(_ bar: ClosedBar) {
    symbol = bar.symbol
    self.bar = bar.index
    time = bar.candle.time
    verdict = VerdictReading(bar.verdict)
    outcome = .nothing
  }
}

extension Verdict {
  func entry(_ side: Side) -> Kleene {
    switch side {
    case .long: entryLong
    case .short: entryShort
    }
  }

  func exit(_ side: Side) -> Kleene {
    switch side {
    case .long: exitLong
    case .short: exitShort
    }
  }

  func entryPrice(_ side: Side) -> Double {
    switch side {
    case .long: entryLongPrice
    case .short: entryShortPrice
    }
  }

  func unknownRule(_ action: RuleAction, _ side: Side) -> GateReason {
    GateReason(.ruleNotAvailable, "\(action.rawValue) \(side.rawValue) is na")
  }
}
