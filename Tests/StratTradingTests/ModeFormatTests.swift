import ProcessingEngine
import StratLanguage
import StratMarket
import StratTrading
import Testing

/// What modes, cards and circumstances look like in configurations and journals.
struct ModeFormatTests {
  @Test func `a configuration that does not ask is written as it always was`() throws {
    let text = try CanonicalJSON.encode(settings { $0.limits.maxPositions = 2 })
    #expect(
      text == """
        {"feeRate":"0","hasStop":false,"hasTarget":false,"id":"t","initialCash":"10000",\
        "instruments":[{"allowsShort":true,"currency":"USD","lotSize":"1","minimumNotional":"0",\
        "symbol":"ABC","tickSize":"0.01"}],"limits":{"maxPositions":2},"mode":"AUTO",\
        "sides":["long","short"],"sizing":"units","slippage":"0","strategyHash":"00",\
        "strategyTitle":"Test","warmUpBars":0}
        """)
    #expect(
      try CanonicalJSON.decode(SessionConfiguration.self, from: text)
        == settings { $0.limits.maxPositions = 2 })
  }

  @Test func `every setting survives being written`() throws {
    let calendar = try MarketCalendar(
      parsing: "zone Europe/Berlin\n2026-12-24 09:00..13:00\n2026-12-25 closed", path: "days")
    let configuration = settings {
      $0.mode = .manual
      $0.confirmation = ConfirmationRules(lifetimeMilliseconds: 7, maxDrift: decimal("0.25"))
      $0.calendar = calendar
      $0.hours = TradingHours(openMinutes: 60, closeMinutes: 120, zone: "Europe/Berlin")
      $0.limits.maxLoss24h = decimal("0.08")
      $0.limits.maxLossStreak = 5
      $0.limits.maxOrderNotional = money("20000")
      $0.limits.maxOrdersPerMinute = 6
      $0.limits.maxAccountExposure = decimal("1.5")
      $0.limits.marginRatioThreshold = decimal("0.8")
      $0.limits.healthFactorThreshold = decimal("1.5")
      $0.limits.maxBarAge = 5_000
    }
    #expect(configuration.problems == [])
    let text = try CanonicalJSON.encode(configuration)
    #expect(try CanonicalJSON.decode(SessionConfiguration.self, from: text) == configuration)
  }

  @Test func `settings of cards that cannot be are named`() {
    let problems = settings {
      $0.confirmation = ConfirmationRules(lifetimeMilliseconds: 0, maxDrift: decimal("-1"))
      $0.calendar = MarketCalendar(zone: "Atlantis/Capital")
    }.problems
    #expect(problems.count == 3)
  }

  private func roundTrip(_ payload: JournalPayload) throws -> (String, JournalPayload) {
    let record = JournalRecord(
      sequence: 1, kind: payload.kind.rawValue, time: hour(3), payload: try payload.text())
    return (record.payload, try #require(JournalPayload(record)))
  }

  @Test(arguments: [
    (
      Command.confirm(ClientOrderID(rawValue: "x"), price: price("1.5"), at: hour(2)),
      #"{"at":7200000,"command":"confirm","order":"x","price":"1.5","type":"command"}"#
    ),
    (
      .confirm(ClientOrderID(rawValue: "x"), price: nil, at: hour(2)),
      #"{"at":7200000,"command":"confirm","order":"x","type":"command"}"#
    ),
    (
      .reject(ClientOrderID(rawValue: "x"), reason: "no"),
      #"{"command":"reject","order":"x","reason":"no","type":"command"}"#
    ),
    (
      .degrade(to: .reducing, reason: "drift"),
      #"{"command":"degrade","reason":"drift","to":"REDUCING","type":"command"}"#
    ),
    (
      .restore(reason: "well"), #"{"command":"restore","reason":"well","type":"command"}"#
    ),
  ])
  func `commands survive the journal (NFR-005)`(command: Command, written: String) throws {
    let (text, read) = try roundTrip(.command(command))
    #expect(text == written)
    guard case .command(command) = read else {
      Issue.record("read as \(read)")
      return
    }
  }

  @Test(arguments: [
    (Circumstance.clock(hour(1)), #"{"at":3600000,"type":"clock"}"#),
    (
      .health(AccountHealth(marginRatio: decimal("0.8"))),
      #"{"health":{"marginRatio":"0.8"},"type":"health"}"#
    ),
    (
      .others(OtherSessions(exposure: money("5"), equity: money("6"))),
      #"{"others":{"equity":"6","exposure":"5"},"type":"others"}"#
    ),
  ])
  func `circumstances survive the journal (NFR-005)`(
    circumstance: Circumstance, written: String
  ) throws {
    let (text, read) = try roundTrip(.circumstance(circumstance))
    #expect(text == written)
    guard case .circumstance(circumstance) = read else {
      Issue.record("read as \(read)")
      return
    }
  }

  @Test func `cards, their ends and states survive the journal (NFR-005)`() throws {
    var bench = CoreBench(settings { $0.mode = .semiAuto })
    bench.close(100, wants(long: .true))
    bench.tell(.command(.degrade(to: .halted, reason: "x")))
    #expect(bench.effects.cards.count == 1 && bench.effects.cardEnds.count == 1)
    for effect in bench.effects {
      let (_, read) = try roundTrip(.effect(effect))
      guard case .effect(effect) = read else {
        Issue.record("\(effect) read as \(read)")
        return
      }
    }
  }

  @Test func `a bar keeps when it was received`() throws {
    let bar = BarRecord(symbol: "ABC", index: 3, candle: flatCandle(3, 1), received: hour(5))
    guard case .bar(let read) = try roundTrip(.bar(bar)).1 else {
      Issue.record("no bar")
      return
    }
    #expect(read.received == hour(5))
  }

  @Test func `a session that asks is resumed to the same state from its journal (FR-002)`() throws {
    let configuration = settings {
      $0.mode = .semiAuto
      $0.intervals = ["ABC": 3_600_000]
    }
    let journal = MemoryJournal()
    func driver() throws -> SessionDriver {
      try SessionDriver(
        configuration, sources: ["ABC": Verdicts()], journal: journal)
    }
    var first = try driver()
    let asked = try first.step(flatCandle(0, 100), of: "ABC", received: hour(1))
    let card = try #require(asked.cards.first)
    _ = try first.tell(.health(AccountHealth(marginRatio: decimal("0.5"))), at: hour(1))
    _ = try first.tell(.clock(hour(1)), at: hour(1))
    let confirmed = try first.command(
      .confirm(card.id, price: price("100"), at: hour(1)), at: hour(1))
    #expect(confirmed.cardEnds.map(\.outcome) == [.confirmed])
    _ = try first.step(flatCandle(1, 100), of: "ABC")
    _ = try first.command(.degrade(to: .reducing, reason: "d"), at: hour(2))
    _ = try first.finish()
    #expect(first.core.books["ABC"]?.position != nil, "the confirmed order filled")
    let second = try driver()
    #expect(second.core == first.core)
    #expect(second.venue == first.venue)
  }

  /// Wants to be long from the first bar on.
  private struct Verdicts: VerdictSource {
    mutating func next(_ candle: Candle) -> Verdict { wants(long: .true) }
  }
}
