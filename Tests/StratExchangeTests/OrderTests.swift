import StratExchange
import StratMarket
import StratTrading
import Testing

/// What an exchange takes, refuses and remembers.
struct OrderTests {
  @Test func `an id is taken once, and answers with its order for ever`() throws {
    var bench = try ExchangeBench()
    guard case .accepted(let first) = try bench.submit(order("1", .buy, 5)) else {
      Issue.record("not taken")
      return
    }
    #expect(first.status == .accepted)
    guard case .duplicate(let waiting) = try bench.submit(order("1", .sell, 9)) else {
      Issue.record("taken twice")
      return
    }
    #expect(waiting.request == order("1", .buy, 5))
    try bench.run(100, 101, 99, 100)
    for _ in 0..<3 {
      guard case .duplicate(let filled) = try bench.submit(order("1", .buy, 5)) else {
        Issue.record("taken twice")
        return
      }
      #expect(filled.status == .filled)
      #expect(filled.filled == quantity("5"))
      try bench.run(100, 101, 99, 100)
    }
    #expect(bench.held() == quantity("5"))
    // Another account has ids of its own.
    guard case .accepted = try bench.submit(order("1", .buy, 5), "b") else {
      Issue.record("not taken")
      return
    }
  }

  @Test func `a refused id is known as refused`() throws {
    var bench = try ExchangeBench()
    #expect(
      try bench.submit(order("1", .sell, 5, reduceOnly: true))
        == .rejected(.nothingToReduce, detail: "no long position in ABC"))
    guard case .duplicate(let known) = try bench.submit(order("1", .sell, 5)),
      case .found(let found) = try bench.exchange.lookUp(
        ClientOrderID(rawValue: "1"), account: "a")
    else {
      Issue.record("forgotten")
      return
    }
    #expect(known.status == .rejected)
    #expect(found == known)
    #expect(bench.exchange.accounts["a"]?.reports == [])
  }

  @Test func `orders that no instrument allows are refused`() throws {
    var bench = try ExchangeBench([
      instrument("ABC", tick: "0.5", lot: "5", minimum: "1000", allowsShort: false)
    ])
    try bench.run(100, 100, 100, 100)
    let cases: [(OrderRequest, RejectionCode)] = [
      (order("1", .buy, 10, of: "XYZ"), .unknownInstrument),
      (order("2", .buy, 0), .quantityNotPositive),
      (order("3", .buy, 7), .quantityNotOnLot),
      (order("4", .buy, 10, .limit(price("99.7"))), .priceNotOnTick),
      (order("5", .buy, 5), .belowMinimumNotional),
      (order("6", .sell, 10), .shortNotAllowed),
      (order("7", .sell, 10, reduceOnly: true), .nothingToReduce),
    ]
    for (request, code) in cases {
      guard case .rejected(let given, _) = try bench.submit(request) else {
        Issue.record("\(request.id) was taken")
        continue
      }
      #expect(given == code, "\(request.id)")
    }
    guard case .rejected(.other, _) = try bench.submit(order("", .buy, 10)) else {
      Issue.record("an order without an id was taken")
      return
    }
  }

  @Test func `a cancelled order does not fill, a filled one is not cancelled`() throws {
    var bench = try ExchangeBench()
    let ids = ["1", "2"].map { ClientOrderID(rawValue: $0) }
    try bench.submit(order("1", .buy, 5, .limit(price("90"))))
    guard case .done(let gone) = try bench.exchange.cancel(ids[0], account: "a") else {
      Issue.record("not cancelled")
      return
    }
    #expect(gone.status == .cancelled)
    try bench.submit(order("2", .buy, 5))
    try bench.run(100, 100, 80, 95)
    guard case .done(let kept) = try bench.exchange.cancel(ids[1], account: "a") else {
      Issue.record("not found")
      return
    }
    #expect(kept.status == .filled)
    #expect(bench.fills().map(\.orderID) == [ids[1]])
    #expect(
      try bench.exchange.cancel(ClientOrderID(rawValue: "3"), account: "a") == .noSuchOrder)
    // One account cannot reach the orders of another.
    #expect(try bench.exchange.cancel(ids[0], account: "b") == .noSuchOrder)
  }

  @Test func `cancelling all takes back what may still fill, in the order it came`() throws {
    var bench = try ExchangeBench([instrument("ABC"), instrument("XYZ")])
    try bench.submit(order("1", .buy, 1, .limit(price("90"))))
    try bench.submit(order("2", .buy, 1, of: "XYZ"))
    try bench.submit(order("3", .buy, 1, .limit(price("91"))))
    try bench.submit(order("4", .buy, 1, .limit(price("91"))), "b")
    #expect(
      try bench.exchange.cancelAll(of: ["ABC"], account: "a").map(\.rawValue) == ["1", "3"])
    #expect(try bench.exchange.cancelAll(of: [], account: "a").map(\.rawValue) == ["2"])
    #expect(bench.status("4", "b") == .accepted)
    #expect(try bench.exchange.snapshot(of: "a").openOrders == [])
  }

  @Test func `reports are numbered and can be read from any of them on`() throws {
    var bench = try ExchangeBench()
    try bench.submit(order("1", .buy, 5))
    try bench.run(100, 101, 99, 100)
    try bench.submit(order("2", .sell, 5, .stop(price("95")), reduceOnly: true))
    try bench.run(100, 100, 94, 96)
    let all = try bench.exchange.reports(of: "a", after: 0, limit: 100)
    #expect(all.map(\.sequence) == [1, 2, 3, 4])
    #expect(all.map(\.change) == [.accepted, .filled, .accepted, .filled])
    #expect(try bench.exchange.reports(of: "a", after: 2, limit: 1) == [all[2]])
    #expect(try bench.exchange.reports(of: "a", after: 4, limit: 10) == [])
    #expect(try bench.exchange.reports(of: "a", after: -9, limit: 10) == all)
    #expect(try bench.exchange.reports(of: "a", after: .max, limit: 10) == [])
    #expect(try bench.exchange.snapshot(of: "a").sequence == 4)
  }

  @Test func `a snapshot has cash, average prices and open orders`() throws {
    var bench = try ExchangeBench { $0.commission = Commission(rate: decimal("0.001")) }
    try bench.submit(order("1", .buy, 10))
    try bench.run(100, 100, 100, 100)
    try bench.submit(order("2", .buy, 30))
    try bench.run(104, 104, 104, 104)
    try bench.submit(order("3", .sell, 40, .limit(price("120")), reduceOnly: true))
    let snapshot = try bench.exchange.snapshot(of: "a")
    #expect(snapshot.holdings["ABC"]?.quantity == quantity("40"))
    #expect(snapshot.holdings["ABC"]?.averagePrice == price("103"))
    #expect(snapshot.cash == money("5875.88"))
    #expect(snapshot.openOrders.map(\.request.id.rawValue) == ["3"])
    #expect(snapshot.time == hour(2))
  }

  @Test func `a holding that goes through zero begins anew at the price of that trade`() throws {
    var bench = try ExchangeBench()
    try bench.submit(order("1", .buy, 10))
    try bench.run(100, 100, 100, 100)
    try bench.submit(order("2", .sell, 15))
    try bench.run(110, 110, 110, 110)
    let holding = try bench.exchange.snapshot(of: "a").holdings["ABC"]
    #expect(holding?.quantity == quantity("-5"))
    #expect(holding?.averagePrice == price("110"))
    try bench.submit(order("3", .buy, 5))
    try bench.run(105, 105, 105, 105)
    #expect(try bench.exchange.snapshot(of: "a").holdings == [:])
    #expect(try bench.exchange.snapshot(of: "a").cash == money("10125"))
  }

  @Test func `settings, accounts and candles that make no sense change nothing`() throws {
    #expect(throws: ExchangeError.self) {
      try Exchange(ExchangeSettings(instruments: [instrument(tick: "0")]))
    }
    #expect(throws: ExchangeError.self) {
      try Exchange(ExchangeSettings(instruments: [instrument(), instrument()]))
    }
    var bench = try ExchangeBench()
    try bench.run(100, 100, 100, 100)
    let before = bench.exchange
    #expect(throws: ExchangeError.accountExists("a")) {
      try bench.exchange.openAccount("a", deposit: .zero)
    }
    for name in ["", "a b", "ä", String(repeating: "x", count: 65)] {
      #expect(throws: ExchangeError.self) {
        try bench.exchange.openAccount(name, deposit: .zero)
      }
    }
    #expect(throws: ExchangeError.self) {
      try bench.exchange.openAccount("d", deposit: money("-1"))
    }
    #expect(throws: ExchangeError.noSuchAccount("z")) { try bench.submit(order("1", .buy, 1), "z") }
    #expect(throws: ExchangeError.unknownSymbol("XYZ")) {
      try bench.exchange.open(
        candle(1, 1, 1, 1, 1), of: "XYZ", intervalMilliseconds: hourMilliseconds)
    }
    #expect(throws: ExchangeError.self) {
      try bench.exchange.open(
        candle(0, 1, 1, 1, 1), of: "ABC", intervalMilliseconds: hourMilliseconds)
    }
    #expect(throws: ExchangeError.self) {
      try bench.exchange.open(candle(1, 1, 1, 1, 1), of: "ABC", intervalMilliseconds: 0)
    }
    #expect(throws: ExchangeError.self) { try bench.exchange.trade("ABC") }
    #expect(throws: ExchangeError.self) { try bench.exchange.close("ABC") }
    #expect(bench.exchange == before)
  }
}
