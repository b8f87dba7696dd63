import StratMarket
import StratTrading

/// Orders that a candle has come to.
extension Exchange {
  /// Fills as much of an order as can be; one that cannot be counted is ended.
  mutating func fill(_ key: OrderKey, _ trade: PaperTrade, in bar: BarRange, on time: Timestamp) {
    do {
      try execute(key, trade, in: bar, on: time)
    } catch {
      end(key, error.description)
    }
  }

  private mutating func execute(
    _ key: OrderKey, _ trade: PaperTrade, in bar: BarRange, on time: Timestamp
  ) throws(DecimalError) {
    // A fill before this one may have ended the order.
    guard let order = order(key), order.status.isLive,
      let instrument = settings.instrument(order.request.symbol)
    else { return }
    let request = order.request
    guard fillable(key).isPositive else {
      end(key, "nothing to reduce")
      return
    }
    if case .stop = request.kind {
      accounts[key.account]?.orders[key.id]?.progress.isTriggered = true
    }
    if !trade.isMaker {
      let worst = try price(request, trade, fillable(key), instrument, in: bar)
      takeOffers(key, from: trade.reference, to: worst, on: time)
    }
    var quantity = fillable(key)
    if let left = markets[request.symbol]?.volumeLeft { quantity = min(quantity, left) }
    guard quantity.isPositive else { return }
    if let part = partialFills?.part(of: quantity, lot: instrument.lotSize) { quantity = part }
    let price = try price(request, trade, quantity, instrument, in: bar)
    try tradeWithMaker(key, quantity, at: price, isMaker: trade.isMaker, on: time)
    if let left = markets[request.symbol]?.volumeLeft {
      markets[request.symbol]?.volumeLeft = try left - quantity
    }
  }

  private func price(
    _ request: OrderRequest, _ trade: PaperTrade, _ quantity: Quantity, _ instrument: Instrument,
    in bar: BarRange
  ) throws(DecimalError) -> Price {
    try trade.price(
      request.action, slippage: settings.fills.slippage, tick: instrument.tickSize,
      quantity: quantity, in: bar)
  }
}
