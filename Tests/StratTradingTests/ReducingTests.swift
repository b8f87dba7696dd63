import Foundation
import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import TestSupport
import Testing

/// Whatever limits, holds and modes there are, what reduces is sent.
struct ReducingTests {
  /// What an order that reduces is about, without its number.
  private struct Reduction: Hashable {
    var symbol: String
    var side: Side
    var quantity: Quantity
    var trigger: ReduceOrder.Trigger
    var reason: ReduceReason

    init(_ order: ReduceOrder) {
      symbol = order.symbol
      side = order.side
      quantity = order.quantity
      trigger = order.trigger
      reason = order.reason
    }
  }

  @Test(arguments: 0..<4)
  func `every exit that a session without limits would send is sent (FR-009)`(part: Int) throws {
    var reached: [String: Int] = [:]
    for round in 0..<25 {
      let seed = UInt64(part * 1_000 + round)
      var random = SplitMix64(seed: seed)
      var bench = CoreBench(configuration(&random))
      for bar in 0..<24 {
        disturb(&bench, &random)
        let symbol = random.chance(50) ? "A" : "B"
        // The same books, and nothing that could object.
        var free = CoreBench(settings())
        free.core = try withoutLimits(bench.core)
        let event = self.bar(bar, symbol, &random)
        let sent = Set(bench.tell(event).reduces.map(Reduction.init))
        let wanted = Set(free.tell(event).reduces.map(Reduction.init))
        let asked = bench.core.cards.filter { $0.action == .exit }
        for reduction in wanted.subtracting(sent) {
          let isAsked =
            bench.core.mode.asksForExits
            && [.exitRule, .oppositeEntry].contains(reduction.reason)
            && asked.contains { $0.symbol == reduction.symbol && $0.side == reduction.side }
          #expect(isAsked, "seed \(seed), bar \(bar): \(reduction) was not sent")
          reached["asked", default: 0] += 1
        }
        reached["sent", default: 0] += sent.count
        if bench.core.state.mode != .active { reached["sent while held", default: 0] += sent.count }
        answer(&bench, &random)
      }
    }
    for what in ["asked", "sent", "sent while held"] {
      #expect((reached[what] ?? 0) > 0, "\(what)")
    }
  }

  private func configuration(_ random: inout SplitMix64) -> SessionConfiguration {
    var chance = random
    let configuration = settings([instrument("A"), instrument("B")]) {
      $0.mode = ExecutionMode.allCases.randomElement(using: &chance) ?? .auto
      $0.hasStop = chance.chance(50)
      $0.intervals = ["A": 3_600_000, "B": 3_600_000]
      $0.confirmation.lifetimeMilliseconds = chance.chance(50) ? 1_000 : 99 * 3_600_000
      if chance.chance(30) { $0.limits.maxDailyLoss = decimal("0.05") }
      if chance.chance(30) { $0.limits.maxLoss24h = decimal("0.05") }
      if chance.chance(30) { $0.limits.maxDrawdown = decimal("0.1") }
      if chance.chance(30) { $0.limits.maxLossStreak = 2 }
      if chance.chance(30) { $0.limits.maxPositions = 1 }
      if chance.chance(30) { $0.limits.maxPositionSize = decimal("0.3") }
      if chance.chance(30) { $0.limits.maxOrderNotional = money("3000") }
      if chance.chance(30) { $0.limits.maxOrdersPerMinute = 1 }
      if chance.chance(30) { $0.limits.maxAccountExposure = decimal("0.5") }
      if chance.chance(30) { $0.limits.marginRatioThreshold = decimal("0.8") }
      if chance.chance(30) { $0.limits.healthFactorThreshold = decimal("1.5") }
      if chance.chance(30) { $0.limits.maxBarAge = 1_000 }
      if chance.chance(30) {
        $0.hours = TradingHours(openMinutes: 360, closeMinutes: 1_080, zone: nil)
      }
    }
    random = chance
    return configuration
  }

  /// The same core, as if nothing had ever been limited, held or asked.
  private func withoutLimits(_ core: TradingCore) throws -> TradingCore {
    let data = Data(try CanonicalJSON.encode(core).utf8)
    var fields = try #require(
      try JSONSerialization.jsonObject(with: data) as? [String: Any])
    var configuration = try #require(fields["configuration"] as? [String: Any])
    configuration["limits"] = [String: Any]()
    configuration["mode"] = "AUTO"
    configuration["hours"] = nil
    fields["configuration"] = configuration
    fields["state"] = ["holds": [Any]()]
    let free = try JSONSerialization.data(withJSONObject: fields)
    return try CanonicalJSON.decode(
      TradingCore.self, from: String(decoding: free, as: UTF8.self))
  }

  private func bar(_ index: Int, _ symbol: String, _ random: inout SplitMix64) -> Event {
    let close = (Double.random(in: 85...115, using: &random) * 100).rounded() / 100
    func truth(_ percent: Int) -> Kleene { random.chance(percent) ? .true : .false }
    return .bar(
      ClosedBar(
        symbol: symbol, index: index, candle: flatCandle(index, close),
        verdict: wants(
          long: truth(50), exitLong: truth(30), short: truth(20), exitShort: truth(30), size: 20,
          stop: 70),
        isWarm: true,
        received: Timestamp(
          milliseconds: hour(index + 1).milliseconds + (random.chance(30) ? 2_000 : 0))))
  }

  private func disturb(_ bench: inout CoreBench, _ random: inout SplitMix64) {
    guard random.chance(30) else { return }
    switch Int.random(in: 0..<8, using: &random) {
    case 0: bench.tell(.command(.pause(reason: "p")))
    case 1: bench.tell(.command(.halt(reason: "h", flatten: false)))
    case 2:
      let rung = Degradation.allCases.randomElement(using: &random) ?? .semiAuto
      bench.tell(.command(.degrade(to: rung, reason: "d")))
    case 3: bench.tell(.command(.restore(reason: "r")))
    case 4:
      bench.tell(
        .circumstance(
          .health(AccountHealth(marginRatio: decimal("0.9"), healthFactor: decimal("1.2")))))
    case 5:
      bench.tell(
        .circumstance(.others(OtherSessions(exposure: money("50000"), equity: money("9")))))
    default: bench.tell(.command(.resume(reason: "r")))
    }
  }

  /// Fills what there is, and says yes to some of what is asked.
  private func answer(_ bench: inout CoreBench, _ random: inout SplitMix64) {
    for card in bench.core.cards where random.chance(60) {
      bench.tell(.command(.confirm(card.id, price: nil, at: hour(card.bar + 1))))
    }
    for symbol in ["A", "B"] {
      for ticket in bench.core.books[symbol]?.live ?? [] where random.chance(70) {
        guard ticket.order.triggerPrice == nil else { continue }
        bench.fill(ticket.order, ticket.remaining, at: "100")
      }
    }
  }

  @Test func `whoever is asked can say no to everything but what protects`() throws {
    var bench = CoreBench(
      settings {
        $0.mode = .manual
        $0.hasStop = true
        $0.hasTarget = true
      })
    let card = try #require(
      bench.close(100, wants(long: .true, stop: 90, target: 120)).cards.first)
    let sent = bench.tell(.command(.confirm(card.id, price: nil, at: hour(0))))
    let entry = try #require(sent.orders.first)
    let protecting = bench.fill(entry, at: "100").reduces
    #expect(Set(protecting.map(\.reason)) == [.stop, .target])
    #expect(bench.core.cards.isEmpty)
  }
}
