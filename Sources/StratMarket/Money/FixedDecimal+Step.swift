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
    var (count, rest) = mantissa.quotientAndRemainder(dividingBy: step.mantissa)
    if rest < 0 {
      count -= 1
      rest += step.mantissa
    }
    if rest != 0 {
      let missing = step.mantissa - rest
      switch rounding {
      case .down: break
      case .up: count += 1
      case .nearest:
        if rest > missing || (rest == missing && count & 1 != 0) { count += 1 }
      }
    }
    let (result, overflow) = count.multipliedReportingOverflow(by: step.mantissa)
    guard !overflow else { throw .overflow }
    return try FixedDecimal(mantissa: result)
  }

  /// Whether this number is a whole count of `step`; never for a step that is not above zero.
  package func isMultiple(of step: FixedDecimal) -> Bool {
    step.isPositive && mantissa % step.mantissa == 0
  }
}
