import StratExchange
import StratMarket
import StratRandom
import StratTrading
import Testing

/// What holds whatever is asked of an exchange, tried with random inputs.
struct ConservationTests {
  private static let symbols = ["ABC", "XYZ"]
  private static let names = ["a", "b", "c"]

  /// Random inputs of every kind, many of them nonsense.
  private struct Schedule {
    var random: SplitMix64
    var bars: [String: Int] = [:]
    var stages: [String: Int] = [:]
    var prices: [String: Double] = [:]
    var orders = 0

    mutating func chance(_ percent: Int) -> Bool { random.index(below: 100) < percent }
    mutating func pick<Item>(_ items: [Item]) -> Item { items[random.index(below: items.count)] }
    mutating func priceText(near base: Double) -> Price {
      let ticks = Int(base * 10) + random.index(below: 60) - 30
      return Price(FixedDecimal(max(ticks, 1), decimals: 1))
    }

    mutating func next() -> ExchangeInput {
      let symbol = pick(ConservationTests.symbols)
      switch random.index(below: 10) {
      case 0..<4: return market(symbol)
      case 4:
        let id = ClientOrderID(rawValue: "\(random.index(below: max(orders, 1)))")
        return .cancel(id: id, account: pick(ConservationTests.names))
      case 5 where chance(20):
        return .cancelAll(
          symbols: chance(50) ? [symbol] : [], account: pick(ConservationTests.names))
      default: return submit(symbol)
      }
    }

    private mutating func submit(_ symbol: String) -> ExchangeInput {
      // Ids come again now and then.
      if !chance(10) { orders += 1 }
      let base = prices[symbol] ?? 100
      let kind: OrderRequest.Kind =
        switch random.index(below: 5) {
        case 0: .stop(priceText(near: base))
        case 1, 2: .limit(priceText(near: base))
        default: .market
        }
      return .submit(
        order: OrderRequest(
          id: ClientOrderID(rawValue: "\(orders)"), symbol: chance(98) ? symbol : "NONE",
          action: chance(50) ? .buy : .sell, kind: kind,
          quantity: Quantity(FixedDecimal(random.index(below: 60), decimals: 1)),
          reduceOnly: chance(40)),
        account: pick(ConservationTests.names), refusal: chance(2) ? "not today" : nil)
    }

    /// The next part of a candle.
    private mutating func market(_ symbol: String) -> ExchangeInput {
      let stage = stages[symbol] ?? 0
      stages[symbol] = (stage + 1) % 3
      if stage == 1 { return .trade(symbol: symbol) }
      if stage == 2 { return .close(symbol: symbol) }
      let bar = bars[symbol] ?? 0
      bars[symbol] = bar + 1
      func step() -> Double { Double(random.index(below: 41) - 20) / 10 }
      let last = prices[symbol] ?? 100
      let open = max(1, last + (chance(20) ? step() : 0))
      let close = max(1, open + step())
      let high = max(open, close) + abs(step())
      let low = max(0.5, min(open, close) - abs(step()))
      prices[symbol] = close
      return .open(
        symbol: symbol, time: hour(bar),
        candle: CandleReading(
          Candle(
            time: hour(bar), open: chance(3) ? .nan : open, high: high, low: low, close: close,
            volume: chance(5) ? .nan : Double(random.index(below: 200)))),
        intervalMilliseconds: hourMilliseconds)
    }
  }

  private static func exchange(_ random: inout SplitMix64) throws -> Exchange {
    var fills = FillAssumptions()
    fills.commission = Commission(
      maker: decimal("0.0002"), taker: decimal("0.0007"), perUnit: price("0.003"),
      minimum: random.index(below: 2) == 0 ? .zero : money("0.25"))
    fills.slippage =
      [
        Slippage.none, Slippage(.share, decimal("0.004")), Slippage(.ticks, decimal("2")),
        Slippage(.volume, decimal("0.1")),
      ][random.index(below: 4)]
    fills.bothHit = random.index(below: 2) == 0 ? .stop : .target
    fills.maxVolumeShare = random.index(below: 2) == 0 ? nil : decimal("0.25")
    var exchange = try Exchange(
      ExchangeSettings(
        instruments: symbols.map { instrument($0, tick: "0.1", lot: "0.1") }, fills: fills))
    for name in names { try exchange.openAccount(name, deposit: Money(10_000)) }
    if random.index(below: 3) == 0 {
      try exchange.apply(
        .partialFills(chance: PartialFills(probability: 0.3, seed: random.next())))
    }
    return exchange
  }

  @Test(arguments: 0..<40)
  func `money and holdings are conserved, and reports have no holes`(_ group: Int) throws {
    var fills = 0
    for seed in 0..<50 {
      let seed = UInt64(group * 50 + seed)
      var schedule = Schedule(random: SplitMix64(seed: seed))
      var exchange = try Self.exchange(&schedule.random)
      for _ in 0..<60 { _ = try? exchange.apply(schedule.next()) }
      let failure = try Self.failure(of: exchange)
      #expect(failure == nil, "seed \(seed)")
      let count = exchange.accounts.values.reduce(0) {
        $0 + $1.reports.count { $0.change == .filled }
      }
      fills += count
    }
    // The schedules are worth something.
    #expect(fills > 200)
  }

