import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// Each limit fires at its value, does not just below it, and never stops an order that reduces.
struct LimitTests {
  /// The exit of a position passes now, whatever holds.
  private func expectExit(
    _ bench: inout CoreBench, at close: Double, of symbol: String = "ABC", bar: Int? = nil,
    _ location: SourceLocation = #_sourceLocation
  ) {
    let effects = bench.close(
      close, wants(exitLong: .true), of: symbol, at: bar)
    #expect(effects.reduces.map(\.reason) == [.exitRule], sourceLocation: location)
  }

  // MARK: Losses

  private func losing24h() -> CoreBench {
    var bench = CoreBench(settings { $0.limits.maxLoss24h = decimal("0.05") })
    bench.enter(size: 100)
    return bench
  }

  @Test func `loss of 24 hours: fires at the limit and not just below`() {
    var bench = losing24h()
    #expect(bench.close(95.01).states.isEmpty)
    let at = bench.close(95, wants(short: .true))
    #expect(at.states.last?.holds.map(\.kind) == [.rollingLoss])
    #expect(at.reason == .rollingLossReached)
    #expect(at.reduces.count == 1, "the bar that reaches it closes by its rule")
    #expect(at.opens.isEmpty)
  }

  @Test func `loss of 24 hours: no midnight resets it, the 24 hours do`() {
    var bench = losing24h()
    bench.close(95, at: 20)
    #expect(bench.core.state.mode == .reducing)
    #expect(bench.close(95, at: 24).states.isEmpty, "a new day is no reason")
    #expect(bench.close(95, at: 43).states.isEmpty)
    let passed = bench.close(95, at: 44)
    #expect(passed.states.last?.mode == .active)
    #expect(passed.states.last?.cause == "24 hours have passed since the loss")
    #expect(bench.close(95, at: 45).states.isEmpty, "the highest equity is forgotten as well")
  }

  @Test func `loss of 24 hours: is measured over midnight, where the loss of the day is not`() {
    var bench = CoreBench(
      settings {
        $0.limits.maxLoss24h = decimal("0.05")
        $0.limits.maxDailyLoss = decimal("0.05")
      })
    bench.enter(size: 100)
    bench.close(97, at: 23)
    let next = bench.close(94.5, at: 25)
    #expect(next.states.map { $0.holds.map(\.kind) } == [[.rollingLoss]])
  }

  @Test func `loss of 24 hours: what is longer ago does not count`() {
    var bench = losing24h()
    bench.close(97.5, at: 1)
    #expect(bench.close(95, at: 26).states.isEmpty, "from 97.5 it is less than 5 per cent")
    #expect(bench.close(92.4, at: 27).states.last?.mode == .reducing)
  }

  @Test func `loss of 24 hours: the user resumes, and it is measured from there`() {
    var bench = losing24h()
    bench.close(95)
    let resumed = bench.tell(.command(.resume(reason: "seen")))
    #expect(resumed.states.last?.cause == "seen")
    #expect(bench.close(94).states.isEmpty)
    #expect(bench.close(90).states.last?.holds.map(\.kind) == [.rollingLoss])
  }

  @Test func `loss of 24 hours: exits go on`() {
    var bench = losing24h()
    bench.close(90)
    #expect(bench.close(90, wants(short: .true, exitShort: .true)).reduces.count == 1)
    var other = losing24h()
    other.close(90)
    expectExit(&other, at: 90)
  }

  private func lose(_ bench: inout CoreBench, to exit: String) {
    for order in bench.close(100, wants(long: .true)).orders { bench.fill(order, at: "100") }
    for order in bench.close(100, wants(exitLong: .true)).orders { bench.fill(order, at: exit) }
  }

  @Test func `loss streak: fires with the last of so many losing trades in a row`() {
    var bench = CoreBench(settings { $0.limits.maxLossStreak = 3 })
    lose(&bench, to: "99")
    lose(&bench, to: "99")
    lose(&bench, to: "100")
    #expect(bench.core.account.losingTrades == 0, "a trade without a loss ends the streak")
    lose(&bench, to: "99")
    lose(&bench, to: "99")
    #expect(bench.core.state.mode == .active)
    lose(&bench, to: "99")
    #expect(bench.effects.states.last?.holds.map(\.kind) == [.lossStreak])
    #expect(bench.close(100, wants(long: .true)).reason == .lossStreakReached)
    #expect(bench.close(100, wants(long: .true), at: 100).reason == .lossStreakReached)
    bench.tell(.command(.resume(reason: "other market")))
    #expect(bench.close(100, wants(long: .true)).outcome == .enter)
    #expect(bench.core.account.losingTrades == 0)
  }

