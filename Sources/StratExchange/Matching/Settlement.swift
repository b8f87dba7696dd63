import StratMarket
import StratTrading

/// All that a fill changes for one account, worked out before anything is changed.
struct Settlement {
  let key: OrderKey
  let order: OrderRequest
  let fill: Fill
  let cash: Money
  let accountFees: Money
  let holding: ExchangeHolding
  let progress: OrderProgress

  var isWhole: Bool { progress.filled == order.quantity }
}

extension Exchange {
  func settlement(
    of key: OrderKey, _ quantity: Quantity, at price: Price, isMaker: Bool, on time: Timestamp
  ) throws(DecimalError) -> Settlement? {
    guard let account = accounts[key.account], let order = account.orders[key.id] else {
      return nil
    }
    let request = order.request
    let money = try price * quantity
    var progress = order.progress
    let fee = try progress.charge(
      settings.fills.commission, on: money, of: quantity, isMaker: isMaker)
    progress.filled = try progress.filled + quantity
    progress.fills += 1
    let traded = request.action == .buy ? try account.cash - money : try account.cash + money
    return Settlement(
      key: key, order: request,
      fill: Fill(
        id: FillID(rawValue: "\(request.id)#\(progress.fills)"), orderID: request.id,
        symbol: request.symbol, action: request.action, price: price, quantity: quantity,
        fee: fee, time: time),
      cash: try traded - fee, accountFees: try account.fees + fee,
      holding: try (account.holdings[request.symbol] ?? ExchangeHolding())
        .after(request.action, quantity, for: money),
      progress: progress)
  }

  /// Makes one side of a trade happen.
  mutating func settle(_ done: Settlement) {
    let symbol = done.order.symbol
    accounts[done.key.account]?.cash = done.cash
    accounts[done.key.account]?.fees = done.accountFees
    accounts[done.key.account]?.holdings[symbol] =
      done.holding.quantity.isZero ? nil : done.holding
    accounts[done.key.account]?.orders[done.key.id]?.progress = done.progress
    accounts[done.key.account]?.orders[done.key.id]?.status =
      done.isWhole ? .filled : .partlyFilled
    accounts[done.key.account]?.orders[done.key.id]?.updated = time
    if done.isWhole { resting[symbol]?.removeAll { $0 == done.key } }
    accounts[done.key.account]?.report(.filled, done.order, at: time, fill: done.fill)
    cancelOrphans(of: symbol, account: done.key.account)
  }

  /// A trade of an order with the market maker.
  mutating func tradeWithMaker(
    _ key: OrderKey, _ quantity: Quantity, at price: Price, isMaker: Bool, on time: Timestamp
  ) throws(DecimalError) {
    guard
      let done = try settlement(of: key, quantity, at: price, isMaker: isMaker, on: time)
    else { return }
    let symbol = done.order.symbol
    let money = try price * quantity
    let held = maker.holdings[symbol] ?? .zero
    let isBuy = done.order.action == .buy
    let makerCash = isBuy ? try maker.cash + money : try maker.cash - money
    let makerHeld = isBuy ? try held - quantity : try held + quantity
    fees = try fees + done.fill.fee
    maker.cash = makerCash
    maker.holdings[symbol] = makerHeld
    settle(done)
  }

  /// A trade of two orders with each other, at the price of the one that was there.
  mutating func trade(
    _ taker: OrderKey, with resting: OrderKey, _ quantity: Quantity, at price: Price,
    on time: Timestamp
  ) throws(DecimalError) {
    guard
      let taken = try settlement(of: taker, quantity, at: price, isMaker: false, on: time),
      let given = try settlement(of: resting, quantity, at: price, isMaker: true, on: time)
    else { return }
    fees = try fees + taken.fill.fee + given.fill.fee
    settle(given)
    settle(taken)
  }
}
