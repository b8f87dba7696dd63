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
    /// A name out of a closed set, which chooses between operations.
    case option(FunctionOption)
  }

  package struct Parameter: Sendable {
    package var name: String
    package var kind: ParameterKind
    package var defaultValue: Double?

    package var isRequired: Bool {
      if case .option = kind { false } else { defaultValue == nil }
    }

    static func number(_ name: String, default value: Double? = nil) -> Parameter {
      Parameter(name: name, kind: .number, defaultValue: value)
    }
    static func truth(_ name: String) -> Parameter { Parameter(name: name, kind: .truth) }
    static func either(_ name: String, default value: Double? = nil) -> Parameter {
      Parameter(name: name, kind: .either, defaultValue: value)
    }
    /// A window: how many bars.
    static let length = length()
    static func length(
      default value: Double? = nil, from least: Int = 1, to most: Int = lengthRange.upperBound
    ) -> Parameter {
      Parameter(name: "n", kind: .constant(least...most), defaultValue: value)
    }
    static func option(_ option: FunctionOption) -> Parameter {
      Parameter(name: option.rawValue, kind: .option(option))
    }
  }

  /// The dimension of the result.
  package enum ResultRule: Sendable {
    /// The one dimension all number operands share.
    case common
    case fixed(Dimension)
    /// That of the first operand; those of the others do not matter.
    case first
    /// The product of the first two.
    case product
    /// Half the powers of the operand.
    case squareRoot
    /// The first raised to the second.
    case power
    case truth
  }

  package enum Emission: Sendable {
    case operation(Operation)
    /// As the option says, in the order of its choices.
    case chosen([Operation])
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
  /// The formula in words; `docs/language.md` has the order of every addition.
  package var definition: String
  /// Where the definition comes from.
  package var source: String
  /// A formula that uses it.
  package var example: String
  /// Between which numbers the result always lies.
  package var range: DeclaredRange?
  /// Who computes it otherwise.
  package var differences: [String] = []

  /// The lengths a window may have.
  package static let lengthRange = 1...100_000

  /// The lengths of a window that is gone through anew on every bar.
  package static let scannedLength = 10_000
}
