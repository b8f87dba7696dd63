import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// The paper venue, driven with orders that a core has made.
struct PaperVenueTests {
  /// A core and a venue that hear each other, without journal or strategy.
  private struct Pair {
    var bench: CoreBench
    var venue: PaperVenue
    var fills: [Fill] = []
    var reports: [VenueEvent] = []
    var bar = 0

    init(_ configuration: SessionConfiguration) {
      bench = CoreBench(configuration)
      venue = PaperVenue(configuration)
    }

    mutating func run(
      _ open: Double, _ high: Double, _ low: Double, _ close: Double,
      _ verdict: Verdict = wants()
    ) {
      let next = candle(bar, open, high, low, close)
      hear(venue.open(next, of: "ABC"))
      hear(venue.trade(next, of: "ABC"))
      if venue.hasEnteredInside("ABC") { hear(venue.tradeAfterEntry(next, of: "ABC")) }
      hear(venue.expire("ABC"))
      let effects = bench.tell(
        .bar(
          ClosedBar(symbol: "ABC", index: bar, candle: next, verdict: verdict, isWarm: true)))
      obey(effects)
      bar += 1
    }

    mutating func hear(_ events: [VenueEvent]) {
      for event in events {
        reports.append(event)
        if case .filled(let fill) = event { fills.append(fill) }
        obey(bench.tell(.venue(event)))
      }
    }

    private mutating func obey(_ effects: [Effect]) {
      for effect in effects {
        switch effect {
        case .submit(let order): hear(venue.submit(order))
        case .cancel(let id, _): hear(venue.cancel(id))
        case .signal, .decision, .trade, .payment, .state, .note, .card, .cardEnded: break
        }
      }
    }
  }

  private func pair(
    _ instrument: Instrument = instrument(), protect: Bool = true,
    _ change: (inout SessionConfiguration) -> Void = { _ in }
  ) -> Pair {
    Pair(
      settings([instrument]) {
        $0.hasStop = protect
        $0.hasTarget = protect
        change(&$0)
      })
  }

  private let buy = wants(long: .true, stop: 95, target: 110)
  private let sell = wants(short: .true, stop: 105, target: 90)

  @Test func `a market order fills at the next open, not at the close it was decided on`() {
    var pair = pair()
    pair.run(99, 101, 98, 100, buy)
    #expect(pair.fills.isEmpty)
    pair.run(101, 103, 100, 102)
    #expect(pair.fills.map(\.price) == [price("101")])
    #expect(pair.fills.map(\.time) == [hour(1)])
    #expect(pair.fills.first?.id.rawValue == "t:ABC:0:entry.1#1")
  }

  @Test func `slippage and the tick go against the trader, and the fee is a rate`() {
    var pair = pair(protect: false) {
      $0.fills.slippage = Slippage(.share, decimal("0.0005"))
      $0.fills.commission = Commission(rate: decimal("0.001"))
    }
    pair.run(100, 100, 100, 100, wants(long: .true))
    pair.run(100.01, 101, 100, 100, wants(exitLong: .true))
    pair.run(100.01, 101, 100, 100)
    #expect(pair.fills.map(\.price) == [price("100.07"), price("99.95")])
    #expect(pair.fills.map(\.fee) == [money("1.0007"), money("0.9995")])
  }

  @Test func `a sale never goes below a tick`() {
    var pair = pair(protect: false) { $0.fills.slippage = Slippage(.share, decimal("0.5")) }
    pair.run(0.01, 0.01, 0.01, 0.01, wants(short: .true))
    pair.run(0.01, 0.01, 0.01, 0.01)
    #expect(pair.fills.map(\.price) == [price("0.01")])
  }

  @Test func `a bar without an open fills nothing and the order waits`() {
    var pair = pair()
    pair.run(100, 100, 100, 100, buy)
    pair.run(.nan, 101, 99, 100)
    #expect(pair.fills.isEmpty)
    pair.run(102, 102, 102, 102)
    #expect(pair.fills.map(\.price) == [price("102")])
  }

  @Test func `a stop fills inside the bar at its price, with slippage`() {
    var pair = pair { $0.fills.slippage = Slippage(.share, decimal("0.001")) }
    pair.run(100, 100, 100, 100, buy)
    pair.run(100, 101, 94, 99)
    #expect(pair.fills.map(\.price) == [price("100.1"), price("94.9")])
    #expect(pair.bench.position() == nil)
    #expect(pair.bench.effects.trades.map(\.reason) == [.stop])
  }

  @Test func `a target fills at its price without slippage`() {
    var pair = pair { $0.fills.slippage = Slippage(.share, decimal("0.001")) }
    pair.run(100, 100, 100, 100, buy)
    pair.run(100, 109.99, 96, 99)
    #expect(pair.fills.count == 1)
    pair.run(100, 111, 99, 109)
    #expect(pair.fills.last?.price == price("110"))
  }

  @Test func `a bar that touches both takes the stop`() {
    var pair = pair()
    pair.run(100, 100, 100, 100, buy)
    pair.run(100, 120, 80, 100)
    #expect(pair.fills.map(\.price) == [price("100"), price("95")])
    #expect(pair.bench.effects.trades.map(\.reason) == [.stop])
  }

