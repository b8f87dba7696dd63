/// Where a number between two steps goes.
package enum StepRounding: String, Hashable, Sendable, CaseIterable {
  /// Towards minus infinity.
  case down
  /// Towards plus infinity.
  case up
  /// To the nearer step; halfway, to the even multiple.
  case nearest
}

extension FixedDecimal {
  /// The multiple of `step` that this number rounds to.
  package func rounded(
    to step: FixedDecimal, _ rounding: StepRounding
  ) throws(DecimalError) -> FixedDecimal {
    guard step.isPositive else { throw .stepNotPositive }
    var (count, rest) = Self.divide(mantissa, by: step.mantissa)
    if rest == 0 { return self }
    if rest < 0 {
      count -= 1
      rest += step.mantissa
    }
    let missing = step.mantissa - rest
    switch rounding {
    case .down: break
    case .up: count += 1
    case .nearest:
      if rest > missing || (rest == missing && count & 1 != 0) { count += 1 }
    }
    let (result, overflow) = count.multipliedReportingOverflow(by: step.mantissa)
    guard !overflow else { throw .overflow }
    return try FixedDecimal(mantissa: result)
  }

  /// Whether this number is a whole count of `step`; never for a step that is not above zero.
  package func isMultiple(of step: FixedDecimal) -> Bool {
    step.isPositive && Self.divide(mantissa, by: step.mantissa).rest == 0
  }

  /// Quotient and remainder as `quotientAndRemainder(dividingBy:)` has them, with one division and
  /// not two, and one of 64 bits where that will do.
  ///
  /// - Precondition: the step is above zero.
  private static func divide(_ value: Int128, by step: Int128) -> (count: Int128, rest: Int128) {
    if value.magnitude >> 63 == 0, step >> 63 == 0 {
      let (narrow, divisor) = (Int64(truncatingIfNeeded: value), Int64(truncatingIfNeeded: step))
      let count = narrow / divisor
      return (Int128(count), Int128(narrow &- count &* divisor))
    }
    let count = value / step
    return (count, value &- count &* step)
  }
}
