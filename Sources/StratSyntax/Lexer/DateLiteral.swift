/// The value of a date token such as `2017-03-02` or `2017-03-02T14:00Z`.
///
/// Times are in UTC; the `Z` may be left out.
enum DateLiteral {
  /// The end of the date that begins at an offset; `nil` when none does.
  static func end(in bytes: [UInt8], from start: Int) -> Int? {
    guard let day = matched("dddd-dd-dd", bytes, start) else { return nil }
    var end = day
    if let time = matched("Tdd:dd", bytes, end) {
      end = matched(":dd", bytes, time) ?? time
      end = matched("Z", bytes, end) ?? end
    }
    guard end < bytes.count else { return end }
    let next = bytes[end]
    if next.continuesWord { return nil }
    let isFollowed = next == UInt8(ascii: ":") || next == UInt8(ascii: "-")
    return isFollowed && end + 1 < bytes.count && bytes[end + 1].isDigit ? nil : end
  }

  /// Milliseconds since 1970; `nil` when the calendar or the clock has no such moment.
  static func milliseconds(_ text: ArraySlice<UInt8>) -> Int64? {
    let digits = text.filter(\.isDigit).map { Int($0 - UInt8(ascii: "0")) }
    func number(_ from: Int, _ count: Int) -> Int {
      guard from + count <= digits.count else { return 0 }
      return digits[from..<from + count].reduce(0) { $0 * 10 + $1 }
    }
    let (year, month, day) = (number(0, 4), number(4, 2), number(6, 2))
    let (hour, minute, second) = (number(8, 2), number(10, 2), number(12, 2))
    guard (1...12).contains(month), day >= 1, day <= days(in: month, of: year), hour < 24,
      minute < 60, second < 60
    else { return nil }
    let seconds = daysSince1970(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second
    return Int64(seconds) * 1_000
  }

  /// Compares bytes with a pattern in which `d` stands for any digit.
  private static func matched(_ pattern: StaticString, _ bytes: [UInt8], _ start: Int) -> Int? {
    var index = start
    for wanted in pattern.description.utf8 {
      guard index < bytes.count else { return nil }
      let fits = wanted == UInt8(ascii: "d") ? bytes[index].isDigit : bytes[index] == wanted
      guard fits else { return nil }
      index += 1
    }
    return index
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return month == 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
  }

  /// Counts from the first of March of year 0, so that a leap day ends its year.
  private static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    // Year 0 begins in January of a year that counts from March of the year −1.
    let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
