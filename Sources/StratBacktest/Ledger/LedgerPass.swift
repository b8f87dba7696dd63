import ProcessingEngine
import StratLanguage
import StratMarket

/// Variants whose rules are evaluated in one program while their ledgers follow, block by block, so
/// that no signal has to be kept.
struct LedgerPass {
  struct Member {
    let strategy: CheckedStrategy
    /// The first row that may be traded.
    let warmRow: Int
    /// One for each stretch.
    let desks: [LedgerDesk]
  }

  /// Bytes of rules of one block: what stays in a processor's second cache beside everything else.
  private static let cached = 384 << 10

  /// What the ledgers of each member come to; `nil` where one of them gave up.
  ///
  /// - Precondition: the members fit together, as `JointProgram.groups` puts them.
  static func outcomes(
    _ members: [Member], over frame: Frame, shouldStop: () -> Bool
  ) -> [[LedgerOutcome]?] {
    guard !members.isEmpty else { return [] }
    if let joint = try? JointProgram(members.map(\.strategy)),
      let batch = try? SeriesBatch(joint.series, over: frame)
    {
      return run(members, joint, batch.frame, shouldStop)
    }
    // One of them may be at fault alone, or all of them too large together.
    guard members.count > 1 else { return [nil] }
    let half = members.count / 2
    return outcomes(Array(members[..<half]), over: frame, shouldStop: shouldStop)
      + outcomes(Array(members[half...]), over: frame, shouldStop: shouldStop)
  }

  private static func run(
    _ members: [Member], _ joint: JointProgram, _ frame: Frame, _ shouldStop: () -> Bool
  ) -> [[LedgerOutcome]?] {
    let program = joint.series.program
    let registers = joint.outputs.map { RuleRegisters(program.outputs[$0]) }
    let stretches = members[0].desks.count
    var ledgers = members.flatMap { $0.desks.map(Ledger.init) }
    let end = members[0].desks.map(\.rows.upperBound).max() ?? 0
    let outputs = max(program.outputs.count, 1)
    var executor = BlockExecutor(
      program, blockSize: min(max(cached / outputs & ~63, 64), 512))
    var isStopped = false
    try? executor.run(frame, rows: 0..<end) { executor, block in
      isStopped = isStopped || shouldStop()
      guard !isStopped else { return }
      for (index, member) in members.enumerated() where registers[index].hasRules {
        executor.withRules(registers[index]) { entryLong, exitLong, entryShort, exitShort, size in
          for (stretch, desk) in member.desks.enumerated()
          where desk.rows.overlaps(block) {
            ledgers[index * stretches + stretch].take(
              block.lowerBound, warmRow: member.warmRow, entryLong: entryLong,
              exitLong: exitLong, entryShort: entryShort, exitShort: exitShort, size: size, desk)
          }
        }
      }
    }
    return members.indices.map { index in
      var outcomes: [LedgerOutcome] = []
      for (stretch, desk) in members[index].desks.enumerated() {
        guard let outcome = ledgers[index * stretches + stretch].finish(desk) else { return nil }
        outcomes.append(outcome)
      }
      return outcomes
    }
  }

  /// What a ledger makes of signals that are known; `nil` where it gives up.
  static func outcome(
    _ signals: SignalTable, warmRow: Int, _ desk: LedgerDesk
  ) -> LedgerOutcome? {
    var ledger = Ledger(desk)
    ledger.take(
      0, warmRow: warmRow, entryLong: signals.entryLong.span, exitLong: signals.exitLong.span,
      entryShort: signals.entryShort.span, exitShort: signals.exitShort.span,
      size: signals.size.span, desk)
    return ledger.finish(desk)
  }
}
