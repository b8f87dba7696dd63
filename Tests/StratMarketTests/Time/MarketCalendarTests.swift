import StratMarket
import Testing

struct MarketCalendarTests {
  private func calendar(_ text: String) throws -> MarketCalendar {
    try MarketCalendar(parsing: text, path: "days.txt")
  }

  @Test func `days, hours, zone and comments are read`() throws {
    let text = """
      # New York Stock Exchange
      zone America/New_York

      2026-11-27  09:30..13:00   # the day after Thanksgiving
      2026-12-25\tclosed
      """
    for text in [text, text.replacing("\n", with: "\r\n"), "\u{FEFF}" + text] {
      let read = try calendar(text)
      #expect(read.zone == "America/New_York")
      #expect(read.days.count == 2)
      let half = try #require(CivilDate(year: 2026, month: 11, day: 27))
      #expect(read[half] == .open(from: 570, until: 780))
      let christmas = try #require(CivilDate(year: 2026, month: 12, day: 25))
      #expect(read[christmas] == .closed)
    }
    #expect(try calendar("").days.isEmpty)
  }

  @Test(arguments: [
    ("2026-02-30 closed", 1, "'2026-02-30' is no day of the calendar"),
    ("24.12.2026 closed", 1, "'24.12.2026' is no day of the calendar"),
    ("\n2026-12-24", 2, "'' does not say when the market is open"),
    ("2026-12-24 half day", 1, "'half day' does not say when the market is open"),
    ("2026-12-24 13:00..09:00", 1, "'13:00..09:00' does not say when the market is open"),
    ("2026-12-24 09:00..24:01", 1, "'09:00..24:01' does not say when the market is open"),
    ("2026-12-24 9:00..13:00", 1, "'9:00..13:00' does not say when the market is open"),
    (
      "2026-12-24 closed\n\n2026-12-24 closed", 3,
      "2026-12-24 is listed a second time, first in line 1"
    ),
    ("zone Atlantis/Capital", 1, "a zone that is not known: 'Atlantis/Capital'"),
    ("zone", 1, "a zone that is not known: ''"),
    ("zone UTC\nzone UTC", 2, "the zone is given a second time"),
  ])
  func `what cannot be read is named with its line`(text: String, line: Int, message: String) {
    let error = #expect(throws: MarketDataError.self) { try calendar(text) }
    #expect(error?.code == .malformedCalendar)
    #expect(error?.line == line)
    #expect(error?.message == message)
    #expect(error?.help != nil)
    #expect(error?.path == "days.txt")
  }

  @Test func `a day of the zone is closed from its midnight to the next`() throws {
    let read = try calendar("zone America/New_York\n2026-12-25 closed")
    var clock = try #require(read.clock)
    // 05:00 UTC is midnight in New York.
    let midnight: Int64 = 1_766_638_800_000 + 365 * 86_400_000
    #expect(read.closing(at: midnight - 1, session: nil, &clock) == nil)
    #expect(read.closing(at: midnight, session: nil, &clock) == .closed)
    #expect(read.closing(at: midnight + 86_399_999, session: nil, &clock) == .closed)
    #expect(read.closing(at: midnight + 86_400_000, session: nil, &clock) == nil)
  }

  @Test func `a session that began the day before goes by its own day`() throws {
    let read = try calendar("1970-01-02 closed")
    var clock = ZoneClock.utc
    let time: Int64 = 86_400_000 + 1
    #expect(read.closing(at: time, session: nil, &clock) == .closed)
    #expect(read.closing(at: time, session: 0, &clock) == nil)
  }
}
