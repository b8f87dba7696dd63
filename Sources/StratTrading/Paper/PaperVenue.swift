package import StratMarket
import StratSyntax

/// A venue that exists only here: orders and candles in, reports out, no clock and no chance.
///
/// What it assumes, all of it; `FillAssumptions` has the choices:
/// - A market order fills at the next bar's open, moved by the slippage and rounded to the tick,
///   both against the trader. A bar without an open fills nothing.
/// - Orders that wait for a price and that a bar opens beyond fill at that open. The others fill
///   inside the bar when low or high touch them: stops at their price with slippage, targets and
///   limits at their price without.
/// - In one direction the price meets orders in the order in which they lie. If a bar went both
///   against a position and for it, `bothHit` says which came first.
/// - An order that was sent at the open sees the whole of that bar's range. What protects a
///   position that was entered inside a bar sees what may have come after (`tradeAfterEntry`).
/// - An entry at a price waits for one bar.
/// - A reduce order never fills more than is held; what is left of it is cancelled, as are all
///   reduce orders of a position that is gone.
/// - With `maxVolumeShare` all orders together take at most that share of a bar's volume; what is
///   left waits for the next bar, as an order at the market where it was one or its stop was
///   reached.
/// - Quantities must be whole lots, prices whole ticks, and what adds exposure worth at least the
///   minimum notional at the last price. Reduce orders have no minimum: dust can always be sold.
package struct PaperVenue: Hashable, Sendable {
  private var desks: SymbolTable<PaperDesk>
  let assumptions: FillAssumptions
  /// Orders that may fill, in the order they came, and how far they have come.
  private(set) var resting: [Order] = []
  private var progress: [ClientOrderID: OrderProgress] = [:]
  /// The entry that was filled inside the bar at hand.
  private var enteredInside: OpenOrder?
  /// Bars in which prices may have gone both against a position and for it.
  package private(set) var bothHitBars = 0

  package init(_ configuration: SessionConfiguration) {
    desks = SymbolTable(configuration.instruments.map { ($0.symbol, PaperDesk($0)) })
    assumptions = configuration.fills
  }

  /// Takes an order or refuses it.
  ///
  /// One whose id is known already is not taken twice.
  package mutating func submit(_ order: Order) -> [VenueEvent] {
    var events: [VenueEvent] = []
    submit(order, &events)
    return events
  }

  // Reports are put behind those that are there, so that a session need not make a list for each.

  mutating func submit(_ order: Order, _ events: inout [VenueEvent]) {
    guard !resting.contains(where: { $0.id == order.id }) else { return }
    if let (code, detail) = refusal(of: order) {
      events.append(.rejected(order.id, symbol: order.symbol, code, detail: detail))
      return
    }
    resting.append(order)
    events.append(.accepted(order.id, symbol: order.symbol))
  }

  /// Takes an order back; one that is not there any more was reported before.
  package mutating func cancel(_ id: ClientOrderID) -> [VenueEvent] {
    var events: [VenueEvent] = []
    cancel(id, &events)
    return events
  }

  mutating func cancel(_ id: ClientOrderID, _ events: inout [VenueEvent]) {
    guard let order = resting.first(where: { $0.id == id }) else { return }
    events.append(end(order, "on request"))
  }

  /// The opening of a bar: market orders fill, and what the price has jumped over.
  package mutating func open(_ candle: Candle, of symbol: String) -> [VenueEvent] {
    var events: [VenueEvent] = []
    open(candle, of: symbol, &events)
    return events
  }

  mutating func open(_ candle: Candle, of symbol: String, _ events: inout [VenueEvent]) {
    if enteredInside != nil { enteredInside = nil }
    let bar = BarRange(candle)
    measureVolume(bar, of: symbol)
    quote(candle.open, of: symbol)
    guard hasResting(symbol), let open = bar.open else { return }
    for order in resting(of: symbol) {
      let isMarket = progress[order.id]?.isTriggered == true
      let trade =
        isMarket ? PaperTrade(reference: open) : OrderMotion(order).trade(opening: open)
      guard let trade else { continue }
      fill(order, trade, in: bar, at: candle.time, &events)
    }
  }

  private func hasResting(_ symbol: String) -> Bool {
    resting.contains { $0.symbol == symbol }
  }

  /// The orders of a symbol as they are now, whatever becomes of them on the way.
  private func resting(of symbol: String) -> [Order] { resting.filter { $0.symbol == symbol } }

  /// The rest of the bar, from its open on.
  package mutating func trade(_ candle: Candle, of symbol: String) -> [VenueEvent] {
    var events: [VenueEvent] = []
    trade(candle, of: symbol, &events)
    return events
  }

  mutating func trade(_ candle: Candle, of symbol: String, _ events: inout [VenueEvent]) {
    if hasResting(symbol) {
      let bar = BarRange(candle)
      for (order, trade) in met(in: bar, of: symbol) {
        let known = events.count
        fill(order, trade, in: bar, at: candle.time, &events)
        if case .open(let entry) = order, case .filled = events.dropFirst(known).first {
          enteredInside = entry
        }
      }
    }
    quote(candle.close, of: symbol)
  }

  /// Whether a stop that was reached waits for volume to fill with.
  func hasTriggered(_ symbol: String) -> Bool {
    !progress.isEmpty
      && resting.contains { $0.symbol == symbol && progress[$0.id]?.isTriggered == true }
  }

  /// Whether a position of this bar was entered inside it.
  package func hasEnteredInside(_ symbol: String) -> Bool { enteredInside?.symbol == symbol }

  /// What protects a position that was entered inside the bar, as far as the bar can have come to
  /// it afterwards.
  ///
  /// It is certain where the price had to pass the entry on its way, or where the close is beyond
  /// it. The rest may have come before the entry: it counts against the trader with
  /// `bothHit = .stop`, and for the trader with `.target`.
  package mutating func tradeAfterEntry(_ candle: Candle, of symbol: String) -> [VenueEvent] {
    var events: [VenueEvent] = []
    tradeAfterEntry(candle, of: symbol, &events)
    return events
  }

  mutating func tradeAfterEntry(
    _ candle: Candle, of symbol: String, _ events: inout [VenueEvent]
  ) {
    guard let entry = enteredInside, entry.symbol == symbol else { return }
    enteredInside = nil
    let bar = BarRange(candle)
    let close = try? Price(candle.close)
    let motion = OrderMotion(.open(entry))
    let meetings = resting.compactMap { order -> LaterMeeting<Order>? in
      guard order.symbol == symbol, !order.restsForOneBar else { return nil }
      return LaterMeeting(order, OrderMotion(order), after: motion, bar, close: close)
    }
    if meetings.count > 1 || meetings.contains(where: { !$0.isCertain }) { bothHitBars += 1 }
    for meeting in meetings.counting(assumptions.bothHit) {
      fill(meeting.item, meeting.trade, in: bar, at: candle.time, &events)
    }
  }

  /// The end of a bar: entries that waited for it are over.
  package mutating func expire(_ symbol: String) -> [VenueEvent] {
    var events: [VenueEvent] = []
    expire(symbol, &events)
    return events
  }

  mutating func expire(_ symbol: String, _ events: inout [VenueEvent]) {
    if resting.isEmpty { return }
    let over = resting.filter { order in
      guard order.symbol == symbol, order.restsForOneBar else { return false }
      // What has begun to close a position goes on.
      return order.isOpen || progress[order.id]?.isTriggered != true
    }
    for order in over { events.append(end(order, "its bar is over")) }
  }

  /// The orders that a bar comes to after its open, in the order it comes to them.
  private mutating func met(in bar: BarRange, of symbol: String) -> [(Order, PaperTrade)] {
    var meetings = BarMeetings<Order>()
    for order in resting where order.symbol == symbol {
      guard order.triggerPrice != nil, progress[order.id]?.isTriggered != true else { continue }
      meetings.add(order, OrderMotion(order), in: bar)
    }
    let held = held(symbol)
    if !held.isZero, meetings.isInDoubt { bothHitBars += 1 }
    return meetings.stages(belowFirst: !held.isNegative == (assumptions.bothHit == .stop))
      .flatMap { stage in stage.map { ($0.item, $0.trade) } }
  }

  private func refusal(of order: Order) -> (RejectionCode, String)? {
    let desk = desks.box(of: order.symbol)?.value
    return OrderRequest(order).refusal(
      by: desk?.instrument, at: desk?.lastPrice, held: desk?.held ?? .zero)
  }

  /// How much a reduce order can still take away.
  private func reducible(_ order: ReduceOrder) -> Quantity {
    let held = held(order.symbol)
    switch order.side {
    case .long: return max(held, .zero)
    case .short: return max(-held, .zero)
    }
  }

  /// What is held, below zero when short.
  private func held(_ symbol: String) -> Quantity { desks.box(of: symbol)?.value.held ?? .zero }

  /// Takes in an open or a close.
  private mutating func quote(_ price: Double, of symbol: String) {
    guard let place = desks.place(of: symbol), let desk = desks.take(at: place) else { return }
    desk.value.quote(price)
    desks.put(desk, at: place)
  }

  private mutating func measureVolume(_ bar: BarRange, of symbol: String) {
    guard let instrument = desks[symbol]?.instrument,
      let volume = assumptions.volumeToTake(of: bar, lot: instrument.lotSize)
    else { return }
    desks[symbol]?.volumeLeft = volume
  }

  private mutating func fill(
    _ order: Order, _ trade: PaperTrade, in bar: BarRange, at time: Timestamp,
    _ events: inout [VenueEvent]
  ) {
    // A fill before this one may have cancelled the order.
    guard resting.contains(where: { $0.id == order.id }) else { return }
    let known = events.count
    do {
      try execute(order, trade, in: bar, at: time, &events)
    } catch {
      events.append(end(order, error.description))
      return
    }
    if events.count > known, case .filled = events[known] {
      cancelOrphans(of: order.symbol, &events)
    }
  }

  private mutating func execute(
    _ order: Order, _ trade: PaperTrade, in bar: BarRange, at time: Timestamp,
    _ events: inout [VenueEvent]
  ) throws(DecimalError) {
    var progress = progress[order.id] ?? OrderProgress()
    var quantity = try order.quantity - progress.filled
    if case .reduce(let reduce) = order { quantity = min(quantity, reducible(reduce)) }
    guard quantity.isPositive, let place = desks.place(of: order.symbol),
      let desk = desks.take(at: place)
    else {
      events.append(end(order, "nothing to reduce"))
      return
    }
    if case .stop = OrderMotion(order).trigger { progress.isTriggered = true }
    defer { desks.put(desk, at: place) }
    if let left = desk.value.volumeLeft {
      quantity = min(quantity, left)
      guard quantity.isPositive else {
        self.progress[order.id] = progress
        return
      }
      desk.value.volumeLeft = try left - quantity
    }
    let price = try trade.price(
      order.action, slippage: assumptions.slippage, tick: desk.value.instrument.tickSize,
      quantity: quantity, in: bar)
    let fee = try progress.charge(
      assumptions.commission, on: price * quantity, of: quantity, isMaker: trade.isMaker)
    let held = desk.value.held
    desk.value.held = order.action == .buy ? try held + quantity : try held - quantity
    progress.filled = try progress.filled + quantity
    progress.fills += 1
    events.append(
      .filled(
        Fill(
          id: FillID(order.id, number: progress.fills), orderID: order.id,
          symbol: order.symbol, action: order.action, price: price, quantity: quantity, fee: fee,
          time: time)))
    if progress.filled == order.quantity {
      forget(order)
    } else {
      self.progress[order.id] = progress
    }
  }

  /// Takes back reduce orders that have nothing left to reduce.
  private mutating func cancelOrphans(of symbol: String, _ events: inout [VenueEvent]) {
    if resting.isEmpty { return }
    let orphans = resting.filter { order in
      guard case .reduce(let reduce) = order else { return false }
      return order.symbol == symbol && !reducible(reduce).isPositive
    }
    for orphan in orphans { events.append(end(orphan, "the position is closed")) }
  }

  private mutating func forget(_ order: Order) {
    resting.removeAll { $0.id == order.id }
    if !progress.isEmpty { progress[order.id] = nil }
  }

  private mutating func end(_ order: Order, _ detail: String) -> VenueEvent {
    forget(order)
    return .cancelled(order.id, symbol: order.symbol, detail: detail)
  }
}
