extension Interval {
  /// The moment at which a bar is over that opens at another.
  package func end(ofBarAt open: Int64) -> Int64 {
    switch self {
    case .fixed(let milliseconds): return open.addingSaturating(milliseconds)
    case .months(let count):
      let moment = Timestamp(milliseconds: open)
      let index = moment.date.monthIndex + count
      let year = index.flooredQuotient(by: 12)
      let month = index - year * 12 + 1
      let length = (1...12).contains(month) ? CivilDate.length(ofMonth: month, year: year) : 28
      guard
        let date = CivilDate(year: year, month: month, day: min(moment.date.day, length)),
        let end = Timestamp(date: date, millisecondOfDay: moment.millisecondOfDay)
      else { return .max }
      return end.milliseconds
    }
  }
}
