import StratLanguage

/// What is computed from a whole window, oldest value first.
protocol WindowFormula {
  static func value(_ window: RingWindow) -> Double
}

/// The last n values: those kept in a ring, and the newest, which may not have entered it yet.
struct RingWindow {
  let ring: Cells
  /// Where the newest goes: the place of the one that leaves.
  let at: Int
  let length: Int
  let newest: Double

  /// Calls `body` with each value, oldest first; the newest is the last.
  @inline(__always)
  func forEach(_ body: (Double) -> Void) {
    for i in at + 1..<max(length, at + 1) { body(ring[i]) }
    for i in 0..<at { body(ring[i]) }
    body(newest)
  }
}

/// A formula over the last n bars that has to go through all of them each time.
///
/// Cells: position in the ring, then n values, `na` at first.
enum WindowScan<Formula: WindowFormula> {
  static var position: Int { 0 }
  static var ring: Int { 1 }

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    let at = cells.integer(position)
    let window = RingWindow(
      ring: cells.advanced(by: ring), at: at, length: slot.length, newest: x)
    let result = Formula.value(window)
    if commits {
      cells[ring + at] = x
      cells.setInteger(position, at + 1 == slot.length ? 0 : at + 1)
    }
    return ScalarArithmetic.finite(result)
  }

  @inline(never)
  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, x[i], commits: true) }
  }
}

extension RingWindow {
  /// The mean of the values less the newest: near it the differences are exact.
  @inline(__always)
  fileprivate var meanFromNewest: Double {
    var sum = 0.0
    forEach { sum += $0 - newest }
    return sum / Double(length)
  }
}

/// Mean distance from the mean.
enum MeanDeviation: WindowFormula {
  @inline(__always)
  static func value(_ window: RingWindow) -> Double {
    let mean = window.meanFromNewest
    var sum = 0.0
    window.forEach { sum += (($0 - window.newest) - mean).magnitude }
    return sum / Double(window.length)
  }
}

/// Third standardised moment.
enum Skew: WindowFormula {
  @inline(__always)
  static func value(_ window: RingWindow) -> Double {
    let mean = window.meanFromNewest
    let count = Double(window.length)
    var squares = 0.0
    var cubes = 0.0
    window.forEach { x in
      let distance = (x - window.newest) - mean
      let square = distance * distance
      squares += square
      cubes += square * distance
    }
    let variance = squares / count
    return (cubes / count) / (variance * variance.squareRoot())
  }
}

/// Fourth standardised moment less 3, that of the normal distribution.
enum Kurtosis: WindowFormula {
  @inline(__always)
  static func value(_ window: RingWindow) -> Double {
    let mean = window.meanFromNewest
    let count = Double(window.length)
    var squares = 0.0
    var fourths = 0.0
    window.forEach { x in
      let distance = (x - window.newest) - mean
      let square = distance * distance
      squares += square
      fourths += square * square
    }
    let variance = squares / count
    return (fourths / count) / (variance * variance) - 3
  }
}

/// How many of the others are not above the newest.
enum Rank: WindowFormula {
  @inline(__always)
  static func value(_ window: RingWindow) -> Double {
    // The newest is not above itself, hence −1; one that is `na` makes the sum of zeros `na`.
    var count = -1.0
    var missing = 0.0
    window.forEach { x in
      count += x <= window.newest ? 1 : 0
      missing += x * 0
    }
    return count + missing
  }
}
