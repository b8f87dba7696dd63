import Testing

@testable import StratMarket

struct FrameTests {
  private let frame = Frame(
    symbol: "X", times: [0, 3_600_000, 7_200_000, 18_000_000], columnNames: ["open", "close"],
    columns: [[1, 2, 3, 4], [5, 6, 7, 8]])

  @Test func `parts of a frame keep its interval and its columns in step`() {
    #expect(frame.interval == .fixed(milliseconds: 3_600_000))
    let part = frame.rows(2..<4)
    #expect(part.times == [7_200_000, 18_000_000])
    #expect(part.column("close") == [7, 8])
    #expect(part.interval == frame.interval)
    #expect(frame.prefix(1).column("open") == [1])
    #expect(frame.prefix(9).rowCount == 4)
    #expect(frame.suffix(1).column("open") == [4])
    #expect(frame.suffix(9).rowCount == 4)
  }

  @Test func `rows are found by time`() {
    #expect(frame.firstRow(atOrAfter: Timestamp(milliseconds: -5)) == 0)
    #expect(frame.firstRow(atOrAfter: Timestamp(milliseconds: 3_600_000)) == 1)
    #expect(frame.firstRow(atOrAfter: Timestamp(milliseconds: 3_600_001)) == 2)
    #expect(frame.firstRow(atOrAfter: Timestamp(milliseconds: 18_000_001)) == 4)
    let part = frame.rows(
      from: Timestamp(milliseconds: 1), until: Timestamp(milliseconds: 18_000_000))
    #expect(part.column("open") == [2, 3])
    let none = frame.rows(from: Timestamp(milliseconds: 9), until: Timestamp(milliseconds: 1))
    #expect(none.rowCount == 0)
  }

  @Test func `a column is added or replaced`() {
    var frame = frame
    frame.setColumn("funding_rate", to: [0, 0, 0, 1])
    frame.setColumn("open", to: [9, 9, 9, 9])
    #expect(frame.columnNames == ["open", "close", "funding_rate"])
    #expect(frame.column("open") == [9, 9, 9, 9])
    #expect(frame.column("volume") == nil)
  }

  @Test func `a candle has NaN for what the frame lacks`() {
    let candle = frame.candle(atRow: 1)
    #expect(candle.time == Timestamp(milliseconds: 3_600_000))
    #expect(candle.open == 2)
    #expect(candle.close == 6)
    #expect(candle.volume.isNaN)
  }

  @Test func `gaps are counted, and the longest is named`() throws {
    let gaps = try #require(GapSummary(in: frame))
    #expect(gaps.count == 1)
    #expect(gaps.missingBars == 2)
    #expect(gaps.description == "1 gap, 2 bars absent, the longest 3h after 1970-01-01T02:00:00Z")
    #expect(GapSummary(in: frame.prefix(3)) == nil)
  }

  @Test func `a month left out is a gap of months`() throws {
    let days = ["2024-01-01", "2024-02-01", "2024-03-01", "2024-05-01", "2024-06-01"]
    let times = days.compactMap { Timestamp($0)?.milliseconds }
    let gaps = try #require(
      GapSummary(in: Frame(symbol: "X", times: times, columnNames: [], columns: [])))
    #expect(gaps.count == 1)
    #expect(gaps.missingBars == 1)
  }
}
