/// An exact number with a unit, so that a price is never added to a quantity.
package struct Amount<Unit: Sendable>: Hashable, Sendable, Comparable {
  package let exact: FixedDecimal

  package init(_ exact: FixedDecimal) { self.exact = exact }
  package init(_ whole: Int) { exact = FixedDecimal(whole) }
  package init(_ value: Double) throws(DecimalError) { exact = try FixedDecimal(value) }
  package init(text: some StringProtocol) throws(DecimalError) {
    exact = try FixedDecimal(text: text)
  }

  package static var zero: Self { Self(FixedDecimal.zero) }

  package var isZero: Bool { exact.isZero }
  package var isPositive: Bool { exact.isPositive }
  package var isNegative: Bool { exact.isNegative }
  package var double: Double { exact.double }
  package var magnitude: Self { Self(exact.magnitude) }

  package static func < (left: Self, right: Self) -> Bool { left.exact < right.exact }

  package static func + (left: Self, right: Self) throws(DecimalError) -> Self {
    Self(try left.exact + right.exact)
  }

  package static func - (left: Self, right: Self) throws(DecimalError) -> Self {
    Self(try left.exact - right.exact)
  }

  package static prefix func - (value: Self) -> Self { Self(-value.exact) }

  /// This amount times a plain number, rounded half to even.
  package static func * (left: Self, right: FixedDecimal) throws(DecimalError) -> Self {
    Self(try left.exact * right)
  }

  /// How many times the other amount this is, rounded half to even.
  package static func / (left: Self, right: Self) throws(DecimalError) -> FixedDecimal {
    try left.exact / right.exact
  }

  package func rounded(to step: Self, _ rounding: StepRounding) throws(DecimalError) -> Self {
    Self(try exact.rounded(to: step.exact, rounding))
  }

  package func isMultiple(of step: Self) -> Bool { exact.isMultiple(of: step.exact) }
}

extension Amount: CustomStringConvertible {
  package var description: String { exact.description }
}

extension Amount: Codable {
  package init(from decoder: any Decoder) throws { exact = try FixedDecimal(from: decoder) }
  package func encode(to encoder: any Encoder) throws { try exact.encode(to: encoder) }
}
