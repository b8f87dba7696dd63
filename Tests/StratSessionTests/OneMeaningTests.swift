import ProcessingEngine
import StratLanguage
import StratMarket
import StratStore
import StratSyntax
import StratTrading
import TestSupport
import Testing

/// One meaning (R1.4): blocks, ticks and a session say the same of every bar, on bits.
@Suite struct OneMeaningTests {
  @Test(arguments: Examples.strategies, Examples.candles)
  func `a strategy decides alike in blocks, in ticks and in a session (R1.4)`(
    strategy: String, candles: String
  ) throws {
    let checked = try #require(compile(try Examples.source(strategy)).strategy)
    let frame = try Examples.frame(candles)
    guard try Self.fits(checked, frame) else { return }
    let journal = MemoryJournal()
    let decisions = try compare(checked, frame, journal, "\(strategy) over \(candles)")
    #expect(decisions == frame.rowCount)
  }

  @Test func `there are strategies and candles to compare`() throws {
    #expect(Examples.candles.count >= 5)
    var fitting = 0
    for strategy in Examples.strategies {
      let checked = try #require(compile(try Examples.source(strategy)).strategy)
      for candles in Examples.candles {
        fitting += try Self.fits(checked, try Examples.frame(candles)) ? 1 : 0
      }
    }
    #expect(fitting >= 100)
  }

  /// Whether the candles have all that a strategy reads.
  private static func fits(_ checked: CheckedStrategy, _ frame: Frame) throws -> Bool {
    let program = try StrategyProgram(checked)
    return program.series.otherSymbols.isEmpty
      && program.series.inputs.allSatisfy { frame.column($0.name) != nil }
      && (program.series.isPlain || program.interval == frame.interval)
  }

  @Test(arguments: 0..<16)
  func `random strategies decide alike over random candles (R1.4)`(batch: Int) throws {
    for index in 0..<12 {
      let seed = UInt64(batch * 100 + index)
      var writer = StrategyWriter(seed: seed)
      let text = writer.strategy()
      let result = compile(SourceText(name: "random", text))
      let problems = result.diagnostics.filter { $0.severity == .error }.map(\.message)
      let strategy = result.strategy
      let checked = try #require(strategy, "seed \(seed): \(problems)\n\(text)")
      let rows = [1, 63, 64, 257, 600][index % 5]
      let frame = RandomCandles.frame(seed: seed &* 31, rows: rows, extra: ["funding_rate"])
      let journal = MemoryJournal()
      try compare(checked, frame, journal, "seed \(seed):\n\(text)")
      try resume(checked, frame, whole: journal, seed: seed)
    }
  }

  /// Runs the three ways and returns how many bars a session decided.
  @discardableResult
  private func compare(
    _ checked: CheckedStrategy, _ frame: Frame, _ journal: MemoryJournal, _ name: String
  ) throws -> Int {
    let strategy = try StrategyProgram(checked)
    let blocks = try VerdictSeries.evaluated(strategy, frame, path: .blocks).map(VerdictBits.init)
    let ticks = try VerdictSeries.evaluated(strategy, frame, path: .ticks).map(VerdictBits.init)
    try expectEqual(blocks, ticks, "blocks and ticks, \(name)")
    var driver = try SessionDriver(
      Self.configuration(checked, frame.symbol),
      sources: [frame.symbol: ProgramVerdictSource(strategy, frame: frame)], journal: journal)
    var session: [VerdictBits] = []
    for row in 0..<frame.rowCount {
      let step = try driver.step(frame.candle(atRow: row))
      let decision = try #require(step.decision, "\(name), row \(row)")
      session.append(VerdictBits(decision.verdict))
    }
    _ = try driver.finish()
    try expectEqual(blocks, session, "blocks and session, \(name)")
    // What the journal says when it is read again is the same too.
    let written: [VerdictBits] = try journal.records(after: 0, limit: .max).compactMap {
      guard case .effect(.decision(let decision))? = JournalPayload($0) else { return nil }
      return VerdictBits(decision.verdict)
    }
    try expectEqual(blocks, written, "blocks and journal, \(name)")
    return session.count
  }

  /// Stops a session at a random bar and goes on with what its journal holds.
  private func resume(
    _ checked: CheckedStrategy, _ frame: Frame, whole: MemoryJournal, seed: UInt64
  ) throws {
    var random = SplitMix64(seed: seed &+ 5)
    let strategy = try StrategyProgram(checked)
    let configuration = try Self.configuration(checked, frame.symbol)
    var journal = MemoryJournal()
    var row = 0
    while row < frame.rowCount {
      var driver = try SessionDriver(
        configuration, sources: [frame.symbol: ProgramVerdictSource(strategy, frame: frame)],
        journal: journal, commitEvery: Int.random(in: 1...20, using: &random))
      if let last = driver.lastTime(of: frame.symbol) {
        row = frame.firstRow(atOrAfter: Timestamp(milliseconds: last.milliseconds + 1))
      }
      let end = min(frame.rowCount, row + Int.random(in: 21...200, using: &random))
      while row < end {
        _ = try driver.step(frame.candle(atRow: row))
        row += 1
      }
      if row == frame.rowCount { _ = try driver.finish() }
      journal = journal.afterCrash()
    }
    let expected = try whole.records(after: 0, limit: .max)
    let found = try journal.records(after: 0, limit: .max)
    #expect(found == expected, "seed \(seed): the resumed session wrote something else")
  }

  private func expectEqual(
    _ left: [VerdictBits], _ right: [VerdictBits], _ name: String
  ) throws {
    try #require(left.count == right.count, "\(name)")
    for (row, pair) in zip(left, right).enumerated() where pair.0 != pair.1 {
      Issue.record("\(name): row \(row): \(pair.0) and \(pair.1)")
      return
    }
  }

  private static func configuration(
    _ checked: CheckedStrategy, _ symbol: String
  ) throws -> SessionConfiguration {
    let instrument = Instrument.derived(symbol: symbol, prices: [[100.25]])
    return try SessionConfiguration(
      id: SessionID("test"), strategy: checked, instruments: [instrument],
      initialCash: Money(FixedDecimal(100_000)))
  }
}
