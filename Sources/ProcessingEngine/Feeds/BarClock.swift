package import StratLanguage
package import StratMarket

/// Tells what calendar, clock and hours of trading say when a bar opens.
struct BarClock: Sendable {
  /// Of the strategy's zone.
  private(set) var zone: ZoneClock
  private var sessions: SessionClock

  init(_ series: SeriesProgram) throws(SeriesError) {
    guard let zone = ZoneClock(zone: series.zone) else { throw .unknownZone(series.zone ?? "") }
    self.zone = zone
    if let hours = series.hours {
      guard let sessions = SessionClock(hours) else { throw .unknownZone(hours.zone ?? "") }
      self.sessions = sessions
    } else {
      // Without hours a session is a day.
      sessions = SessionClock(openMinutes: 0, closeMinutes: 1_440, zone)
    }
  }

  mutating func value(_ field: ClockField, _ open: Int64) -> Double {
    let minute = 60_000.0
    switch field {
    case .year: return Double(moment(open).date.year)
    case .month: return Double(moment(open).date.month)
    case .weekOfYear: return Double(moment(open).weekOfYear)
    case .dayOfMonth: return Double(moment(open).date.day)
    case .dayOfWeek: return Double(moment(open).dayOfWeek)
    case .hour: return Double(moment(open).hour)
    case .minute: return Double(moment(open).minute)
    case .minuteOfDay: return Double(moment(open).minuteOfDay)
    case .timeOfDay: return Double(moment(open).millisecondOfDay) / minute
    case .dayNumber: return Double(moment(open).date.daysSinceEpoch)
    case .sessionOpen:
      return session(open) { clock, session in
        Double(clock.moment(session.moments.lowerBound).millisecondOfDay) / minute
      }
    case .sessionClose:
      return session(open) { clock, session in
        // The moment before, so that midnight is 24:00.
        Double(clock.moment(session.moments.upperBound - 1).millisecondOfDay + 1) / minute
      }
    case .sessionTime:
      return session(open) { Double(open - $1.moments.lowerBound) / minute }
    case .sessionLeft:
      return session(open) { Double($1.moments.upperBound - open) / minute }
    case .sessionDay:
      return session(open) { Double($1.day) }
    }
  }

  private mutating func moment(_ time: Int64) -> LocalMoment { LocalMoment(time, &zone) }

  private mutating func session(
    _ open: Int64, _ body: (inout BarClock, SessionClock.Session) -> Double
  ) -> Double {
    guard let session = sessions.session(at: open) else { return .nan }
    return body(&self, session)
  }
}

extension SessionClock {
  /// The sessions that hours of trading make; `nil` when the system does not know their zone.
  package init?(_ hours: TradingHours) {
    guard let clock = ZoneClock(zone: hours.zone) else { return nil }
    self.init(openMinutes: hours.openMinutes, closeMinutes: hours.closeMinutes, clock)
  }
}
