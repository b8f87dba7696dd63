import Testing

@testable import StratMarket

struct BarBucketTests {
  private func bucket(
    _ interval: String, _ zone: String?, at moment: String
  ) throws -> (String, String) {
    let length = try #require(Interval(interval)?.milliseconds)
    var buckets = BarBuckets(milliseconds: length, try #require(ZoneClock(zone: zone)))
    let range = buckets.bucket(at: try #require(Timestamp(moment)).milliseconds)
    return (
      Timestamp(milliseconds: range.lowerBound).description,
      Timestamp(milliseconds: range.upperBound).description
    )
  }

  @Test(arguments: [
    ("15m", nil, "2017-03-02T14:14:59Z", "2017-03-02T14:00:00Z", "2017-03-02T14:15:00Z"),
    ("4h", nil, "2017-03-02T14:00:00Z", "2017-03-02T12:00:00Z", "2017-03-02T16:00:00Z"),
    ("1d", nil, "2017-03-02T14:00:00Z", "2017-03-02T00:00:00Z", "2017-03-03T00:00:00Z"),
    (
      "1d", "America/New_York", "2017-03-02T04:59:59Z", "2017-03-01T05:00:00Z",
      "2017-03-02T05:00:00Z"
    ),
    // Weeks begin on Monday, before 1970 too.
    ("1w", nil, "2017-03-05T23:59:59Z", "2017-02-27T00:00:00Z", "2017-03-06T00:00:00Z"),
    ("1w", nil, "1969-12-31T00:00:00Z", "1969-12-29T00:00:00Z", "1970-01-05T00:00:00Z"),
    ("2w", nil, "1970-01-01T00:00:00Z", "1969-12-29T00:00:00Z", "1970-01-12T00:00:00Z"),
    ("3d", nil, "1970-01-03T00:00:00Z", "1970-01-01T00:00:00Z", "1970-01-04T00:00:00Z"),
    // A day of 23 hours and one of 25, and the bars in them.
    (
      "1d", "America/New_York", "2017-03-12T12:00:00Z", "2017-03-12T05:00:00Z",
      "2017-03-13T04:00:00Z"
    ),
    (
      "1d", "America/New_York", "2017-11-05T12:00:00Z", "2017-11-05T04:00:00Z",
      "2017-11-06T05:00:00Z"
    ),
    ("1d", "Europe/Berlin", "2017-03-26T12:00:00Z", "2017-03-25T23:00:00Z", "2017-03-26T22:00:00Z"),
    ("1d", "Europe/Berlin", "2017-10-29T12:00:00Z", "2017-10-28T22:00:00Z", "2017-10-29T23:00:00Z"),
    ("4h", "Europe/Berlin", "2017-03-26T21:30:00Z", "2017-03-26T19:00:00Z", "2017-03-26T22:00:00Z"),
    ("4h", "Europe/Berlin", "2017-10-29T22:30:00Z", "2017-10-29T22:00:00Z", "2017-10-29T23:00:00Z"),
    // Midnight did not exist, nor did the whole of 2011-12-30.
    (
      "1d", "America/Sao_Paulo", "2017-10-15T12:00:00Z", "2017-10-15T03:00:00Z",
      "2017-10-16T02:00:00Z"
    ),
    ("1d", "Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29T10:00:00Z", "2011-12-30T10:00:00Z"),
    ("1d", "Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-30T10:00:00Z", "2011-12-31T10:00:00Z"),
  ])
  func `known bars`(
    interval: String, zone: String?, moment: String, start: String, end: String
  ) throws {
    let (from, until) = try bucket(interval, zone, at: moment)
    #expect(from == start && until == end, "\(from) to \(until)")
  }

  /// One after the other without gap or overlap, whatever the zone does with its clocks.
  @Test(arguments: ["America/New_York", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"])
  func `bars follow each other`(zone: String) throws {
    for interval in ["30m", "4h", "1d", "3d", "1w"] {
      let length = try #require(Interval(interval)?.milliseconds)
      var buckets = BarBuckets(milliseconds: length, try #require(ZoneClock(zone: zone)))
      var time: Int64 = 1_293_840_000_000
      var last = buckets.bucket(at: time)
      while time < 1_356_998_400_000 {
        time += 1_800_000
        let next = buckets.bucket(at: time)
        #expect(next.contains(time))
        if next != last {
          guard next.lowerBound == last.upperBound else {
            Issue.record("\(zone), \(interval): \(last) is followed by \(next)")
            return
          }
        }
        last = next
      }
    }
  }

  @Test func `a bar is a part of a day or whole days`() {
    for text in ["1s", "90s", "1m", "5m", "45m", "1h", "6h", "12h", "1d", "2d", "1w"] {
      #expect(BarBuckets.isWhole(Interval(text)?.milliseconds ?? 0), "\(text)")
    }
    for text in ["7m", "5h", "36h", "25h", "7s"] {
      #expect(!BarBuckets.isWhole(Interval(text)?.milliseconds ?? 0), "\(text)")
    }
  }

  @Test func `a bar of months ends on the same day, or the last there is`() throws {
    let open = try #require(Timestamp("2024-01-31T00:00:00Z")).milliseconds
    let end = Interval.months(1).end(ofBarAt: open)
    #expect(Timestamp(milliseconds: end).description == "2024-02-29T00:00:00Z")
    #expect(Interval.fixed(milliseconds: 5).end(ofBarAt: .max - 1) == .max)
  }

  @Test func `a longer bar has the first open, the extremes, the last close, all the volume`() {
    var builder = BarBuilder(
      columns: ["open", "high", "low", "close", "volume", "rate"],
      BarBuckets(milliseconds: 3_600_000, .utc))
    builder.add(end: 1_800_000, [1, 5, 1, 4, 10, 7])
    #expect(!builder.isLater(3_600_000) && builder.isLater(3_600_001))
    builder.add(end: 3_600_000, [4, 6, 3, 5, 20, 8])
    #expect(builder.values == [1, 6, 1, 5, 30, 8])
    #expect(builder.span == 0..<3_600_000 && builder.isOver(at: 3_600_000))
    #expect(!builder.isOver(at: 3_599_999))
  }

  @Test func `what is missing in one candle is missing in the longer bar`() {
    var builder = BarBuilder(
      columns: ["open", "high", "low", "close", "volume"],
      BarBuckets(milliseconds: 3_600_000, .utc))
    builder.add(end: 600_000, [1, 5, 1, 4, 10])
    builder.add(end: 1_200_000, [.nan, .nan, .nan, .nan, .nan])
    builder.add(end: 1_800_000, [4, 6, 3, 5, 20])
    #expect(builder.values[0] == 1 && builder.values[3] == 5)
    for index in [1, 2, 4] { #expect(builder.values[index].isNaN) }
  }
}
