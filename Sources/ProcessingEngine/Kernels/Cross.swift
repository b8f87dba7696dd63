import StratLanguage

/// a > b now and a ≤ b on the bar before.
///
/// Cells: the last a and the last b.
enum Cross {
  static let lastA = 0
  static let lastB = 1

  @inline(__always)
  static func value(_ a: Double, _ b: Double, _ pastA: Double, _ pastB: Double) -> UInt8 {
    let now = ScalarArithmetic.less(b, a)
    let past = ScalarArithmetic.lessOrEqual(pastA, pastB)
    // Unlike Kleene's and, an unknown on either bar makes the cross unknown.
    let known = (now | (now >> 1)) & (past | (past >> 1)) & 1
    return ScalarArithmetic.and(now, past) & (known | (known << 1))
  }

  @inline(__always)
  static func step(
    _ cells: Cells, _ slot: Slot, _ a: Double, _ b: Double, commits: Bool
  ) -> UInt8 {
    let result = value(a, b, cells[lastA], cells[lastB])
    if commits {
      cells[lastA] = a
      cells[lastB] = b
    }
    return result
  }

  static func block(
    _ cells: Cells, _ slot: Slot, _ out: inout MutableSpan<UInt8>, _ a: Span<Double>,
    _ b: Span<Double>
  ) {
    let count = out.count
    guard count > 0 else { return }
    precondition(a.count == count && b.count == count)
    out[0] = value(a[0], b[0], cells[lastA], cells[lastB])
    TruthLanes.crosses(&out, a, b)
    cells[lastA] = a[count - 1]
    cells[lastB] = b[count - 1]
  }
}
