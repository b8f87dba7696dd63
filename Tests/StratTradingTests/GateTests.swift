import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import Testing

/// Each gate stops an entry when it should, and lets it pass right beside that.
struct GateTests {
  @Test func `a true entry rule becomes an order when no gate objects (FR-007, FR-008)`() {
    var bench = CoreBench()
    let effects = bench.close(100, wants(long: .true))
    #expect(effects.outcome == .enter)
    #expect(effects.reason == nil)
    #expect(effects.opens.map(\.quantity) == [Quantity(10)])
    #expect(effects.signals.map(\.action) == [.enter])
    #expect(effects.decisions.last?.orders == effects.orders.map(\.id))
    #expect(effects.opens.first?.id.rawValue == "t:ABC:0:entry.1")
  }

  @Test func `no true rule is no order and no reason`() {
    var bench = CoreBench()
    let effects = bench.close(100)
    #expect(effects.outcome == .nothing)
    #expect(effects.decisions.last?.reason == nil)
    #expect(effects.orders.isEmpty)
  }

  @Test func `trading state: pause stops entries until it is resumed (FR-002)`() {
    var bench = CoreBench()
    #expect(bench.tell(.command(.pause(reason: "lunch"))).states.last?.mode == .reducing)
    let paused = bench.close(100, wants(long: .true))
    #expect(paused.outcome == .blocked)
    #expect(paused.reason == .reducing)
    #expect(paused.decisions.last?.reason?.gate == .tradingState)
    #expect(bench.tell(.command(.resume(reason: "back"))).states.last?.mode == .active)
    #expect(bench.close(100, wants(long: .true)).outcome == .enter)
  }

  @Test func `trading state: halt stops entries, and comes before any other gate`() {
    var bench = CoreBench(settings { $0.warmUpBars = 5 })
    bench.tell(.command(.halt(reason: "smoke", flatten: false)))
    let effects = bench.close(100, wants(long: .true, size: .nan), warm: false)
    #expect(effects.reason == .halted)
    #expect(bench.core.state.mode == .halted)
  }

  @Test func `trading state: a pending entry takes no second one`() {
    var bench = CoreBench()
    let first = bench.close(100, wants(long: .true))
    #expect(first.opens.count == 1)
    #expect(bench.close(100, wants(long: .true)).reason == .entryPending)
    bench.tell(.venue(.cancelled(first.orders[0].id, symbol: "ABC", detail: "")))
    #expect(bench.close(100, wants(long: .true)).outcome == .enter)
  }

  @Test(arguments: [
    (wants(long: .na), "entry long is na"), (wants(short: .na), "entry short is na"),
    (wants(long: .na, short: .na), "entry long is na"),
  ])
  func `data: a rule that is na decides nothing and is named`(verdict: Verdict, detail: String) {
    var bench = CoreBench()
    let effects = bench.close(100, verdict)
    #expect(effects.outcome == .unknown)
    #expect(effects.decisions.last?.reason == GateReason(.ruleNotAvailable, detail))
    #expect(effects.orders.isEmpty)
  }

  @Test func `data: na on one side does not stop the other`() {
    var bench = CoreBench()
    #expect(bench.close(100, wants(long: .na, short: .true)).opens.map(\.side) == [.short])
  }

  /// Hourly bars that begin at midnight in London, in winter.
  private func inHours(_ open: Int, _ close: Int, length: Int64?) -> SessionConfiguration {
    settings {
      $0.hours = TradingHours(openMinutes: open, closeMinutes: close, zone: "Europe/London")
      $0.intervals = length.map { ["ABC": $0] }
    }
  }

