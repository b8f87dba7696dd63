extension Interval {
  /// Finds the interval of bars from their stamps; nil for fewer than two.
  ///
  /// It is the step that at least half of the bars keep, looked for first to the millisecond and
  /// then to the second, minute, hour and day, since some sources stamp a little late. Steps of a
  /// month vary by days, so months are recognised by the calendar. Without any such step it is the
  /// most frequent one.
  ///
  /// - Precondition: the stamps ascend.
  package static func detected(in times: [Int64]) -> Interval? {
    guard times.count >= 2 else { return nil }
    let exact = StepTally(times, unit: 1)
    if let months = detectedMonths(in: times, exact) { return months }
    var mostFrequent = exact?.mostFrequent
    for unit in [1, 1_000, 60_000, 3_600_000, 86_400_000] as [Int64] {
      let tally = unit == 1 ? exact : StepTally(times, unit: unit)
      guard let tally else { continue }
      mostFrequent = mostFrequent ?? tally.mostFrequent
      if tally.mostFrequent.step > 0, tally.mostFrequent.count * 2 >= times.count - 1 {
        return .fixed(milliseconds: tally.mostFrequent.step)
      }
    }
    guard let step = mostFrequent?.step, step > 0 else { return nil }
    return .fixed(milliseconds: step)
  }

  private static func detectedMonths(in times: [Int64], _ exact: StepTally?) -> Interval? {
    let span =
      Timestamp(milliseconds: times[times.count - 1]).date.daysSinceEpoch
      - Timestamp(milliseconds: times[0]).date.daysSinceEpoch
    guard span / (times.count - 1) >= 28 else { return nil }
    let dates = times.map { Timestamp(milliseconds: $0).date }
    var counts: [Int: Int] = [:]
    for (earlier, later) in zip(dates, dates.dropFirst()) {
      counts[later.monthIndex - earlier.monthIndex, default: 0] += 1
    }
    let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
    guard let best, best.key >= 1, best.value * 2 >= times.count - 1 else { return nil }
    // Thirty days exactly, kept throughout, are not a month, unless the calendar says so too.
    let onOneDay = dates.allSatisfy { $0.day == dates[0].day } || dates.allSatisfy(\.isLastOfMonth)
    let steady = (exact?.mostFrequent.count ?? 0) * 10 >= (times.count - 1) * 9
    return onOneDay || !steady ? .months(best.key) : nil
  }
}

/// How often each step between neighbouring stamps occurs.
private struct StepTally {
  var mostFrequent: (step: Int64, count: Int)

  /// Nil when there are so many different steps that counting them tells nothing.
  init?(_ times: [Int64], unit: Int64) {
    var counts: [Int64: Int] = [:]
    var step: Int64 = 0
    var run = 0
    for row in 1..<times.count {
      let next = Self.step(from: times[row - 1], to: times[row], unit: unit)
      if next == step {
        run += 1
        continue
      }
      if run > 0 { counts[step, default: 0] += run }
      if counts.count > 4_096 { return nil }
      step = next
      run = 1
    }
    counts[step, default: 0] += run
    guard let best = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else {
      return nil
    }
    mostFrequent = (best.key, best.value)
  }

  /// The step, rounded to a multiple of the unit.
  private static func step(from earlier: Int64, to later: Int64, unit: Int64) -> Int64 {
    let step = Self.distance(from: earlier, to: later)
    guard unit > 1 else { return step }
    let low = step - step % unit
    return step - low >= unit / 2 && low <= Int64.max - unit ? low + unit : low
  }

  static func distance(from earlier: Int64, to later: Int64) -> Int64 {
    let (step, over) = later.subtractingReportingOverflow(earlier)
    return over ? Int64.max : step
  }
}
