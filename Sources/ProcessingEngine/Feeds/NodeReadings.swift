import StratLanguage

/// What every part of a program was on one bar, in the order of its trace.
package struct NodeReadings: Sendable {
  /// A number's bits, or a truth's raw value; empty when there was no such bar.
  private var bits: [UInt64] = []

  init() {}

  init(_ executor: borrowing TickExecutor) {
    bits.reserveCapacity(executor.program.trace.count)
    for trace in executor.program.trace {
      switch trace.type {
      case .number: bits.append(executor.number(trace.register).bitPattern)
      case .boolean: bits.append(UInt64(executor.truth(trace.register).rawValue))
      }
    }
  }

  /// What each node was.
  func values(_ program: Program) -> [NodeID: BarExplanation.Value] {
    var values: [NodeID: BarExplanation.Value] = [:]
    for (trace, bits) in zip(program.trace, bits) {
      switch trace.type {
      case .number: values[trace.node] = .number(Double(bitPattern: bits))
      case .boolean: values[trace.node] = .truth(Kleene(rawValue: UInt8(bits)) ?? .na)
      }
    }
    return values
  }
}
