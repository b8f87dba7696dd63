/// Values stamped at moments of their own: funding, lending rates, anything that does not come with
/// the candles.
///
/// Missing values are left out, so that the last known one counts.
package struct StampedSeries: Sendable {
  package private(set) var times: [Int64] = []
  package private(set) var values: [Double] = []

  package init() {}

  /// - Precondition: as many values as times, which ascend.
  package init(times: [Int64], values: [Double]) {
    precondition(times.count == values.count, "a value for each stamp")
    for (time, value) in zip(times, values) { append(value, at: time) }
  }

  /// Adds the next value.
  ///
  /// - Precondition: it is not stamped before the last one.
  package mutating func append(_ value: Double, at time: Int64) {
    precondition(times.last.map { $0 <= time } ?? true, "stamps ascend")
    guard !value.isNaN else { return }
    times.append(time)
    values.append(value)
  }
}

/// Reads stamped values as of moments that ascend.
package struct AsOfCursor: Sendable {
  package var series: StampedSeries
  private let age: Int64
  private let late: Int64
  /// The first value stamped after the last moment asked for.
  private var next = 0

  /// - Parameters:
  ///   - age: how old a value may be; older ones are missing.
  ///   - late: how much after the moment a stamp may be.
  package init(_ series: StampedSeries, age: Int64, late: Int64) {
    self.series = series
    self.age = age
    self.late = late
  }

  /// The last value stamped by the moment; NaN where there is none, or it is too old.
  ///
  /// - Precondition: moments ascend.
  package mutating func value(at moment: Int64) -> Double {
    let limit = moment.addingSaturating(late)
    while next < series.times.count, series.times[next] <= limit { next += 1 }
    guard next > 0 else { return .nan }
    let (old, over) = moment.subtractingReportingOverflow(series.times[next - 1])
    return over || old > age ? .nan : series.values[next - 1]
  }
}

extension StampedSeries {
  /// The values stamped exactly at some times; NaN for those without one.
  ///
  /// - Returns: the first stamp as well that lies from the first of the times up to an end and is
  ///   none of them.
  package func exactly(at moments: [Int64], until end: Int64) -> (values: [Double], misfit: Int64?)
  {
    var found = Array(repeating: Double.nan, count: moments.count)
    var misfit: Int64?
    var row = 0
    for (time, value) in zip(times, values) {
      guard let first = moments.first, time >= first, time < end else { continue }
      while row < moments.count, moments[row] < time { row += 1 }
      if row < moments.count, moments[row] == time {
        found[row] = value
      } else if misfit == nil {
        misfit = time
      }
    }
    return (found, misfit)
  }
}
