/// Recursive average (EMA, Wilder's RMA). Cells: how many inputs so far, value (their sum until
/// the n-th).
///
/// The distance x − value is finite unless x is `na` or the two are further apart than a double
/// reaches; either way the bar yields `na` and the state stays, so one bad print cannot poison it.
enum Average {
  static let seen = 0
  static let value = 1

  struct State {
    var seen: Int
    var value: Double

    @inline(__always)
    init(_ cells: Cells) {
      seen = cells.integer(Average.seen)
      value = cells[Average.value]
    }

    @inline(__always)
    func store(_ cells: Cells) {
      cells.setInteger(Average.seen, seen)
      cells[Average.value] = value
    }

    @inline(__always)
    mutating func step(_ x: Double, _ slot: Slot) -> Double {
      if _fastPath(seen >= slot.length) { return smooth(x, slot.alpha) }
      return seed(x, slot.length)
    }

    @inline(__always)
    mutating func smooth(_ x: Double, _ alpha: Double) -> Double {
      let distance = x - value
      guard distance.magnitude <= .greatestFiniteMagnitude else { return .nan }
      value += alpha * distance
      return value
    }

    /// The mean of the first n; should their sum overflow, seeding starts again.
    mutating func seed(_ x: Double, _ length: Int) -> Double {
      guard !x.isNaN else { return .nan }
      seen += 1
      value += x
      guard seen == length else { return .nan }
      value /= Double(length)
      if !value.isFinite {
        seen = 0
        value = 0
        return .nan
      }
      return value
    }
  }

  @inline(__always)
  static func step(_ cells: Cells, _ slot: Slot, _ x: Double, commits: Bool) -> Double {
    var state = State(cells)
    let result = state.step(x, slot)
    if commits { state.store(cells) }
    return result
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<Double>, _ x: Span<Double>
  ) {
    var state = State(cells)
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = state.step(x[i], slot) }
    state.store(cells)
  }

  /// Two independent averages in one loop: a single one only waits for its own last result.
  static func block2(
    _ cells0: Cells, _ slot0: Slot, _ out0: inout MutableSpan<Double>, _ x0: Span<Double>,
    _ cells1: Cells, _ slot1: Slot, _ out1: inout MutableSpan<Double>, _ x1: Span<Double>
  ) {
    var s0 = State(cells0)
    var s1 = State(cells1)
    let count = out0.count
    precondition(x0.count == count && x1.count == count && out1.count == count)
    for i in 0..<count {
      out0[i] = s0.step(x0[i], slot0)
      out1[i] = s1.step(x1[i], slot1)
    }
    s0.store(cells0)
    s1.store(cells1)
  }

  /// Four independent averages in one loop.
  static func block4(
    _ c0: Cells, _ p0: Slot, _ out0: inout MutableSpan<Double>, _ x0: Span<Double>,
    _ c1: Cells, _ p1: Slot, _ out1: inout MutableSpan<Double>, _ x1: Span<Double>,
    _ c2: Cells, _ p2: Slot, _ out2: inout MutableSpan<Double>, _ x2: Span<Double>,
    _ c3: Cells, _ p3: Slot, _ out3: inout MutableSpan<Double>, _ x3: Span<Double>
  ) {
    var s0 = State(c0)
    var s1 = State(c1)
    var s2 = State(c2)
    var s3 = State(c3)
    let count = out0.count
    precondition(x0.count == count && x1.count == count && x2.count == count && x3.count == count)
    precondition(out1.count == count && out2.count == count && out3.count == count)
    for i in 0..<count {
      out0[i] = s0.step(x0[i], p0)
      out1[i] = s1.step(x1[i], p1)
      out2[i] = s2.step(x2[i], p2)
      out3[i] = s3.step(x3[i], p3)
    }
    s0.store(c0)
    s1.store(c1)
    s2.store(c2)
    s3.store(c3)
  }
}
