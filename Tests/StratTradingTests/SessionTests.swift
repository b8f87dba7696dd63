import ProcessingEngine
import StratLanguage
import StratMarket
import StratTrading
import Testing

struct SessionTests {
  /// Plays verdicts back, one for each bar, then none.
  private struct Playback: VerdictSource {
    var verdicts: [Verdict]

    mutating func next(_ candle: Candle) -> Verdict {
      verdicts.isEmpty ? wants() : verdicts.removeFirst()
    }
  }

  private func driver(
    _ verdicts: [Verdict], _ journal: any Journal = MemoryJournal(),
    _ change: (inout SessionConfiguration) -> Void = { _ in }
  ) throws -> SessionDriver {
    try SessionDriver(
      settings([instrument()], change), sources: ["ABC": Playback(verdicts: verdicts)],
      journal: journal)
  }

  @Test func `a session runs from signal to trade and sums up (FR-007, FR-008)`() throws {
    var driver = try driver([wants(long: .true), wants(), wants(exitLong: .true)]) {
      $0.fills.commission = Commission(rate: decimal("0.001"))
    }
    #expect(try driver.step(candle(0, 99, 101, 98, 100)).signals.count == 1)
    #expect(try driver.step(candle(1, 100, 105, 99, 104)).fills.map(\.price) == [price("100")])
    #expect(try driver.step(candle(2, 104, 108, 103, 107)).decision?.outcome == .exit)
    let last = try driver.step(candle(3, 106, 107, 105, 106))
    #expect(last.trades.map(\.profit) == [money("57.94")])
    let summary = try driver.finish()
    #expect(summary.bars == 4)
    #expect(summary.decisions == ["enter": 1, "exit": 1, "nothing": 2])
    #expect(summary.signals == 2)
    #expect(summary.fills == 2)
    #expect(summary.trades == 1)
    #expect(summary.winningTrades == 1)
    #expect(summary.fees == money("2.06"))
    #expect(summary.realised == Money(60))
    #expect(summary.equity == money("10057.94"))
    #expect(summary.cash == summary.equity)
    #expect(summary.openPositions == 0)
  }

  @Test func `blocked entries are counted by their reason`() throws {
    var driver = try driver([wants(long: .true), wants(long: .true), wants(long: .true, size: 0)]) {
      $0.warmUpBars = 2
    }
    for bar in 0..<3 { _ = try driver.step(flatCandle(bar, 100)) }
    #expect(driver.summary.blocked == ["G0301": 2, "G0702": 1])
    #expect(driver.summary.decisions == ["blocked": 3])
  }

  @Test func `every bar leaves a decision, also the decision to do nothing (NFR-005)`() throws {
    let journal = MemoryJournal()
    var driver = try driver([], journal)
    for bar in 0..<10 { _ = try driver.step(flatCandle(bar, 100)) }
    let records = try journal.records(after: 0, limit: 100)
    #expect(records.count { $0.kind == "decision" } == 10)
    #expect(records.map(\.sequence) == Array(1...21))
  }

