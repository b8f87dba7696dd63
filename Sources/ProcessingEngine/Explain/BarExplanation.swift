package import StratLanguage
import StratSyntax

/// Why a formula had the value it had on one bar: the formula as written, part by part, each with
/// its value.
package struct BarExplanation: Sendable {
  package enum Value: Hashable, Sendable {
    /// NaN is `na`.
    case number(Double)
    case truth(Kleene)

    package var isMissing: Bool {
      switch self {
      case .number(let value): value.isNaN
      case .truth(let value): value == .na
      }
    }
  }

  /// One part of a formula: its text, its value, and the parts it is made of.
  package struct Part: Sendable {
    /// As written, on one line; `trend = sma(close, 200)` where the part is a `let`.
    package var text: String
    package var value: Value
    /// The value a bar earlier, for what a cross compares.
    package var before: Value?
    /// How far a comparison is from turning: "needs < 30, is 31.2, short by 1.2".
    package var distance: String?
    package var parts: [Part]
  }

  package var role: OutputRole
  package var root: Part

  /// The parts that by themselves keep a condition from being true, outermost first: of an `and`
  /// those that are not true; of an `or` all, since any would do.
  package var blockers: [Part] { Self.blockers(of: root) }

  private static func blockers(of part: Part) -> [Part] {
    guard case .truth(let value) = part.value, value != .true else { return [] }
    let conditions = part.parts.filter { if case .truth = $0.value { true } else { false } }
    let failing = conditions.flatMap { blockers(of: $0) }
    return failing.isEmpty ? [part] : failing
  }
}

/// The values of all nodes of a program on one bar and the bar before it.
package struct BarValues: Sendable {
  private var values: [NodeID: BarExplanation.Value]
  private var before: [NodeID: BarExplanation.Value]

  /// Runs a program over rows up to and including `row` and keeps what it computed there.
  ///
  /// - Precondition: `columns` are the values of the program's columns, each longer than `row`;
  ///   the program was lowered without fusing, or some parts have no value.
  package init(_ program: Program, columns: [[Double]], row: Int) {
    var executor = TickExecutor(program)
    values = [:]
    before = [:]
    for index in 0...row {
      if index % 512 == 0, Evaluation.shouldStop?() ?? false { return }
      let bar = columns.map { $0[index] }
      executor.commit(bar.span)
      if index == row - 1 { before = Self.read(executor) }
    }
    values = Self.read(executor)
  }

  private static func read(
    _ executor: borrowing TickExecutor
  ) -> [NodeID: BarExplanation.Value] {
    var values: [NodeID: BarExplanation.Value] = [:]
    for trace in executor.program.trace {
      switch trace.type {
      case .number: values[trace.node] = .number(executor.number(trace.register))
      case .boolean: values[trace.node] = .truth(executor.truth(trace.register))
      }
    }
    return values
  }

  package subscript(node: NodeID) -> BarExplanation.Value? { values[node] }
  package func before(_ node: NodeID) -> BarExplanation.Value? { before[node] }
}
