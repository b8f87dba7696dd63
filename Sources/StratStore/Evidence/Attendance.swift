package import StratMarket

/// How much of its time a session was there for.
package struct Attendance: Hashable, Sendable {
  /// Calendar days (UTC) with a bar of any symbol.
  package private(set) var days = 0
  package private(set) var bars = 0
  /// Bars, and those that are absent in between.
  ///
  /// A bar is absent where the day has one before and one after it and the symbol has one at that
  /// time of day on at least half of its days: so nights, weekends and breaks at noon do not count.
  package private(set) var expected = 0

  package init(_ frames: [Frame]) {
    var all: Set<Int64> = []
    for frame in frames {
      let day = Timestamp.millisecondsPerDay
      var slots: [Int64: Set<Int64>] = [:]
      for time in frame.times {
        let date = Self.floor(time, day)
        slots[date, default: []].insert(time - date * day)
      }
      all.formUnion(slots.keys)
      bars += frame.rowCount
      expected += frame.rowCount
      var counts: [Int64: Int] = [:]
      for slot in slots.values.joined() { counts[slot, default: 0] += 1 }
      let usual = counts.filter { $0.value * 2 >= slots.count }.keys
      for present in slots.values {
        guard let first = present.min(), let last = present.max() else { continue }
        expected += usual.count { $0 > first && $0 < last && !present.contains($0) }
      }
    }
    days = all.count
  }

  private static func floor(_ value: Int64, _ length: Int64) -> Int64 {
    value >= 0 ? value / length : -((-value + length - 1) / length)
  }
}
