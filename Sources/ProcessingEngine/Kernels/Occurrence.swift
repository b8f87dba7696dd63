/// Bars since a condition was true.
///
/// Cell: that number, −1 before the first time.
enum BarsSince {
  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: UInt8, commits: Bool) -> Double {
    let last = cells.integer(0)
    // Without a branch on the condition, which no predictor guesses: all ones unless it is true.
    let isNotTrue = Int(x & 1) - 1
    let now = (last < 0 ? last : last + 1) & isNotTrue
    if commits { cells.setInteger(0, now) }
    return now < 0 ? .nan : Double(now)
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<UInt8>
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, x[i], commits: true) }
  }
}

/// The value at the last but n-th bar where a condition was true.
///
/// Cells: position in the ring, then the values at the last `length` such bars, `na` at first.
enum ValueWhen {
  static let position = 0
  static let ring = 1

  @inline(__always)
  static func step(
    _ cells: Cells, _ slot: Slot, _ condition: UInt8, _ x: Double, commits: Bool
  ) -> Double {
    let at = cells.integer(position)
    guard condition == 1 else { return cells[ring + at] }
    let next = at + 1 == slot.length ? 0 : at + 1
    // The new value takes the oldest's place; what is then the oldest is the result.
    let result = slot.length == 1 ? x : cells[ring + next]
    if commits {
      cells[ring + at] = x
      cells.setInteger(position, next)
    }
    return result
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ condition: Span<UInt8>,
    _ x: Span<Double>
  ) {
    precondition(x.count == out.count && condition.count == out.count)
    for i in 0..<out.count { out[i] = step(cells, slot, condition[i], x[i], commits: true) }
  }
}
