/// The days on which a market does not trade as it always does: closed, or for a part of the day.
package struct MarketCalendar: Hashable, Sendable {
  /// What a listed day is like.
  package enum Day: Hashable, Sendable {
    case closed
    /// From the opening to the closing, in minutes of the day; it opens before it closes.
    case open(from: Int, until: Int)
  }

  /// The zone on whose clock days and times are; `nil` is that of the hours, or else UTC.
  package var zone: String?
  /// By days since 1970-01-01.
  package private(set) var days: [Int64: Day] = [:]

  package init(zone: String? = nil) { self.zone = zone }

  package subscript(date: CivilDate) -> Day? {
    get { days[Int64(date.daysSinceEpoch)] }
    set { days[Int64(date.daysSinceEpoch)] = newValue }
  }

  /// The clock of its zone; `nil` when there is no such zone, UTC when it names none.
  package var clock: ZoneClock? { ZoneClock(zone: zone) }

  /// Why a market that would be open is not at a moment; `nil` when the calendar has no objection.
  ///
  /// - Parameters:
  ///   - day: the day of the session that the moment is in; else the moment's own day is asked.
  ///   - clock: of the calendar's zone, or where it names none that of the hours.
  package func closing(at time: Int64, session day: Int64?, _ clock: inout ZoneClock) -> Day? {
    let day = day ?? clock.day(at: time)
    switch days[day] {
    case nil: return nil
    case .closed: return .closed
    case .open(let from, let until)?:
      let start = clock.moment(ofDay: day, after: Int64(from) * 60_000)
      let end = clock.moment(ofDay: day, after: Int64(until) * 60_000)
      return start <= time && time < end ? nil : .open(from: from, until: until)
    }
  }
}

extension MarketCalendar.Day: CustomStringConvertible {
  /// As it stands in a file: `closed`, `09:30..13:00`.
  package var description: String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + "\(number)" }
    func time(_ minutes: Int) -> String { two(minutes / 60) + ":" + two(minutes % 60) }
    switch self {
    case .closed: return "closed"
    case .open(let from, let until): return "\(time(from))..\(time(until))"
    }
  }

  package init?(_ text: some StringProtocol) {
    if text == "closed" {
      self = .closed
      return
    }
    let bytes = Array(text.utf8)
    guard bytes.count == 12, bytes[5] == UInt8(ascii: "."), bytes[6] == UInt8(ascii: "."),
      let from = Self.minutes(bytes[0..<5]), let until = Self.minutes(bytes[7..<12]), from < until
    else { return nil }
    self = .open(from: from, until: until)
  }

  private static func minutes(_ bytes: ArraySlice<UInt8>) -> Int? {
    let first = bytes.startIndex
    guard bytes[first + 2] == UInt8(ascii: ":"),
      let hours = CivilDate.number(bytes[first..<first + 2]),
      let minutes = CivilDate.number(bytes[first + 3..<first + 5]), minutes < 60
    else { return nil }
    let sum = hours * 60 + minutes
    return sum <= 1_440 ? sum : nil
  }
}

extension CivilDate {
  /// Reads `2026-12-24`, and nothing else.
  init?(iso text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
      let year = Self.number(bytes[0..<4]), let month = Self.number(bytes[5..<7]),
      let day = Self.number(bytes[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `2026-12-24`.
  var iso: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = "\(number)"
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }

  fileprivate static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
    }
    return value
  }
}

/// `{"days":{"2026-12-24":"09:30..13:00","2026-12-25":"closed"},"zone":"America/New_York"}`.
extension MarketCalendar: Codable {
  private enum CodingKeys: String, CodingKey {
    case zone, days
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    zone = try container.decodeIfPresent(String.self, forKey: .zone)
    for (date, day) in try container.decode([String: String].self, forKey: .days) {
      guard let date = CivilDate(iso: date), let day = Day(day) else {
        throw DecodingError.dataCorruptedError(
          forKey: .days, in: container, debugDescription: "no day of a calendar: \(date) \(day)")
      }
      self[date] = day
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(zone, forKey: .zone)
    var named: [String: String] = [:]
    for (day, what) in days { named[CivilDate(daysSinceEpoch: Int(day)).iso] = what.description }
    try container.encode(named, forKey: .days)
  }
}
