import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// The choices of `FillAssumptions`: what fills cost, how much fills, what holding costs.
struct FillModelTests {
  private func bench(
    _ change: (inout FillAssumptions) -> Void,
    _ more: (inout SessionConfiguration) -> Void = { _ in }
  ) -> LoopBench {
    LoopBench(
      settings {
        change(&$0.fills)
        more(&$0)
      })
  }

  // MARK: - Which comes first

  @Test(arguments: FillAssumptions.BothHit.allCases)
  func `a bar that touches both takes what is asked for, and is counted`(
    first: FillAssumptions.BothHit
  ) {
    var bench = bench({ $0.bothHit = first }) {
      $0.hasStop = true
      $0.hasTarget = true
    }
    bench.flat(100, wants(long: .true, stop: 95, target: 110))
    bench.run(100, 120, 80, 100)
    #expect(bench.trades.map(\.reason) == [first == .stop ? .stop : .target])
    #expect(bench.loop.venue.bothHitBars == 1)
  }

  @Test func `what a bar opens beyond is certain and not counted`() {
    var bench = bench({ $0.bothHit = .target }) {
      $0.hasStop = true
      $0.hasTarget = true
    }
    bench.flat(100, wants(long: .true, stop: 95, target: 110))
    bench.flat(100)
    bench.run(90, 120, 80, 100)
    #expect(bench.prices == ["buy 100", "sell 90"])
    #expect(bench.loop.venue.bothHitBars == 0)
  }

  // MARK: - Commission

  @Test func `so much a unit, and at least so much an order`() {
    var bench = bench {
      $0.commission = Commission(perUnit: price("0.005"), minimum: money("1"))
    }
    bench.flat(10, wants(long: .true, size: 100))
    bench.flat(10, wants(exitLong: .true))
    bench.flat(10)
    #expect(bench.seen.fills.map(\.fee) == [money("1"), money("1")])
    var large = self.bench {
      $0.commission = Commission(perUnit: price("0.005"), minimum: money("1"))
    }
    large.flat(10, wants(long: .true, size: 400))
    large.flat(10)
    #expect(large.seen.fills.map(\.fee) == [money("2")])
    #expect(large.balances)
  }

  @Test func `the least charge is for the order, not for each of its fills`() {
    var bench = bench {
      $0.commission = Commission(perUnit: price("0.01"), minimum: money("1"))
      $0.maxVolumeShare = decimal("0.5")
    }
    bench.flat(10, wants(long: .true, size: 150), volume: 100)
    for _ in 0..<3 { bench.flat(10, volume: 100) }
    #expect(bench.seen.fills.map(\.quantity) == [50, 50, 50].map { Quantity($0) })
    #expect(bench.seen.fills.map(\.fee) == [money("1"), money("0"), money("0.5")])
  }

  @Test func `limits and targets are makers`() {
    var bench = bench({
      $0.commission = Commission(maker: decimal("0.001"), taker: decimal("0.01"))
    }) {
      $0.hasTarget = true
      $0.longEntry = .limit
    }
    bench.flat(
      100, Verdict(entryLong: .true, target: 110, size: 10, entryLongPrice: 90))
    bench.run(100, 100, 90, 95)
    bench.run(95, 111, 95, 100)
    #expect(bench.seen.fills.map(\.fee) == [money("0.9"), money("1.1")])
    var market = self.bench {
      $0.commission = Commission(maker: decimal("0.001"), taker: decimal("0.01"))
    }
    market.flat(100, wants(long: .true))
    market.flat(100)
    #expect(market.seen.fills.map(\.fee) == [money("10")])
  }

  @Test func `a size that is all there is leaves room for every kind of fee`() {
    var bench = bench({
      $0.commission = Commission(
        maker: decimal("0.01"), taker: decimal("0.01"), perUnit: price("1"), minimum: money("200"))
      $0.slippage = Slippage(.ticks, decimal("100"))
    }) { $0.sizing = .equity }
    bench.flat(100, wants(long: .true, size: 1))
    bench.flat(100)
    #expect(bench.decisions[0].caps == [.cash])
    #expect(!bench.loop.core.account.cash.isNegative)
    #expect(bench.notes.isEmpty)
  }

  // MARK: - Slippage

  @Test func `slippage in ticks, of the range, and by the share of the volume`() {
    for (slippage, bought) in [
      (Slippage(.ticks, decimal("3")), "100.03"), (Slippage(.range, decimal("0.1")), "101"),
      (Slippage(.volume, decimal("0.2")), "102"), (Slippage(.share, decimal("0.001")), "100.1"),
    ] {
      var bench = bench { $0.slippage = slippage }
      bench.flat(100, wants(long: .true))
      bench.run(100, 106, 96, 100, volume: 100)
      #expect(bench.prices == ["buy \(bought)"], "\(slippage)")
    }
  }

