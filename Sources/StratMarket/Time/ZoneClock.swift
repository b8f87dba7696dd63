import Foundation

/// What clocks show in one time zone.
///
/// The zone's rules are the system's. Looking one up is slow beside a bar of a program, so the
/// stretch between two changes of the clock that was asked for last is kept: over rows in order
/// of time the rules are asked about twice a year.
package struct ZoneClock: Sendable {
  /// Nil for UTC.
  private let zone: TimeZone?
  private var stretch = Stretch(from: .max, until: .min, offset: 0)

  private struct Stretch: Sendable {
    var from: Int64
    var until: Int64
    var offset: Int64
  }

  /// The clock of a zone of the IANA database, `America/New_York`; of UTC for `nil`.
  ///
  /// Nil when there is no such zone.
  package init?(zone name: String?) {
    guard let name, name != "UTC" else {
      self = .utc
      return
    }
    guard let zone = TimeZone(identifier: name) else { return nil }
    self.zone = zone
  }

  private init() { zone = nil }

  package static let utc = ZoneClock()

  /// What a clock in the zone shows, as milliseconds since it would have shown 1970-01-01 00:00.
  package mutating func local(_ time: Int64) -> Int64 {
    time.addingSaturating(offset(at: time))
  }

  /// How far clocks in the zone are ahead of UTC, in milliseconds.
  package mutating func offset(at time: Int64) -> Int64 {
    guard zone != nil else { return 0 }
    if time < stretch.from || time >= stretch.until { stretch = stretch(at: time) }
    return stretch.offset
  }

  /// The first moment at which clocks have reached a day, counted from 1970-01-01.
  ///
  /// Where clocks are set back over midnight it is the first time; where they leap over midnight,
  /// or over the whole day, it is the moment of the leap.
  package mutating func start(ofDay day: Int64) -> Int64 { moment(ofDay: day, after: 0) }

  /// The first moment at which clocks show that a time has passed since the midnight of a day.
  ///
  /// A day that clocks leave out is over before it begins; its times are those of the leap.
  package mutating func moment(ofDay day: Int64, after milliseconds: Int64) -> Int64 {
    let (midnight, over) = day.multipliedReportingOverflow(by: Timestamp.millisecondsPerDay)
    if over { return day < 0 ? .min : .max }
    let shown = midnight.addingSaturating(milliseconds)
    guard zone != nil else { return shown }
    // No zone is more than fifteen hours ahead, so clocks do not show that yet.
    var time = shown.addingSaturating(-15 * 3_600_000)
    while true {
      _ = offset(at: time)
      let reached = shown.addingSaturating(-stretch.offset)
      if reached < stretch.until || stretch.until == .max { return max(time, reached) }
      time = stretch.until
    }
  }

  /// The day that clocks have reached, counted from 1970-01-01; it never goes back.
  package mutating func day(at time: Int64) -> Int64 {
    let shown = local(time).flooredQuotient(by: Timestamp.millisecondsPerDay)
    // Set back over midnight, clocks show the old day once more.
    if zone != nil, time >= start(ofDay: shown + 1) { return shown + 1 }
    return shown
  }

  private func stretch(at time: Int64) -> Stretch {
    guard let zone else { return Stretch(from: .min, until: .max, offset: 0) }
    let date = Date(timeIntervalSince1970: Double(time) / 1_000)
    let offset = Int64(zone.secondsFromGMT(for: date)) * 1_000
    var until = Int64.max
    if let next = zone.nextDaylightSavingTimeTransition(after: date) {
      let milliseconds = (next.timeIntervalSince1970 * 1_000).rounded()
      if let exact = Int64(exactly: milliseconds), exact > time { until = exact }
    }
    return Stretch(from: time, until: until, offset: offset)
  }
}

extension Int64 {
  /// The sum, or the last number there is on that side.
  package func addingSaturating(_ other: Int64) -> Int64 {
    let (sum, over) = addingReportingOverflow(other)
    return over ? (other < 0 ? .min : .max) : sum
  }
}
