/// How the stamps of a file are written; its first row decides.
enum StampKind: Sendable {
  case iso8601
  /// A bare number, see ``EpochUnit``.
  case epoch
  /// A day as eight digits, `20170302`.
  case compactDate

  /// Recognises a field; nil when it is no stamp at all.
  init?(_ text: Span<UInt8>, from start: Int, to end: Int) {
    if StampParser.compactDate(text, from: start, to: end) != nil {
      self = .compactDate
    } else if StampParser.epoch(text, from: start, to: end) != nil {
      self = .epoch
    } else if Timestamp(iso8601: text, from: start, to: end) != nil {
      self = .iso8601
    } else {
      return nil
    }
  }
}

/// Reads the stamps of rows.
enum StampParser {
  /// Reads a field without blanks around it: milliseconds, or the bare number of an epoch stamp.
  static func read(
    _ text: Span<UInt8>, from start: Int, to end: Int, kind: StampKind
  ) -> Int64? {
    switch kind {
    case .iso8601: Timestamp(iso8601: text, from: start, to: end)?.milliseconds
    case .epoch: epoch(text, from: start, to: end)
    case .compactDate: compactDate(text, from: start, to: end)
    }
  }

  /// Reads a bare number.
  ///
  /// Decimals count for seconds, which then become milliseconds, and are cut off for finer units.
  static func epoch(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int64? {
    var position = start
    let isNegative = position < end && text.byte(at: position) == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let digitStart = position
    var value: Int64 = 0
    while position < end, let digit = digit(text, position) {
      let (product, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, carry) = product.addingReportingOverflow(digit)
      guard !over, !carry else { return nil }
      value = sum
      position += 1
    }
    guard position > digitStart else { return nil }
    if position < end, text.byte(at: position) == UInt8(ascii: ".") {
      position += 1
      var milliseconds: Int64 = 0
      var weight: Int64 = 100
      while position < end, let digit = digit(text, position) {
        milliseconds += digit * weight
        weight /= 10
        position += 1
      }
      if milliseconds > 0, EpochUnit(magnitude: value.magnitude) == .seconds {
        value = value * 1_000 + milliseconds
      }
    }
    guard position == end else { return nil }
    return isNegative ? -value : value
  }

  /// Eight digits that are a day of the years 1800 to 2199.
  static func compactDate(_ text: Span<UInt8>, from start: Int, to end: Int) -> Int64? {
    guard end - start == 8 else { return nil }
    let nibbles = DigitRun.nibbles(text.word(at: start))
    guard DigitRun.others(nibbles, 0) == 0 else { return nil }
    let value = Int(DigitRun.value(nibbles))
    guard case 1_800...2_199 = value / 10_000,
      let date = CivilDate(year: value / 10_000, month: value / 100 % 100, day: value % 100)
    else { return nil }
    return Timestamp(date: date, millisecondOfDay: 0)?.milliseconds
  }

  private static func digit(_ text: Span<UInt8>, _ position: Int) -> Int64? {
    let digit = text.byte(at: position) &- UInt8(ascii: "0")
    return digit <= 9 ? Int64(digit) : nil
  }

  /// Reads an epoch number of at most 15 digits straight from the text; `end` is negative for
  /// everything else.
  @inline(__always)
  static func plainEpoch(
    _ text: Span<UInt8>, at start: Int, integers: Span<UInt64>
  ) -> (value: Int64, end: Int) {
    let front = DigitRun.nibbles(text.word(at: start))
    let back = DigitRun.nibbles(text.word(at: start &+ 8))
    let count = DigitRun.others(front, back).trailingZeroBitCount
    guard count < 16, count > 0 else { return (0, -1) }
    let value = DigitRun.value(first: count, of: front, back, integers: integers)
    return (Int64(bitPattern: value), start &+ count)
  }
}

/// Reads stamps of the shape `2017-03-02T14:00:00Z`, and remembers the day of the last one.
struct PlainStampParser {
  private var dayWord: UInt64 = 0
  private var dayTail: UInt64 = 0
  private var midnight: Int64 = 0

  /// `end` is negative for every other shape.
  @inline(__always)
  mutating func read(_ text: Span<UInt8>, at start: Int) -> (value: Int64, end: Int) {
    let first = text.word(at: start)  // 2017-03-
    let second = text.word(at: start &+ 8)  // 02T14:00
    let third = text.word(at: start &+ 16) & 0xFFFF_FFFF  // :00Z
    // Digits turn into 0 to 9 and the punctuation into 0; anything else has a high bit set after
    // the additions, as in DigitRun. No byte carries, since all are below 0x8A or we refuse them.
    let firstDigits = first ^ 0x2D30_302D_3030_3030
    let secondDigits = second ^ 0x3030_3A30_3054_3030
    let thirdDigits = third ^ 0x5A30_303A
    let bad =
      (firstDigits &+ 0x7F76_767F_7676_7676) | firstDigits
      | (secondDigits &+ 0x7676_7F76_767F_7676) | secondDigits
      | (thirdDigits &+ 0x7F76_767F) | thirdDigits
    guard bad & 0x8080_8080_8080_8080 == 0 else { return (0, -1) }
    let dayTail = second & 0xFFFF
    if first != dayWord || dayTail != self.dayTail {
      guard readDay(firstDigits, secondDigits) else { return (0, -1) }
      dayWord = first
      self.dayTail = dayTail
    }
    let hour = pair(secondDigits &>> 24)
    let minute = pair(secondDigits &>> 48)
    let second60 = pair(thirdDigits &>> 8)
    guard hour < 24, minute < 60, second60 < 60 else { return (0, -1) }
    let seconds = (hour &* 60 &+ minute) &* 60 &+ second60
    return (midnight &+ seconds &* 1_000, start &+ 20)
  }

  private mutating func readDay(_ first: UInt64, _ second: UInt64) -> Bool {
    let date = CivilDate(
      year: Int(pair(first) * 100 + pair(first >> 16)), month: Int(pair(first >> 40)),
      day: Int(pair(second)))
    guard let date else { return false }
    midnight = Int64(date.daysSinceEpoch) * Timestamp.millisecondsPerDay
    return true
  }

  /// The number of the two digits in the lowest bytes.
  @inline(__always)
  private func pair(_ digits: UInt64) -> Int64 {
    Int64(bitPattern: (digits & 0xF) &* 10 &+ ((digits &>> 8) & 0xF))
  }
}
