/// Arithmetic on eight or sixteen characters at once, for numbers in text.
enum DigitRun {
  /// Turns characters into nibbles: digits become 0 to 9, everything else at least 10.
  @inline(__always)
  static func nibbles(_ word: UInt64) -> UInt64 { word ^ 0x3030_3030_3030_3030 }

  /// A bit for each of eight nibbles that is no digit, the first in the lowest bit.
  @inline(__always)
  private static func others(_ nibbles: UInt64) -> UInt64 {
    // Adding 0x76 lifts all but digits into the high bit. The product then moves the eight high
    // bits side by side; no two of its terms meet in one bit, so nothing carries.
    let low = (nibbles & 0x7F7F_7F7F_7F7F_7F7F) &+ 0x7676_7676_7676_7676
    let high = (low | nibbles) & 0x8080_8080_8080_8080
    return ((high &>> 7) &* 0x0102_0408_1020_4080) &>> 56
  }

  /// The same for sixteen.
  @inline(__always)
  static func others(_ front: UInt64, _ back: UInt64) -> UInt64 {
    others(front) | others(back) &<< 8
  }

  /// The value of eight nibbles that are digits, the most significant first in memory.
  @inline(__always)
  static func value(_ nibbles: UInt64) -> UInt64 {
    // Neighbours join, three times: to pairs, to fours, to eight.
    let pairs = nibbles &* 10 &+ (nibbles &>> 8)
    let low = (pairs & 0x0000_00FF_0000_00FF) &* 0x000F_4240_0000_0064
    let high = ((pairs &>> 16) & 0x0000_00FF_0000_00FF) &* 0x0000_2710_0000_0001
    return (low &+ high) &>> 32
  }

  /// The value of the first `count` nibbles, 0 to 8.
  @inline(__always)
  static func value(first count: Int, of nibbles: UInt64) -> UInt64 {
    value(nibbles << UInt64(truncatingIfNeeded: 64 &- 8 &* count))
  }

  /// The value of the last `count` nibbles, 0 to 8.
  @inline(__always)
  static func value(last count: Int, of nibbles: UInt64) -> UInt64 {
    value(nibbles & (UInt64.max << UInt64(truncatingIfNeeded: 64 &- 8 &* count)))
  }

  /// The value of the first `count` of sixteen nibbles.
  @inline(__always)
  static func value(
    first count: Int, of front: UInt64, _ back: UInt64, integers: Span<UInt64>
  ) -> UInt64 {
    if count <= 8 { return value(first: count, of: front) }
    return value(front) &* integers[count &- 8] &+ value(first: count &- 8, of: back)
  }
}

/// Powers of ten that are exact in their type.
enum PowersOfTen {
  static let doubles: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]
  static let integers: [UInt64] = [
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000,
    10_000_000_000, 100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000,
    1_000_000_000_000_000,
  ]
}
