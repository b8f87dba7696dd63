/// An exact decimal number: a whole count of 10⁻¹² in 128 bits, about ±1.7 × 10²⁶.
///
/// One fixed scale makes addition exact and comparison a comparison of integers. Twelve decimals
/// hold the finest price tick and lot in use (10⁻⁸) with four digits to spare for averages and
/// fees, and 26 digits before the point hold any amount that is money. Nothing here traps on data:
/// what does not fit throws `DecimalError.overflow`.
package struct FixedDecimal: Hashable, Sendable, Comparable {
  /// How many decimals the mantissa counts.
  package static let decimals = 12
  /// The mantissa of one: 10¹².
  package static let unit: Int128 = 1_000_000_000_000

  /// The value times 10¹²; never `Int128.min`, so that negation cannot overflow.
  package let mantissa: Int128

  package init(mantissa: Int128) throws(DecimalError) {
    guard mantissa != .min else { throw .overflow }
    self.mantissa = mantissa
  }

  /// - Precondition: not `Int128.min`.
  init(known mantissa: Int128) {
    precondition(mantissa != .min, "the smallest mantissa has no opposite")
    self.mantissa = mantissa
  }

  /// A whole number; every `Int` fits.
  package init(_ whole: Int) { mantissa = Int128(whole) * Self.unit }

  /// A whole number of decimals: `FixedDecimal(25, decimals: 4)` is 0.0025.
  ///
  /// - Precondition: from 0 to 12 decimals.
  package init(_ count: Int, decimals: Int) {
    precondition((0...Self.decimals).contains(decimals), "from 0 to 12 decimals")
    var unit = Self.unit
    for _ in 0..<decimals { unit /= 10 }
    mantissa = Int128(count) * unit
  }

  package static let zero = FixedDecimal(0)
  package static let one = FixedDecimal(1)

  package var isZero: Bool { mantissa == 0 }
  package var isPositive: Bool { mantissa > 0 }
  package var isNegative: Bool { mantissa < 0 }

  package static func < (left: FixedDecimal, right: FixedDecimal) -> Bool {
    left.mantissa < right.mantissa
  }
}
