extension MarketCalendar {
  /// Reads the text of a calendar file: a line for each day, `#` begins a comment.
  ///
  /// ```
  /// # New York Stock Exchange
  /// zone America/New_York
  /// 2026-11-27  09:30..13:00   # the day after Thanksgiving
  /// 2026-12-25  closed
  /// ```
  ///
  /// - Parameter path: what errors say the text is from.
  package init(parsing text: String, path: String) throws(MarketDataError) {
    self.init()
    var lines: [Int64: Int] = [:]
    var isZoneGiven = false
    let all = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in all.enumerated() {
      let number = index + 1
      let content = line.prefix { $0 != "#" }
      let words = content.split { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }
      guard let first = words.first else { continue }
      if first == "zone" {
        guard !isZoneGiven else {
          throw Self.failure(
            path, number, "the zone is given a second time", help: "keep one of the two lines")
        }
        guard words.count == 2, ZoneClock(zone: String(words[1])) != nil else {
          throw Self.failure(
            path, number, "a zone that is not known: '\(words.dropFirst().joined(separator: " "))'",
            help: "write it like `zone America/New_York`")
        }
        zone = String(words[1])
        isZoneGiven = true
        continue
      }
      guard let date = CivilDate(iso: first) else {
        throw Self.failure(
          path, number, "'\(first)' is no day of the calendar",
          help: "write it like `2026-12-25 closed`")
      }
      guard words.count == 2, let day = Day(words[1]) else {
        throw Self.failure(
          path, number,
          "'\(words.dropFirst().joined(separator: " "))' does not say when the market is open",
          help: "write `closed`, or from when to when on that day: `09:30..13:00`")
      }
      let key = Int64(date.daysSinceEpoch)
      if let before = lines[key] {
        throw Self.failure(
          path, number, "\(date.iso) is listed a second time, first in line \(before)",
          help: "keep one of the two lines")
      }
      lines[key] = number
      self[date] = day
    }
  }

  private static func failure(
    _ path: String, _ line: Int, _ message: String, help: String
  ) -> MarketDataError {
    MarketDataError(.malformedCalendar, path: path, line: line, message: message, help: help)
  }
}
