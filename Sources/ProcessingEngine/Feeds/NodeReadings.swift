package import StratLanguage

/// What every part of a program was on one bar.
package struct NodeReadings: Sendable {
  private var values: [NodeID: BarExplanation.Value] = [:]

  /// Nothing: there was no such bar.
  package init() {}

  init(_ executor: borrowing TickExecutor) {
    for trace in executor.program.trace {
      switch trace.type {
      case .number: values[trace.node] = .number(executor.number(trace.register))
      case .boolean: values[trace.node] = .truth(executor.truth(trace.register))
      }
    }
  }

  package subscript(node: NodeID) -> BarExplanation.Value? { values[node] }
}
