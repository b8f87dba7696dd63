import StratMarket
import StratTrading
import TestSupport
import Testing

/// Killing a session anywhere and starting it again leaves no trace in its journal (FR-002).
struct ResumeTests {
  /// Runs with one break, resumes, and compares with the run that was left alone.
  private func expectNoTrace(
    _ script: SessionScript, _ breaking: BreakingJournal.Break, commitEvery: Int,
    _ whole: [JournalRecord]
  ) throws {
    let journal = BreakingJournal(breaking: breaking)
    #expect(throws: SessionError.self, "\(breaking) was never reached") {
      try script.run(journal, commitEvery: commitEvery)
    }
    let survivor = journal.inner.afterCrash()
    let summary = try script.run(survivor, commitEvery: commitEvery)
    let records = try survivor.afterCrash().records(after: 0, limit: .max)
    guard records == whole else {
      let first = zip(records, whole).first { $0 != $1 }
      Issue.record("seed \(script.seed), \(breaking): \(String(describing: first))")
      return
    }
    #expect(summary.bars == script.inputs.count - 4)
  }

  @Test(arguments: [1, 7])
  func `killed at any record or commit, a session ends with the same journal`(
    commitEvery: Int
  ) throws {
    let script = SessionScript(seed: 5, bars: 24)
    let journal = BreakingJournal()
    try script.run(journal, commitEvery: commitEvery)
    let whole = try journal.inner.afterCrash().records(after: 0, limit: .max)
    #expect(whole.count == journal.appends, "everything is durable at the end")
    #expect(whole.count > 200)
    for index in 1...journal.appends {
      try expectNoTrace(script, .atAppend(index), commitEvery: commitEvery, whole)
    }
    for index in 1...journal.commits {
      try expectNoTrace(script, .beforeCommit(index), commitEvery: commitEvery, whole)
      try expectNoTrace(script, .afterCommit(index), commitEvery: commitEvery, whole)
    }
  }

  @Test func `killed again and again, a session ends with the same journal`() throws {
    let seed: UInt64 = 99
    var random = SplitMix64(seed: seed)
    for round in 0..<6 {
      let script = SessionScript(seed: seed + UInt64(round), bars: 40)
      let reference = MemoryJournal()
      try script.run(reference)
      var survivor = MemoryJournal()
      var kills = 0
      while true {
        let journal = BreakingJournal(
          survivor, breaking: .atAppend(Int.random(in: 1...120, using: &random)))
        do {
          try script.run(journal)
          survivor = journal.inner
          break
        } catch {
          kills += 1
          survivor = journal.inner.afterCrash()
        }
      }
      #expect(kills > 1, "seed \(seed), round \(round)")
      #expect(
        try survivor.records(after: 0, limit: .max) == reference.records(after: 0, limit: .max),
        "seed \(seed), round \(round)")
    }
  }

  @Test func `how often is committed does not show in the journal`() throws {
    let script = SessionScript(seed: 8, bars: 30)
    let often = MemoryJournal()
    let seldom = MemoryJournal()
    try script.run(often, commitEvery: 1)
    try script.run(seldom, commitEvery: 1_000)
    #expect(
      try often.records(after: 0, limit: .max) == seldom.records(after: 0, limit: .max))
  }

  @Test func `resuming a finished session adds nothing and gives the same summary and state`()
    throws
  {
    let script = SessionScript(seed: 4, bars: 40)
    let journal = MemoryJournal()
    var first = try script.driver(journal)
    for input in script.inputs {
      switch input {
      case .candle(let candle, let symbol): _ = try first.step(candle, of: symbol)
      case .command(let command, let time): _ = try first.command(command, at: time)
      }
    }
    let count = try journal.records(after: 0, limit: .max).count
    let second = try script.driver(journal)
    #expect(second.summary == first.summary)
    #expect(second.core == first.core)
    #expect(second.lastTime(of: "A") == hour(39))
    #expect(second.barCount(of: "B") == 40)
    #expect(try journal.records(after: 0, limit: .max).count == count)
  }

  @Test func `other settings are refused and named`() throws {
    let script = SessionScript(seed: 4, bars: 5)
    let journal = MemoryJournal()
    try script.run(journal)
    var other = script.configuration
    other.initialCash = Money(5)
    other.fills.commission = Commission()
    let error = #expect(throws: SessionError.self) {
      try SessionDriver(
        other, sources: ["A": ScriptedSource(seed: 5), "B": ScriptedSource(seed: 6)],
        journal: journal)
    }
    #expect(error?.code == .otherConfiguration)
    #expect(error?.message.contains("initialCash, fills.commission") == true)
  }

  @Test func `another strategy under the same name is found out before it trades`() throws {
    let script = SessionScript(seed: 4, bars: 20)
    let journal = MemoryJournal()
    try script.run(journal)
    let count = try journal.records(after: 0, limit: .max).count
    let error = #expect(throws: SessionError.self) {
      try SessionDriver(
        script.configuration,
        sources: ["A": ScriptedSource(seed: 77), "B": ScriptedSource(seed: 78)],
        journal: journal)
    }
    #expect(error?.code == .diverged)
    #expect(try journal.records(after: 0, limit: .max).count == count)
  }

  @Test func `a journal of something else is refused`() throws {
    let script = SessionScript(seed: 4, bars: 5)
    let journal = MemoryJournal()
    try journal.append(kind: "event", time: hour(0), payload: "{}")
    let error = #expect(throws: SessionError.self) { try script.driver(journal) }
    #expect(error?.code == .unreadable)
    let second = MemoryJournal()
    try second.append(
      kind: "session", time: hour(0), payload: CanonicalJSON.encode(script.configuration))
    try second.append(kind: "effect", time: hour(0), payload: "nonsense")
    #expect(throws: SessionError.self) { try script.driver(second) }
  }
}
