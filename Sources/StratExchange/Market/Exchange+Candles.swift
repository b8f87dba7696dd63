package import StratMarket
import StratTrading

/// The market: a candle opens, is traded through and closes, each with time for answers between.
extension Exchange {
  /// The opening of a candle: market orders fill, and what the price has jumped over.
  package mutating func open(
    _ candle: Candle, of symbol: String, intervalMilliseconds: Int64
  ) throws(ExchangeError) {
    guard let instrument = settings.instrument(symbol) else { throw .unknownSymbol(symbol) }
    guard intervalMilliseconds > 0 else {
      throw .candleOutOfOrder("a candle of \(symbol) has a length above zero")
    }
    if let market = markets[symbol] {
      guard market.stage == .closed else {
        throw .candleOutOfOrder("the candle of \(symbol) at \(market.opened) is still open")
      }
      guard candle.time > market.opened else {
        throw .candleOutOfOrder(
          "the candle of \(symbol) at \(candle.time) is not after the one at \(market.opened)")
      }
    }
    let bar = BarRange(candle)
    time = max(time, candle.time)
    for name in accounts.keys { accounts[name]?.enteredInside[symbol] = nil }
    var market = SymbolMarket(
      reading: CandleReading(candle), opened: candle.time,
      intervalMilliseconds: intervalMilliseconds, stage: .opened, price: markets[symbol]?.price)
    market.volumeLeft = settings.fills.volumeToTake(of: bar, lot: instrument.lotSize)
    if let open = bar.open { market.price = open }
    markets[symbol] = market
    guard let open = bar.open else { return }
    for (key, order) in resting(symbol) {
      let trade =
        order.progress.isTriggered
        ? PaperTrade(reference: open) : OrderMotion(order.request).trade(opening: open)
      if let trade { fill(key, trade, in: bar, on: candle.time) }
    }
  }

  /// The rest of the candle that is open: what its low and high reach.
  package mutating func trade(_ symbol: String) throws(ExchangeError) {
    let market = try market(symbol, at: .opened)
    let bar = BarRange(market.candle)
    time = max(time, market.ends)
    markets[symbol]?.stage = .ranged
    for (key, trade) in met(in: bar, of: symbol, from: market.price) {
      let filled = order(key)?.progress.fills
      fill(key, trade, in: bar, on: market.opened)
      guard let order = order(key), order.progress.fills != filled, !order.request.reduceOnly
      else { continue }
      accounts[key.account]?.enteredInside[symbol] = InsideEntry(
        order: order.request, arrival: arrivals)
    }
  }

  /// The end of the candle: what came after an entry inside it, as far as it can have been met.
  package mutating func close(_ symbol: String) throws(ExchangeError) {
    let market = try market(symbol, at: .ranged)
    let bar = BarRange(market.candle)
    let close = try? Price(market.candle.close)
    for name in accounts.keys.sorted() {
      guard let entry = accounts[name]?.enteredInside.removeValue(forKey: symbol) else { continue }
      let motion = OrderMotion(entry.order)
      let meetings = resting(symbol).compactMap { key, order -> LaterMeeting<OrderKey>? in
        guard key.account == name, order.request.reduceOnly, order.arrival > entry.arrival else {
          return nil
        }
        return LaterMeeting(key, OrderMotion(order.request), after: motion, bar, close: close)
      }
      for meeting in meetings.counting(settings.fills.bothHit) {
        fill(meeting.item, meeting.trade, in: bar, on: market.opened)
      }
    }
    markets[symbol]?.stage = .closed
    if let close { markets[symbol]?.price = close }
  }

  private func market(
    _ symbol: String, at stage: SymbolMarket.Stage
  ) throws(ExchangeError) -> SymbolMarket {
    guard settings.instrument(symbol) != nil else { throw .unknownSymbol(symbol) }
    guard let market = markets[symbol], market.stage == stage else {
      throw .noSuchCandle("no candle of \(symbol) is \(stage.rawValue)")
    }
    return market
  }

  /// The orders of all accounts that a candle comes to after its open, as it comes to them.
  ///
  /// Each account reads the candle for itself: what goes against its position first, or last. Of
  /// the orders of several accounts that are met in one leg the nearer comes first, then the
  /// earlier.
  private func met(
    in bar: BarRange, of symbol: String, from price: Price?
  ) -> [(OrderKey, PaperTrade)] {
    var byAccount: [String: BarMeetings<(key: OrderKey, arrival: Int64)>] = [:]
    for (key, order) in resting(symbol)
    where order.request.kind.price != nil && !order.progress.isTriggered {
      byAccount[key.account, default: BarMeetings()].add(
        (key, order.arrival), OrderMotion(order.request), in: bar)
    }
    let base = bar.open ?? price ?? .zero
    var all: [Met] = []
    for (name, meetings) in byAccount {
      let isShort = accounts[name]?.held(symbol).isNegative ?? false
      let stages = meetings.stages(belowFirst: !isShort == (settings.fills.bothHit == .stop))
      for (stage, meetings) in stages.enumerated() {
        for meeting in meetings {
          let reference = meeting.trade.reference
          let distance = meeting.isBelow ? try? base - reference : try? reference - base
          all.append(
            Met(
              key: meeting.item.key, trade: meeting.trade, stage: stage,
              distance: distance ?? .zero, arrival: meeting.item.arrival))
        }
      }
    }
    return all.sorted { $0.isBefore($1) }.map { ($0.key, $0.trade) }
  }
}

/// An order that a candle comes to, and when beside others.
private struct Met {
  let key: OrderKey
  let trade: PaperTrade
  let stage: Int
  /// How far the price had to go for it.
  let distance: Price
  let arrival: Int64

  func isBefore(_ other: Met) -> Bool {
    if stage != other.stage { return stage < other.stage }
    // What is met at the open is met at one price.
    if stage > 0, distance != other.distance { return distance < other.distance }
    return arrival < other.arrival
  }
}
