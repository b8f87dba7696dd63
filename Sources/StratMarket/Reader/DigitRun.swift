/// The decimal digits at the front of eight bytes, read all at once.
struct DigitRun {
  /// Their value.
  let value: UInt64
  /// How many there are, 0 to 8.
  let count: Int

  @inline(__always)
  init(_ word: UInt64) {
    // Digits become 0 to 9 and everything else at least 10; adding 0x76 lifts the latter into the
    // high bit. A carry out of such a byte only disturbs bytes behind the first of them.
    let nibbles = word ^ 0x3030_3030_3030_3030
    let others = ((nibbles &+ 0x7676_7676_7676_7676) | nibbles) & 0x8080_8080_8080_8080
    let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount) & 0x78
    count = Int(truncatingIfNeeded: bits &>> 3)
    // The digits move to the back and zeros come in front; then neighbours join, three times.
    var sum = nibbles << (64 &- bits)
    sum = sum &* 10 &+ (sum &>> 8)
    let low = (sum & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let high = ((sum &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    value = (low &+ high) &>> 32
  }
}

/// Powers of ten that are exact in their type.
enum PowersOfTen {
  static let doubles: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]
  static let integers: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
  ]
}
