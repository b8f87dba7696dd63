extension FixedDecimal: CustomStringConvertible {
  /// Reads `12`, `-0.5`, `+3.25`, `.5` or `5.`: no exponent, no separators, nothing dropped.
  package init(text: some StringProtocol) throws(DecimalError) {
    var magnitude: UInt128 = 0
    var decimals = 0
    var digits = 0
    var pointSeen = false
    var negative = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits += 1
        let digit = UInt128(byte - UInt8(ascii: "0"))
        if pointSeen && decimals == Self.decimals {
          guard digit == 0 else { throw .tooPrecise(String(text)) }
          continue
        }
        magnitude = try Self.appending(digit, to: magnitude)
        if pointSeen { decimals += 1 }
      case UInt8(ascii: ".") where !pointSeen: pointSeen = true
      case UInt8(ascii: "-") where index == 0: negative = true
      case UInt8(ascii: "+") where index == 0: break
      default: throw .malformed(String(text))
      }
    }
    guard digits > 0 else { throw .malformed(String(text)) }
    for _ in decimals..<Self.decimals { magnitude = try Self.appending(0, to: magnitude) }
    guard magnitude <= Int128.max.magnitude else { throw .overflow }
    self.init(known: negative ? -Int128(magnitude) : Int128(magnitude))
  }

  private static func appending(
    _ digit: UInt128, to number: UInt128
  ) throws(DecimalError) -> UInt128 {
    let (shifted, tooWide) = number.multipliedReportingOverflow(by: 10)
    let (result, overflow) = shifted.addingReportingOverflow(digit)
    guard !tooWide, !overflow else { throw .overflow }
    return result
  }

  /// The exact value without trailing zeros: `1.05236`, `-2`, `0`.
  package var description: String {
    let (whole, part) = mantissa.magnitude.quotientAndRemainder(dividingBy: Self.unit.magnitude)
    let sign = isNegative ? "-" : ""
    guard part != 0 else { return "\(sign)\(whole)" }
    let digits = String(part)
    var decimals = String(repeating: "0", count: Self.decimals - digits.count) + digits
    while decimals.last == "0" { decimals.removeLast() }
    return "\(sign)\(whole).\(decimals)"
  }

  /// How many decimals it takes to write this number.
  package var decimalPlaces: Int {
    var places = Self.decimals
    var rest = mantissa
    while places > 0, rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    return places
  }
}

extension FixedDecimal: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    do {
      try self.init(text: text)
    } catch {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: error.description)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