  @Test func `the journal of a small session is exactly this`() throws {
    let journal = MemoryJournal()
    var driver = try driver([wants(long: .true, size: 2, stop: 95)], journal) {
      $0.hasStop = true
      $0.fills.commission = Commission(rate: decimal("0.001"))
    }
    _ = try driver.step(candle(0, 99.5, 101, 98, 100))
    _ = try driver.step(candle(1, 100, 101, .nan, 100))
    _ = try driver.command(.pause(reason: "a/b"), at: hour(2))
    let records = try journal.records(after: 1, limit: 100)
    let lines = records.map { "\($0.time.milliseconds / 3_600_000) \($0.kind) \($0.payload)" }
    let order = #""bar":0,"id":"t:ABC:0:entry.1""#
    let quiet =
      #"{"entryLong":false,"entryShort":false,"exitLong":false,"exitShort":false,"size":10,"stop":null,"target":null}"#
    #expect(
      lines == [
        #"0 event {"bar":0,"candle":{"close":100,"high":101,"low":98,"open":99.5,"volume":1},"symbol":"ABC","type":"bar"}"#,
        #"0 decision {"bar":0,"caps":[],"orders":["t:ABC:0:entry.1"],"outcome":"enter","symbol":"ABC","time":0,"verdict":{"entryLong":true,"entryShort":false,"exitLong":false,"exitShort":false,"size":2,"stop":95,"target":null}}"#,
        #"0 effect {"signal":{"action":"enter","bar":0,"orderID":"t:ABC:0:entry.1","price":"100","quantity":"2","side":"long","stop":"95","symbol":"ABC","time":0},"type":"signal"}"#,
        #"0 effect {"order":{"open":{\#(order),"quantity":"2","side":"long","stop":"95","symbol":"ABC","time":0}},"type":"submit"}"#,
        #"0 event {"order":"t:ABC:0:entry.1","symbol":"ABC","type":"accepted"}"#,
        #"1 event {"bar":1,"candle":{"close":100,"high":101,"low":null,"open":100,"volume":1},"symbol":"ABC","type":"bar"}"#,
        #"1 event {"fill":{"action":"buy","fee":"0.2","id":"t:ABC:0:entry.1#1","orderID":"t:ABC:0:entry.1","price":"100","quantity":"2","symbol":"ABC","time":3600000},"type":"filled"}"#,
        #"1 effect {"order":{"reduce":{"bar":0,"id":"t:ABC:0:stop.2","quantity":"2","reason":"stop","side":"long","symbol":"ABC","time":3600000,"trigger":{"price":"95","type":"stop"}}},"type":"submit"}"#,
        #"1 event {"order":"t:ABC:0:stop.2","symbol":"ABC","type":"accepted"}"#,
        #"1 decision {"bar":1,"caps":[],"orders":[],"outcome":"nothing","symbol":"ABC","time":3600000,"verdict":\#(quiet)}"#,
        #"2 event {"command":"pause","reason":"a/b","type":"command"}"#,
        #"2 effect {"state":{"cause":"a/b","holds":[{"detail":"a/b","kind":"pause"}],"mode":"REDUCING"},"type":"state"}"#,
      ])
  }

  @Test func `every record reads back as what was written`() throws {
    let script = SessionScript(seed: 21, bars: 60)
    let journal = MemoryJournal()
    try script.run(journal)
    for record in try journal.records(after: 0, limit: .max) {
      let payload = try #require(JournalPayload(record))
      #expect(payload.kind.rawValue == record.kind)
      #expect(try payload.text() == record.payload)
    }
  }

  @Test func `records are durable before an order or a cancellation reaches the venue`() throws {
    let script = SessionScript(seed: 21, bars: 60)
    let journal = BreakingJournal()
    try script.run(journal, commitEvery: 1_000)
    var undurable = 0
    var answers = 0
    for call in journal.calls {
      if call == "commit" {
        undurable = 0
        continue
      }
      let isAnswer = ["accepted", "rejected"].contains { call.contains("\"type\":\"\($0)\"") }
      if isAnswer || call.contains("on request") {
        answers += 1
        #expect(undurable == 0, "\(call)")
      }
      undurable += 1
    }
    #expect(answers > 30)
    #expect(journal.commits > 40)
  }

  @Test func `a session whose journal fails sends nothing more`() throws {
    let journal = BreakingJournal(breaking: .beforeCommit(1))
    var driver = try driver([wants(long: .true)], journal)
    let first = #expect(throws: SessionError.self) { try driver.step(flatCandle(0, 100)) }
    #expect(first?.code == .journalFailed)
    let second = #expect(throws: SessionError.self) { try driver.step(flatCandle(1, 100)) }
    #expect(second?.code == .stopped)
    #expect(journal.calls.contains { $0.contains("accepted") } == false)
  }

  @Test func `a candle out of order is refused and the session goes on`() throws {
    var driver = try driver([])
    _ = try driver.step(flatCandle(5, 100))
    let error = #expect(throws: SessionError.self) { try driver.step(flatCandle(5, 100)) }
    #expect(error?.code == .candleOutOfOrder)
    let other = #expect(throws: SessionError.self) {
      try driver.step(flatCandle(6, 100), of: "XYZ")
    }
    #expect(other?.code == .unknownSymbol)
    #expect(try driver.step(flatCandle(6, 100)).bar == 1)
  }

  @Test func `a configuration that cannot trade is refused with everything that is wrong`() {
    let error = #expect(throws: SessionError.self) {
      try SessionDriver(
        settings([instrument(tick: "0")]) {
          $0.initialCash = .zero
          $0.fills.commission = Commission(rate: decimal("-1"))
          $0.fills.slippage = Slippage(.share, .one)
          $0.warmUpBars = -1
          $0.sides = []
          $0.limits = RiskLimits(maxPositions: 0, maxDailyLoss: .zero)
        }, sources: [:], journal: MemoryJournal())
    }
    #expect(error?.code == .badConfiguration)
    #expect(error?.message.split(separator: ";").count == 9)
  }

  @Test func `the risk block of a strategy becomes exact limits`() throws {
    var rules = RiskRules()
    rules.maxPositions = 5
    rules.maxDailyLoss = 0.05
    let limits = try RiskLimits(rules)
    #expect(limits == RiskLimits(maxPositions: 5, maxDailyLoss: decimal("0.05")))
    rules.maxDrawdown = .nan
    #expect(throws: DecimalError.notFinite) { try RiskLimits(rules) }
  }
}
