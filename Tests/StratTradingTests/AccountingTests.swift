import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

struct AccountingTests {
  @Test func `a long trade with fees moves cash, profit and equity exactly`() throws {
    var bench = CoreBench()
    let entry = bench.close(100, wants(long: .true)).orders[0]
    bench.fill(entry, at: "100.1", fee: "1.001")
    #expect(bench.core.account.cash == money("8997.999"))
    bench.close(103)
    #expect(try bench.core.account.equity() == money("10027.999"))
    #expect(try bench.core.unrealised() == Money(29))
    let exit = bench.close(103, wants(exitLong: .true)).orders[0]
    let trade = bench.fill(exit, at: "102.9", fee: "1.029").trades.first
    #expect(trade?.profit == money("25.97"))
    #expect(trade?.entryPrice == price("100.1"))
    #expect(trade?.exitPrice == price("102.9"))
    #expect(bench.core.account.cash == money("10025.97"))
    #expect(bench.core.account.fees == money("2.03"))
    #expect(bench.core.account.holdings == .zero)
    #expect(bench.core.account.exposure == .zero)
  }

  @Test func `a short trade earns when the price falls`() throws {
    var bench = CoreBench()
    bench.enter(.short)
    #expect(bench.core.account.cash == Money(11_000))
    bench.close(90)
    #expect(try bench.core.account.equity() == Money(10_100))
    #expect(try bench.position()?.unrealised(at: price("90")) == Money(100))
    #expect(bench.position()?.signedQuantity == Quantity(-10))
    let exit = bench.close(90, wants(exitShort: .true)).orders[0]
    #expect(exit.action == .buy)
    #expect(bench.fill(exit, at: "90").trades.first?.profit == Money(100))
    #expect(bench.core.account.cash == Money(10_100))
  }

  @Test func `parts of a position carry their share of the cost, the last one all that is left`() {
    var bench = CoreBench(settings([instrument(lot: "0.001")]))
    let entry = bench.close(100, wants(long: .true, size: 3)).orders[0]
    bench.fill(entry, Quantity(1), at: "100")
    bench.fill(entry, Quantity(2), at: "100.01")
    #expect(bench.position()?.averagePrice == price("100.006666666667"))
    let exit = bench.close(100, wants(exitLong: .true)).orders[0]
    bench.fill(exit, Quantity(1), at: "100")
    bench.fill(exit, Quantity(1), at: "100")
    #expect(bench.position()?.quantity == Quantity(1))
    bench.fill(exit, Quantity(1), at: "100")
    #expect(bench.core.account.realised == money("-0.02"))
    #expect(bench.core.account.cash == money("9999.98"))
  }

  @Test func `the deepest fall from the highest equity is remembered`() {
    var bench = CoreBench()
    bench.enter(size: 100)
    bench.close(120)
    bench.close(90)
    bench.close(130)
    #expect(bench.core.account.maxDrawdown == decimal("0.25"))
    #expect(bench.core.account.highestEquity == Money(13_000))
  }

  @Test func `a core survives being written down and read back`() throws {
    var bench = CoreBench(
      settings {
        $0.hasStop = true
        $0.limits.maxDailyLoss = decimal("0.5")
      })
    bench.enter(stop: 90)
    bench.tell(.command(.pause(reason: "x")))
    let text = try CanonicalJSON.encode(bench.core)
    let copy = try CanonicalJSON.decode(TradingCore.self, from: text)
    #expect(copy == bench.core)
    #expect(try CanonicalJSON.encode(copy) == text)
    var left = bench
    var right = bench
    right.core = copy
    #expect(left.close(95, wants(exitLong: .true)) == right.close(95, wants(exitLong: .true)))
  }
}
