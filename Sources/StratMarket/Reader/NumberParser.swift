/// Reads decimal numbers, correctly rounded.
///
/// Where the digits make an integer of at most 2^53 and the power of ten is at most 22 in size,
/// both are exact doubles and one multiplication or division rounds once, which is correct
/// (Clinger 1990). Everything else goes through the standard library, which is correct always.
enum NumberParser {
  enum Reading: Equatable {
    case value(Double)
    case missing
    case infinite
    case groupedDigits
    case malformed
  }

  /// The largest integer up to which all are exact doubles.
  @inline(__always)
  private static var exactLimit: UInt64 { 1 << 53 }

  /// Reads the usual kind of number straight from the text; `end` is negative for all others.
  ///
  /// That is: a minus or none, at most 15 characters of digits with or without a point, and at most
  /// eight digits before a point. `end` is the first byte behind.
  @inline(__always)
  static func plain(
    _ text: Span<UInt8>, at start: Int, integers: Span<UInt64>, doubles: Span<Double>
  ) -> (value: Double, end: Int) {
    // A branch, not arithmetic: where the next field begins must not wait for this byte.
    if text.byte(at: start) == UInt8(ascii: "-") {
      return negative(text, at: start, integers: integers, doubles: doubles)
    }
    return unsigned(text, at: start, integers: integers, doubles: doubles)
  }

  @inline(never)
  private static func negative(
    _ text: Span<UInt8>, at start: Int, integers: Span<UInt64>, doubles: Span<Double>
  ) -> (value: Double, end: Int) {
    let size = unsigned(text, at: start + 1, integers: integers, doubles: doubles)
    return (-size.value, size.end)
  }

  /// Finds the point and the end at once among sixteen characters: what a field costs is mostly
  /// the wait for the beginning of the next.
  @inline(__always)
  private static func unsigned(
    _ text: Span<UInt8>, at start: Int, integers: Span<UInt64>, doubles: Span<Double>
  ) -> (value: Double, end: Int) {
    let front = DigitRun.nibbles(text.word(at: start))
    let back = DigitRun.nibbles(text.word(at: start &+ 8))
    let others = DigitRun.others(front, back)
    let whole = others.trailingZeroBitCount
    guard whole < 16 else { return (0, -1) }
    if text.byte(at: start &+ whole) != UInt8(ascii: ".") {
      // Fifteen digits are less than 2^53.
      let integer = DigitRun.value(first: whole, of: front, back, integers: integers)
      return (Double(Int64(bitPattern: integer)), whole == 0 ? -1 : start &+ whole)
    }
    let length = (others & (others &- 1)).trailingZeroBitCount
    // The digits behind the point are taken from the words that end with them.
    guard length < 16, length > 1, whole <= 8, start >= 16 else { return (0, -1) }
    let scale = length &- whole &- 1
    let end = start &+ length
    let tail = DigitRun.nibbles(text.word(at: end &- 8))
    var part = DigitRun.value(last: min(scale, 8), of: tail)
    if scale > 8 {
      let before = DigitRun.nibbles(text.word(at: end &- 16))
      part = part &+ DigitRun.value(last: scale &- 8, of: before) &* 100_000_000
    }
    // At most fourteen digits, which again are less than 2^53.
    let mantissa = DigitRun.value(first: whole, of: front) &* integers[scale] &+ part
    return (Double(Int64(bitPattern: mantissa)) / doubles[scale], end)
  }

  /// Reads a field without blanks around it.
  static func read(_ text: Span<UInt8>, from start: Int, to end: Int) -> Reading {
    var position = start
    var isNegative = false
    if position < end {
      let sign = text.byte(at: position)
      isNegative = sign == UInt8(ascii: "-")
      if isNegative || sign == UInt8(ascii: "+") { position += 1 }
    }
    var mantissa: UInt64 = 0
    var isExact = true
    var digits = 0
    var exponent = 0
    var pointSeen = false
    scan: while position < end {
      let byte = text.byte(at: position)
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        let (product, over) = mantissa.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(UInt64(byte - UInt8(ascii: "0")))
        if over || carry { isExact = false }
        mantissa = sum
        if pointSeen { exponent -= 1 }
      case UInt8(ascii: "."):
        if pointSeen { return .malformed }
        pointSeen = true
      default: break scan
      }
      position += 1
    }
    if digits > 0, position < end, text.byte(at: position) | 0x20 == UInt8(ascii: "e") {
      guard let written = exponentPart(text, from: position + 1, to: end) else {
        return .malformed
      }
      exponent += written
      position = end
    }
    guard digits > 0, position == end else { return word(text, from: start, to: end) }
    let size = abs(exponent)
    if isExact, mantissa <= exactLimit, size < PowersOfTen.doubles.count {
      let power = PowersOfTen.doubles[size]
      let magnitude = exponent < 0 ? Double(mantissa) / power : Double(mantissa) * power
      return .value(isNegative ? -magnitude : magnitude)
    }
    guard let value = Double(string(text, from: start, to: end)) else { return .malformed }
    return value.isFinite ? .value(value) : .infinite
  }

  /// The number behind the `e`, kept within ± 100 000: beyond, every number is zero or infinite.
  private static func exponentPart(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var position = start
    var isNegative = false
    if position < end {
      let sign = text.byte(at: position)
      isNegative = sign == UInt8(ascii: "-")
      if isNegative || sign == UInt8(ascii: "+") { position += 1 }
    }
    guard position < end else { return nil }
    var value = 0
    while position < end {
      let digit = text.byte(at: position) &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      value = min(value * 10 + Int(digit), 100_000)
      position += 1
    }
    return isNegative ? -value : value
  }

  /// What a field means that is not a number.
  private static func word(_ text: Span<UInt8>, from start: Int, to end: Int) -> Reading {
    guard end - start <= 64 else { return .malformed }
    let word = string(text, from: start, to: end).lowercased()
    switch word {
    case "", "-", "nan", "na", "n/a", "#n/a", "null", "none": return .missing
    case "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", "∞", "+∞", "-∞":
      return .infinite
    default: break
    }
    let separators: Set<Unicode.Scalar> = [",", "_", "'", "’", " ", "\u{A0}", "\u{202F}"]
    let others = word.unicodeScalars.filter {
      !("0"..."9").contains($0) && !"+-.".contains(Character($0))
    }
    let isGrouped = !others.isEmpty && others.allSatisfy(separators.contains)
    return isGrouped && word.unicodeScalars.contains { ("0"..."9").contains($0) }
      ? .groupedDigits : .malformed
  }

  static func string(_ text: Span<UInt8>, from start: Int, to end: Int) -> String {
    String(decoding: (start..<end).map { text.byte(at: $0) }, as: UTF8.self)
  }
}
