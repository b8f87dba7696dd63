extension FixedDecimal {
  /// The decimal that a `Double` is written as: 1.05236 becomes exactly 1.05236.
  ///
  /// It goes through the shortest text that reads back as the same bits, which is what stood in the
  /// file the number came from. Decimals beyond the twelfth are rounded half to even; numbers that
  /// came out of an indicator have such, prices do not.
  package init(_ value: Double) throws(DecimalError) {
    guard value.isFinite else { throw .notFinite }
    if let short = Self.short(value) {
      self = short
      return
    }
    var digits: UInt128 = 0
    var exponent = 0
    var pointSeen = false
    var bytes = value.magnitude.description.utf8.makeIterator()
    scan: while let byte = bytes.next() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        // At most 17 digits matter and at most 16 zeros follow them: 128 bits always suffice.
        digits = digits * 10 + UInt128(byte - UInt8(ascii: "0"))
        if pointSeen { exponent -= 1 }
      case UInt8(ascii: "."): pointSeen = true
      default: break scan
      }
    }
    var power = ""
    while let byte = bytes.next() { power.unicodeScalars.append(Unicode.Scalar(byte)) }
    exponent += Int(power) ?? 0
    let magnitude = try Self.scaling(digits, byTenTo: exponent + Self.decimals)
    guard magnitude <= Int128.max.magnitude else { throw .overflow }
    self.init(known: value < 0 ? -Int128(magnitude) : Int128(magnitude))
  }

  private static func scaling(
    _ digits: UInt128, byTenTo power: Int
  ) throws(DecimalError) -> UInt128 {
    guard digits != 0 else { return 0 }
    if power >= 0 {
      var result = digits
      for _ in 0..<power {
        let (next, overflow) = result.multipliedReportingOverflow(by: 10)
        guard !overflow else { throw .overflow }
        result = next
      }
      return result
    }
    // 10³⁸ is above any digits there are, so that everything below it rounds to zero.
    guard power >= -38 else { return 0 }
    var divisor: UInt128 = 1
    for _ in 0..<(-power) { divisor *= 10 }
    let (quotient, remainder) = digits.quotientAndRemainder(dividingBy: divisor)
    let missing = divisor - remainder
    let roundsUp = remainder > missing || (remainder == missing && quotient & 1 == 1)
    return roundsUp ? quotient + 1 : quotient
  }

  /// What up to nine decimals and fifteen digits say exactly, as prices do: no text is needed.
  ///
  /// No two decimals of fifteen digits are one double, so the one that divides back to the same
  /// bits is the one that was written.
  private static func short(_ value: Double) -> FixedDecimal? {
    var power = 1.0
    var unit: Int64 = 1_000_000_000_000
    for _ in 0...9 {
      // Halves go either way here: neither neighbour divides back to the value.
      let scaled = (value * power).rounded(.toNearestOrEven)
      guard scaled.magnitude < 1e15 else { return nil }
      if scaled / power == value {
        return FixedDecimal(known: Int128(Int64(scaled)) * Int128(unit))
      }
      power *= 10
      unit /= 10
    }
    return nil
  }

  /// The nearest `Double`; the way back gives the same decimal up to 15 digits.
  package var double: Double {
    let magnitude = mantissa.magnitude
    guard magnitude != 0 else { return 0 }
    // 10¹² is 5¹² · 2¹². A quotient of 62 or 63 bits, its last bit set where something was left
    // over, rounds as the exact number does.
    let shift = 90 - (128 - magnitude.leadingZeroBitCount)
    guard shift >= 0 else { return Double(description) ?? .nan }
    let shifted = magnitude << UInt128(shift)
    let (quotient, rest) = Reciprocal.fifths.divide(
      high: UInt64(truncatingIfNeeded: shifted >> 64), low: UInt64(truncatingIfNeeded: shifted))
    let rounded = Double(quotient | (rest == 0 ? 0 : 1))
    let result = Double(sign: .plus, exponent: -12 - shift, significand: rounded)
    return mantissa < 0 ? -result : result
  }
}
