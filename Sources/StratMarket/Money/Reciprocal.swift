/// A divisor that is known beforehand, with what turns dividing by it into multiplying.
///
/// Möller and Granlund, "Improved division by invariant integers" (2011), algorithm 4: the quotient
/// and the remainder are exact, for two multiplications instead of a division of 128 bits.
struct Reciprocal: Sendable {
  let divisor: UInt64
  /// How far the divisor is shifted up to fill its 64 bits.
  private let shift: UInt64
  /// `⌊(2¹²⁸ − 1) / (divisor · 2^shift)⌋ − 2⁶⁴`.
  private let inverse: UInt64

  // Written out, so that no division is done when the program starts; a test works them out again.

  /// 10¹², the mantissa of one.
  static let unit = Reciprocal(
    divisor: 1_000_000_000_000, shift: 24, inverse: 0x19799812DEA11197)
  /// 5¹², what is left of it without its powers of two.
  static let fifths = Reciprocal(
    divisor: 244_140_625, shift: 36, inverse: 0x19799812DEA11197)

  /// `(high · 2⁶⁴ + low) / divisor`.
  ///
  /// - Precondition: `high` is below the divisor, so that the quotient fits.
  @inline(__always)
  func divide(high: UInt64, low: UInt64) -> (quotient: UInt64, remainder: UInt64) {
    let normalised = divisor &<< shift
    // Shifted in two steps, because 64 places at once would be none.
    let upper = high &<< shift | (low >> 1) &>> (63 &- shift)
    let lower = low &<< shift
    let (productHigh, productLow) = inverse.multipliedFullWidth(by: upper)
    let (sumLow, carry) = productLow.addingReportingOverflow(lower)
    var quotient = productHigh &+ upper &+ (carry ? 1 : 0) &+ 1
    var remainder = lower &- quotient &* normalised
    if remainder > sumLow {
      quotient &-= 1
      remainder &+= normalised
    }
    if remainder >= normalised {
      quotient &+= 1
      remainder &-= normalised
    }
    return (quotient, remainder &>> shift)
  }
}
