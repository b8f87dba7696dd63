import StratLanguage

/// How much a value counts by its place among the newest k, 0 being the newest.
protocol RecentWeight {
  static func weighed(_ x: Double, at place: Int, of count: Int) -> Double
  static func result(_ sum: Double, of count: Int) -> Double
}

/// All alike: their mean.
enum PlainWeight: RecentWeight {
  @inline(__always)
  static func weighed(_ x: Double, at place: Int, of count: Int) -> Double { x }

  @inline(__always)
  static func result(_ sum: Double, of count: Int) -> Double { sum / Double(count) }
}

/// One turn of a sine over all of them.
enum SineWeight: RecentWeight {
  @inline(__always)
  static func weighed(_ x: Double, at place: Int, of count: Int) -> Double {
    ScalarArithmetic.sine(RecentAngle.of(place, count)) * x
  }

  @inline(__always)
  static func result(_ sum: Double, of count: Int) -> Double { sum }
}

/// One turn of a cosine over all of them.
enum CosineWeight: RecentWeight {
  @inline(__always)
  static func weighed(_ x: Double, at place: Int, of count: Int) -> Double {
    ScalarArithmetic.cosine(RecentAngle.of(place, count)) * x
  }

  @inline(__always)
  static func result(_ sum: Double, of count: Int) -> Double { sum }
}

private enum RecentAngle {
  @inline(__always)
  static func of(_ place: Int, _ count: Int) -> Double {
    Double(place) * 6.283185307179586 / Double(count)
  }
}

/// A sum over the newest of the last n bars, as many of them as the second operand says.
///
/// Cells: position in the ring, then n values, `na` at first.
enum RecentScan<Weight: RecentWeight> {
  static var position: Int { 0 }
  static var ring: Int { 1 }

  @inline(__always)
  static func step(
    _ cells: Cells, _ slot: Slot, _ x: Double, _ wanted: Double, commits: Bool
  ) -> Double {
    let length = slot.length
    let at = cells.integer(position)
    let result = value(cells.advanced(by: ring), at, length, x, wanted)
    if commits {
      cells[ring + at] = x
      cells.setInteger(position, at + 1 == length ? 0 : at + 1)
    }
    return result
  }

  /// The window's other values lie before `at`, the newest of them first, and go on at the end.
  private static func value(
    _ values: Cells, _ at: Int, _ length: Int, _ newest: Double, _ wanted: Double
  ) -> Double {
    let whole = wanted.rounded(.down)
    guard whole >= 1, whole <= Double(length) else { return .nan }
    let count = Int(whole)
    // Zero unless one of the values is `na`.
    var missing = newest * 0
    var sum = 0 + Weight.weighed(newest, at: 0, of: count)
    var from = at
    for place in 1..<max(length, 1) {
      from = from == 0 ? length - 1 : from - 1
      let x = values[from]
      missing += x * 0
      if place < count { sum += Weight.weighed(x, at: place, of: count) }
    }
    guard missing == 0 else { return .nan }
    return ScalarArithmetic.finite(Weight.result(sum, of: count))
  }

  @inline(never)
  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>,
    _ wanted: Span<Double>
  ) {
    precondition(x.count == out.count && wanted.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, x[i], wanted[i], commits: true) }
  }
}
