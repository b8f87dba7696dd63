import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

/// Orders that wait for the user.
extension TradingCore {
  /// Who decides that a signal becomes an order now: what the configuration says, or more careful.
  package var mode: ExecutionMode {
    guard state.degraded != nil else { return configuration.mode }
    return configuration.mode == .auto ? .semiAuto : configuration.mode
  }

  /// Everything that waits for the user, by symbol.
  package var cards: [Card] { symbols.flatMap { books[$0]?.cards ?? [] } }

  // MARK: Asking

  mutating func askForEntry(
    _ entry: EntryRequest, _ order: OpenOrder, _ book: inout SymbolBook, _ outbox: inout Outbox
  ) {
    guard let price = entry.price else { return }
    let card = Card(
      id: order.id, symbol: order.symbol, side: order.side, action: .enter,
      quantity: order.quantity, price: price, trigger: order.trigger, stop: order.stop,
      target: order.target, bar: order.bar, time: order.time, expiresAt: expiry(entry.bar),
      maxDrift: configuration.confirmation.maxDrift)
    book.entryCard = WaitingEntry(
      card: card, verdict: VerdictReading(entry.bar.verdict),
      candle: CandleReading(entry.bar.candle), reversing: entry.reversing)
    outbox.effects.append(.card(card))
  }

  /// - Parameter trigger: the price at which the position is to be closed; `nil` is at the market.
  mutating func askForExit(
    _ position: Position, because reason: ReduceReason, at trigger: EntryTrigger? = nil,
    _ bar: ClosedBar, _ close: Price?, _ book: inout SymbolBook, _ decision: inout Decision,
    _ outbox: inout Outbox
  ) {
    decision.outcome = .ask
    if let card = book.exitCard?.card {
      decision.reason = GateReason(.cardWaiting, "\(card.id) waits for the user")
      return
    }
    guard let price = close ?? book.mark else {
      decision.outcome = .unknown
      decision.reason = GateReason(.priceNotAvailable, "the close is missing")
      return
    }
    // What the entry has not filled yet is not wanted any more, and needs no one's word.
    book.cancelEntries(of: position.side, closing: nil, &outbox.effects)
    let id = book.nextID(session: configuration.id, bar: bar.index, leg: .exit)
    let card = Card(
      id: id, symbol: position.symbol, side: position.side, action: .exit,
      quantity: position.quantity, price: price, trigger: trigger, stop: nil, target: nil,
      bar: bar.index, time: bar.candle.time, expiresAt: expiry(bar), maxDrift: nil)
    book.exitCard = WaitingExit(card: card, reason: reason)
    outbox.effects.append(
      .signal(
        Signal(
          symbol: card.symbol, bar: card.bar, time: card.time, action: .exit, side: card.side,
          quantity: card.quantity, price: price, orderID: id)))
    outbox.effects.append(.card(card))
  }

  private func expiry(_ bar: ClosedBar) -> Timestamp {
    let shown = bar.received ?? endOfBar(bar)
    return Timestamp(
      milliseconds: shown.milliseconds.addingSaturating(
        configuration.confirmation.lifetimeMilliseconds))
  }

  // MARK: Giving up

  /// Gives up cards that a new bar speaks against, before the bar is decided on.
  mutating func reviewCards(
    _ bar: ClosedBar, _ book: inout SymbolBook, _ outbox: inout Outbox
  ) {
    guard !book.cards.isEmpty else { return }
    expireCards(of: &book, at: bar.received ?? endOfBar(bar), &outbox.effects)
    if let card = book.entryCard?.card {
      let opposite = card.side.opposite
      if bar.verdict.exit(card.side) == .true {
        giveUpEntryCard(&book, "exit \(card.side.rawValue) is true", &outbox)
      } else if bar.verdict.entry(opposite) == .true {
        giveUpEntryCard(&book, "entry \(opposite.rawValue) is true", &outbox)
      } else if card.trigger != nil {
        giveUpEntryCard(&book, "the bar in which it would have waited is over", &outbox)
      }
    }
    if let card = book.exitCard?.card, card.trigger != nil {
      book.exitCard = nil
      end(
        card, .voided,
        GateReason(.noLongerWanted, "the bar in which it would have waited is over"),
        &outbox.effects)
    }
  }

  mutating func giveUpEntryCard(
    _ book: inout SymbolBook, _ why: String, _ outbox: inout Outbox
  ) {
    guard let card = book.entryCard?.card else { return }
    book.entryCard = nil
    end(card, .voided, GateReason(.noLongerWanted, why), &outbox.effects)
  }

  /// Gives up the card of an exit once there is nothing left to close, or it is being closed.
  mutating func giveUpExitCard(_ book: inout SymbolBook, _ outbox: inout Outbox) {
    guard let card = book.exitCard?.card else { return }
    let why: String
    if book.position?.side != card.side {
      why = "the position is closed"
    } else if book.position?.closing != nil {
      why = "the position is being closed"
    } else {
      return
    }
    book.exitCard = nil
    end(card, .voided, GateReason(.noLongerWanted, why), &outbox.effects)
  }

  mutating func expireCards(at time: Timestamp, _ effects: inout [Effect]) {
    for symbol in symbols {
      guard var book = books[symbol], !book.cards.isEmpty else { continue }
      expireCards(of: &book, at: time, &effects)
      books[symbol] = book
    }
  }

  private mutating func expireCards(
    of book: inout SymbolBook, at time: Timestamp, _ effects: inout [Effect]
  ) {
    for card in book.cards where card.expiresAt <= time {
      book.remove(card)
      end(card, .expired, Self.expired(card), &effects)
    }
  }

