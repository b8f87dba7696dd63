import StratLanguage
import StratSyntax
import Testing

@Suite struct HoursTests {
  private let rule = "entry long when close > open\nstop low"
  private let late = "entry long when session_time > 30m\nstop low"

  @Test func `hours are of the zone they name, else of the strategy's`() throws {
    let named = try strategy("hours 09:30..16:00 in \"America/New_York\"\n\(rule)")
    #expect(
      named.hours == TradingHours(openMinutes: 570, closeMinutes: 960, zone: "America/New_York"))
    #expect(named.hours?.written == "09:30..16:00 in \"America/New_York\"")
    let header = "strategy \"x\" on 15m in \"Europe/Berlin\"\n"
    #expect(try strategy("\(header)hours 09:00..17:30\n\(rule)").hours?.zone == "Europe/Berlin")
    #expect(try strategy("\(header)hours 09:00..17:30 in \"UTC\"\n\(rule)").hours?.zone == nil)
    #expect(try strategy("hours 24:00..08:00\n\(rule)").hours?.openMinutes == 0)
    #expect(try strategy(rule).hours == nil)
  }

  @Test(arguments: [
    ("hours 09:30..16:00 in \"New York\"", "E0310"),
    ("strategy \"x\" on 1d\nhours 09:30..16:00", "E0315"),
    ("strategy \"x\" on 1w\nhours 09:30..16:00", "E0315"),
    ("hours 09:30..16:00\nhours 10:00..12:00", "E0307"),
    ("let session_open = 5", "E0304"),
  ])
  func `what cannot be meant is refused`(_ text: String, _ code: String) {
    #expect(codes("\(text)\n\(rule)").contains(code), "\(text)")
  }

  @Test func `hours on bars shorter than a day are fine`() {
    #expect(codes("strategy \"x\" on 12h\nhours 09:30..16:00\n\(rule)") == [])
  }

  @Test func `hours are part of the meaning`() throws {
    let plain = try strategy(rule).semanticHash
    let hours = try strategy("hours 09:30..16:00\n\(rule)").semanticHash
    #expect(plain != hours)
    #expect(try strategy("hours 09:30..16:00 in \"UTC\"\n\(rule)").semanticHash == hours)
    #expect(try strategy("hours 09:30..16:05\n\(rule)").semanticHash != hours)
    let zone = "hours 09:30..16:00 in \"America/New_York\"\n"
    #expect(try strategy("\(zone)\(rule)").semanticHash != hours)
    #expect(
      try strategy("\(zone)\(late)").semanticHash
        != strategy("hours 09:30..16:00\n\(late)").semanticHash)
  }

  @Test func `values of a session are times`() throws {
    for name in ["session_open", "session_close", "session_time", "session_left"] {
      #expect(try formula(name).outputs.map(\.dimension) == [.time], "\(name)")
    }
    #expect(try formula("session_day").outputs.map(\.dimension) == [.ratio])
    #expect(codes("entry long when session_time > close\nstop low") == ["E0203"])
  }
}
