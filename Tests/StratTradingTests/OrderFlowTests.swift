import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

struct OrderFlowTests {
  private func protected() -> CoreBench {
    CoreBench(
      settings {
        $0.hasStop = true
        $0.hasTarget = true
      })
  }

  // MARK: exits

  @Test func `a true exit rule closes the whole position (FR-007)`() {
    var bench = CoreBench()
    bench.enter()
    let effects = bench.close(105, wants(exitLong: .true))
    #expect(effects.outcome == .exit)
    #expect(effects.reduces.map(\.quantity) == [Quantity(10)])
    #expect(effects.reduces.first?.reason == .exitRule)
    #expect(effects.signals.map(\.action) == [.exit])
    bench.fill(effects.orders[0], at: "105")
    #expect(bench.position() == nil)
    #expect(bench.core.account.realised == Money(50))
  }

  @Test func `an exit that is na or false does nothing, and na is named`() {
    var bench = CoreBench()
    bench.enter()
    #expect(bench.close(100).outcome == .nothing)
    let unknown = bench.close(100, wants(exitLong: .na))
    #expect(unknown.outcome == .unknown)
    #expect(unknown.decisions.last?.reason?.detail == "exit long is na")
    #expect(bench.close(100, wants(exitShort: .true)).outcome == .nothing)
  }

  @Test(arguments: [
    Command.pause(reason: "x"), .halt(reason: "x", flatten: false),
  ])
  func `exits pass whatever the state of trading`(command: Command) {
    var bench = CoreBench()
    bench.enter()
    bench.tell(.command(command))
    let effects = bench.close(90, wants(exitLong: .true), warm: false)
    #expect(effects.reduces.map(\.quantity) == [Quantity(10)])
  }

  @Test func `entry and exit both true in a position: out, and not in again on that bar`() {
    var bench = CoreBench()
    bench.enter()
    let effects = bench.close(100, wants(long: .true, exitLong: .true))
    #expect(effects.outcome == .exit)
    #expect(effects.opens.isEmpty)
  }

  @Test func `an exit without a price is still an exit`() {
    var bench = CoreBench()
    bench.enter()
    #expect(bench.close(.nan, wants(exitLong: .true)).reduces.count == 1)
  }

  @Test func `a second exit signal does not sell twice`() {
    var bench = CoreBench()
    bench.enter()
    bench.close(100, wants(exitLong: .true))
    let again = bench.close(100, wants(exitLong: .true))
    #expect(again.orders.isEmpty)
    #expect(again.reason == .exitPending)
  }

  @Test func `an exit the venue refused is sent again at the next bar, without a rule`() {
    var bench = CoreBench()
    bench.enter()
    let exit = bench.close(100, wants(exitLong: .true)).orders[0]
    let refused = bench.tell(
      .venue(.rejected(exit.id, symbol: "ABC", .other, detail: "busy")))
    #expect(refused.orders.isEmpty, "not at once: the venue would be asked for ever")
    #expect(refused.notes == [.orderRejected])
    let next = bench.close(100)
    #expect(next.reduces.map(\.quantity) == [Quantity(10)])
    #expect(next.orders.map(\.id) != [exit.id])
  }

  // MARK: reversal

  @Test func `the other side's entry closes and then opens, in this order`() {
    var bench = CoreBench()
    bench.enter()
    let effects = bench.close(110, wants(short: .true, size: 5))
    #expect(effects.outcome == .reverse)
    #expect(effects.orders.map(\.isOpen) == [false, true])
    #expect(effects.reduces[0].reason == .oppositeEntry)
    #expect(effects.opens[0].side == .short)
    #expect(effects.signals.map(\.action) == [.exit, .enter])
    for order in effects.orders { bench.fill(order, at: "110") }
    #expect(bench.position()?.side == .short)
    #expect(bench.position()?.quantity == Quantity(5))
    #expect(bench.core.account.realised == Money(100))
  }

