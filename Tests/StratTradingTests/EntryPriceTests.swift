import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// Entries that wait for a price.
struct EntryPriceTests {
  private func bench(
    long: EntryPriceKind? = nil, short: EntryPriceKind? = nil,
    _ change: (inout SessionConfiguration) -> Void = { _ in }
  ) -> LoopBench {
    LoopBench(
      settings {
        $0.longEntry = long
        $0.shortEntry = short
        change(&$0)
      })
  }

  private func buy(
    at price: Double, stop: Double = .nan, target: Double = .nan
  ) -> Verdict {
    Verdict(entryLong: .true, stop: stop, target: target, size: 10, entryLongPrice: price)
  }

  private func sell(at price: Double, stop: Double = .nan, target: Double = .nan) -> Verdict {
    Verdict(entryShort: .true, stop: stop, target: target, size: 10, entryShortPrice: price)
  }

  @Test func `a stop entry fills at its price inside the bar, rounded away from the market`() {
    var bench = bench(long: .stop)
    bench.flat(100, buy(at: 102.001))
    bench.run(100, 105, 99, 104)
    #expect(bench.prices == ["buy 102.01"])
    #expect(bench.held == Quantity(10))
  }

  @Test func `a stop entry that the bar opens beyond fills at the open`() {
    var bench = bench(short: .stop)
    bench.flat(100, sell(at: 98))
    bench.run(97, 99, 96, 98)
    #expect(bench.prices == ["sell 97"])
  }

  @Test func `a limit entry fills at its price or better, and pays no slippage`() {
    var bench = bench(long: .limit) { $0.fills.slippage = Slippage(.share, decimal("0.01")) }
    bench.flat(100, buy(at: 98.009))
    bench.run(100, 101, 97, 99)
    #expect(bench.prices == ["buy 98"])
    var gap = self.bench(long: .limit)
    gap.flat(100, buy(at: 98))
    gap.run(96, 97, 95, 97)
    #expect(gap.prices == ["buy 96"])
  }

  @Test func `an entry waits for one bar, then it is over without a word of loss`() {
    var bench = bench(long: .stop)
    bench.flat(100, buy(at: 105))
    bench.run(100, 104, 99, 100)
    #expect(bench.loop.core.books["ABC"]?.live.isEmpty == true)
    bench.run(100, 110, 99, 100)
    #expect(bench.prices.isEmpty)
    #expect(bench.notes.isEmpty)
    let cancelled = bench.seen.reports.filter { if case .cancelled = $0 { true } else { false } }
    #expect(cancelled.count == 1)
  }

  @Test func `a rule that is true again moves the entry`() {
    var bench = bench(long: .stop)
    bench.flat(100, buy(at: 105))
    bench.run(100, 104, 99, 100, buy(at: 102))
    bench.run(100, 104, 99, 100)
    #expect(bench.prices == ["buy 102"])
  }

  @Test func `an entry of the other side closes the position at its own price`() {
    var bench = bench(long: .stop, short: .stop)
    bench.flat(100, buy(at: 101))
    bench.run(100, 102, 100, 101, sell(at: 99))
    // Not reached: nothing is closed.
    bench.run(101, 102, 100, 101, sell(at: 99.5))
    #expect(bench.held == Quantity(10))
    bench.run(101, 102, 99, 99)
    #expect(bench.prices == ["buy 101", "sell 99.5", "sell 99.5"])
    #expect(bench.held == -Quantity(10))
    #expect(bench.trades.map(\.reason) == [.oppositeEntry])
    #expect(bench.decisions[1].outcome == .reverse)
    #expect(bench.notes.isEmpty)
    #expect(bench.balances)
  }

  @Test func `where a gate stops the other side, the position is still closed at the price`() {
    var bench = bench(short: .limit) { $0.sides = [.long] }
    bench.flat(100, wants(long: .true))
    bench.flat(100, sell(at: 103))
    bench.run(100, 104, 100, 101)
    #expect(bench.prices == ["buy 100", "sell 103"])
    #expect(bench.held == nil)
    #expect(bench.decisions[1].outcome == .exit)
    #expect(bench.decisions[1].reason?.code == .sideNotAllowed)
  }

