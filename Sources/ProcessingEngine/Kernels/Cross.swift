/// a > b now and a ≤ b on the bar before. Cells: the last a and the last b.
enum Cross {
  static let lastA = 0
  static let lastB = 1

  @inline(__always)
  static func value(_ a: Double, _ b: Double, _ pastA: Double, _ pastB: Double) -> UInt8 {
    let nowTrue: UInt8 = a > b ? 1 : 0
    let nowFalse: UInt8 = a <= b ? 2 : 0
    let pastTrue: UInt8 = pastA <= pastB ? 1 : 0
    let pastFalse: UInt8 = pastA > pastB ? 2 : 0
    // Unlike Kleene's and, an unknown on either bar makes the cross unknown.
    let now = nowTrue | nowFalse
    let past = pastTrue | pastFalse
    let both = (now & past & 1) | ((now | past) & 2)
    return now == 0 || past == 0 ? 0 : both
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
