import StratMarket

/// Equity at the end of each day (UTC) on which a candle closed.
package struct DailyEquity: Sendable {
  /// Days since 1970.
  package private(set) var days: [Int64] = []
  package private(set) var equity: [Double] = []

  package init(_ times: [Int64], _ equity: [Double]) {
    for (time, value) in zip(times, equity) where value == value {
      let day = Self.day(of: time)
      if days.last == day {
        self.equity[self.equity.count - 1] = value
      } else {
        days.append(day)
        self.equity.append(value)
      }
    }
  }

  /// - Precondition: as many days as values, ascending.
  init(days: [Int64], equity: [Double]) {
    precondition(days.count == equity.count, "an equity for every day")
    self.days = days
    self.equity = equity
  }

  package static func day(of time: Int64) -> Int64 {
    let (quotient, rest) = time.quotientAndRemainder(dividingBy: 86_400_000)
    return rest < 0 ? quotient - 1 : quotient
  }

  /// The return of each day on the day before; the first on what the account began with.
  package func returns(from initial: Double) -> [Double] {
    var last = initial
    return equity.map { value in
      defer { last = value }
      return last > 0 ? value / last - 1 : 0
    }
  }

  /// How many such days a year has, as seen here: about 252 for shares, 365 for coins.
  package var daysPerYear: Double {
    guard let first = days.first, let last = days.last, last > first else { return .nan }
    return Double(days.count - 1) / (Double(last - first) / 365.25)
  }
}
