import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// What is asked for, what comes of the answer, and what is never asked for.
struct CardTests {
  private func asking(
    _ mode: ExecutionMode, _ change: (inout SessionConfiguration) -> Void = { _ in }
  ) -> CoreBench {
    CoreBench(
      settings {
        $0.mode = mode
        $0.intervals = ["ABC": 3_600_000]
        $0.confirmation = ConfirmationRules(
          lifetimeMilliseconds: 600_000, maxDrift: decimal("0.01"))
        change(&$0)
      })
  }

  private func confirm(
    _ card: Card, at price: String? = nil, after milliseconds: Int64 = 1
  ) -> Event {
    .command(
      .confirm(
        card.id, price: price.map(StratTradingTests.price),
        at: Timestamp(milliseconds: card.time.milliseconds + 3_600_000 + milliseconds)))
  }

  /// A position that a card led to.
  private func held(_ mode: ExecutionMode, stop: Double = .nan) throws -> CoreBench {
    var bench = asking(mode) { $0.hasStop = stop.isFinite }
    let card = try #require(bench.close(100, wants(long: .true, stop: stop)).cards.first)
    for order in bench.tell(confirm(card)).orders { bench.fill(order, at: "100") }
    return bench
  }

  // MARK: Modes

  @Test func `AUTO sends at once and makes no card (FR-009)`() {
    var bench = asking(.auto)
    let effects = bench.close(100, wants(long: .true))
    #expect(effects.opens.count == 1)
    #expect(effects.cards.isEmpty)
  }

  @Test(arguments: [ExecutionMode.semiAuto, .manual])
  func `a mode that asks emits the signal and a card, and sends nothing (FR-008, FR-009)`(
    mode: ExecutionMode
  ) throws {
    var bench = asking(mode) {
      $0.hasStop = true
      $0.hasTarget = true
    }
    let effects = bench.close(100, wants(long: .true, stop: 90, target: 120))
    #expect(effects.outcome == .ask)
    #expect(effects.orders.isEmpty)
    let card = try #require(effects.cards.first)
    #expect(effects.signals.map(\.orderID) == [card.id])
    #expect(effects.decisions.last?.cards == [card.id])
    #expect(card.id.rawValue == "t:ABC:0:entry.1")
    #expect(card.side == .long && card.action == .enter && card.quantity == Quantity(10))
    #expect(card.price == price("100") && card.stop == price("90") && card.target == price("120"))
    #expect(card.expiresAt == Timestamp(milliseconds: 3_600_000 + 600_000))
    #expect(card.maxDrift == decimal("0.01"))
    #expect(bench.core.cards == [card])
  }

  @Test func `signals are the same in every mode (FR-008)`() {
    let signals = ExecutionMode.allCases.map { mode -> [Signal] in
      var bench = asking(mode)
      return bench.close(100, wants(long: .true)).signals
    }
    #expect(signals[0].count == 1)
    #expect(Set(signals).count == 1)
  }

  @Test func `SEMI_AUTO: exits run (FR-009)`() throws {
    var bench = try held(.semiAuto)
    let effects = bench.close(100, wants(exitLong: .true))
    #expect(effects.outcome == .exit)
    #expect(effects.reduces.count == 1)
    #expect(effects.cards.isEmpty)
  }

  @Test func `SEMI_AUTO: a reversal closes at once and asks for the other side (FR-009)`() throws {
    var bench = try held(.semiAuto)
    let effects = bench.close(100, wants(short: .true))
    #expect(effects.outcome == .exit)
    #expect(effects.reduces.count == 1)
    let card = try #require(effects.cards.first)
    #expect(card.side == .short)
    #expect(effects.decisions.last?.cards == [card.id])
    let sent = bench.tell(confirm(card))
    #expect(sent.opens.map(\.side) == [.short])
  }

  @Test func `MANUAL: an exit is asked for once, and its stop goes on protecting (FR-009)`() throws
  {
    var bench = try held(.manual, stop: 90)
    let stops = bench.effects.reduces.filter { $0.reason == .stop }
    #expect(stops.count == 1, "the stop was sent without a word")
    let first = bench.close(101, wants(exitLong: .true))
    #expect(first.outcome == .ask)
    #expect(first.orders.isEmpty && first.cancels.isEmpty)
    #expect(first.signals.map(\.action) == [.exit])
    let card = try #require(first.cards.first)
    #expect(card.action == .exit && card.maxDrift == nil)
    let stop = try #require(stops.first)
    let filled = bench.fill(.reduce(stop), at: "90")
    #expect(bench.position() == nil, "the stop fills while the card waits")
    #expect(filled.cardEnds.map(\.outcome) == [.voided])
    #expect(filled.cardEnds.first?.reason?.code == .noLongerWanted)
    #expect(bench.tell(confirm(card)).notes == [.cardEndedBefore])
  }

