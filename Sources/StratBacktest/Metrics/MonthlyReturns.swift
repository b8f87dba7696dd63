import StratMarket

/// Returns by calendar month (UTC).
package struct MonthlyReturns: Sendable {
  package struct Month: Hashable, Sendable {
    package var year: Int
    package var month: Int
    package var value: Double
  }

  package private(set) var months: [Month] = []

  package init(_ daily: DailyEquity, from initial: Double) {
    var start = initial
    var last = initial
    for (day, equity) in zip(daily.days, daily.equity) {
      let date = CivilDate(daysSinceEpoch: Int(day))
      if let current = months.last, current.year == date.year, current.month == date.month {
        months[months.count - 1].value = start > 0 ? equity / start - 1 : 0
      } else {
        start = last
        months.append(
          Month(year: date.year, month: date.month, value: start > 0 ? equity / start - 1 : 0))
      }
      last = equity
    }
  }

  /// The return of a year: its months one after the other.
  package func year(_ year: Int) -> Double {
    months.filter { $0.year == year }.reduce(1) { $0 * (1 + $1.value) } - 1
  }

  package var years: [Int] { Array(Set(months.map(\.year))).sorted() }
}