  @Test func `a reversal whose entry is blocked is an exit with the reason`() {
    var bench = CoreBench(settings { $0.sides = [.long] })
    bench.enter()
    let effects = bench.close(110, wants(short: .true))
    #expect(effects.outcome == .exit)
    #expect(effects.reason == .sideNotAllowed)
    #expect(effects.reduces.count == 1)
    #expect(effects.opens.isEmpty)
  }

  @Test func `when the exit of a reversal is refused its entry is taken back`() {
    var bench = CoreBench()
    bench.enter()
    let orders = bench.close(110, wants(short: .true)).orders
    let effects = bench.tell(
      .venue(.rejected(orders[0].id, symbol: "ABC", .other, detail: "")))
    #expect(effects.cancels == [orders[1].id])
  }

  @Test func `a whole account can be turned around`() {
    var bench = CoreBench(settings { $0.sizing = .equity })
    bench.enter(size: 1)
    #expect(bench.position()?.quantity == Quantity(100))
    let effects = bench.close(50, wants(short: .true, size: 1))
    #expect(effects.opens.map(\.quantity) == [Quantity(100)])
  }

  // MARK: protection

  @Test func `stop and target rest at the venue once the entry has filled`() {
    var bench = protected()
    let entry = bench.close(100, wants(long: .true, stop: 95, target: 120))
    #expect(entry.orders.count == 1)
    let effects = bench.fill(entry.orders[0], at: "100")
    #expect(effects.reduces.map(\.trigger) == [.stop(price("95")), .target(price("120"))])
    #expect(effects.reduces.map(\.quantity) == [Quantity(10), Quantity(10)])
  }

  @Test func `protection stays where it was at entry`() {
    var bench = protected()
    bench.enter(stop: 95, target: 120)
    let later = bench.close(110, wants(long: .true, stop: 105, target: 130))
    #expect(later.orders.isEmpty)
    #expect(later.cancels.isEmpty)
    #expect(bench.position()?.stop == price("95"))
  }

  @Test(arguments: [0, 1])
  func `when stop or target fills the other is cancelled`(first: Int) {
    var bench = protected()
    bench.enter(stop: 95, target: 120)
    let resting = bench.effects.reduces.map { Order.reduce($0) }
    let effects = bench.fill(resting[first], at: first == 0 ? "95" : "120")
    #expect(effects.cancels == [resting[1 - first].id])
    #expect(bench.position() == nil)
    #expect(effects.trades.first?.profit == (first == 0 ? Money(-50) : Money(200)))
    #expect(effects.trades.first?.reason == (first == 0 ? .stop : .target))
  }

  @Test func `an exit takes stop and target away before it sells`() {
    var bench = protected()
    bench.enter(stop: 95, target: 120)
    let resting = bench.effects.reduces.map(\.id)
    let effects = bench.close(110, wants(exitLong: .true))
    #expect(effects.cancels == resting)
    #expect(effects.reduces.map(\.trigger) == [.market])
  }

  @Test func `protection follows a position that fills in parts`() {
    var bench = protected()
    let entry = bench.close(100, wants(long: .true, stop: 95, target: 120)).orders[0]
    let first = bench.fill(entry, Quantity(4), at: "100")
    #expect(first.reduces.map(\.quantity) == [Quantity(4), Quantity(4)])
    let second = bench.fill(entry, Quantity(6), at: "101")
    #expect(second.cancels == first.orders.map(\.id))
    #expect(second.reduces.map(\.quantity) == [Quantity(10), Quantity(10)])
    #expect(bench.position()?.averagePrice == price("100.6"))
  }

  @Test func `a stop that fills in part leaves a smaller target`() {
    var bench = protected()
    bench.enter(stop: 95, target: 120)
    let resting = bench.effects.reduces.map { Order.reduce($0) }
    let effects = bench.fill(resting[0], Quantity(3), at: "95")
    #expect(effects.cancels == [resting[1].id])
    #expect(effects.reduces.map(\.trigger) == [.target(price("120"))])
    #expect(effects.reduces.map(\.quantity) == [Quantity(7)])
  }