  @Test func `MANUAL: a second exit signal makes no second card`() throws {
    var bench = try held(.manual)
    bench.core = try with(bench.core, lifetime: 100 * 3_600_000)
    let card = try #require(bench.close(101, wants(exitLong: .true)).cards.first)
    let again = bench.close(102, wants(exitLong: .true))
    #expect(again.outcome == .ask)
    #expect(again.reason == .cardWaiting)
    #expect(again.cards.isEmpty && again.signals.isEmpty)
    #expect(bench.core.cards == [card])
  }

  /// The same core with cards that live longer.
  private func with(_ core: TradingCore, lifetime: Int64) throws -> TradingCore {
    let text = try CanonicalJSON.encode(core)
    let longer = text.replacing(
      "\"lifetimeMilliseconds\":600000", with: "\"lifetimeMilliseconds\":\(lifetime)")
    #expect(longer != text)
    return try CanonicalJSON.decode(TradingCore.self, from: longer)
  }

  @Test func `MANUAL: a confirmed exit closes under the id of its card, wherever the price is`()
    throws
  {
    var bench = try held(.manual, stop: 90)
    let card = try #require(bench.close(101, wants(exitLong: .true)).cards.first)
    bench.tell(.command(.pause(reason: "even so")))
    let sent = bench.tell(confirm(card, at: "50"))
    #expect(sent.cardEnds.map(\.outcome) == [.confirmed])
    #expect(sent.reduces.map(\.id) == [card.id])
    #expect(sent.reduces.map(\.reason) == [.exitRule])
    #expect(sent.cancels.count == 1, "the stop is taken back, as in AUTO")
  }

  @Test func `MANUAL: halting with flatten asks nobody`() throws {
    var bench = try held(.manual)
    let card = try #require(bench.close(101, wants(exitLong: .true)).cards.first)
    let effects = bench.tell(.command(.halt(reason: "fire", flatten: true)))
    #expect(effects.reduces.map(\.reason) == [.flatten])
    #expect(effects.cardEnds.map(\.id) == [card.id])
    #expect(effects.cardEnds.first?.outcome == .voided)
  }

  @Test func `MANUAL: an exit that waits for the price of the other side's entry`() throws {
    var bench = asking(.manual) { $0.longEntry = .stop }
    let entry = try #require(bench.close(100, wants(short: .true)).cards.first)
    for order in bench.tell(confirm(entry)).orders { bench.fill(order, at: "100") }
    let verdict = wants(long: .true, entryLongPrice: 110)
    let card = try #require(bench.close(100, verdict).cards.first)
    #expect(card.action == .exit && card.trigger == .stop(price("110")))
    let sent = bench.tell(confirm(card))
    #expect(sent.reduces.map(\.trigger) == [.stop(price("110"))])
    #expect(sent.reduces.map(\.id) == [card.id])
    #expect(bench.position()?.closing == nil)
  }

  // MARK: Confirming