  private static func expired(_ card: Card) -> GateReason {
    GateReason(.cardExpired, "nobody confirmed it before \(card.expiresAt)")
  }

  mutating func end(
    _ card: Card, _ outcome: CardEnd.Outcome, _ reason: GateReason?, _ effects: inout [Effect]
  ) {
    endedCards.append(card.id)
    // Trimmed in halves, so that the cost of moving the rest is spread.
    if endedCards.count > 2 * Self.endedCardsKept {
      endedCards.removeFirst(Self.endedCardsKept)
    }
    effects.append(
      .cardEnded(CardEnd(id: card.id, symbol: card.symbol, outcome: outcome, reason: reason)))
  }

  /// How many ended cards are kept: a word about an older one is about an unknown card.
  static let endedCardsKept = 256

  // MARK: The user's word

  mutating func reject(_ id: ClientOrderID, _ reason: String, _ effects: inout [Effect]) {
    guard let (symbol, card) = waiting(id, &effects) else { return }
    books[symbol]?.remove(card)
    end(card, .rejected, GateReason(.rejectedByUser, reason), &effects)
  }

  /// Sends the order of a card if it still may be sent.
  mutating func confirm(_ id: ClientOrderID, price: Price?, at time: Timestamp) -> [Effect] {
    var effects: [Effect] = []
    guard let (symbol, card) = waiting(id, &effects) else { return effects }
    return attempt(on: symbol) { (core, book, outbox) throws(DecimalError) in
      let entry = book.entryCard
      let exit = book.exitCard
      book.remove(card)
      if card.expiresAt <= time {
        core.end(card, .expired, Self.expired(card), &outbox.effects)
      } else if let entry, entry.card == card {
        try core.confirm(entry, price: price, at: time, &book, &outbox)
      } else if let exit, exit.card == card {
        core.confirm(exit, &book, &outbox)
      }
    } orElse: { (core, outbox) in
      core.books[symbol]?.remove(card)
      let no = GateReason(.amountTooLarge, "an amount cannot be counted")
      core.end(card, .voided, no, &outbox.effects)
    }
  }

  private mutating func confirm(
    _ entry: WaitingEntry, price: Price?, at time: Timestamp, _ book: inout SymbolBook,
    _ outbox: inout Outbox
  ) throws(DecimalError) {
    let card = entry.card
    let price = price ?? book.mark ?? card.price
    if let no = try drift(of: card, to: price) ?? standing(of: card, book) {
      end(card, .voided, no, &outbox.effects)
      return
    }
    switch gates(book).clear(entry.request(price: price, at: time)) {
    case .failure(let no): end(card, .voided, no, &outbox.effects)
    case .success(let cleared):
      let order = OpenOrder(
        cleared, id: card.id, bar: card.bar, time: card.time, atMost: card.quantity)
      end(card, .confirmed, nil, &outbox.effects)
      send(order, at: time, &book, &outbox)
    }
  }

  /// Why the price has gone too far; `nil` when it has not.
  private func drift(of card: Card, to price: Price) throws(DecimalError) -> GateReason? {
    guard let limit = card.maxDrift else { return nil }
    let distance = try (price - card.price).magnitude
    guard try distance > card.price.magnitude * limit else { return nil }
    return GateReason(
      .priceDrifted,
      "the price is \(price), the card was made at \(card.price), at most \(limit) "
        + "of it apart")
  }

  /// Why the position that there is now does not go with an entry; `nil` when it does.
  private func standing(of card: Card, _ book: SymbolBook) -> GateReason? {
    guard let position = book.position else { return nil }
    if position.side == card.side {
      return GateReason(.noLongerWanted, "a position of that side is open")
    }
    // One that closes at the price of the entry has no market order.
    if position.closing != nil || card.trigger != nil { return nil }
    return GateReason(.noLongerWanted, "the position it replaces is not being closed")
  }

  private mutating func confirm(
    _ exit: WaitingExit, _ book: inout SymbolBook, _ outbox: inout Outbox
  ) {
    let card = exit.card
    guard book.position?.side == card.side, book.position?.closing == nil else {
      let no = GateReason(.noLongerWanted, "there is nothing left to close")
      end(card, .voided, no, &outbox.effects)
      return
    }
    end(card, .confirmed, nil, &outbox.effects)
    book.refused.removeAll { $0 == .exit }
    book.confirmedExit = card.id
    if let trigger = card.trigger {
      closeAtEntry(trigger, &book, bar: card.bar, time: card.time, &outbox)
    } else {
      book.position?.closing = exit.reason
      book.cancelEntries(of: card.side, closing: exit.reason, &outbox.effects)
      arrangeOrders(&book, bar: card.bar, time: card.time, &outbox)
    }
    book.confirmedExit = nil
  }

  /// The card of an id, or a note that there is none.
  private func waiting(
    _ id: ClientOrderID, _ effects: inout [Effect]
  ) -> (symbol: String, card: Card)? {
    for symbol in symbols {
      if let card = books[symbol]?.cards.first(where: { $0.id == id }) { return (symbol, card) }
    }
    let hasEnded = endedCards.contains(id)
    effects.append(
      .note(
        Note(
          hasEnded ? .cardEndedBefore : .unknownCard, symbol: nil,
          hasEnded ? "\(id) had ended before" : "there is no card \(id)")))
    return nil
  }
}

extension SymbolBook {
  mutating func remove(_ card: Card) {
    if entryCard?.card == card { entryCard = nil }
    if exitCard?.card == card { exitCard = nil }
  }
}
