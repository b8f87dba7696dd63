import StratMarket
import Testing

@Suite struct SessionClockTests {
  private func time(_ text: String) throws -> Int64 { try #require(Timestamp(text)).milliseconds }

  private func clock(_ open: Int, _ close: Int, _ zone: String?) throws -> SessionClock {
    SessionClock(openMinutes: open, closeMinutes: close, try #require(ZoneClock(zone: zone)))
  }

  /// Session, first moment and first moment after it, by the day on which it began.
  @Test(arguments: [
    // The New York Stock Exchange, before and after clocks were set forward.
    (570, 960, "2024-03-08T14:30Z", "2024-03-08", "2024-03-08T14:30Z", "2024-03-08T21:00Z"),
    (570, 960, "2024-03-08T20:59Z", "2024-03-08", "2024-03-08T14:30Z", "2024-03-08T21:00Z"),
    (570, 960, "2024-03-11T13:30Z", "2024-03-11", "2024-03-11T13:30Z", "2024-03-11T20:00Z"),
    // Futures, from the evening before: the session over the change has an hour less.
    (1080, 1020, "2024-03-09T23:00Z", "2024-03-09", "2024-03-09T23:00Z", "2024-03-10T21:00Z"),
    (1080, 1020, "2024-03-10T20:59Z", "2024-03-09", "2024-03-09T23:00Z", "2024-03-10T21:00Z"),
    (1080, 1020, "2024-03-11T03:00Z", "2024-03-10", "2024-03-10T22:00Z", "2024-03-11T21:00Z"),
    // Currencies, around the clock from five to five, also over the hour that comes twice.
    (1020, 1020, "2024-11-03T05:30Z", "2024-11-02", "2024-11-02T21:00Z", "2024-11-03T22:00Z"),
    (1020, 1020, "2024-11-03T22:00Z", "2024-11-03", "2024-11-03T22:00Z", "2024-11-04T22:00Z"),
    // A whole day, and one that ends at midnight.
    (0, 1440, "2024-03-10T12:00Z", "2024-03-10", "2024-03-10T05:00Z", "2024-03-11T04:00Z"),
    (600, 0, "2024-07-01T23:00Z", "2024-07-01", "2024-07-01T14:00Z", "2024-07-02T04:00Z"),
    // 02:30 is left out on that day: it begins when clocks leap over it.
    (150, 240, "2024-03-10T07:00Z", "2024-03-10", "2024-03-10T07:00Z", "2024-03-10T08:00Z"),
  ])
  func `sessions follow the clocks of New York`(
    open: Int, close: Int, moment: String, day: String, from: String, until: String
  ) throws {
    var sessions = try clock(open, close, "America/New_York")
    let session = try #require(sessions.session(at: try time(moment)))
    #expect(session.moments == (try time(from))..<(try time(until)))
    #expect(session.day == (try time(day)) / 86_400_000)
  }

  @Test(arguments: [
    (570, 960, "2024-03-08T14:29Z"), (570, 960, "2024-03-08T21:00Z"),
    (1080, 1020, "2024-03-08T22:30Z"), (150, 240, "2024-03-10T06:59Z"),
    (600, 0, "2024-07-02T04:00Z"),
  ])
  func `outside of them there is none`(open: Int, close: Int, moment: String) throws {
    var sessions = try clock(open, close, "America/New_York")
    #expect(sessions.session(at: try time(moment)) == nil)
  }

  /// What was asked before leaves no trace, and sessions neither overlap nor go back.
  @Test(arguments: [
    "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Cairo",
    "UTC",
  ])
  func `sessions come one after the other`(zone: String) throws {
    for (open, close) in [(570, 960), (1080, 1020), (1020, 1020), (0, 1440), (1439, 1), (0, 1)] {
      var sessions = try clock(open, close, zone)
      var last: SessionClock.Session?
      // Two years and a half, every 67 minutes, from before Apia left out a day.
      for step in Int64(0)..<20_000 {
        let moment = try time("2011-06-01") + step * 67 * 60_000
        let session = sessions.session(at: moment)
        var fresh = try clock(open, close, zone)
        if step % 50 == 0 {
          #expect(session == fresh.session(at: moment), "\(zone) \(open) at \(moment)")
        }
        guard let session else { continue }
        #expect(session.moments.contains(moment))
        if let last, last != session {
          #expect(last.day < session.day)
          #expect(last.moments.upperBound <= session.moments.lowerBound, "\(zone) at \(moment)")
        }
        last = session
      }
    }
  }
}
