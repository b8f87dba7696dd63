package import StratMarket
import StratSyntax

/// A venue that exists only here: orders and candles in, reports out, no clock and no chance.
///
/// What it assumes, all of it:
/// - A market order fills whole at the next bar's open, moved by the slippage and rounded to the
///   tick, both against the trader. A bar without an open fills nothing.
/// - Stops and targets that rest when a bar opens through them fill at that open. The others fill
///   inside the bar when low or high touch them: a stop at its price with slippage, a target at its
///   price without. If one bar touches both, **the stop is taken**.
/// - An order that was sent at the open sees the whole of that bar's range.
/// - A reduce order never fills more than is held; what is left of it is cancelled, as are all
///   reduce orders of a position that is gone.
/// - The fee is a rate of the notional. Volume is not looked at: any size fills.
/// - Quantities must be whole lots, prices whole ticks, and what adds exposure worth at least the
///   minimum notional at the last price. Reduce orders have no minimum: dust can always be sold.
package struct PaperVenue: Hashable, Sendable {
  private let instruments: [String: Instrument]
  private let feeRate: FixedDecimal
  private let slippage: FixedDecimal
  /// Orders that may fill, in the order they came.
  private(set) var resting: [Order] = []
  /// What is held, below zero when short.
  private(set) var holdings: [String: Quantity] = [:]
  private var lastPrices: [String: Price] = [:]

  package init(_ configuration: SessionConfiguration) {
    instruments = Dictionary(
      configuration.instruments.map { ($0.symbol, $0) }, uniquingKeysWith: { first, _ in first })
    feeRate = configuration.feeRate
    slippage = configuration.slippage
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
    guard let index = resting.firstIndex(where: { $0.id == id }) else { return [] }
    let order = resting.remove(at: index)
    return [.cancelled(id, symbol: order.symbol, detail: "on request")]
  }

  /// The opening of a bar: market orders fill, and what the price has jumped over.
  package mutating func open(_ candle: Candle, of symbol: String) -> [VenueEvent] {
    guard let open = try? Price(candle.open) else { return [] }
    lastPrices[symbol] = open
    var events: [VenueEvent] = []
    for order in resting where order.symbol == symbol {
      guard let trade = trade(of: order, opening: open) else { continue }
      fill(order, trade, at: candle.time, &events)
    }
    return events
  }

  /// The rest of the bar: stops first, then targets.
  package mutating func trade(_ candle: Candle, of symbol: String) -> [VenueEvent] {
    var events: [VenueEvent] = []
    let range = BarRange(candle)
    for kind in RestingKind.allCases {
      for order in resting where order.symbol == symbol && order.restingKind == kind {
        guard let trade = trade(of: order, within: range) else { continue }
        fill(order, trade, at: candle.time, &events)
      }
    }
    if let close = try? Price(candle.close) { lastPrices[symbol] = close }
    return events
  }

  private func refusal(of order: Order) -> (RejectionCode, String)? {
    guard let instrument = instruments[order.symbol] else {
      return (.unknownInstrument, "\(order.symbol) is not traded here")
    }
    guard order.quantity.isPositive else {
      return (.quantityNotPositive, "the quantity is \(order.quantity)")
    }
    guard order.quantity.isMultiple(of: instrument.lotSize) else {
      return (.quantityNotOnLot, "\(order.quantity) is no multiple of \(instrument.lotSize)")
    }
    switch order {
    case .open(let open):
      if open.side == .short && !instrument.allowsShort {
        return (.shortNotAllowed, "\(order.symbol) cannot be sold short")
      }
      if let price = lastPrices[order.symbol], let notional = try? price * order.quantity,
        notional < instrument.minimumNotional
      {
        return (.belowMinimumNotional, "\(notional) is below \(instrument.minimumNotional)")
      }
    case .reduce(let reduce):
      guard reducible(reduce).isPositive else {
        return (.nothingToReduce, "no \(reduce.side.rawValue) position in \(order.symbol)")
      }
      if let price = reduce.trigger.price, !price.isMultiple(of: instrument.tickSize) {
        return (.priceNotOnTick, "\(price) is no multiple of \(instrument.tickSize)")
      }
    }
    return nil
  }

  /// How much a reduce order can still take away.
  private func reducible(_ order: ReduceOrder) -> Quantity {
    let held = holdings[order.symbol] ?? .zero
    switch order.side {
    case .long: return max(held, .zero)
    case .short: return max(-held, .zero)
    }
  }

  private mutating func fill(
    _ order: Order, _ trade: PaperTrade, at time: Timestamp, _ events: inout [VenueEvent]
  ) {
    // A fill before this one may have cancelled the order.
    guard let index = resting.firstIndex(where: { $0.id == order.id }) else { return }
    resting.remove(at: index)
    do {
      try execute(order, trade, at: time, &events)
    } catch {
      events.append(.cancelled(order.id, symbol: order.symbol, detail: error.description))
    }
  }

  private mutating func execute(
    _ order: Order, _ trade: PaperTrade, at time: Timestamp, _ events: inout [VenueEvent]
  ) throws(DecimalError) {
    var quantity = order.quantity
    if case .reduce(let reduce) = order { quantity = min(quantity, reducible(reduce)) }
    guard quantity.isPositive, let instrument = instruments[order.symbol] else {
      events.append(.cancelled(order.id, symbol: order.symbol, detail: "nothing to reduce"))
      return
    }
    let price = try trade.price(order.action, slippage: slippage, tick: instrument.tickSize)
    let fee = try (price * quantity).magnitude * feeRate
    let held = holdings[order.symbol] ?? .zero
    holdings[order.symbol] = order.action == .buy ? try held + quantity : try held - quantity
    events.append(
      .filled(
        Fill(
          id: FillID(rawValue: "\(order.id)#1"), orderID: order.id, symbol: order.symbol,
          action: order.action, price: price, quantity: quantity, fee: fee, time: time)))
    if quantity < order.quantity {
      events.append(.cancelled(order.id, symbol: order.symbol, detail: "the position is closed"))
    }
    cancelOrphans(of: order.symbol, &events)
  }

  /// Takes back reduce orders that have nothing left to reduce.
  private mutating func cancelOrphans(of symbol: String, _ events: inout [VenueEvent]) {
    let orphans = resting.filter { order in
      guard case .reduce(let reduce) = order else { return false }
      return order.symbol == symbol && !reducible(reduce).isPositive
    }
    for orphan in orphans {
      resting.removeAll { $0.id == orphan.id }
      events.append(.cancelled(orphan.id, symbol: symbol, detail: "the position is closed"))
    }
  }
}
