extension Timestamp {
  /// Reads ISO-8601 text; nil when it is anything else.
  ///
  /// `2017-03-02`, `2017-03-02T14:00`, `2017-03-02 14:00:00.151`, followed by nothing (UTC), `Z`,
  /// `UTC` or an offset (`+02:00`, `-0530`, `+02`). `/` may stand for `-`. Digits beyond
  /// milliseconds are cut off. A year of more than four digits needs a sign.
  package init?(_ text: String) {
    let bytes = [UInt8](text.utf8)
    self.init(iso8601: bytes.span, from: 0, to: bytes.count)
  }

  init?(iso8601 text: Span<UInt8>, from start: Int, to end: Int) {
    var scanner = ISO8601Scanner(position: start, end: end)
    guard let moment = scanner.moment(in: text), scanner.position == end else { return nil }
    self = moment
  }
}

/// Reads the parts of an ISO-8601 stamp one after the other.
private struct ISO8601Scanner {
  var position: Int
  let end: Int

  mutating func moment(in text: Span<UInt8>) -> Timestamp? {
    guard let date = date(in: text) else { return nil }
    guard position < end else { return Timestamp(date: date, millisecondOfDay: 0) }
    guard take(in: text, "T") || take(in: text, "t") || take(in: text, " "),
      let timeOfDay = timeOfDay(in: text), let offset = zoneOffset(in: text),
      let local = Timestamp(date: date, millisecondOfDay: timeOfDay)
    else { return nil }
    let (utc, over) = local.milliseconds.subtractingReportingOverflow(Int64(offset))
    return over ? nil : Timestamp(milliseconds: utc)
  }

  private mutating func date(in text: Span<UInt8>) -> CivilDate? {
    let negative = take(in: text, "-")
    let signed = negative || take(in: text, "+")
    let yearStart = position
    guard let year = digits(in: text, 4...(signed ? 9 : 4)) else { return nil }
    // There is one year 0, so it has no negative form.
    guard !(negative && year == 0), signed || position - yearStart == 4 else { return nil }
    let separator: Unicode.Scalar = peek(in: text) == UInt8(ascii: "/") ? "/" : "-"
    guard take(in: text, separator), let month = digits(in: text, 2...2),
      take(in: text, separator), let day = digits(in: text, 2...2)
    else { return nil }
    return CivilDate(year: negative ? -year : year, month: month, day: day)
  }

  private mutating func timeOfDay(in text: Span<UInt8>) -> Int? {
    guard let hour = digits(in: text, 2...2), hour < 24, take(in: text, ":"),
      let minute = digits(in: text, 2...2), minute < 60
    else { return nil }
    var total = (hour * 60 + minute) * 60_000
    guard take(in: text, ":") else { return total }
    guard let second = digits(in: text, 2...2), second < 60 else { return nil }
    total += second * 1_000
    guard take(in: text, ".") else { return total }
    var weight = 100
    let fractionStart = position
    while let digit = digit(in: text) {
      total += digit * weight
      weight /= 10
    }
    return position > fractionStart ? total : nil
  }

  /// Milliseconds by which local time is ahead of UTC.
  private mutating func zoneOffset(in text: Span<UInt8>) -> Int? {
    guard position < end else { return 0 }
    if take(in: text, "Z") || take(in: text, "z") { return 0 }
    _ = take(in: text, " ")
    if take(in: text, "U") { return take(in: text, "T") && take(in: text, "C") ? 0 : nil }
    let west = take(in: text, "-")
    guard west || take(in: text, "+"), let hours = digits(in: text, 2...2), hours < 24 else {
      return nil
    }
    var minutes = 0
    if position < end {
      _ = take(in: text, ":")
      guard let read = digits(in: text, 2...2), read < 60 else { return nil }
      minutes = read
    }
    let offset = (hours * 60 + minutes) * 60_000
    return west ? -offset : offset
  }

  private func peek(in text: Span<UInt8>) -> UInt8? {
    position < end ? text.byte(at: position) : nil
  }

  private mutating func take(in text: Span<UInt8>, _ scalar: Unicode.Scalar) -> Bool {
    guard peek(in: text) == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  private mutating func digit(in text: Span<UInt8>) -> Int? {
    guard let byte = peek(in: text), case 0...9 = byte &- UInt8(ascii: "0") else { return nil }
    position += 1
    return Int(byte - UInt8(ascii: "0"))
  }

  private mutating func digits(in text: Span<UInt8>, _ count: ClosedRange<Int>) -> Int? {
    var value = 0
    var taken = 0
    while taken < count.upperBound, let digit = digit(in: text) {
      value = value * 10 + digit
      taken += 1
    }
    return taken >= count.lowerBound ? value : nil
  }
}
