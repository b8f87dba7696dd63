/// Recursive average (EMA, Wilder's RMA).
///
/// Cells: how many inputs so far, value (their sum until the n-th).
///
/// The distance x − value is finite unless x is `na` or the two are further apart than a double
/// reaches; either way the bar yields `na` and the state stays, so one bad print cannot poison it.
enum Average {
  static let seen = 0
  static let value = 1

  /// One step of a seeded average: the whole recurrence, small enough to stay in registers.
  @inline(__always)
  static func smooth(_ value: inout Double, _ x: Double, _ alpha: Double) -> Double {
    let distance = x - value
    guard distance.magnitude <= .greatestFiniteMagnitude else { return .nan }
    value += alpha * distance
    return value
  }

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    guard _fastPath(cells.integer(seen) >= slot.length) else {
      return seed(cells, slot, x, commits: commits)
    }
    var current = cells[value]
    let result = smooth(&current, x, slot.alpha)
    if commits { cells[value] = current }
    return result
  }

  /// The mean of the first n; should their sum overflow, seeding starts again.
  @inline(never)
  private static func seed(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    guard !x.isNaN else { return .nan }
    var count = cells.integer(seen) + 1
    var total = cells[value] + x
    var result = Double.nan
    if count == slot.length {
      total /= Double(slot.length)
      if total.isFinite {
        result = total
      } else {
        count = 0
        total = 0
      }
    }
    if commits {
      cells.setInteger(seen, count)
      cells[value] = total
    }
    return result
  }

  /// Steps one by one until the average is seeded; returns the first row it has not done.
  private static func seedRows(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) -> Int {
    var row = 0
    while row < out.count, cells.integer(seen) < slot.length {
      out[row] = seed(cells, slot, x[row], commits: true)
      row += 1
    }
    return row
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    precondition(x.count == out.count)
    let start = seedRows(cells, slot, &out, x)
    let alpha = slot.alpha
    var current = cells[value]
    for i in start..<out.count { out[i] = smooth(&current, x[i], alpha) }
    if start < out.count { cells[value] = current }
  }

  @inline(__always)
  static func isSeeded(_ cells: Cells, _ slot: Slot) -> Bool {
    cells.integer(seen) >= slot.length
  }
}
