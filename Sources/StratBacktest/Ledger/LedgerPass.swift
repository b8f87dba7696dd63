import ProcessingEngine
import StratLanguage
import StratMarket

/// Variants whose rules are evaluated in one program while their ledgers follow, block by block, so
/// that no signal has to be kept.
struct LedgerPass {
  struct Member {
    let strategy: CheckedStrategy
    /// Where it stands among the variants.
    let place: Int
    /// The first row that may be traded.
    let warmRow: Int
    /// One for each stretch.
    let desks: [LedgerDesk]
  }

  /// Bytes of rules of one block: what stays in a processor's second cache beside everything else.
  private static let cached = 640 << 10

  let members: [Member]
  private let joint: JointProgram
  private let frame: Frame

  /// One pass for all members, or several where they are too large for one program; those that
  /// cannot be run at all are left out.
  ///
  /// - Precondition: the members fit together, as `JointProgram.groups` puts them.
  static func passes(for members: [Member], over frame: Frame) -> [LedgerPass] {
    guard !members.isEmpty else { return [] }
    if let joint = try? JointProgram(members.map(\.strategy)),
      let batch = try? SeriesBatch(joint.series, over: frame)
    {
      return [LedgerPass(members: members, joint: joint, frame: batch.frame)]
    }
    // One of them may be at fault alone, or all of them too large together.
    guard members.count > 1 else { return [] }
    let half = members.count / 2
    return passes(for: Array(members[..<half]), over: frame)
      + passes(for: Array(members[half...]), over: frame)
  }

  /// What the ledgers of each member come to; `nil` where one of them gave up.
  func outcomes(shouldStop: () -> Bool) -> [[LedgerOutcome]?] {
    let program = joint.series.program
    let registers = joint.outputs.map { RuleRegisters(program.outputs[$0]) }
    let stretches = members[0].desks.count
    let desks = members.flatMap(\.desks)
    let warmRows = members.map(\.warmRow)
    var ledgers = desks.map(Ledger.init)
    let end = desks.map(\.rows.upperBound).max() ?? 0
    let outputs = max(program.outputs.count, 1)
    var executor = BlockExecutor(
      program, blockSize: min(max(Self.cached / outputs & ~63, 64), 512))
    var isStopped = false
    try? executor.run(frame, rows: 0..<end) { executor, block in
      isStopped = isStopped || shouldStop()
      guard !isStopped else { return }
      for index in registers.indices where registers[index].hasRules {
        executor.withRules(registers[index]) { entryLong, exitLong, entryShort, exitShort, size in
          for place in index * stretches..<(index + 1) * stretches {
            ledgers[place].take(
              block.lowerBound, warmRow: warmRows[index], entryLong: entryLong,
              exitLong: exitLong, entryShort: entryShort, exitShort: exitShort, size: size,
              desks[place])
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
