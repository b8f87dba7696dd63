/// The sessions of a market that opens and closes every day at the same times on its clock.
///
/// A session that does not close after its opening time on the same day closes on the next, so
/// that `18:00..17:00` is traded overnight and `17:00..17:00` around the clock. Where clocks are
/// set forward over one of its times it begins or ends at that moment, where they are set back, at
/// the first of the two.
package struct SessionClock: Sendable {
  /// A session: the day on which it began, and its moments.
  package struct Session: Hashable, Sendable {
    /// Since 1970-01-01.
    package let day: Int64
    /// From its first moment up to the first after it.
    package let moments: Range<Int64>
  }

  private let open: Int64
  private let close: Int64
  private var clock: ZoneClock
  private var last: Session?

  private static let minute: Int64 = 60_000

  /// - Precondition: minutes of a day; the closing ones may be 1,440.
  package init(openMinutes: Int, closeMinutes: Int, _ clock: ZoneClock) {
    precondition((0..<1_440).contains(openMinutes) && (0...1_440).contains(closeMinutes))
    open = Int64(openMinutes) * Self.minute
    let end = Int64(closeMinutes) * Self.minute
    close = end > open ? end : end + Timestamp.millisecondsPerDay
    self.clock = clock
  }

  /// The session that a moment is in, if any.
  package mutating func session(at time: Int64) -> Session? {
    if let last, last.moments.contains(time) { return last }
    let today = clock.day(at: time)
    for day in [today, today - 1] {
      let start = clock.moment(ofDay: day, after: open)
      let end = clock.moment(ofDay: day, after: close)
      guard start <= time, time < end else { continue }
      let found = Session(day: day, moments: start..<end)
      last = found
      return found
    }
    return nil
  }
}