  @Test func `a stop the venue lost is placed again at the next bar`() {
    var bench = protected()
    bench.enter(stop: 95, target: 120)
    let stop = bench.effects.reduces[0]
    let lost = bench.tell(.venue(.cancelled(stop.id, symbol: "ABC", detail: "maintenance")))
    #expect(lost.notes == [.orderLost])
    #expect(lost.orders.isEmpty)
    #expect(bench.close(100).reduces.map(\.trigger) == [.stop(price("95"))])
  }

  // MARK: entries under way

  @Test func `an exit takes back what is left of the entry and closes what it still fills`() {
    var bench = CoreBench()
    let entry = bench.close(100, wants(long: .true)).orders[0]
    bench.fill(entry, Quantity(4), at: "100")
    let exit = bench.close(99, wants(exitLong: .true))
    #expect(exit.cancels == [entry.id])
    #expect(exit.reduces.map(\.quantity) == [Quantity(4)])
    let late = bench.fill(entry, Quantity(6), at: "99")
    #expect(late.reduces.map(\.quantity) == [Quantity(6)])
  }

  @Test
  func `an entry whose exit comes true before it fills is taken back, and closed if it fills`() {
    var bench = CoreBench()
    let entry = bench.close(100, wants(long: .true)).orders[0]
    #expect(bench.close(100, wants(exitLong: .true)).cancels == [entry.id])
    #expect(bench.fill(entry, at: "100").reduces.map(\.trigger) == [.market])
  }

  @Test func `a pause takes back entries that have not filled and keeps what has`() {
    var bench = protected()
    let entry = bench.close(100, wants(long: .true, stop: 95, target: 120)).orders[0]
    bench.fill(entry, Quantity(4), at: "100")
    let effects = bench.tell(.command(.pause(reason: "")))
    #expect(effects.cancels == [entry.id])
    #expect(bench.position()?.quantity == Quantity(4))
    #expect(effects.reduces.isEmpty)
  }

  @Test func `the emergency stop closes everything, and what fills after it`() {
    let symbols = ["A", "B", "C"].map { instrument($0) }
    var bench = CoreBench(settings(symbols))
    bench.enter(of: "A")
    bench.enter(.short, of: "B")
    let pending = bench.close(100, wants(long: .true), of: "C").orders[0]
    let effects = bench.tell(.command(.halt(reason: "fire", flatten: true)))
    #expect(effects.cancels == [pending.id])
    #expect(effects.reduces.map(\.symbol) == ["A", "B"])
    #expect(effects.reduces.map(\.side) == [.long, .short])
    #expect(effects.reduces.allSatisfy { $0.reason == .flatten })
    #expect(bench.core.state.mode == .halted)
    #expect(bench.core.state.holds.first?.detail == "fire")
    #expect(bench.fill(pending, at: "100").reduces.map(\.symbol) == ["C"])
  }

  // MARK: reports that make no sense

  @Test func `a fill that comes twice is counted once`() {
    var bench = CoreBench()
    let entry = bench.close(100, wants(long: .true)).orders[0]
    bench.fill(entry, Quantity(4), at: "100", id: "x")
    let before = bench.core
    #expect(bench.fill(entry, Quantity(4), at: "100", id: "x").notes == [.duplicateFill])
    #expect(bench.core == before)
    bench.fill(entry, Quantity(6), at: "100", id: "y")
    let filled = bench.core
    #expect(bench.fill(entry, Quantity(6), at: "100", id: "y").notes == [.duplicateFill])
    #expect(bench.core == filled, "also after the order has ended")
  }

  @Test func `a fill nobody asked for is not counted and stops new exposure`() {
    var bench = CoreBench()
    var other = CoreBench(settings { $0.id = SessionID("other") })
    let foreign = other.close(100, wants(long: .true)).orders[0]
    let effects = bench.fill(foreign, at: "100")
    #expect(effects.notes == [.unexplainedFill])
    #expect(effects.states.last?.holds.map(\.kind) == [.unexplained])
    #expect(bench.position() == nil)
    #expect(bench.core.account.cash == Money(10_000))
    #expect(bench.close(100, wants(long: .true)).reason == .reducing)
  }