  @Test func `loss streak: exits go on`() {
    var bench = CoreBench(
      settings([instrument("A"), instrument("B")]) { $0.limits.maxLossStreak = 1 })
    bench.enter(of: "A")
    bench.enter(of: "B")
    for order in bench.close(90, wants(exitLong: .true), of: "A").orders {
      bench.fill(order, at: "90")
    }
    #expect(bench.core.state.mode == .reducing)
    expectExit(&bench, at: 90, of: "B")
  }

  @Test func `daily loss: warns once and is lifted by the user with a reason (FR-005)`() {
    var bench = CoreBench(settings { $0.limits.maxDailyLoss = decimal("0.05") })
    bench.enter(size: 50)
    #expect(bench.close(80).states.count == 1)
    #expect(bench.close(79).states.isEmpty, "said once")
    #expect(bench.close(78).states.isEmpty)
    let resumed = bench.tell(.command(.resume(reason: "I know")))
    #expect(resumed.states.map(\.cause) == ["I know"])
    #expect(bench.core.state.mode == .active)
    #expect(bench.close(78).states.isEmpty, "measured from there")
  }

  // MARK: Health

  private func report(_ ratio: String? = nil, _ factor: String? = nil) -> Event {
    .circumstance(
      .health(
        AccountHealth(marginRatio: ratio.map(decimal), healthFactor: factor.map(decimal))))
  }

  @Test func `margin ratio: holds while it is at the threshold or above`() {
    var bench = CoreBench(settings { $0.limits.marginRatioThreshold = decimal("0.8") })
    #expect(bench.tell(report("0.79")).isEmpty)
    #expect(bench.close(100, wants(long: .true)).opens.count == 1)
    let at = bench.tell(report("0.8"))
    #expect(at.states.last?.holds.map(\.kind) == [.margin])
    #expect(at.cancels.count == 1, "the entry under way is taken back")
    #expect(bench.tell(report("0.95")).states.isEmpty, "said once")
    bench.tell(.command(.resume(reason: "please")))
    #expect(bench.core.state.mode == .reducing, "nothing but the ratio lifts it")
    #expect(bench.close(100, wants(long: .true)).reason == .marginRatioReached)
    #expect(bench.tell(report(nil, "9")).isEmpty, "no figure is no better figure")
    #expect(bench.tell(report("0.799")).states.last?.mode == .active)
  }

  @Test func `health factor: holds while it is at the threshold or below`() {
    var bench = CoreBench(settings { $0.limits.healthFactorThreshold = decimal("1.5") })
    #expect(bench.tell(report(nil, "1.51")).isEmpty)
    #expect(bench.tell(report(nil, "1.5")).states.last?.holds.map(\.kind) == [.health])
    #expect(bench.close(100, wants(long: .true)).reason == .healthFactorReached)
    #expect(bench.tell(report(nil, "1.501")).states.last?.mode == .active)
    #expect(bench.close(100, wants(long: .true)).outcome == .enter)
  }

  @Test(arguments: [false, true]) func `health: exits go on`(isMargin: Bool) {
    var bench = CoreBench(
      settings {
        $0.limits.marginRatioThreshold = decimal("0.8")
        $0.limits.healthFactorThreshold = decimal("1.5")
      })
    bench.enter()
    bench.tell(isMargin ? report("0.99") : report(nil, "1.01"))
    #expect(bench.core.state.mode == .reducing)
    expectExit(&bench, at: 100)
  }

  // MARK: Orders

  @Test func `order rate: so many orders open within a minute and no more`() {
    let symbols = ["A", "B", "C"].map { instrument($0) }
    var bench = CoreBench(settings(symbols) { $0.limits.maxOrdersPerMinute = 2 })
    bench.enter(of: "A")
    bench.enter(of: "B")
    let third = bench.close(100, wants(long: .true), of: "C")
    #expect(third.outcome == .blocked)
    #expect(third.reason == .tooManyOrders)
    expectExit(&bench, at: 100, of: "A", bar: 0 + 1)
    // An hour later.
    #expect(bench.close(100, wants(long: .true), of: "C").outcome == .enter)
  }

