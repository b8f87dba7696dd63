import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

struct SizingTests {
  private func entry(
    _ size: Double, at close: Double = 100, _ instrument: Instrument = instrument(),
    _ change: (inout SessionConfiguration) -> Void = { _ in }
  ) -> [Effect] {
    var bench = CoreBench(settings([instrument], change))
    return bench.close(close, wants(long: .true, size: size))
  }

  @Test func `a size in units, of equity or in cash becomes whole lots, rounded down`() {
    #expect(entry(7.9).opens.map(\.quantity) == [Quantity(7)])
    #expect(entry(0.107) { $0.sizing = .equity }.opens.map(\.quantity) == [Quantity(10)])
    #expect(entry(1_599) { $0.sizing = .cash }.opens.map(\.quantity) == [Quantity(15)])
    #expect(
      entry(0.1, instrument(lot: "0.001")) { $0.sizing = .equity }.opens.map(\.quantity)
        == [Quantity(10)])
    #expect(entry(1, at: 3, instrument(lot: "0.1")).opens.map(\.quantity) == [Quantity(1)])
  }

  @Test func `without a size clause all but two per cent of the buying power is used`() {
    let effects = entry(.nan) {
      $0.sizing = .allIn
      $0.fills.commission = Commission(rate: decimal("0.001"))
    }
    #expect(effects.opens.map(\.quantity) == [Quantity(97)])
    #expect(effects.decisions.last?.caps == [])
  }

  @Test func `a size that is na, zero or below is refused`() {
    #expect(entry(.nan).reason == .sizeNotAvailable)
    #expect(entry(0).reason == .sizeNotPositive)
    #expect(entry(-1).reason == .sizeNotPositive)
  }

  @Test func `less than a lot rounds to zero and says so`() {
    let effects = entry(0.99)
    #expect(effects.reason == .sizeRoundsToZero)
    #expect(effects.decisions.last?.reason?.detail.contains("rounds to zero") == true)
    #expect(entry(1).outcome == .enter)
  }

  @Test func `the minimum notional is a minimum`() {
    #expect(entry(9, instrument(minimum: "1000")).reason == .belowMinimumNotional)
    #expect(entry(10, instrument(minimum: "1000")).outcome == .enter)
  }

  @Test func `what cash does not reach for is cut down, fees and slippage included`() {
    let free = entry(150)
    #expect(free.opens.map(\.quantity) == [Quantity(100)])
    #expect(free.decisions.last?.caps == [.cash])
    let costly = entry(150) {
      $0.fills.commission = Commission(rate: decimal("0.01"))
      $0.fills.slippage = Slippage(.share, decimal("0.01"))
    }
    #expect(costly.opens.map(\.quantity) == [Quantity(98)])
    #expect(entry(100).decisions.last?.caps == [])
  }

  @Test func `not even a lot for the cash there is blocks`() {
    #expect(entry(1, at: 10_001).reason == .notEnoughCash)
    #expect(entry(1, at: 10_000).outcome == .enter)
  }

  @Test func `max_position_size caps what is ordered (FR-004)`() {
    let capped = entry(50) { $0.limits.maxPositionSize = decimal("0.1") }
    #expect(capped.opens.map(\.quantity) == [Quantity(10)])
    #expect(capped.decisions.last?.caps == [.maxPositionSize])
    let below = entry(10) { $0.limits.maxPositionSize = decimal("0.1") }
    #expect(below.decisions.last?.caps == [])
    #expect(below.opens.map(\.quantity) == [Quantity(10)])
    #expect(
      entry(50) { $0.limits.maxPositionSize = decimal("0.009") }.reason == .sizeRoundsToZero)
  }

  @Test func `what is held and pending is not spent twice`() {
    let symbols = ["A", "B", "C"].map { instrument($0) }
    var bench = CoreBench(settings(symbols))
    bench.enter(size: 40, of: "A")
    bench.close(100, wants(long: .true, size: 50), of: "B")
    let third = bench.close(100, wants(long: .true, size: 50), of: "C")
    #expect(third.opens.map(\.quantity) == [Quantity(10)])
    #expect(third.decisions.last?.caps == [.cash])
  }

  @Test func `shorts are no source of buying power`() {
    let symbols = ["A", "B"].map { instrument($0) }
    var bench = CoreBench(settings(symbols))
    bench.enter(.short, size: 60, of: "A")
    #expect(bench.core.account.cash == Money(16_000))
    let next = bench.close(100, wants(long: .true, size: 90), of: "B")
    #expect(next.opens.map(\.quantity) == [Quantity(40)])
  }

  @Test func `a size no amount can hold blocks and does not crash`() {
    #expect(entry(1e30).reason == .amountTooLarge)
    #expect(entry(1e25, at: 1e-12).reason == .amountTooLarge || entry(1e25).outcome == .enter)
    #expect(entry(1e300) { $0.sizing = .equity }.reason == .amountTooLarge)
  }

  @Test func `stop and target are rounded to the tick`() {
    var bench = CoreBench(
      settings([instrument(tick: "0.05")]) {
        $0.hasStop = true
        $0.hasTarget = true
      })
    let order = bench.close(100, wants(long: .true, stop: 97.123456, target: 104.98)).opens.first
    #expect(order?.stop == price("97.1"))
    #expect(order?.target == price("105"))
  }
}
