/// The value of a number token, correctly rounded.
enum NumberLiteral {
  /// The value of `1_000`, `0.5`, `1e-3`; with `percent`, of a hundredth of it, rounded once.
  static func value(_ text: ArraySlice<UInt8>, percent: Bool) throws(Fault) -> Double {
    var mantissa: UInt64 = 0
    var significant = 0
    var scale = percent ? -2 : 0
    var digits: [UInt8] = []
    var inFraction = false
    var isZero = true
    var exponent = 0

    var index = text.startIndex
    scan: while index < text.endIndex {
      let byte = text[index]
      index += 1
      switch byte {
      case UInt8(ascii: "_"): continue
      case UInt8(ascii: "."): inFraction = true
      case UInt8(ascii: "e"):
        exponent = Self.exponent(text[index...])
        break scan
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        if byte != UInt8(ascii: "0") { isZero = false }
        if significant < 19 {
          mantissa = mantissa * 10 + UInt64(byte - UInt8(ascii: "0"))
          if !isZero { significant += 1 }
        } else {
          if digits.isEmpty { digits = Array(String(mantissa).utf8) }
          digits.append(byte)
        }
        if inFraction { scale -= 1 }
      default: break scan
      }
    }
    if isZero { return 0 }
    scale += exponent
    // Both factors are exact, so that the one operation rounds correctly (Clinger's fast path).
    if digits.isEmpty, mantissa <= 1 << 53, abs(scale) < Self.powersOfTen.count {
      let power = Self.powersOfTen[abs(scale)]
      return scale < 0 ? Double(mantissa) / power : Double(mantissa) * power
    }
    let significand = digits.isEmpty ? String(mantissa) : String(decoding: digits, as: UTF8.self)
    guard let value = Double("\(significand)e\(scale)") else {
      // The text has only digits: the conversion can fail for nothing but its magnitude.
      throw Fault(scale > 0 ? .tooLarge : .tooSmall)
    }
    if !value.isFinite { throw Fault(.tooLarge) }
    if value == 0 { throw Fault(.tooSmall) }
    return value
  }

  /// Why a number has no value.
  struct Fault: Error {
    let fault: NumberFault

    init(_ fault: NumberFault) { self.fault = fault }
  }

  /// The exponent after `e`, clamped far outside what a `Double` can hold.
  private static func exponent(_ text: ArraySlice<UInt8>) -> Int {
    var value = 0
    for byte in text where byte.isDigit {
      value = min(value * 10 + Int(byte - UInt8(ascii: "0")), 99_999)
    }
    return text.first == UInt8(ascii: "-") ? -value : value
  }

  /// 10^0 … 10^22, all of them exact.
  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]
}
