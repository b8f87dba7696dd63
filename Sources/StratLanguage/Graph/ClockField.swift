/// What can be read off a clock in the strategy's time zone when a bar opens.
package enum ClockField: String, CaseIterable, Sendable {
  case year
  case month
  /// 1 for January 1st's week, as ISO 8601 counts: weeks begin on Monday, and the first has the
  /// year's first Thursday.
  case weekOfYear = "week_of_year"
  case dayOfMonth = "day_of_month"
  /// 1 is Monday, 7 Sunday.
  case dayOfWeek = "day_of_week"
  case hour
  case minute
  /// Minutes that the clock shows since midnight, as a plain number.
  case minuteOfDay = "minute_of_day"
  /// The same as a time, to be compared with `09:30`; seconds are fractions of a minute.
  case timeOfDay = "time_of_day"

  /// Days since 1970-01-01.
  case dayNumber = "day_number"
  /// What the clock showed when the session began in which the bar opens; `na` outside of sessions,
  /// as all that follow.
  case sessionOpen = "session_open"
  /// What the clock shows when it ends; 24:00 at midnight.
  case sessionClose = "session_close"
  /// Minutes since it began, however clocks were changed since.
  case sessionTime = "session_time"
  /// Minutes until it ends.
  case sessionLeft = "session_left"
  /// The number of the day on which it began.
  case sessionDay = "session_day"

  /// A time where it can be compared with one, else a pure number.
  package var dimension: Dimension {
    switch self {
    case .timeOfDay, .sessionOpen, .sessionClose, .sessionTime, .sessionLeft: .time
    case .year, .month, .weekOfYear, .dayOfMonth, .dayOfWeek, .hour, .minute, .minuteOfDay,
      .dayNumber, .sessionDay:
      .ratio
    }
  }

  /// Whether it depends on the hours of trading.
  package var isOfSession: Bool {
    switch self {
    case .sessionOpen, .sessionClose, .sessionTime, .sessionLeft, .sessionDay: true
    case .year, .month, .weekOfYear, .dayOfMonth, .dayOfWeek, .hour, .minute, .minuteOfDay,
      .timeOfDay, .dayNumber:
      false
    }
  }

  static let names = allCases.map(\.rawValue)
}