  @Test func `a gap through the stop fills at the open, through the target too`() {
    var down = pair()
    down.run(100, 100, 100, 100, buy)
    down.run(100, 101, 99, 100)
    down.run(90, 91, 89, 90)
    #expect(down.fills.last?.price == price("90"))
    var up = pair()
    up.run(100, 100, 100, 100, buy)
    up.run(100, 101, 99, 100)
    up.run(115, 116, 114, 115)
    #expect(up.fills.last?.price == price("115"))
  }

  @Test func `an entry that opens below its stop is stopped at that open`() {
    var pair = pair()
    pair.run(100, 100, 100, 100, buy)
    pair.run(94, 96, 93, 95.5)
    #expect(pair.fills.map(\.price) == [price("94"), price("94")])
    #expect(pair.bench.position() == nil)
  }

  @Test func `shorts are protected the other way round`() {
    var stopped = pair()
    stopped.run(100, 100, 100, 100, sell)
    stopped.run(100, 106, 85, 100)
    #expect(stopped.fills.map(\.price) == [price("100"), price("105")])
    #expect(stopped.fills.map(\.action) == [.sell, .buy])
    var earned = pair()
    earned.run(100, 100, 100, 100, sell)
    earned.run(100, 104, 90, 91)
    #expect(earned.fills.last?.price == price("90"))
    var gap = pair()
    gap.run(100, 100, 100, 100, sell)
    gap.run(100, 100, 100, 100)
    gap.run(120, 121, 119, 120)
    #expect(gap.fills.last?.price == price("120"))
  }

  @Test func `after one of stop and target the venue keeps nothing of the position`() {
    var pair = pair()
    pair.run(100, 100, 100, 100, buy)
    pair.run(100, 120, 80, 100)
    pair.run(100, 120, 80, 100)
    #expect(pair.fills.count == 2)
    #expect(pair.bench.effects.notes.isEmpty)
    #expect(pair.bench.core.books["ABC"]?.live.isEmpty == true)
  }

  @Test func `a reversal closes and opens at the same open`() {
    var pair = pair()
    pair.run(100, 100, 100, 100, buy)
    pair.run(100, 101, 99, 100, sell)
    pair.run(102, 103, 101, 102)
    #expect(pair.fills.map(\.action) == [.buy, .sell, .sell])
    #expect(pair.fills.map(\.price) == ["100", "102", "102"].map(price))
    #expect(pair.bench.position()?.side == .short)
  }

  @Test func `orders that break the venue's rules are rejected with a code`() {
    /// Orders made by a core that believes in other rules than the venue has.
    func rejection(_ believed: Instrument, _ actual: Instrument, _ verdict: Verdict)
      -> RejectionCode?
    {
      var pair = pair(believed)
      pair.venue = PaperVenue(settings([actual]))
      pair.run(100, 100, 100, 100, verdict)
      pair.run(100, 100, 100, 100)
      for case .rejected(_, _, let code, _) in pair.reports { return code }
      return nil
    }
    let usual = instrument()
    #expect(rejection(usual, usual, buy) == nil)
    #expect(rejection(usual, instrument(lot: "3"), buy) == .quantityNotOnLot)
    #expect(rejection(usual, instrument(minimum: "5000"), buy) == .belowMinimumNotional)
    #expect(rejection(usual, instrument(allowsShort: false), sell) == .shortNotAllowed)
    #expect(rejection(usual, instrument("XYZ"), buy) == .unknownInstrument)
    #expect(rejection(usual, instrument(tick: "2"), buy) == .priceNotOnTick)
  }

  @Test func `a reduce order without a position is rejected`() throws {
    var pair = pair(protect: false)
    pair.run(100, 100, 100, 100, wants(long: .true))
    pair.run(100, 100, 100, 100, wants(exitLong: .true))
    let exit = try #require(pair.bench.effects.reduces.last)
    var empty = PaperVenue(settings())
    guard case .rejected(_, _, .nothingToReduce, _)? = empty.submit(.reduce(exit)).first else {
      Issue.record("a reduce order was taken without a position")
      return
    }
  }

  @Test func `an order that is sent twice is taken once, and an unknown cancellation ignored`()
    throws
  {
    var bench = CoreBench()
    let order = bench.close(100, wants(long: .true)).orders[0]
    var venue = PaperVenue(settings())
    #expect(venue.submit(order) == [.accepted(order.id, symbol: "ABC")])
    #expect(venue.submit(order).isEmpty)
    #expect(venue.open(flatCandle(1, 100), of: "ABC").count == 1)
    #expect(venue.cancel(order.id).isEmpty)
  }

  @Test func `a cancelled order does not fill`() {
    var bench = CoreBench()
    let order = bench.close(100, wants(long: .true)).orders[0]
    var venue = PaperVenue(settings())
    _ = venue.submit(order)
    #expect(
      venue.cancel(order.id) == [.cancelled(order.id, symbol: "ABC", detail: "on request")])
    #expect(venue.open(flatCandle(1, 100), of: "ABC").isEmpty)
  }
}
