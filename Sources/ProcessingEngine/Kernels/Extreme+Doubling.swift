/// The extremes of a whole block at once: those of 2 rows from single rows, of 4 from 2, of 8 from
/// 4, and those of n from two windows of the largest power of two that overlap.
///
/// Nothing in it depends on the row before, so that it runs at the speed of vectors. Which rows
/// a minimum is taken over in which order does not change its bits, as long as of equals the newer
/// one is kept (zeros have a sign).
extension Extreme {
  /// - Precondition: no row is `na`, nor is any in the window before; at least n rows.
  static func blockByDoubling(
    _ cells: Cells, _ length: Int, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    let count = x.count
    let known = length - 1
    // A few cells more, so that the last vectors may read and write past the end.
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: known + count + 8) { scratch in
      guard let window = scratch.baseAddress else { return }
      unsafe fill(window, cells, length, x)
      unsafe (window + known + count).initialize(repeating: Order.worst, count: 8)
      unsafe advance(cells, length, window, count)
      var width = 1
      while width * 2 <= length {
        unsafe combine(window, window, shift: width, count: known + count - width)
        width *= 2
      }
      let shift = length - width
      unsafe out.withUnsafeMutableBufferPointer { out in
        guard let out = out.baseAddress else { return }
        let whole = count & ~3
        unsafe combine(out, window, shift: shift, count: whole)
        for row in whole..<count {
          unsafe out[row] = Order.better(older: window[row], newer: window[row + shift])
        }
      }
    }
  }

  /// What the window before the first row holds, oldest first, then the rows.
  ///
  /// Suffix extremes of the older chunk stand for its values: a window that begins among them has
  /// the same extreme.
  @unsafe private static func fill(
    _ window: UnsafeMutablePointer<Double>, _ cells: Cells, _ length: Int, _ x: Span<Double>
  ) {
    let at = cells.integer(position)
    let older = length - 1 - at
    for i in 0..<older { unsafe (window + i).initialize(to: cells[ring + at + 1 + i]) }
    for i in 0..<at { unsafe (window + older + i).initialize(to: cells[ring + i]) }
    let rows = unsafe window + (length - 1)
    for row in 0..<x.count { unsafe (rows + row).initialize(to: x[row]) }
  }

  /// Leaves the cells as single steps would.
  @unsafe private static func advance(
    _ cells: Cells, _ length: Int, _ window: UnsafePointer<Double>, _ count: Int
  ) {
    let at = cells.integer(position)
    // From the first row of the current chunk on.
    let chunk = unsafe window + (length - 1 - at)
    let total = at + count
    let left = total % length
    if total >= length {
      let last = unsafe chunk + (total - left - length)
      for i in 0..<length { cells[ring + i] = unsafe last[i] }
      turn(cells, length)
    }
    let current = unsafe chunk + (total - left)
    var best = Order.worst
    for i in 0..<left {
      let value = unsafe current[i]
      best = Order.better(older: best, newer: value)
      cells[ring + i] = value
    }
    cells[prefix] = best
    cells.setInteger(position, left)
    cells.setInteger(run, cells.integer(run) + count)
  }

  /// The better of each value and the one `shift` behind; in place or to somewhere else.
  @unsafe @inline(__always)
  private static func combine(
    _ out: UnsafeMutablePointer<Double>, _ values: UnsafePointer<Double>, shift: Int, count: Int
  ) {
    var row = 0
    while row < count {
      let older = unsafe Lanes.load4(values, row)
      let newer = unsafe Lanes.load4(values, row &+ shift)
      unsafe Lanes.store(Order.better(older: older, newer: newer), out, row)
      row &+= 4
    }
  }
}
