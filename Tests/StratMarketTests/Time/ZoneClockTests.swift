import Foundation
import TestSupport
import Testing

@testable import StratMarket

struct ZoneClockTests {
  private static let zones = [
    "America/New_York", "Europe/Berlin", "Europe/Moscow", "Australia/Lord_Howe",
    "America/St_Johns", "America/Sao_Paulo", "Pacific/Apia", "Asia/Kolkata", "Africa/Casablanca",
  ]

  @Test(arguments: zones)
  func `clocks show what Foundation says, hour by hour`(name: String) throws {
    let zone = try #require(TimeZone(identifier: name))
    var clock = try #require(ZoneClock(zone: name))
    for hour in stride(from: 0, to: 24 * 366 * 45, by: 5) {
      let time = Int64(hour) * 3_600_000 + 1
      let date = Date(timeIntervalSince1970: Double(time) / 1_000)
      let expected = Int64(zone.secondsFromGMT(for: date)) * 1_000
      if clock.offset(at: time) != expected {
        Issue.record("\(name) at \(time): \(clock.offset(at: time)), not \(expected)")
        return
      }
    }
  }

  /// Asked about in any order, the kept stretch must not be used for another time.
  @Test func `times may be asked about in any order`() throws {
    let zone = try #require(TimeZone(identifier: "Europe/Berlin"))
    var clock = try #require(ZoneClock(zone: "Europe/Berlin"))
    var random = SplitMix64(seed: 5)
    for _ in 0..<3_000 {
      let time = Int64.random(in: 0...1_900_000_000, using: &random) * 1_000
      let expected = zone.secondsFromGMT(
        for: Date(timeIntervalSince1970: Double(time) / 1_000))
      #expect(clock.offset(at: time) == Int64(expected) * 1_000, "at \(time), seed 5")
    }
  }

  @Test(arguments: [
    // The last moment before a change, and the change itself.
    ("America/New_York", "2017-03-12T06:59:59.999Z", "2017-03-12 01:59", 7),
    ("America/New_York", "2017-03-12T07:00:00Z", "2017-03-12 03:00", 7),
    ("America/New_York", "2017-11-05T05:59:00Z", "2017-11-05 01:59", 7),
    ("America/New_York", "2017-11-05T06:00:00Z", "2017-11-05 01:00", 7),
    ("Europe/Berlin", "2017-03-26T00:59:00Z", "2017-03-26 01:59", 7),
    ("Europe/Berlin", "2017-03-26T01:00:00Z", "2017-03-26 03:00", 7),
    ("Europe/Berlin", "2017-10-29T00:59:00Z", "2017-10-29 02:59", 7),
    ("Europe/Berlin", "2017-10-29T01:00:00Z", "2017-10-29 02:00", 7),
    ("Asia/Kolkata", "2017-01-01T18:30:00Z", "2017-01-02 00:00", 1),
    ("UTC", "1969-12-31T23:59:00Z", "1969-12-31 23:59", 3),
  ])
  func `known clocks`(zone: String, moment: String, shown: String, day: Int) throws {
    var clock = try #require(ZoneClock(zone: zone))
    let time = try #require(Timestamp(moment)).milliseconds
    let local = LocalMoment(time, &clock)
    let minute = local.minuteOfDay
    let text =
      "\(local.date) \(minute < 600 ? "0" : "")\(local.hour)"
      + ":\(local.minute < 10 ? "0" : "")\(local.minute)"
    #expect(text == shown)
    #expect(local.dayOfWeek == day)
  }

  @Test func `weeks are those of ISO 8601`() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    var clock = ZoneClock.utc
    for day in stride(from: -4_000, to: 25_000, by: 1) {
      let time = Int64(day) * 86_400_000
      let date = Date(timeIntervalSince1970: Double(time) / 1_000)
      let local = LocalMoment(time, &clock)
      guard local.weekOfYear == calendar.component(.weekOfYear, from: date) else {
        Issue.record("\(local.date): week \(local.weekOfYear)")
        return
      }
      // Foundation counts from Sunday.
      #expect(local.dayOfWeek % 7 + 1 == calendar.component(.weekday, from: date))
    }
  }

  @Test(arguments: zones)
  func `a day starts when clocks reach it`(name: String) throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: name))
    var clock = try #require(ZoneClock(zone: name))
    for day in stride(from: Int64(9_000), to: 20_000, by: 1) {
      let start = clock.start(ofDay: day)
      // A day that a zone left out has no start of its own.
      guard clock.day(at: start) == day else { continue }
      let date = Date(timeIntervalSince1970: Double(start) / 1_000)
      let expected = calendar.startOfDay(for: date)
      if expected != date {
        Issue.record("\(name), day \(day): \(date), not \(expected)")
        return
      }
      #expect(clock.day(at: start - 1) < day)
    }
  }

  @Test func `there is no clock of a zone that does not exist`() {
    #expect(ZoneClock(zone: "America/Nowhere") == nil)
    #expect(ZoneClock(zone: nil) != nil)
  }

  @Test(arguments: [nil, "America/New_York"])
  func `the ends of time do no harm`(zone: String?) throws {
    var clock = try #require(ZoneClock(zone: zone))
    for time in [Int64.min, Int64.min + 1, 0, Int64.max - 1, Int64.max] {
      _ = LocalMoment(time, &clock)
      var buckets = BarBuckets(milliseconds: 604_800_000, clock)
      #expect(buckets.bucket(at: time).contains(time) || time == .max)
      var hours = BarBuckets(milliseconds: 14_400_000, clock)
      #expect(hours.bucket(at: time).contains(time) || time == .max)
    }
  }
}
