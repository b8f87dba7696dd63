import Foundation
import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import TestSupport
import Testing

/// `on` and `of` against the slowest way there is: for every bar, make the longer bars anew out of
/// the candles that have closed, and ask a plain formula over those that are over.
struct FeedOracleTests {
  private static let formulas = [
    "close", "open + high + low", "sma(close, 3)", "ema(hl2, 2)", "volume", "close > close[1]",
    "close crosses above sma(close, 2)",
  ]
  private static let zones = ["UTC", "America/New_York", "Europe/Berlin", "Asia/Kolkata"]

  @Test(arguments: 0..<10)
  func `a longer interval is what its closed bars say`(batch: Int) throws {
    for index in 0..<8 {
      let seed = UInt64(batch * 50 + index)
      var random = SplitMix64(seed: seed)
      let (base, longer): (Int64, String) = random.pick([
        (3_600_000, "1d"), (3_600_000, "4h"), (900_000, "1d"), (14_400_000, "1w"),
        (86_400_000, "1w"), (3_600_000, "1w"), (900_000, "12h"),
      ])
      let zone = random.pick(Self.zones)
      let inner = random.pick(Self.formulas)
      let frame = FeedCase.frame("BASE", base, rows: 220, &random)
      let found = try run("(\(inner)) on \(longer)", zone, frame)
      let expected = try (0..<frame.rowCount).map { row in
        let now = frame.times[row] + base
        let bars = try longerBars(frame.prefix(row + 1), base, longer, zone, endingBy: now)
        return try last(inner, bars)
      }
      #expect(found == expected, "(\(inner)) on \(longer), \(zone), seed \(seed)")
    }
  }

  @Test(arguments: 0..<10)
  func `another symbol is what its bars that are over say`(batch: Int) throws {
    for index in 0..<8 {
      let seed = UInt64(1_000 + batch * 50 + index)
      var random = SplitMix64(seed: seed)
      let base: Int64 = random.pick([3_600_000, 900_000])
      let own: Int64 = random.pick([3_600_000, 420_000, 86_400_000])
      let inner = random.pick(Self.formulas)
      let frame = FeedCase.frame("BASE", base, rows: 200, &random)
      let other = FeedCase.frame("SPY", own, rows: 200, &random)
      let found = try run("(\(inner)) of \"SPY\"", "UTC", frame, OtherSeries([other]))
      let expected = try (0..<frame.rowCount).map { row in
        let count = other.times.count { $0 + own <= frame.times[row] + base }
        return try last(inner, other.prefix(count))
      }
      #expect(found == expected, "(\(inner)) of SPY, seed \(seed)")
    }
  }

  private func run(
    _ formula: String, _ zone: String, _ frame: Frame, _ others: OtherSeries = OtherSeries()
  ) throws -> [UInt64] {
    let checked = compileFormula(SourceText(name: "t", formula))
    var strategy = try #require(checked.strategy, "\(checked.diagnostics.map(\.message))")
    strategy.zone = zone == "UTC" ? nil : zone
    let rows = 0..<frame.rowCount
    let run = try SeriesRun(
      SeriesProgram(strategy), over: frame, others: others, rows: rows, keeping: rows)
    switch run.values[0] {
    case .numbers(let numbers): return numbers.map(Execution.canonical)
    case .truths(let truths): return truths.map(UInt64.init)
    }
  }

  /// What a plain formula says on the last of some bars.
  private func last(_ formula: String, _ bars: Frame) throws -> UInt64 {
    let strategy = try #require(compileFormula(SourceText(name: "t", formula)).strategy)
    guard bars.rowCount > 0 else {
      return strategy.outputs[0].type == .number ? Double.nan.bitPattern : 0
    }
    let rows = 0..<bars.rowCount
    let run = try SeriesRun(Lowering.lower(strategy), over: bars, rows: rows, keeping: rows)
    switch run.values[0] {
    case .numbers(let numbers): return Execution.canonical(numbers[rows.upperBound - 1])
    case .truths(let truths): return UInt64(truths[rows.upperBound - 1])
    }
  }

  /// Groups candles by the calendar of Foundation; only bars that are over by a moment.
  private func longerBars(
    _ frame: Frame, _ base: Int64, _ longer: String, _ zone: String, endingBy now: Int64
  ) throws -> Frame {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: zone))
    calendar.firstWeekday = 2
    func bar(of end: Int64) throws -> (Int64, Int64) {
      let date = Date(timeIntervalSince1970: Double(end - 1) / 1_000)
      let component: Calendar.Component = longer == "1w" ? .weekOfYear : .day
      let found = try #require(calendar.dateInterval(of: component, for: date))
      let start = Int64(found.start.timeIntervalSince1970 * 1_000)
      let over = Int64(found.end.timeIntervalSince1970 * 1_000)
      guard longer.hasSuffix("h") else { return (start, over) }
      let length = Int64(longer == "4h" ? 4 : 12) * 3_600_000
      let first = start + (end - 1 - start) / length * length
      return (first, min(first + length, over))
    }
    var times: [Int64] = []
    var rows: [[Int]] = []
    for row in 0..<frame.rowCount {
      let (start, over) = try bar(of: frame.times[row] + base)
      guard over <= now else { continue }
      if times.last == start {
        rows[rows.count - 1].append(row)
      } else {
        times.append(start)
        rows.append([row])
      }
    }
    func column(_ name: String, _ make: ([Double]) -> Double) -> [Double] {
      let values = frame.column(name) ?? []
      return rows.map { make($0.map { values[$0] }) }
    }
    func known(_ make: @escaping ([Double]) -> Double) -> ([Double]) -> Double {
      { $0.contains(where: \.isNaN) ? .nan : make($0) }
    }
    return Frame(
      symbol: "BARS", times: times, columnNames: ["open", "high", "low", "close", "volume"],
      columns: [
        column("open") { $0[0] }, column("high", known { $0.max() ?? .nan }),
        column("low", known { $0.min() ?? .nan }), column("close") { $0[$0.count - 1] },
        column("volume", known { $0.dropFirst().reduce($0[0], +) }),
      ])
  }
}