  @Test func `more than was ordered is not counted`() {
    var bench = CoreBench()
    let entry = bench.close(100, wants(long: .true)).orders[0]
    #expect(bench.fill(entry, Quantity(11), at: "100").notes == [.unexplainedFill])
    #expect(bench.position() == nil)
  }

  @Test func `a reduce never flips a position`() {
    var bench = protected()
    bench.enter(stop: 95, target: 120)
    let resting = bench.effects.reduces.map { Order.reduce($0) }
    bench.fill(resting[0], at: "95")
    #expect(bench.position() == nil)
    #expect(bench.fill(resting[1], at: "120").notes == [.unexplainedFill])
    #expect(bench.position() == nil)
  }

  @Test func `a fill after the cancellation is still a fill`() {
    var bench = CoreBench()
    let entry = bench.close(100, wants(long: .true)).orders[0]
    bench.tell(.venue(.cancelled(entry.id, symbol: "ABC", detail: "")))
    #expect(bench.fill(entry, at: "100").notes == [.fillAfterEnd])
    #expect(bench.position()?.quantity == Quantity(10))
  }

  @Test func `an entry that fills against a position is netted and noted`() {
    var bench = CoreBench()
    bench.enter()
    let orders = bench.close(110, wants(short: .true, size: 15)).orders
    let effects = bench.fill(orders[1], at: "110")
    #expect(effects.notes.first == .openedAgainstPosition)
    #expect(bench.position()?.side == .short)
    #expect(bench.position()?.quantity == Quantity(5))
    #expect(bench.core.account.realised == Money(100))
    #expect(effects.trades.map(\.reason) == [nil])
    #expect(effects.cancels.contains(orders[0].id), "its exit has nothing left to close")
  }

  @Test func `reports about unknown and ended orders are noted and change nothing`() {
    var bench = CoreBench()
    let entry = bench.close(100, wants(long: .true)).orders[0]
    bench.fill(entry, at: "100")
    let before = bench.core
    let ghost = ClientOrderID(rawValue: "ghost")
    #expect(bench.tell(.venue(.accepted(ghost, symbol: "ABC"))).notes == [.unknownOrder])
    #expect(
      bench.tell(.venue(.cancelled(ghost, symbol: "ABC", detail: ""))).notes == [.unknownOrder])
    #expect(
      bench.tell(.venue(.rejected(entry.id, symbol: "ABC", .other, detail: ""))).notes
        == [.orderEventIgnored])
    #expect(
      bench.tell(.venue(.accepted(entry.id, symbol: "ABC"))).notes == [.orderEventIgnored])
    #expect(
      bench.tell(.venue(.accepted(ghost, symbol: "NOPE"))).notes == [.unknownSymbol])
    #expect(bench.core == before)
  }

  @Test func `a bar that comes again or too late is noted and decides nothing`() {
    var bench = CoreBench()
    bench.close(100)
    bench.close(101)
    let before = bench.core
    let again = bench.close(100, wants(long: .true), at: 1)
    #expect(again.notes == [.barOutOfOrder])
    #expect(again.decisions.isEmpty)
    #expect(bench.close(100, wants(long: .true), at: 0).notes == [.barOutOfOrder])
    #expect(bench.core == before)
  }

  @Test func `amounts too large to count leave everything as it was and stop new exposure`() {
    var bench = CoreBench()
    let entry = bench.close(100, wants(long: .true)).orders[0]
    let account = bench.core.account
    let effects = bench.fill(entry, at: "99999999999999999999999999")
    #expect(effects.notes == [.amountTooLarge])
    #expect(effects.states.last?.holds.map(\.kind) == [.unexplained])
    #expect(bench.core.account == account)
    #expect(bench.position() == nil)
  }

  @Test func `a mark too large to count still ends in a decision`() {
    var bench = CoreBench()
    bench.enter()
    let effects = bench.close(5e25)
    #expect(effects.outcome == .unknown)
    #expect(effects.reason == .amountTooLarge)
    #expect(bench.close(100, wants(exitLong: .true)).reduces.count == 1)
  }
}