  @Test func `confirmed, the order goes out under the card's id, once (FR-009)`() throws {
    var bench = asking(.semiAuto)
    let card = try #require(bench.close(100, wants(long: .true)).cards.first)
    let sent = bench.tell(confirm(card, at: "100.5"))
    #expect(
      sent.cardEnds == [CardEnd(id: card.id, symbol: "ABC", outcome: .confirmed, reason: nil)])
    #expect(sent.opens.map(\.id) == [card.id])
    #expect(sent.opens.map(\.bar) == [card.bar])
    #expect(sent.signals.isEmpty, "the signal was emitted before")
    let before = bench.core
    #expect(bench.tell(confirm(card)).notes == [.cardEndedBefore])
    #expect(bench.tell(.command(.reject(card.id, reason: "late"))).notes == [.cardEndedBefore])
    #expect(bench.core == before, "a second word changes nothing")
  }

  @Test func `a word about an unknown card changes nothing`() {
    var bench = asking(.semiAuto)
    let before = bench.core
    let id = ClientOrderID(rawValue: "nobody")
    #expect(bench.tell(.command(.reject(id, reason: ""))).notes == [.unknownCard])
    #expect(bench.tell(.command(.confirm(id, price: nil, at: hour(1)))).notes == [.unknownCard])
    #expect(bench.core == before)
  }

  @Test func `rejected, nothing is sent and the reason is kept`() throws {
    var bench = asking(.semiAuto)
    let card = try #require(bench.close(100, wants(long: .true)).cards.first)
    let effects = bench.tell(.command(.reject(card.id, reason: "news at five")))
    #expect(effects.orders.isEmpty)
    #expect(effects.cardEnds.first?.outcome == .rejected)
    #expect(effects.cardEnds.first?.reason == GateReason(.rejectedByUser, "news at five"))
    #expect(bench.close(100, wants(long: .true)).outcome == .ask, "the next signal asks again")
  }

  @Test func `a card expires at its moment and not before (FR-009)`() throws {
    var bench = asking(.semiAuto)
    let card = try #require(bench.close(100, wants(long: .true)).cards.first)
    let before = Timestamp(milliseconds: card.expiresAt.milliseconds - 1)
    #expect(bench.tell(.circumstance(.clock(before))).isEmpty)
    var late = bench
    #expect(bench.tell(confirm(card, after: 599_999)).opens.count == 1)
    let effects = late.tell(.circumstance(.clock(card.expiresAt)))
    #expect(effects.cardEnds.map(\.outcome) == [.expired])
    #expect(effects.cardEnds.first?.reason?.code == .cardExpired)
    #expect(late.tell(confirm(card)).notes == [.cardEndedBefore])
  }

  @Test func `confirming too late expires the card, also when no clock was heard`() throws {
    var bench = asking(.semiAuto)
    let card = try #require(bench.close(100, wants(long: .true)).cards.first)
    let effects = bench.tell(confirm(card, after: 600_000))
    #expect(effects.cardEnds.map(\.outcome) == [.expired])
    #expect(effects.orders.isEmpty)
  }

  @Test(arguments: [("101", true), ("99", true), ("101.01", false), ("98.99", false)])
  func `the price may drift so far and no further`(now: String, isSent: Bool) throws {
    var bench = asking(.semiAuto)
    let card = try #require(bench.close(100, wants(long: .true)).cards.first)
    let effects = bench.tell(confirm(card, at: now))
    #expect(effects.opens.count == (isSent ? 1 : 0))
    #expect(effects.cardEnds.first?.reason?.code == (isSent ? nil : .priceDrifted))
  }

  @Test func `the gates are asked again with what is so then (FR-003)`() throws {
    var bench = CoreBench(
      settings([instrument("A"), instrument("B")]) {
        $0.mode = .semiAuto
        $0.limits.maxPositions = 1
        $0.confirmation.lifetimeMilliseconds = 3_600_000
      })
    let card = try #require(bench.close(100, wants(long: .true), of: "A").cards.first)
    #expect(
      bench.close(100, wants(long: .true), of: "B").reason == .maxPositionsOpen,
      "a card counts")
    bench.core = try adopting(bench.core, "B")
    let effects = bench.tell(confirm(card, after: -3_600_000 + 1))
    #expect(effects.orders.isEmpty)
    #expect(effects.cardEnds.first?.outcome == .voided)
    #expect(effects.cardEnds.first?.reason?.code == .maxPositionsOpen)
  }

  /// The same core with an entry of another symbol under way, as if a limit had been lifted.
  private func adopting(_ core: TradingCore, _ symbol: String) throws -> TradingCore {
    var free = CoreBench(settings([instrument("A"), instrument("B")]))
    free.enter(of: symbol)
    let book = try #require(free.core.books[symbol])
    let old = try #require(core.books[symbol])
    let text = try CanonicalJSON.encode(core)
    return try CanonicalJSON.decode(
      TradingCore.self,
      from: text.replacing(CanonicalJSON.encode(old), with: CanonicalJSON.encode(book)))
  }

  @Test func `what is affordable then is what is sent, never more than the card says`() throws {
    var bench = asking(.semiAuto) { $0.sizing = .allIn }
    let card = try #require(bench.close(100, wants(long: .true)).cards.first)
    #expect(card.quantity == Quantity(98))
    let dearer = bench.tell(confirm(card, at: "101"))
    #expect(dearer.opens.map(\.quantity) == [Quantity(97)])
    var cheap = asking(.semiAuto) { $0.sizing = .allIn }
    let other = try #require(cheap.close(100, wants(long: .true)).cards.first)
    #expect(cheap.tell(confirm(other, at: "99")).opens.map(\.quantity) == [Quantity(98)])
  }

  // MARK: No longer wanted

  @Test func `a waiting card occupies its symbol and sends nothing`() throws {
    var bench = asking(.semiAuto) { $0.confirmation.lifetimeMilliseconds = 99 * 3_600_000 }
    let card = try #require(bench.close(100, wants(long: .true)).cards.first)
    let next = bench.close(100, wants(long: .true))
    #expect(next.outcome == .blocked)
    #expect(next.reason == .cardWaiting)
    #expect(next.cardEnds.isEmpty && next.orders.isEmpty)
    #expect(bench.core.cards == [card])
    #expect(bench.core.quietBook(of: "ABC") == nil, "its bars are all worked on")
  }

  @Test(arguments: [
    (wants(exitLong: .true), "exit long is true"), (wants(short: .true), "entry short is true"),
  ])
  func `a card is given up when the rules turn against it`(verdict: Verdict, why: String) throws {
    var bench = asking(.semiAuto) { $0.confirmation.lifetimeMilliseconds = 99 * 3_600_000 }
    let card = try #require(bench.close(100, wants(long: .true)).cards.first)
    let effects = bench.close(100, verdict)
    #expect(
      effects.cardEnds == [
        CardEnd(
          id: card.id, symbol: "ABC", outcome: .voided,
          reason: GateReason(.noLongerWanted, why))
      ])
  }

  @Test(arguments: [
    Command.halt(reason: "x", flatten: false), .pause(reason: "x"),
    .degrade(to: .reducing, reason: "x"), .degrade(to: .halted, reason: "x"),
  ])
  func `a card is given up when trading is held`(command: Command) throws {
    var bench = asking(.semiAuto)
    let card = try #require(bench.close(100, wants(long: .true)).cards.first)
    let effects = bench.tell(.command(command))
    #expect(effects.cardEnds.map(\.id) == [card.id])
    #expect(effects.cardEnds.first?.outcome == .voided)
    #expect(effects.cardEnds.first?.reason?.gate == .tradingState)
    #expect(bench.tell(confirm(card)).notes == [.cardEndedBefore])
  }

  @Test func `a card that would wait for a price is given up with its bar`() throws {
    var bench = asking(.semiAuto) {
      $0.longEntry = .limit
      $0.confirmation.lifetimeMilliseconds = 99 * 3_600_000
    }
    let card = try #require(bench.close(100, wants(long: .true, entryLongPrice: 95)).cards.first)
    #expect(card.trigger == .limit(price("95")))
    var confirmed = bench
    #expect(confirmed.tell(confirm(card)).opens.map(\.trigger) == [.limit(price("95"))])
    let next = bench.close(100, wants())
    #expect(next.cardEnds.map(\.outcome) == [.voided])
  }

  @Test func `the entry of a reversal is given up when its exit was refused`() throws {
    var bench = try held(.semiAuto)
    let effects = bench.close(100, wants(short: .true))
    let exit = try #require(effects.reduces.first)
    let refused = bench.tell(.venue(.rejected(exit.id, symbol: "ABC", .other, detail: "no")))
    #expect(refused.cardEnds.map(\.outcome) == [.voided])
  }

  // MARK: The ladder

  @Test func `taken down to SEMI_AUTO, an AUTO session asks, until it is restored`() {
    var bench = asking(.auto)
    let down = bench.tell(.command(.degrade(to: .semiAuto, reason: "slippage")))
    #expect(down.states.map(\.execution) == [.semiAuto])
    #expect(down.states.map(\.cause) == ["slippage"])
    #expect(bench.core.mode == .semiAuto)
    #expect(bench.close(100, wants(long: .true)).outcome == .ask)
    let up = bench.tell(.command(.restore(reason: "model mended")))
    #expect(up.states.map(\.cause) == ["model mended"])
    #expect(bench.core.mode == .auto)
    #expect(bench.tell(.command(.restore(reason: "again"))).isEmpty)
  }

  @Test func `the ladder only goes down, and each step has its reason`() {
    var bench = asking(.manual)
    #expect(bench.tell(.command(.degrade(to: .reducing, reason: "drift"))).states.count == 1)
    #expect(bench.core.state.mode == .reducing)
    #expect(bench.tell(.command(.degrade(to: .semiAuto, reason: "less"))).isEmpty)
    let halted = bench.tell(.command(.degrade(to: .halted, reason: "clock skew")))
    #expect(halted.states.last?.mode == .halted)
    #expect(halted.states.last?.holds == [Hold(.degraded, "clock skew")])
    bench.tell(.command(.resume(reason: "no")))
    #expect(bench.core.state.mode == .halted, "resuming does not restore")
    #expect(bench.tell(.command(.restore(reason: "yes"))).states.last?.mode == .active)
    #expect(bench.core.mode == .manual)
  }

  @Test(arguments: [Degradation.semiAuto, .reducing, .halted])
  func `taken down, exits go on`(rung: Degradation) {
    var bench = asking(.auto)
    bench.enter()
    bench.tell(.command(.degrade(to: rung, reason: "x")))
    #expect(bench.close(100, wants(exitLong: .true)).reduces.count == 1)
  }
}