  @Test func `an exit rule closes at the market although the other side waits`() {
    var bench = bench(short: .stop)
    bench.flat(100, wants(long: .true))
    bench.flat(
      100, Verdict(exitLong: .true, entryShort: .true, size: 10, entryShortPrice: 95))
    bench.run(100, 100, 94, 96)
    #expect(bench.prices == ["buy 100", "sell 100", "sell 95"])
    #expect(bench.held == -Quantity(10))
  }

  @Test(arguments: [Double.nan, 0, -5])
  func `a price that is na or not above zero is no entry`(price: Double) {
    var bench = bench(long: .limit)
    bench.flat(100, buy(at: price))
    #expect(bench.decisions[0].outcome == .blocked)
    #expect(bench.decisions[0].reason?.code == .entryPriceNotAvailable)
  }

  @Test func `size, stop and target are measured from the price it waits for`() {
    var bench = bench(long: .limit) {
      $0.hasStop = true
      $0.sizing = .cash
    }
    var verdict = buy(at: 50, stop: 60)
    verdict.size = 1_000
    bench.flat(100, verdict)
    #expect(bench.decisions[0].reason?.code == .stopNotProtective)
    verdict.stop = 40
    bench.flat(100, verdict)
    bench.run(100, 100, 50, 60)
    #expect(bench.held == Quantity(20))
  }

  @Test func `the nearer of two orders on one side is met first`() {
    // Long from 100 with a stop at 95; the short entry waits above it, at 97.
    var bench = bench(short: .stop) { $0.hasStop = true }
    bench.flat(100, wants(long: .true, stop: 95))
    bench.flat(100, sell(at: 97, stop: 110))
    bench.run(100, 100, 90, 92)
    #expect(bench.prices == ["buy 100", "sell 97", "sell 97"])
    #expect(bench.held == -Quantity(10))
  }

  // MARK: - What protects a position in the bar it was entered in

  private func entered(
    _ kind: EntryPriceKind, at price: Double, stop: Double, target: Double,
    _ bothHit: FillAssumptions.BothHit, _ bar: (Double, Double, Double, Double)
  ) -> LoopBench {
    var bench = bench(long: kind) {
      $0.hasStop = true
      $0.hasTarget = true
      $0.fills.bothHit = bothHit
    }
    bench.flat(100, buy(at: price, stop: stop, target: target))
    bench.run(bar.0, bar.1, bar.2, bar.3)
    return bench
  }

  @Test func `after a stop entry the way up leads to the target, the low may have been before`() {
    let bar = (100.0, 112.0, 94.0, 108.0)
    let stop = entered(.stop, at: 102, stop: 95, target: 110, .stop, bar)
    #expect(stop.prices == ["buy 102", "sell 95"])
    let target = entered(.stop, at: 102, stop: 95, target: 110, .target, bar)
    #expect(target.prices == ["buy 102", "sell 110"])
    #expect([stop, target].map(\.loop.venue.bothHitBars) == [1, 1])
  }

  @Test func `after a limit entry the way down leads to the stop, the high was before`() {
    // The high is only on the way to the entry's bar: whether it came after is not known.
    let bar = (100.0, 111.0, 97.0, 99.0)
    let stop = entered(.limit, at: 98, stop: 90, target: 110, .stop, bar)
    #expect(stop.prices == ["buy 98"])
    let target = entered(.limit, at: 98, stop: 90, target: 110, .target, bar)
    #expect(target.prices == ["buy 98", "sell 110"])
    let down = entered(.limit, at: 98, stop: 96, target: 110, .target, (100, 101, 95, 97))
    #expect(down.prices == ["buy 98", "sell 96"])
    #expect(down.loop.venue.bothHitBars == 0)
  }

  @Test func `a close beyond the stop is certain, an open beyond it says nothing`() {
    let certain = entered(.stop, at: 102, stop: 101, target: 120, .target, (100, 103, 99, 100))
    #expect(certain.prices == ["buy 102", "sell 101"])
    let silent = entered(.stop, at: 102, stop: 101, target: 120, .stop, (100, 103, 99, 102.5))
    #expect(silent.prices == ["buy 102"])
    #expect(silent.loop.venue.bothHitBars == 0)
  }
}