  /// The first thing that does not hold.
  private static func failure(of exchange: Exchange) throws -> String? {
    var cash = try exchange.maker.cash + exchange.fees
    var held = exchange.maker.holdings
    var fees = Money.zero
    for (name, account) in exchange.accounts {
      cash = try cash + account.cash - account.deposit
      fees = try fees + account.fees
      var own = account.deposit
      var quantities: [String: Quantity] = [:]
      var filled: [ClientOrderID: Quantity] = [:]
      var ids: Set<FillID> = []
      for (index, report) in account.reports.enumerated() {
        guard report.sequence == Int64(index + 1) else { return "\(name): a hole at \(index)" }
        guard (report.change == .filled) == (report.fill != nil) else { return "\(report)" }
        guard let fill = report.fill else { continue }
        guard ids.insert(fill.id).inserted else { return "\(fill.id) twice" }
        let money = try fill.price * fill.quantity
        let change = fill.action == .buy ? fill.quantity : -fill.quantity
        own = try own - (fill.action == .buy ? money : -money) - fill.fee
        quantities[fill.symbol] = try (quantities[fill.symbol] ?? .zero) + change
        filled[fill.orderID] = try (filled[fill.orderID] ?? .zero) + fill.quantity
      }
      guard own == account.cash else { return "\(name): \(account.cash) and not \(own)" }
      for symbol in Set(quantities.keys).union(account.holdings.keys) {
        let quantity = account.holdings[symbol]?.quantity ?? .zero
        guard quantity == quantities[symbol] ?? .zero else { return "\(name) holds \(quantity)" }
        held[symbol] = try (held[symbol] ?? .zero) + quantity
        let sign = account.holdings[symbol].map { $0.cost.isNegative == $0.quantity.isNegative }
        guard sign ?? true else { return "\(name): the cost of \(symbol) has the wrong sign" }
      }
      for (id, order) in account.orders {
        guard filled[id] ?? .zero == order.progress.filled else { return "\(id) fills" }
        guard order.progress.filled <= order.request.quantity else { return "\(id) too much" }
        guard
          (order.status == .filled) == (order.progress.filled == order.request.quantity)
            || order.status == .rejected
        else { return "\(id) is \(order.status)" }
      }
      let live = account.orders.values.filter(\.status.isLive).map(\.request.id)
      let open = try exchange.snapshot(of: name).openOrders.map(\.request.id)
      guard Set(live) == Set(open), live.count == open.count else { return "\(name): \(open)" }
    }
    guard cash.isZero else { return "\(cash) came from nowhere" }
    guard fees == exchange.fees else { return "fees of \(fees)" }
    for (symbol, quantity) in held where !quantity.isZero { return "\(quantity) of \(symbol)" }
    return nil
  }

  @Test func `orders that only reduce never open or turn a position`() throws {
    for seed in 0..<300 {
      var schedule = Schedule(random: SplitMix64(seed: UInt64(seed) &+ 90_000))
      var exchange = try Self.exchange(&schedule.random)
      var seen: [String: Int] = [:]
      var held: [String: [String: Quantity]] = [:]
      for _ in 0..<60 {
        _ = try? exchange.apply(schedule.next())
        for (name, account) in exchange.accounts {
          for report in account.reports.dropFirst(seen[name] ?? 0) {
            guard let fill = report.fill else { continue }
            let before = held[name]?[fill.symbol] ?? .zero
            let after = try before + (fill.action == .buy ? fill.quantity : -fill.quantity)
            held[name, default: [:]][fill.symbol] = after
            if account.orders[fill.orderID]?.request.reduceOnly == true {
              #expect(after.magnitude < before.magnitude, "seed \(seed): \(fill.id)")
              #expect(
                after.isZero || after.isNegative == before.isNegative, "seed \(seed): \(fill.id)")
            }
          }
          seen[name] = account.reports.count
        }
      }
    }
  }

  @Test func `the same inputs give the same exchange, also over a copy that was written down`()
    throws
  {
    for seed in 0..<60 {
      var schedule = Schedule(random: SplitMix64(seed: UInt64(seed) &+ 50_000))
      let fresh = try Self.exchange(&schedule.random)
      let inputs = (0..<80).map { _ in schedule.next() }
      var whole = fresh
      for input in inputs { _ = try? whole.apply(input) }
      var pieces = fresh
      for (index, input) in inputs.enumerated() {
        let text = try CanonicalJSON.encode(input)
        _ = try? pieces.apply(CanonicalJSON.decode(ExchangeInput.self, from: text))
        if index % 13 == 0 {
          pieces = try CanonicalJSON.decode(
            Exchange.self, from: CanonicalJSON.encode(pieces))
        }
      }
      #expect(whole == pieces, "seed \(seed)")
    }
  }
}
