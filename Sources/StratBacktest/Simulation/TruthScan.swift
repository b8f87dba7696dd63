/// Looks through Kleene bytes, eight at a time, for the first that is true.
///
/// Bit 0 of a byte says true, bit 1 says false, neither is `na`.
struct TruthScan {
  /// The first row that is true, or the end.
  private(set) var next: Int
  /// How many rows before it were `na`.
  private(set) var missing = 0

  private static let lowBits: UInt64 = 0x0101_0101_0101_0101

  init(_ truths: [UInt8], from row: Int, to end: Int) {
    next = row
    let words = unsafe truths.span.bytes
    scan(to: end) { place in
      // Any eight bytes are a number, and the offset is checked.
      unsafe words.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
    } byte: {
      UInt64(truths[$0])
    }
  }

  /// Of two rules: true where one is, `na` where one is and neither is true.
  init(_ left: [UInt8], _ right: [UInt8], from row: Int, to end: Int) {
    next = row
    let first = unsafe left.span.bytes
    let second = unsafe right.span.bytes
    scan(to: end) { place in
      let a = unsafe first.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      let b = unsafe second.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self)
      return Self.either(a, b)
    } byte: {
      Self.either(UInt64(left[$0]), UInt64(right[$0]))
    }
  }

  /// True where one is, false where both are.
  @inline(__always)
  private static func either(_ a: UInt64, _ b: UInt64) -> UInt64 {
    (a | b) & lowBits | (a & b) & (lowBits << 1)
  }

  @inline(__always)
  private mutating func scan(to end: Int, word: (Int) -> UInt64, byte: (Int) -> UInt64) {
    while next + 8 <= end {
      let bytes = UInt64(littleEndian: word(next))
      let isTrue = bytes & Self.lowBits
      let isMissing = ~(bytes | bytes >> 1) & Self.lowBits
      if isTrue != 0 {
        let place = isTrue.trailingZeroBitCount
        // Those below the first that is true.
        missing += (isMissing & ((1 << UInt64(place)) - 1)).nonzeroBitCount
        next += place / 8
        return
      }
      if isMissing != 0 { missing += isMissing.nonzeroBitCount }
      next += 8
    }
    while next < end {
      let truth = byte(next)
      if truth & 1 == 1 { return }
      missing += truth & 3 == 0 ? 1 : 0
      next += 1
    }
  }
}
