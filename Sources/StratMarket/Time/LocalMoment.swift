/// What calendar and clock of a zone show at a moment.
package struct LocalMoment: Hashable, Sendable {
  package let date: CivilDate
  package let millisecondOfDay: Int

  package init(_ time: Int64, _ clock: inout ZoneClock) {
    let shown = Timestamp(milliseconds: clock.local(time))
    date = shown.date
    millisecondOfDay = shown.millisecondOfDay
  }

  package var hour: Int { millisecondOfDay / 3_600_000 }
  package var minute: Int { millisecondOfDay / 60_000 % 60 }
  package var minuteOfDay: Int { millisecondOfDay / 60_000 }

  /// 1 is Monday, 7 Sunday.
  package var dayOfWeek: Int { Self.dayOfWeek(date.daysSinceEpoch) }

  /// The week as ISO 8601 counts: the first of a year is the one with its first Thursday.
  package var weekOfYear: Int {
    let days = date.daysSinceEpoch
    let thursday = days - Self.dayOfWeek(days) + 4
    let year = CivilDate(daysSinceEpoch: thursday).year
    let newYear = CivilDate(year: year, month: 1, day: 1)?.daysSinceEpoch ?? thursday
    return (thursday - newYear) / 7 + 1
  }

  /// 1970-01-01 was a Thursday.
  private static func dayOfWeek(_ days: Int) -> Int {
    let fromMonday = (days + 3) % 7
    return (fromMonday < 0 ? fromMonday + 7 : fromMonday) + 1
  }
}
