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
  private static func smooth(_ value: inout Double, _ x: Double, _ alpha: Double) -> Double {
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
  private static func isSeeded(_ cells: Cells, _ slot: Slot) -> Bool {
    cells.integer(seen) >= slot.length
  }

  /// Two independent averages in one loop: a single one only waits for its own last result.
  static func block2(
    _ c0: Cells, _ p0: Slot, _ out0: inout MutableSpan<Double>, _ x0: Span<Double>,
    _ c1: Cells, _ p1: Slot, _ out1: inout MutableSpan<Double>, _ x1: Span<Double>
  ) {
    guard isSeeded(c0, p0), isSeeded(c1, p1) else {
      block(c0, p0, &out0, x0)
      block(c1, p1, &out1, x1)
      return
    }
    let count = out0.count
    precondition(x0.count == count && x1.count == count && out1.count == count)
    let (a0, a1) = (p0.alpha, p1.alpha)
    var v0 = c0[value]
    var v1 = c1[value]
    for i in 0..<count {
      out0[i] = smooth(&v0, x0[i], a0)
      out1[i] = smooth(&v1, x1[i], a1)
    }
    c0[value] = v0
    c1[value] = v1
  }

  /// Four independent averages in one loop.
  static func block4(
    _ c0: Cells, _ p0: Slot, _ out0: inout MutableSpan<Double>, _ x0: Span<Double>,
    _ c1: Cells, _ p1: Slot, _ out1: inout MutableSpan<Double>, _ x1: Span<Double>,
    _ c2: Cells, _ p2: Slot, _ out2: inout MutableSpan<Double>, _ x2: Span<Double>,
    _ c3: Cells, _ p3: Slot, _ out3: inout MutableSpan<Double>, _ x3: Span<Double>
  ) {
    guard isSeeded(c0, p0), isSeeded(c1, p1), isSeeded(c2, p2), isSeeded(c3, p3) else {
      block(c0, p0, &out0, x0)
      block(c1, p1, &out1, x1)
      block(c2, p2, &out2, x2)
      block(c3, p3, &out3, x3)
      return
    }
    let count = out0.count
    precondition(x0.count == count && x1.count == count && x2.count == count && x3.count == count)
    precondition(out1.count == count && out2.count == count && out3.count == count)
    let (a0, a1, a2, a3) = (p0.alpha, p1.alpha, p2.alpha, p3.alpha)
    var (v0, v1, v2, v3) = (c0[value], c1[value], c2[value], c3[value])
    for i in 0..<count {
      out0[i] = smooth(&v0, x0[i], a0)
      out1[i] = smooth(&v1, x1[i], a1)
      out2[i] = smooth(&v2, x2[i], a2)
      out3[i] = smooth(&v3, x3[i], a3)
    }
    c0[value] = v0
    c1[value] = v1
    c2[value] = v2
    c3[value] = v3
  }
}
