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
  /// That is: a sign or none, digits with or without a point, at most 19 of them, and at most 16
  /// on either side. `end` is the first byte behind.
  @inline(__always)
  static func plain(
    _ text: Span<UInt8>, at start: Int, integers: Span<UInt64>, doubles: Span<Double>
  ) -> (value: Double, end: Int) {
    let isNegative = text.byte(at: start) == UInt8(ascii: "-")
    var position = isNegative ? start &+ 1 : start
    let whole = DigitRun(text.word(at: position))
    var mantissa = whole.value
    var digits = whole.count
    position &+= whole.count
    if whole.count == 8 {
      let more = DigitRun(text.word(at: position))
      if more.count == 8 { return (0, -1) }
      mantissa = mantissa &* integers[more.count] &+ more.value
      digits &+= more.count
      position &+= more.count
    }
    var scale = 0
    if text.byte(at: position) == UInt8(ascii: ".") {
      // Zeros in front are no digits of the mantissa.
      if mantissa == 0 { digits = digits == 0 ? 0 : 1 }
      position &+= 1
      let part = DigitRun(text.word(at: position))
      mantissa = mantissa &* integers[part.count] &+ part.value
      scale = part.count
      position &+= part.count
      if part.count == 8 {
        let more = DigitRun(text.word(at: position))
        if more.count == 8 { return (0, -1) }
        mantissa = mantissa &* integers[more.count] &+ more.value
        scale &+= more.count
        position &+= more.count
      }
    }
    let total = digits &+ scale
    guard total > 0, total <= 19, mantissa <= exactLimit else { return (0, -1) }
    let magnitude = Double(Int64(bitPattern: mantissa)) / doubles[scale]
    return (isNegative ? -magnitude : magnitude, position)
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