  @Test func `order rate: a minute to the millisecond`() {
    let symbols = ["A", "B"].map { instrument($0) }
    func reason(after milliseconds: Int64) -> GateReason.Code? {
      var bench = CoreBench(settings(symbols) { $0.limits.maxOrdersPerMinute = 1 })
      bench.enter(of: "A")
      var candle = flatCandle(0, 100)
      candle.time = Timestamp(milliseconds: milliseconds)
      return bench.tell(
        .bar(
          ClosedBar(
            symbol: "B", index: 0, candle: candle, verdict: wants(long: .true), isWarm: true))
      ).reason
    }
    #expect(reason(after: 59_999) == .tooManyOrders)
    #expect(reason(after: 60_000) == nil)
  }

  @Test func `order notional: a larger order is refused, one of the limit passes`() {
    var bench = CoreBench(settings { $0.limits.maxOrderNotional = money("1000") })
    #expect(bench.close(100, wants(long: .true, size: 10.01)).outcome == .enter)
    var over = CoreBench(settings { $0.limits.maxOrderNotional = money("999.99") })
    let effects = over.close(100, wants(long: .true, size: 10))
    #expect(effects.reason == .orderTooLarge)
    #expect(effects.decisions.last?.reason?.gate == .exposure)
  }

  @Test func `order notional: an exit may be larger`() {
    var bench = CoreBench(settings { $0.limits.maxOrderNotional = money("1000") })
    bench.enter(at: 100, size: 10)
    expectExit(&bench, at: 500)
  }

  @Test func `account exposure: what other sessions hold counts`() {
    var bench = CoreBench(settings { $0.limits.maxAccountExposure = decimal("1.5") })
    // 10,000 here and 10,000 there may hold 30,000 together.
    let others = OtherSessions(exposure: money("29000"), equity: money("10000"))
    bench.tell(.circumstance(.others(others)))
    var over = bench
    #expect(over.close(100, wants(long: .true, size: 11)).reason == .accountExposureReached)
    #expect(bench.close(100, wants(long: .true, size: 10)).outcome == .enter)
  }

  @Test func `account exposure: a reversal does not count what it closes`() {
    var bench = CoreBench(settings { $0.limits.maxAccountExposure = decimal("0.5") })
    bench.enter(size: 50)
    #expect(bench.close(100, wants(short: .true, size: 50)).outcome == .reverse)
  }

  @Test func `account exposure: exits go on`() {
    var bench = CoreBench(settings { $0.limits.maxAccountExposure = decimal("0.5") })
    bench.enter(size: 50)
    bench.tell(
      .circumstance(.others(OtherSessions(exposure: money("99999"), equity: .zero))))
    expectExit(&bench, at: 100)
  }

  @Test func `position size: cut to the limit, exactly, and the decision says so (FR-004)`() {
    var bench = CoreBench(settings { $0.limits.maxPositionSize = decimal("0.1") })
    let cut = bench.close(100, wants(long: .true, size: 11))
    #expect(cut.opens.map(\.quantity) == [Quantity(10)])
    #expect(cut.decisions.last?.caps == [.maxPositionSize])
    var fits = CoreBench(settings { $0.limits.maxPositionSize = decimal("0.1") })
    let whole = fits.close(100, wants(long: .true, size: 10))
    #expect(whole.opens.map(\.quantity) == [Quantity(10)])
    #expect(whole.decisions.last?.caps == [])
  }

  // MARK: Time

  private func daily(_ text: String, zone: String? = nil) throws -> SessionConfiguration {
    let calendar = try MarketCalendar(parsing: text, path: "days")
    return settings {
      $0.calendar = calendar
      $0.hours = zone.map { TradingHours(openMinutes: 540, closeMinutes: 1_020, zone: $0) }
      $0.intervals = ["ABC": 3_600_000]
    }
  }