  @Test func `of a volume that is not known an order is all`() {
    var bench = bench { $0.slippage = Slippage(.volume, decimal("0.2")) }
    bench.flat(100, wants(long: .true))
    bench.run(100, 106, 96, 100, volume: .nan)
    #expect(bench.prices == ["buy 120"])
  }

  // MARK: - Volume

  @Test func `what a bar's volume has no room for waits for the next`() {
    var bench = bench { $0.maxVolumeShare = decimal("0.1") }
    bench.flat(100, wants(long: .true, size: 25), volume: 100)
    bench.flat(100, volume: 109)
    #expect(bench.held == Quantity(10))
    bench.flat(101, volume: 0)
    bench.flat(101, volume: .nan)
    bench.flat(102, wants(exitLong: .true), volume: 40)
    #expect(bench.held == Quantity(14))
    #expect(bench.decisions[4].outcome == .exit)
    // What had not been bought by then is taken back, what had been is sold bar by bar.
    bench.flat(103, volume: 100)
    bench.flat(104, volume: 100)
    bench.flat(104, volume: 100)
    #expect(bench.held == nil)
    #expect(
      bench.prices == ["buy 100", "buy 102", "sell 103", "sell 104"])
    #expect(bench.trades.count == 1)
    #expect(bench.balances)
  }

  @Test func `a stop that was reached goes on at the market`() {
    var bench = bench({ $0.maxVolumeShare = decimal("0.5") }) { $0.hasStop = true }
    bench.flat(100, wants(long: .true, stop: 95), volume: 100)
    bench.flat(100, volume: 100)
    bench.run(100, 100, 94, 99, volume: 8)
    #expect(bench.held == Quantity(6))
    bench.run(99, 99, 98, 98, volume: 100)
    #expect(bench.prices == ["buy 100", "sell 95", "sell 99"])
    #expect(bench.held == nil)
  }

  // MARK: - Holding

  @Test func `longs pay funding and shorts receive it, on the value at the open`() {
    var long = bench { _ in }
    long.flat(100, wants(long: .true))
    long.flat(100)
    long.run(110, 110, 110, 110, wants(exitLong: .true), carry: Carry(funding: [decimal("0.001")]))
    long.flat(110)
    #expect(long.payments.map(\.amount) == [money("-1.1")])
    #expect(long.trades.map(\.payments) == [money("-1.1")])
    #expect(long.trades.map(\.profit) == [money("98.9")])
    #expect(long.balances)
    var short = bench { _ in }
    short.flat(100, wants(short: .true))
    short.flat(100)
    short.run(
      90, 90, 90, 90, carry: Carry(funding: [decimal("0.001"), decimal("-0.002")]))
    #expect(short.payments.map(\.amount) == [money("0.9"), money("-1.8")])
    #expect(short.balances)
  }

  @Test func `an entry of the same open owes nothing yet, and flat never does`() {
    var bench = bench { _ in }
    bench.run(100, 100, 100, 100, wants(long: .true), carry: Carry(funding: [decimal("0.001")]))
    bench.run(100, 100, 100, 100, carry: Carry(funding: [decimal("0.001")]))
    #expect(bench.payments.isEmpty)
  }

  @Test func `a short pays for what is borrowed, by the time`() {
    var bench = bench { $0.borrowRate = decimal("0.0876") }
    bench.flat(100, wants(short: .true))
    bench.flat(100)
    bench.flat(100)
    // 1000 × 8.76 % / 8760 hours.
    #expect(bench.payments.map(\.amount) == [money("-0.01")])
    #expect(bench.payments.map(\.kind) == [.borrow])
    #expect(bench.balances)
    var long = self.bench { $0.borrowRate = decimal("0.0876") }
    long.flat(100, wants(long: .true))
    long.flat(100)
    long.flat(100)
    #expect(long.payments.isEmpty)
  }

  @Test func `idle cash earns interest, what a short sale brought does not`() {
    var bench = bench { _ in }
    let carry = Carry(interest: decimal("0.0876"))
    bench.run(100, 100, 100, 100, wants(short: .true), carry: carry)
    bench.run(100, 100, 100, 100, carry: carry)
    #expect(bench.payments.map(\.amount) == [money("0.1")])
    bench.run(100, 100, 100, 100, carry: carry)
    #expect(bench.payments.last?.amount == money("0.100001"))
    #expect(bench.balances)
  }
}
