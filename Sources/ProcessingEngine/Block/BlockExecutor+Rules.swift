import StratLanguage
import StratSyntax

/// The registers of a strategy's rules in a program; `nil` for those it does not have.
package struct RuleRegisters: Hashable, Sendable {
  package private(set) var entryLong: Int?
  package private(set) var exitLong: Int?
  package private(set) var entryShort: Int?
  package private(set) var exitShort: Int?
  package private(set) var size: Int?

  package init(_ outputs: some Sequence<ProgramOutput>) {
    for output in outputs {
      switch output.role {
      case .entry(.long): entryLong = output.register
      case .exit(.long): exitLong = output.register
      case .entry(.short): entryShort = output.register
      case .exit(.short): exitShort = output.register
      case .size: size = output.register
      case .stop, .target, .entryPrice, .formula: break
      }
    }
  }

  /// Whether there is a rule at all.
  package var hasRules: Bool {
    entryLong != nil || exitLong != nil || entryShort != nil || exitShort != nil
  }
}

extension BlockExecutor {
  /// Shows what the rules of a strategy say about the block that ran last: Kleene bytes of entry
  /// and exit long, entry and exit short, and the size; empty where there is no such rule.
  package func withRules(
    _ registers: RuleRegisters,
    _ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>, Span<UInt8>, Span<Double>) -> Void
  ) {
    unsafe body(
      Span(_unsafeElements: truths(registers.entryLong)),
      Span(_unsafeElements: truths(registers.exitLong)),
      Span(_unsafeElements: truths(registers.entryShort)),
      Span(_unsafeElements: truths(registers.exitShort)),
      Span(_unsafeElements: numbers(registers.size)))
  }

  @unsafe private func truths(_ register: Int?) -> UnsafeBufferPointer<UInt8> {
    guard let register else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
    precondition(register < program.truthRegisterCount, "a register of the program")
    return unsafe UnsafeBufferPointer(
      start: file.truthPlace(UInt16(register)), count: rowCount)
  }

  @unsafe private func numbers(_ register: Int?) -> UnsafeBufferPointer<Double> {
    guard let register else { return unsafe UnsafeBufferPointer(start: nil, count: 0) }
    precondition(register < program.numberRegisterCount, "a register of the program")
    return unsafe UnsafeBufferPointer(
      start: file.numberPlace(UInt16(register)), count: rowCount)
  }
}
