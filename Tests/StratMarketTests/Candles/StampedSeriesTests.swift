import TestSupport
import Testing

@testable import StratMarket

struct StampedSeriesTests {
  private let series = StampedSeries(times: [10, 20, 30, 40], values: [1, .nan, 3, 4])

  @Test(
    arguments: [
      (9, 100, 0, nil), (10, 100, 0, 1), (25, 100, 0, 1), (25, 14, 0, nil), (25, 15, 0, 1),
      (29, 100, 0, 1), (29, 100, 1, 3), (28, 100, 1, 1), (35, 5, 0, 3), (1_000, 100, 0, nil),
    ] as [(Int64, Int64, Int64, Double?)])
  func `a value counts from its stamp on until it is too old`(
    moment: Int64, age: Int64, late: Int64, expected: Double?
  ) {
    var cursor = AsOfCursor(series, age: age, late: late)
    let found = cursor.value(at: moment)
    #expect(expected.map { found == $0 } ?? found.isNaN, "\(found)")
  }

  @Test func `without a rule stamps are those of candles`() {
    let (values, misfit) = series.exactly(at: [10, 15, 30], until: 35)
    #expect(values[0] == 1 && values[1].isNaN && values[2] == 3)
    #expect(misfit == nil)
    #expect(series.exactly(at: [10, 15, 29], until: 35).misfit == 30)
    #expect(series.exactly(at: [11, 29], until: 30).misfit == nil)
  }

  /// What has not come yet cannot be told from what has not happened yet.
  @Test(arguments: 0..<20)
  func `values that come one by one say what all at once say`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var times: [Int64] = []
    var time: Int64 = 0
    for _ in 0..<200 {
      time += Int64.random(in: 0...30, using: &random)
      times.append(time)
    }
    let values = times.map { _ in
      Double.random(in: 0...1, using: &random) < 0.1
        ? .nan : Double.random(in: 0...9, using: &random)
    }
    let age = Int64.random(in: 0...60, using: &random)
    let late = Int64.random(in: 0...5, using: &random)
    var whole = AsOfCursor(StampedSeries(times: times, values: values), age: age, late: late)
    var growing = AsOfCursor(StampedSeries(), age: age, late: late)
    var next = 0
    for moment in stride(from: Int64(0), to: time + 100, by: 7) {
      while next < times.count, times[next] <= moment + late {
        growing.series.append(values[next], at: times[next])
        next += 1
      }
      let all = whole.value(at: moment)
      let soFar = growing.value(at: moment)
      #expect(all.bitPattern == soFar.bitPattern, "at \(moment), seed \(seed)")
      let known = Array(zip(times, values)).last { $0.0 <= moment + late && !$0.1.isNaN }
      let expected = known.map { moment - $0.0 <= age ? $0.1 : .nan } ?? .nan
      #expect(expected.isNaN == all.isNaN && (all.isNaN || all == expected), "seed \(seed)")
    }
  }
}
