/// A function that is one operation of the graph: everything there is to know about it.
///
/// The checker, `help`, completion and the reference are all made from this declaration.
package struct KernelFunction: Sendable {
  package enum ParameterKind: Sendable {
    case number
    case truth
    /// A number or a truth.
    case either
    /// A whole number known before running, in the given range; not an operand.
    case constant(ClosedRange<Int>)
  }

  package struct Parameter: Sendable {
    package var name: String
    package var kind: ParameterKind
    package var defaultValue: Double?

    static func number(_ name: String, default value: Double? = nil) -> Parameter {
      Parameter(name: name, kind: .number, defaultValue: value)
    }
    static func truth(_ name: String) -> Parameter { Parameter(name: name, kind: .truth) }
    static func either(_ name: String, default value: Double? = nil) -> Parameter {
      Parameter(name: name, kind: .either, defaultValue: value)
    }
    /// A window: how many bars.
    static let length = Parameter(name: "n", kind: .constant(lengthRange))
  }

  /// The dimension of the result.
  package enum ResultRule: Sendable {
    /// The one dimension all number operands share.
    case common
    case fixed(Dimension)
    /// Half the powers of the operand.
    case squareRoot
    /// The first raised to the second.
    case power
    case truth
  }

  package enum Emission: Sendable {
    case operation(Operation)
    /// Folded from the left over two or more arguments.
    case repeated(Operation)
    /// One operation for numbers, another for truths.
    case byType(number: Operation, truth: Operation)
  }

  package var name: String
  package var parameters: [Parameter]
  package var result: ResultRule
  package var emission: Emission
  /// What it computes, one sentence.
  package var summary: String
  /// Where the definition comes from, when it needs saying.
  package var source: String?
  /// How many bars it needs.
  package var history: String

  /// The lengths a window may have.
  package static let lengthRange = 1...100_000
}
