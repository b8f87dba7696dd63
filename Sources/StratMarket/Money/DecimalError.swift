/// Why an exact number could not be read or computed.
package enum DecimalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The result needs more than 26 digits before the point.
  case overflow
  case divisionByZero
  /// A NaN or an infinity has no decimal.
  case notFinite
  /// The text is not a decimal number.
  case malformed(String)
  /// The text has digits that matter beyond the twelfth decimal.
  case tooPrecise(String)
  /// A step to round to must be above zero.
  case stepNotPositive

  package var description: String {
    switch self {
    case .overflow: "the amount is too large to count exactly"
    case .divisionByZero: "division by zero"
    case .notFinite: "not a finite number"
    case .malformed(let text): "'\(text)' is not a decimal number"
    case .tooPrecise(let text): "'\(text)' has more than 12 decimals"
    case .stepNotPositive: "a step to round to must be above zero"
    }
  }
}
