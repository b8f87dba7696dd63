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
  private let instruments: [String: Instrument]
  let assumptions: FillAssumptions
  /// Orders that may fill, in the order they came, and how far they have come.
  private(set) var resting: [Order] = []
  private var progress: [ClientOrderID: OrderProgress] = [:]
  /// What is held, below zero when short.
  private(set) var holdings: [String: Quantity] = [:]
  private var lastPrices: [String: Price] = [:]
  /// What orders may still take of the volume of a symbol's bar.
  private var volumeLeft: [String: Quantity] = [:]
  /// The entry that was filled inside the bar at hand.
  private var enteredInside: OpenOrder?
  /// Bars in which prices may have gone both against a position and for it.
  package private(set) var bothHitBars = 0

  package init(_ configuration: SessionConfiguration) {
    instruments = Dictionary(
      configuration.instruments.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })
    assumptions = configuration.fills
  }

  /// Takes an order or refuses it.
  ///
  /// One whose id is known already is not taken twice.
  package mutating func submit(_ order: Order) -> [VenueEvent] {
    guard !resting.contains(where: { $0.id == order.id }) else { return [] }
    if let (code, detail) = refusal(of: order) {
      return [.rejected(order.id, symbol: order.symbol, code, detail: detail)]
    }
    resting.append(order)
    return [.accepted(order.id, symbol: order.symbol)]
  }

  /// Takes an order back; one that is not there any more was reported before.
  package mutating func cancel(_ id: ClientOrderID) -> [VenueEvent] {
    guard let order = resting.first(where: { $0.id == id }) else { return [] }
    return [end(order, "on request")]
  }

  /// The opening of a bar: market orders fill, and what the price has jumped over.
  package mutating func open(_ candle: Candle, of symbol: String) -> [VenueEvent] {
    enteredInside = nil
    let bar = BarRange(candle)
    measureVolume(bar, of: symbol)
    guard let open = bar.open else { return [] }
    lastPrices[symbol] = open
    var events: [VenueEvent] = []
    for order in resting where order.symbol == symbol {
      let isMarket = progress[order.id]?.isTriggered == true
      let trade =
        isMarket ? PaperTrade(reference: open) : OrderMotion(order).trade(opening: open)
      guard let trade else { continue }
      fill(order, trade, in: bar, at: candle.time, &events)
    }
    return events
  }

  /// The rest of the bar, from its open on.
  package mutating func trade(_ candle: Candle, of symbol: String) -> [VenueEvent] {
    var events: [VenueEvent] = []
    if resting.contains(where: { $0.symbol == symbol }) {
      let bar = BarRange(candle)
      for (order, trade) in met(in: bar, of: symbol) {
        let known = events.count
        fill(order, trade, in: bar, at: candle.time, &events)
        if case .open(let entry) = order, case .filled = events.dropFirst(known).first {
          enteredInside = entry
        }
      }
    }
    if let close = try? Price(candle.close) { lastPrices[symbol] = close }
    return events
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
    guard let entry = enteredInside, entry.symbol == symbol else { return [] }
    enteredInside = nil
    let bar = BarRange(candle)
    let close = try? Price(candle.close)
    let motion = OrderMotion(.open(entry))
    let meetings = resting.compactMap { order -> LaterMeeting<Order>? in
      guard order.symbol == symbol, !order.restsForOneBar else { return nil }
      return LaterMeeting(order, OrderMotion(order), after: motion, bar, close: close)
    }
    if meetings.count > 1 || meetings.contains(where: { !$0.isCertain }) { bothHitBars += 1 }
    var events: [VenueEvent] = []
    for meeting in meetings.counting(assumptions.bothHit) {
      fill(meeting.item, meeting.trade, in: bar, at: candle.time, &events)
    }
    return events
  }

  /// The end of a bar: entries that waited for it are over.
  package mutating func expire(_ symbol: String) -> [VenueEvent] {
    if resting.isEmpty { return [] }
    let over = resting.filter { order in
      guard order.symbol == symbol, order.restsForOneBar else { return false }
      // What has begun to close a position goes on.
      return order.isOpen || progress[order.id]?.isTriggered != true
    }
    return over.map { end($0, "its bar is over") }
  }

  /// The orders that a bar comes to after its open, in the order it comes to them.
  private mutating func met(in bar: BarRange, of symbol: String) -> [(Order, PaperTrade)] {
    var meetings = BarMeetings<Order>()
    for order in resting where order.symbol == symbol {
      guard order.triggerPrice != nil, progress[order.id]?.isTriggered != true else { continue }
      meetings.add(order, OrderMotion(order), in: bar)
    }
    let held = holdings[symbol] ?? .zero
    if !held.isZero, meetings.isInDoubt { bothHitBars += 1 }
    return meetings.stages(belowFirst: !held.isNegative == (assumptions.bothHit == .stop))
      .flatMap { stage in stage.map { ($0.item, $0.trade) } }
  }

  private func refusal(of order: Order) -> (RejectionCode, String)? {
    OrderRequest(order).refusal(
      by: instruments[order.symbol], at: lastPrices[order.symbol],
      held: holdings[order.symbol] ?? .zero)
  }

  /// How much a reduce order can still take away.
  private func reducible(_ order: ReduceOrder) -> Quantity {
    let held = holdings[order.symbol] ?? .zero
    switch order.side {
    case .long: return max(held, .zero)
    case .short: return max(-held, .zero)
    }
  }

  private mutating func measureVolume(_ bar: BarRange, of symbol: String) {
    guard let instrument = instruments[symbol],
      let volume = assumptions.volumeToTake(of: bar, lot: instrument.lotSize)
    else { return }
    volumeLeft[symbol] = volume
  }

  private mutating func fill(
    _ order: Order, _ trade: PaperTrade, in bar: BarRange, at time: Timestamp,
    _ events: inout [VenueEvent]
  ) {
    // A fill before this one may have cancelled the order.
    guard resting.contains(where: { $0.id == order.id }) else { return }
    do {
      try execute(order, trade, in: bar, at: time, &events)
    } catch {
      events.append(end(order, error.description))
    }
  }

  private mutating func execute(
    _ order: Order, _ trade: PaperTrade, in bar: BarRange, at time: Timestamp,
    _ events: inout [VenueEvent]
  ) throws(DecimalError) {
    var progress = progress[order.id] ?? OrderProgress()
    var quantity = try order.quantity - progress.filled
    if case .reduce(let reduce) = order { quantity = min(quantity, reducible(reduce)) }
    guard quantity.isPositive, let instrument = instruments[order.symbol] else {
      events.append(end(order, "nothing to reduce"))
      return
    }
    if case .stop = OrderMotion(order).trigger { progress.isTriggered = true }
    if let left = volumeLeft[order.symbol] {
      quantity = min(quantity, left)
      guard quantity.isPositive else {
        self.progress[order.id] = progress
        return
      }
      volumeLeft[order.symbol] = try left - quantity
    }
    let price = try trade.price(
      order.action, slippage: assumptions.slippage, tick: instrument.tickSize, quantity: quantity,
      in: bar)
    let fee = try progress.charge(
      assumptions.commission, on: price * quantity, of: quantity, isMaker: trade.isMaker)
    let held = holdings[order.symbol] ?? .zero
    holdings[order.symbol] = order.action == .buy ? try held + quantity : try held - quantity
    progress.filled = try progress.filled + quantity
    progress.fills += 1
    events.append(
      .filled(
        Fill(
          id: FillID(rawValue: "\(order.id)#\(progress.fills)"), orderID: order.id,
          symbol: order.symbol, action: order.action, price: price, quantity: quantity, fee: fee,
          time: time)))
    if progress.filled == order.quantity {
      forget(order)
    } else {
      self.progress[order.id] = progress
    }
    cancelOrphans(of: order.symbol, &events)
  }

  /// Takes back reduce orders that have nothing left to reduce.
  private mutating func cancelOrphans(of symbol: String, _ events: inout [VenueEvent]) {
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
