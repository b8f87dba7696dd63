/// The value of a duration token such as `15m`.
///
/// There is no month: it has no fixed length, and an interval must have one.
package enum DurationLiteral {
  enum Fault: Sendable {
    case zero
    case tooLong
  }

  /// The units from shortest to longest, with their milliseconds.
  static let units: [(name: String, milliseconds: Int64)] = [
    ("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000),
    ("w", 604_800_000),
  ]

  /// A hundred years: more is a slip, and sums of durations must not overflow.
  static let longest: Int64 = 36_525 * 86_400_000

  /// The shortest way to write a duration: `1d` for 86,400,000.
  ///
  /// - Precondition: more than nothing.
  package static func text(milliseconds: Int64) -> String {
    let unit = units.last { milliseconds % $0.milliseconds == 0 } ?? units[0]
    return "\(milliseconds / unit.milliseconds)\(unit.name)"
  }

  static func milliseconds(perUnit name: some StringProtocol) -> Int64? {
    units.first { $0.name == name }?.milliseconds
  }

  static func fault(_ text: ArraySlice<UInt8>) -> Fault? {
    switch milliseconds(text) {
    case nil: .tooLong
    case 0: .zero
    default: nil
    }
  }

  /// The milliseconds of a well-formed duration; `nil` beyond the longest.
  static func milliseconds(_ text: ArraySlice<UInt8>) -> Int64? {
    var count: Int64 = 0
    var index = text.startIndex
    while index < text.endIndex, !text[index].isLetter {
      if text[index].isDigit {
        count = count * 10 + Int64(text[index] - UInt8(ascii: "0"))
        if count > longest { return nil }
      }
      index += 1
    }
    let unit = String(decoding: text[index...], as: UTF8.self)
    guard let scale = milliseconds(perUnit: unit) else { return nil }
    let (product, overflow) = count.multipliedReportingOverflow(by: scale)
    return overflow || product > longest ? nil : product
  }
}

/// The value of a time token such as `09:30`.
enum TimeLiteral {
  /// Minutes since midnight, `00:00` to `24:00`; `nil` if the text is not two digits, `:`, two digits.
  static func minutes(_ text: ArraySlice<UInt8>) -> Int? {
    guard text.count == 5, text[text.startIndex + 2] == UInt8(ascii: ":") else { return nil }
    func digit(_ offset: Int) -> Int? {
      let byte = text[text.startIndex + offset]
      return byte.isDigit ? Int(byte - UInt8(ascii: "0")) : nil
    }
    guard let ten = digit(0), let one = digit(1), let tens = digit(3), let ones = digit(4) else {
      return nil
    }
    let minutes = (ten * 10 + one) * 60 + tens * 10 + ones
    return tens < 6 && minutes <= 24 * 60 ? minutes : nil
  }
}
