import StratLanguage

/// a > b now and a ≤ b on the bar before. Cells: the last a and the last b.
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
    let rest = count - 1
    let nowA = a.extracting(1..<count)
    let nowB = b.extracting(1..<count)
    for i in 0..<rest { out[i + 1] = value(nowA[i], nowB[i], a[i], b[i]) }
    cells[lastA] = a[rest]
    cells[lastB] = b[rest]
  }
}
