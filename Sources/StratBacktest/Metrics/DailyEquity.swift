import StratMarket

/// Equity at the end of each day (UTC) on which a candle closed.
package struct DailyEquity: Sendable {
  /// Days since 1970.
  package private(set) var days: [Int64] = []
  package private(set) var equity: [Double] = []

  /// The day of the last value, in milliseconds; empty while there is none.
  private var today: Range<Int64> = 0..<0
  private var newest = 0.0

  init() {}

  package init(_ times: [Int64], _ equity: [Double]) {
    self.init(times, equity, rows: times.indices)
  }

  init(_ times: [Int64], _ equity: [Double], rows: Range<Int>) {
    for row in rows { add(times[row], equity[row]) }
    finish()
  }

  /// Takes in the next value; times ascend.
  @inline(__always)
  mutating func add(_ time: Int64, _ value: Double) {
    guard value == value else { return }
    if !today.contains(time) { begin(time) }
    newest = value
  }

  /// Puts the last day down too.
  mutating func finish() {
    if !today.isEmpty { equity.append(newest) }
    today = 0..<0
  }

  @inline(never)
  private mutating func begin(_ time: Int64) {
    finish()
    let day = Self.day(of: time)
    // The very last moment that can be counted lies in no range of its day.
    if days.last == day {
      days.removeLast()
      equity.removeLast()
    }
    days.append(day)
    let length: Int64 = 86_400_000
    let (start, isEarly) = day.multipliedReportingOverflow(by: length)
    let (end, isLate) = start.addingReportingOverflow(length)
    today = (isEarly ? .min : start)..<(isLate ? .max : end)
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
