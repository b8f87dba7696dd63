/// Where the bars of a longer interval begin and end in a time zone.
///
/// Days begin with the zone's day, weeks on Monday; several days or weeks together are counted
/// from 1970. What is shorter than a day is counted from its beginning in time that passes, so on
/// a day when clocks are changed, bars after the change are off by that hour and the last one of
/// the day is cut short.
package struct BarBuckets: Sendable {
  private let length: Int64
  private var clock: ZoneClock
  private var last: Range<Int64> = 0..<0

  private static let day = Timestamp.millisecondsPerDay

  /// - Precondition: a part of a day, or whole days (`isWhole`).
  package init(milliseconds length: Int64, _ clock: ZoneClock) {
    precondition(Self.isWhole(length), "bars that begin and end with days")
    self.length = length
    self.clock = clock
  }

  /// Whether bars of that length begin and end with days.
  package static func isWhole(_ milliseconds: Int64) -> Bool {
    milliseconds > 0 && (day % milliseconds == 0 || milliseconds % day == 0)
  }

  /// From the first moment of the bar that a moment belongs to, up to the first after it.
  package mutating func bucket(at time: Int64) -> Range<Int64> {
    if !last.contains(time) { last = find(time) }
    return last
  }

  private mutating func find(_ time: Int64) -> Range<Int64> {
    let today = clock.day(at: time)
    guard length < Self.day else {
      let days = length / Self.day
      // The Monday before 1970-01-01, for bars that are weeks.
      let origin: Int64 = days % 7 == 0 ? -3 : 0
      let first = (today - origin).flooredQuotient(by: days) * days + origin
      return range(clock.start(ofDay: first), clock.start(ofDay: first + days), around: time)
    }
    let start = clock.start(ofDay: today)
    let count = (time - start) / length
    let first = start + count * length
    let end = min(first.addingSaturating(length), clock.start(ofDay: today + 1))
    return range(first, end, around: time)
  }

  /// At the ends of time a bar may be cut off; it holds the moment even there.
  private func range(_ start: Int64, _ end: Int64, around time: Int64) -> Range<Int64> {
    min(start, time)..<max(end, time == .max ? time : time + 1)
  }
}