  /// London was an hour ahead of UTC all through 1970, so a bar from 07:00 is over at 09:00 there.
  @Test(arguments: [(6, false), (7, true), (14, true), (15, false), (16, false)])
  func `hours: an entry needs a market that is open when its bar is over`(index: Int, isOpen: Bool)
  {
    var bench = CoreBench(inHours(9 * 60, 17 * 60, length: 3_600_000))
    let effects = bench.close(100, wants(long: .true), at: index)
    #expect(effects.outcome == (isOpen ? .enter : .blocked))
    #expect(effects.reason == (isOpen ? nil : .outsideHours))
    if !isOpen { #expect(effects.decisions.last?.reason?.gate == .tradingState) }
  }

  @Test func `hours: exits go on outside of them`() {
    var bench = CoreBench(inHours(9 * 60, 17 * 60, length: 3_600_000))
    for order in bench.close(100, wants(long: .true), at: 10).orders {
      bench.fill(order, at: "100")
    }
    let effects = bench.close(101, wants(exitLong: .true), at: 20)
    #expect(effects.outcome == .exit)
    #expect(effects.reduces.count == 1)
  }

  @Test func `hours: the trading state goes first, and missing data comes after`() {
    var bench = CoreBench(inHours(9 * 60, 17 * 60, length: 3_600_000))
    #expect(bench.close(.nan, wants(long: .true), at: 2).reason == .outsideHours)
    bench.tell(.command(.pause(reason: "lunch")))
    #expect(bench.close(100, wants(long: .true), at: 3).reason == .reducing)
  }

  @Test func `hours: bars of a day are over whatever the hours`() {
    var bench = CoreBench(inHours(9 * 60, 17 * 60, length: 86_400_000))
    #expect(bench.close(100, wants(long: .true), at: 2).outcome == .enter)
  }

  @Test func `hours: a zone that the system does not know lets nothing pass`() {
    let configuration = settings {
      $0.hours = TradingHours(openMinutes: 0, closeMinutes: 1_440, zone: "Atlantis/Capital")
    }
    #expect(configuration.problems == ["there is no time zone 'Atlantis/Capital'"])
    var bench = CoreBench(configuration)
    #expect(bench.close(100, wants(long: .true)).reason == .outsideHours)
  }

  @Test func `data: rules that contradict each other enter nothing`() {
    var bench = CoreBench()
    #expect(bench.close(100, wants(long: .true, short: .true)).reason == .rulesContradict)
    #expect(bench.close(100, wants(long: .true, exitLong: .true)).reason == .rulesContradict)
    #expect(bench.close(100, wants(long: .true, exitShort: .true)).outcome == .enter)
  }

  @Test(arguments: [Double.nan, 0, -5, 1e30])
  func `data: a close that is missing or no price enters nothing`(close: Double) {
    var bench = CoreBench()
    #expect(bench.close(close, wants(long: .true)).reason == .priceNotAvailable)
    #expect(bench.close(1, wants(long: .true)).outcome == .enter)
  }

  @Test func `warm-up: entries wait for the history they need`() {
    var bench = CoreBench(settings { $0.warmUpBars = 1 })
    #expect(bench.close(100, wants(long: .true), warm: false).reason == .warmingUp)
    #expect(bench.close(100, wants(long: .true)).outcome == .enter)
  }

  @Test func `daily loss: at the limit trading pauses, and the next day goes on (FR-005)`() {
    var bench = CoreBench(settings { $0.limits.maxDailyLoss = decimal("0.05") })
    bench.enter(size: 100)
    let above = bench.close(95.01)
    #expect(above.states.isEmpty)
    let at = bench.close(95, wants(exitLong: .true))
    #expect(at.states.last?.holds.map(\.kind) == [.dailyLoss])
    #expect(at.outcome == .exit, "the limit does not stop the exit")
    for order in at.orders { bench.fill(order, at: "95") }
    #expect(bench.position() == nil)
    #expect(bench.close(95, wants(long: .true)).reason == .reducing)
    #expect(bench.close(95, wants(long: .true), at: 23).reason == .reducing)
    let nextDay = bench.close(95, wants(long: .true), at: 24)
    #expect(nextDay.states.first?.mode == .active)
    #expect(nextDay.outcome == .enter)
  }

  @Test func `daily loss: the bar that reaches it names it for a blocked entry (FR-005)`() {
    var bench = CoreBench(
      settings([instrument(), instrument("XYZ")]) { $0.limits.maxDailyLoss = decimal("0.05") })
    bench.enter(size: 50)
    #expect(bench.close(91, of: "ABC").states.isEmpty)
    let effects = bench.close(89, wants(short: .true), of: "ABC")
    #expect(effects.outcome == .exit)
    #expect(effects.reason == .dailyLossReached)
    #expect(effects.opens.isEmpty)
    #expect(bench.close(10, wants(long: .true), of: "XYZ").reason == .reducing)
  }

  @Test func `daily loss: a gap over night counts for the day it shows on`() {
    var bench = CoreBench(settings { $0.limits.maxDailyLoss = decimal("0.05") })
    bench.enter(size: 100)
    bench.close(97)
    let gap = bench.close(92.5, at: 24)
    #expect(gap.states.isEmpty, "450 of 9700 is less than five per cent")
    #expect(bench.close(92.14, at: 25).states.last?.mode == .reducing)
  }

  @Test func `daily loss: a pause of the user outlasts the day`() {
    var bench = CoreBench(settings { $0.limits.maxDailyLoss = decimal("0.05") })
    bench.enter(size: 100)
    bench.close(90)
    bench.tell(.command(.pause(reason: "mine")))
    let nextDay = bench.close(90, at: 24)
    #expect(nextDay.states.last?.holds.map(\.kind) == [.pause])
    #expect(bench.core.state.mode == .reducing)
  }

  @Test func `drawdown: trading pauses until the user resumes, who starts a new measure`() {
    var bench = CoreBench(settings { $0.limits.maxDrawdown = decimal("0.1") })
    bench.enter(size: 100)
    bench.close(110)
    #expect(bench.close(99.01, at: 30).states.isEmpty)
    #expect(bench.close(99, at: 31).states.last?.holds.map(\.kind) == [.drawdown])
    #expect(bench.close(99, at: 60).states.isEmpty, "no day lifts it")
    bench.tell(.command(.resume(reason: "understood")))
    #expect(bench.close(98, at: 61).states.isEmpty)
    #expect(bench.core.state.mode == .active)
    #expect(bench.close(89, at: 62).states.last?.mode == .reducing)
  }

  @Test func `drawdown: the bar that reaches it names it for a blocked reversal`() {
    var bench = CoreBench(settings { $0.limits.maxDrawdown = decimal("0.1") })
    bench.enter(size: 100)
    let effects = bench.close(80, wants(short: .true))
    #expect(effects.reason == .drawdownReached)
    #expect(effects.reduces.count == 1)
    #expect(effects.opens.isEmpty)
  }

  @Test func `positions: with as many open as allowed a new symbol is blocked (FR-003)`() {
    let symbols = ["A", "B", "C"].map { instrument($0) }
    var bench = CoreBench(settings(symbols) { $0.limits.maxPositions = 2 })
    bench.enter(of: "A")
    let pending = bench.close(100, wants(long: .true), of: "B")
    #expect(pending.outcome == .enter)
    let third = bench.close(100, wants(long: .true), of: "C")
    #expect(third.outcome == .blocked)
    #expect(third.reason == .maxPositionsOpen, "a pending entry counts")
    #expect(third.orders.isEmpty)
    for order in bench.close(100, wants(exitLong: .true), of: "A").orders {
      bench.fill(order, at: "100")
    }
    #expect(bench.close(100, wants(long: .true), of: "C").outcome == .enter)
  }

  @Test func `positions: a reversal takes the place of what it closes`() {
    var bench = CoreBench(settings { $0.limits.maxPositions = 1 })
    bench.enter()
    #expect(bench.close(100, wants(short: .true)).outcome == .reverse)
  }

  @Test func `venue: shorts need a session and an instrument that allow them`() {
    var longOnly = CoreBench(settings { $0.sides = [.long] })
    #expect(longOnly.close(100, wants(short: .true)).reason == .sideNotAllowed)
    #expect(longOnly.close(100, wants(long: .true)).outcome == .enter)
    var spot = CoreBench(settings([instrument(allowsShort: false)]))
    #expect(spot.close(100, wants(short: .true)).reason == .sideNotAllowed)
    #expect(spot.close(100, wants(long: .true)).outcome == .enter)
  }

  @Test func `venue: a stop has to be where it protects, a target where it earns`() {
    let bench = CoreBench(
      settings {
        $0.hasStop = true
        $0.hasTarget = true
      })
    func reason(_ verdict: Verdict) -> GateReason.Code? {
      var trial = bench
      return trial.close(100, verdict).reason
    }
    #expect(reason(wants(long: .true, stop: 100, target: 110)) == .stopNotProtective)
    #expect(reason(wants(long: .true, stop: 99.996, target: 110)) == .stopNotProtective)
    #expect(reason(wants(long: .true, stop: -1, target: 110)) == .stopNotProtective)
    #expect(reason(wants(long: .true, stop: 99.99, target: 100)) == .targetNotBeyondPrice)
    #expect(reason(wants(short: .true, stop: 100, target: 90)) == .stopNotProtective)
    #expect(reason(wants(short: .true, stop: 101, target: 100.5)) == .targetNotBeyondPrice)
    #expect(reason(wants(short: .true, stop: 101, target: 99)) == nil)
    #expect(reason(wants(long: .true, stop: 99.99, target: 100.01)) == nil)
  }

  @Test func `sizing: a stop or target that is na stops the entry, if there is to be one`() {
    var stop = CoreBench(settings { $0.hasStop = true })
    #expect(stop.close(100, wants(long: .true)).reason == .stopNotAvailable)
    #expect(stop.close(100, wants(long: .true, stop: 90)).outcome == .enter)
    var target = CoreBench(settings { $0.hasTarget = true })
    #expect(target.close(100, wants(long: .true)).reason == .targetNotAvailable)
    #expect(target.close(100, wants(long: .true, target: 110)).outcome == .enter)
  }

  @Test func `every reason code belongs to a gate and has its own number`() {
    let codes = GateReason.Code.allCases
    #expect(Set(codes.map(\.rawValue)).count == codes.count)
    for code in codes {
      let digits = code.rawValue.dropFirst().prefix(2)
      #expect(Int(digits) == (Gate.allCases.firstIndex(of: code.gate) ?? -2) + 1, "\(code)")
    }
  }
}
