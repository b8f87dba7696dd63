import TestSupport
import Testing

@testable import StratMarket

struct IntervalTests {
  @Test(arguments: ["500ms", "30s", "15m", "1h", "90m", "1d", "1w", "1mo", "12mo"])
  func `an interval is printed as it is read`(text: String) {
    #expect(Interval(text)?.description == text)
  }

  @Test(arguments: [
    "", "h", "0h", "-1h", "1", "1 h", "1M", "1.5h", "1hour", "9999999999999999w",
    "99999999999999999999d", "9223372036854775807y",
  ])
  func `what is no interval is refused`(text: String) {
    #expect(Interval(text) == nil)
  }

  @Test func `a year is twelve months and seven days are a week`() {
    #expect(Interval("1y") == .months(12))
    #expect(Interval("7d")?.description == "1w")
    #expect(Interval("1mo")?.milliseconds == nil)
    #expect(Interval("1h")?.milliseconds == 3_600_000)
  }

  @Test func `the most frequent step wins over gaps`() {
    #expect(detected([0, 60, 120, 300, 360, 1_000].map { $0 * 1_000 }) == "1m")
    #expect(detected([0, 86_400_000, 2 * 86_400_000, 5 * 86_400_000]) == "1d")
  }

  @Test func `fewer than two stamps have no interval`() {
    #expect(Interval.detected(in: []) == nil)
    #expect(Interval.detected(in: [5]) == nil)
  }

  @Test func `stamps that are a little late keep their interval`() {
    var random = SplitMix64(seed: 3)
    let hours = (0..<10_000).map {
      Int64($0) * 3_600_000 + Int64.random(in: 0...200, using: &random)
    }
    #expect(detected(hours) == "1h")
    let days = (0..<300).map {
      Int64($0) * 86_400_000 + Int64.random(in: 0...18_000_000, using: &random)
    }
    #expect(detected(days) == "1d")
  }

  @Test func `months are recognised at their first day, their last and in between`() {
    func stamps(_ days: [String]) -> [Int64] { days.compactMap { Timestamp($0)?.milliseconds } }
    #expect(detected(stamps(["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"])) == "1mo")
    #expect(detected(stamps(["2024-01-31", "2024-02-29", "2024-03-31", "2024-04-30"])) == "1mo")
    #expect(detected(stamps(["2024-01-31", "2024-02-29"])) == "1mo")
    #expect(detected(stamps(["2024-03-29", "2024-06-28", "2024-09-30", "2024-12-31"])) == "3mo")
    #expect(detected(stamps(["2021-01-01", "2022-01-01", "2023-01-01", "2024-01-01"])) == "12mo")
  }

  @Test func `thirty days, kept exactly, are not a month`() {
    #expect(detected((0..<24).map { Int64($0) * 30 * 86_400_000 }) == "30d")
  }

  @Test func `stamps from one end of time to the other do not trap`() {
    #expect(Interval.detected(in: [.min, 0, .max]) != nil)
  }

  private func detected(_ times: [Int64]) -> String? { Interval.detected(in: times)?.description }
}
