import StratExchange
import StratMarket
import StratTrading
import Testing

/// Orders of several accounts, and their priority.
struct MatchingTests {
  @Test func `orders that cross trade at once, at the price of the one that was there`() throws {
    var bench = try ExchangeBench {
      $0.commission = Commission(maker: decimal("0.001"), taker: decimal("0.002"))
    }
    try bench.submit(order("1", .sell, 10, .limit(price("99"))), "a")
    try bench.submit(order("2", .buy, 4, .limit(price("101"))), "b")
    #expect(bench.fills("a").map(\.price) == [price("99")])
    #expect(bench.fills("b").map(\.price) == [price("99")])
    #expect(bench.fills("a").map(\.fee) == [money("0.396")])
    #expect(bench.fills("b").map(\.fee) == [money("0.792")])
    #expect(bench.status("1", "a") == .partlyFilled)
    #expect(bench.status("2", "b") == .filled)
    #expect(bench.exchange.maker.holdings == [:])
  }

  @Test func `the better price trades first, and of equal ones the earlier`() throws {
    var bench = try ExchangeBench()
    try bench.submit(order("late", .sell, 5, .limit(price("100"))), "a")
    try bench.submit(order("later", .sell, 5, .limit(price("100"))), "b")
    try bench.submit(order("best", .sell, 5, .limit(price("99"))), "b")
    try bench.submit(order("1", .buy, 12, .limit(price("100"))), "c")
    #expect(bench.fills("c").map(\.price) == [price("99"), price("100"), price("100")])
    #expect(bench.fills("c").map(\.quantity) == [quantity("5"), quantity("5"), quantity("2")])
    #expect(bench.fills("b").map(\.orderID.rawValue) == ["best", "later"])
    #expect(bench.status("late", "a") == .filled)
  }

  @Test func `orders of one account pass each other`() throws {
    var bench = try ExchangeBench()
    try bench.submit(order("1", .sell, 5, .limit(price("99"))), "a")
    try bench.submit(order("2", .buy, 5, .limit(price("101"))), "a")
    #expect(bench.fills("a").isEmpty)
    try bench.submit(order("3", .sell, 5, .limit(price("100"))), "b")
    // The price of the order that was there, which is that of a's purchase.
    #expect(bench.fills("b").map(\.price) == [price("101")])
    #expect(bench.status("1", "a") == .accepted)
    #expect(bench.status("2", "a") == .filled)
  }

  @Test func `a purchase that only reduces takes no more from another account than is short`()
    throws
  {
    var bench = try ExchangeBench()
    try bench.submit(order("1", .sell, 3), "a")
    try bench.run(100, 100, 100, 100)
    try bench.submit(order("2", .sell, 10, .limit(price("101"))), "b")
    try bench.submit(order("3", .buy, 10, .limit(price("102")), reduceOnly: true), "a")
    #expect(bench.fills("b").map(\.quantity) == [quantity("3")])
    #expect(bench.held("a") == .zero)
    #expect(bench.status("3", "a") == .cancelled)
    #expect(bench.status("2", "b") == .partlyFilled)
  }

  @Test func `an order at the market takes offers that are better than its slippage`() throws {
    var bench = try ExchangeBench { $0.slippage = Slippage(.share, decimal("0.01")) }
    try bench.submit(order("near", .sell, 2, .limit(price("100.5"))), "b")
    try bench.submit(order("far", .sell, 2, .limit(price("101.5"))), "b")
    try bench.submit(order("1", .buy, 5), "a")
    try bench.run(100, 100, 100, 100)
    #expect(bench.fills("a").map(\.price) == [price("100.5"), price("101")])
    #expect(bench.fills("a").map(\.quantity) == [quantity("2"), quantity("3")])
    #expect(bench.status("far", "b") == .accepted)
    #expect(bench.exchange.maker.holdings["ABC"] == quantity("-3"))
  }

  @Test func `the volume of a candle goes to who is met first, whichever account`() throws {
    var bench = try ExchangeBench { $0.maxVolumeShare = decimal("0.1") }
    try bench.submit(order("far", .buy, 60, .limit(price("97"))), "a")
    try bench.submit(order("near", .buy, 60, .limit(price("98"))), "b")
    try bench.submit(order("same", .buy, 60, .limit(price("97"))), "c")
    try bench.run(100, 100, 96, 98, volume: 1_000)
    #expect(bench.held("b") == quantity("60"))
    #expect(bench.held("a") == quantity("40"))
    #expect(bench.held("c") == .zero)
    try bench.run(100, 100, 96, 98, volume: 300)
    #expect(bench.held("a") == quantity("60"))
    #expect(bench.held("c") == quantity("10"))
  }

  @Test func `at an open all trade at the open, and volume goes to who came first`() throws {
    var bench = try ExchangeBench { $0.maxVolumeShare = decimal("0.1") }
    try bench.submit(order("1", .buy, 60, .limit(price("99"))), "a")
    try bench.submit(order("2", .buy, 60), "b")
    try bench.run(98, 100, 98, 99, volume: 1_000)
    #expect(bench.fills("a").map(\.price) == [price("98")])
    #expect(bench.held("a") == quantity("60"))
    #expect(bench.held("b") == quantity("40"))
    // The rest of an order at the market waits for the next open.
    try bench.run(97, 97, 97, 97, volume: 1_000)
    #expect(bench.fills("b").map(\.price) == [price("98"), price("97")])
  }

  @Test func `what cannot be counted ends the order and moves no money`() throws {
    var bench = try ExchangeBench()
    let huge = OrderRequest(
      id: ClientOrderID(rawValue: "1"), symbol: "ABC", action: .buy, kind: .market,
      quantity: quantity("100000000000000000000000000"), reduceOnly: false)
    try bench.submit(huge)
    try bench.run(1_000_000, 1_000_000, 1_000_000, 1_000_000)
    #expect(bench.status("1") == .cancelled)
    #expect(bench.exchange.accounts["a"]?.cash == Money(10_000))
    #expect(bench.exchange.maker.cash == .zero)
    #expect(bench.exchange.maker.holdings == [:])
  }
}