  @Test func `holidays: nothing is opened on a day that is closed, exits go on (FR-006)`() throws {
    var bench = CoreBench(try daily("1970-01-02 closed"))
    bench.close(100, wants(long: .true), at: 22).orders.forEach { bench.fill($0, at: "100") }
    #expect(bench.position() != nil)
    // The bar from 23:00 is over at midnight.
    expectExit(&bench, at: 100, bar: 23)
    var flat = CoreBench(try daily("1970-01-02 closed"))
    #expect(flat.close(100, wants(long: .true), at: 23).reason == .holiday)
    #expect(flat.close(100, wants(long: .true), at: 46).reason == .holiday)
    #expect(flat.close(100, wants(long: .true), at: 47).outcome == .enter)
  }

  @Test(arguments: [(9, nil), (10, nil), (11, GateReason.Code.holiday), (14, .holiday)])
  func `holidays: on half a day only that half is traded (FR-006)`(
    hour: Int, reason: GateReason.Code?
  ) throws {
    // London was an hour ahead of UTC all through 1970: a bar from 10:00 is over at 12:00 there.
    var bench = CoreBench(try daily("1970-01-01 09:00..12:30", zone: "Europe/London"))
    #expect(bench.close(100, wants(long: .true), at: hour).reason == reason)
  }

  @Test func `holidays: bars of a day wait for the market whatever the calendar`() throws {
    var configuration = try daily("1970-01-01 closed\n1970-01-02 closed")
    configuration.intervals = ["ABC": 86_400_000]
    var bench = CoreBench(configuration)
    #expect(bench.close(100, wants(long: .true), at: 0).outcome == .enter)
  }

  @Test func `freshness: a bar that was over too long ago opens nothing, exits go on`() {
    let configuration = settings {
      $0.limits.maxBarAge = 5_000
      $0.intervals = ["ABC": 3_600_000]
    }
    func received(_ index: Int, late: Int64) -> Timestamp {
      Timestamp(milliseconds: hour(index + 1).milliseconds + late)
    }
    var bench = CoreBench(configuration)
    let stale = bench.close(100, wants(long: .true), received: received(0, late: 5_001))
    #expect(stale.reason == .staleData)
    #expect(stale.decisions.last?.reason?.gate == .data)
    let fresh = bench.close(100, wants(long: .true), received: received(1, late: 5_000))
    #expect(fresh.outcome == .enter)
    for order in fresh.orders { bench.fill(order, at: "100") }
    let exit = bench.close(100, wants(exitLong: .true), received: received(2, late: 99_999))
    #expect(exit.reduces.count == 1)
    var history = CoreBench(configuration)
    #expect(history.close(100, wants(long: .true)).outcome == .enter, "history has no age")
  }

  @Test func `hours follow the clocks of their zone through the year (FR-006)`() {
    let configuration = settings {
      $0.hours = TradingHours(
        openMinutes: 9 * 60 + 30, closeMinutes: 16 * 60, zone: "America/New_York")
      $0.intervals = ["ABC": 1_800_000]
    }
    func reason(_ milliseconds: Int64) -> GateReason.Code? {
      var bench = CoreBench(configuration)
      var candle = flatCandle(0, 100)
      candle.time = Timestamp(milliseconds: milliseconds)
      return bench.tell(
        .bar(
          ClosedBar(
            symbol: "ABC", index: 0, candle: candle, verdict: wants(long: .true), isWarm: true))
      ).reason
    }
    // The bar from 14:00 UTC is over at 09:30 on 15 January 2026 and at 10:30 on 15 July.
    let january: Int64 = 1_768_485_600_000
    let july: Int64 = 1_784_124_000_000
    #expect(reason(january) == nil)
    #expect(reason(january - 1_800_000) == .outsideHours)
    #expect(reason(july - 3_600_000) == nil)
    #expect(reason(july - 5_400_000) == .outsideHours)
  }

  @Test func `limits that cannot be are named`() {
    var limits = RiskLimits()
    limits.maxLossStreak = 0
    limits.maxOrdersPerMinute = -1
    limits.maxLoss24h = .zero
    limits.maxOrderNotional = .zero
    limits.healthFactorThreshold = decimal("-1")
    limits.maxBarAge = 0
    let problems = settings { $0.limits = limits }.problems
    #expect(problems.count == 6)
    for name in ["max_loss_streak", "max_orders_per_minute", "max_loss_24h", "max_order_notional"] {
      #expect(problems.contains { $0.hasPrefix(name) }, "\(name)")
    }
  }
}
