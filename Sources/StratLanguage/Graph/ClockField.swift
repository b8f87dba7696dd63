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

  /// A time where it can be compared with one, else a pure number.
  package var dimension: Dimension { self == .timeOfDay ? .time : .ratio }

  static let names = allCases.map(\.rawValue)
}
