extension Timestamp: CustomStringConvertible {
  /// ISO-8601 in UTC, `2017-03-02T14:00:00Z`; milliseconds are written only when there are any.
  ///
  /// Years outside 0 to 9999 have a sign and at least six digits.
  package var description: String {
    var text: [UInt8] = []
    appendISO8601(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  /// The day in UTC, `2017-03-02`.
  package var dateText: String { date.description }

  func appendISO8601(to text: inout [UInt8]) {
    date.appendISO8601(to: &text)
    let rest = millisecondOfDay
    text.append(UInt8(ascii: "T"))
    text.appendDecimal(rest / 3_600_000, digits: 2)
    text.append(UInt8(ascii: ":"))
    text.appendDecimal(rest / 60_000 % 60, digits: 2)
    text.append(UInt8(ascii: ":"))
    text.appendDecimal(rest / 1_000 % 60, digits: 2)
    if rest % 1_000 != 0 {
      text.append(UInt8(ascii: "."))
      text.appendDecimal(rest % 1_000, digits: 3)
    }
    text.append(UInt8(ascii: "Z"))
  }
}

extension CivilDate: CustomStringConvertible {
  /// The ISO-8601 form, `2017-03-02`.
  package var description: String {
    var text: [UInt8] = []
    appendISO8601(to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  func appendISO8601(to text: inout [UInt8]) {
    if (0...9_999).contains(year) {
      text.appendDecimal(year, digits: 4)
    } else {
      text.append(UInt8(ascii: year < 0 ? "-" : "+"))
      text.appendDecimal(abs(year), digits: 6)
    }
    text.append(UInt8(ascii: "-"))
    text.appendDecimal(month, digits: 2)
    text.append(UInt8(ascii: "-"))
    text.appendDecimal(day, digits: 2)
  }
}

extension [UInt8] {
  /// Appends a number of at least that many digits, with zeros in front.
  ///
  /// - Precondition: `value` is not negative.
  mutating func appendDecimal(_ value: Int, digits: Int) {
    let start = count
    var rest = value
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0 || count - start < digits
    self[start...].reverse()
  }
}
