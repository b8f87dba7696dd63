extension FixedDecimal {
  package static func + (left: Self, right: Self) throws(DecimalError) -> Self {
    let (sum, overflow) = left.mantissa.addingReportingOverflow(right.mantissa)
    guard !overflow else { throw .overflow }
    return try FixedDecimal(mantissa: sum)
  }

  package static func - (left: Self, right: Self) throws(DecimalError) -> Self {
    let (difference, overflow) = left.mantissa.subtractingReportingOverflow(right.mantissa)
    guard !overflow else { throw .overflow }
    return try FixedDecimal(mantissa: difference)
  }

  package static prefix func - (value: Self) -> Self { FixedDecimal(known: -value.mantissa) }

  package var magnitude: Self { isNegative ? -self : self }

  /// The product, rounded half to even at the twelfth decimal.
  package static func * (left: Self, right: Self) throws(DecimalError) -> Self {
    if let product = shortProduct(left.mantissa, right.mantissa) {
      return FixedDecimal(known: product)
    }
    return try FixedDecimal(
      mantissa: multiplyDivide(left.mantissa, right.mantissa, over: unit))
  }

  /// A product whose factors and whose result fit into 64 bits, as nearly all do that are money:
  /// the same number without a division.
  @inline(__always)
  private static func shortProduct(_ left: Int128, _ right: Int128) -> Int128? {
    let (a, b) = (left.magnitude, right.magnitude)
    guard (a | b) >> 64 == 0 else { return nil }
    let (high, low) = UInt64(truncatingIfNeeded: a).multipliedFullWidth(
      by: UInt64(truncatingIfNeeded: b))
    guard high < Reciprocal.unit.divisor else { return nil }
    let (quotient, remainder) = Reciprocal.unit.divide(high: high, low: low)
    let half = Reciprocal.unit.divisor / 2
    let roundsUp = remainder > half || (remainder == half && quotient & 1 == 1)
    // The quotient is below 2⁶⁴: one more still is far from the ends of 128 bits.
    let rounded = Int128(quotient) + (roundsUp ? 1 : 0)
    return (left < 0) != (right < 0) ? -rounded : rounded
  }

  /// The quotient, rounded half to even at the twelfth decimal.
  package static func / (left: Self, right: Self) throws(DecimalError) -> Self {
    try FixedDecimal(
      mantissa: multiplyDivide(left.mantissa, unit, over: right.mantissa))
  }

  /// The part `share / whole` of this number, rounded once.
  package func part(_ share: Self, of whole: Self) throws(DecimalError) -> Self {
    try FixedDecimal(
      mantissa: Self.multiplyDivide(mantissa, share.mantissa, over: whole.mantissa))
  }

  /// `left * right / divisor` with a 256-bit product and one rounding, half to even.
  static func multiplyDivide(
    _ left: Int128, _ right: Int128, over divisor: Int128
  ) throws(DecimalError) -> Int128 {
    guard divisor != 0 else { throw .divisionByZero }
    let negative = ((left < 0) != (right < 0)) != (divisor < 0)
    let quotient = try multiplyDivide(
      left.magnitude, right.magnitude, over: divisor.magnitude)
    guard quotient <= Int128.max.magnitude else { throw .overflow }
    let result = Int128(quotient)
    return negative ? -result : result
  }

  private static func multiplyDivide(
    _ left: UInt128, _ right: UInt128, over divisor: UInt128
  ) throws(DecimalError) -> UInt128 {
    let (narrow, wide) = left.multipliedReportingOverflow(by: right)
    let quotient: UInt128
    let remainder: UInt128
    if !wide {
      quotient = narrow / divisor
      remainder = narrow &- quotient &* divisor
    } else {
      let product = left.multipliedFullWidth(by: right)
      guard product.high < divisor else { throw .overflow }
      (quotient, remainder) = divisor.dividingFullWidth(product)
    }
    // Compared with what is missing to the next whole, because twice the remainder may not fit.
    let missing = divisor - remainder
    let roundsUp = remainder > missing || (remainder == missing && quotient & 1 == 1)
    guard roundsUp else { return quotient }
    let (rounded, overflow) = quotient.addingReportingOverflow(1)
    guard !overflow else { throw .overflow }
    return rounded
  }
}
