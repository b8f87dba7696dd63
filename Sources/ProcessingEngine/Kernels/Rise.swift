import StratLanguage

/// How much a series rose since the bar before, or fell: never below zero.
///
/// Cell: the last value.
enum Rise {
  @inline(__always)
  static func rise(_ now: Double, _ last: Double) -> Double {
    ScalarArithmetic.maximum(ScalarArithmetic.subtract(now, last), 0)
  }

  @inline(__always)
  static func fall(_ now: Double, _ last: Double) -> Double {
    ScalarArithmetic.maximum(ScalarArithmetic.subtract(last, now), 0)
  }

  @inline(__always)
  static func step(
    _ cells: Cells, _ x: Double, commits: Bool, _ change: (Double, Double) -> Double
  ) -> Double {
    let result = change(x, cells[0])
    if commits { cells[0] = x }
    return result
  }

  @inline(__always)
  private static func block(
    _ cells: Cells, _ out: inout MutableSpan<Double>, _ x: Span<Double>,
    _ change: (Double, Double) -> Double
  ) {
    let count = out.count
    precondition(x.count == count)
    guard count > 0 else { return }
    out[0] = change(x[0], cells[0])
    var later = out._mutatingExtracting(1..<count)
    let now = x.extracting(1..<count)
    let before = x.extracting(0..<count - 1)
    for i in 0..<later.count { later[i] = change(now[i], before[i]) }
    cells[0] = x[count - 1]
  }

  @inline(never)
  static func riseBlock(_ cells: Cells, _ out: inout MutableSpan<Double>, _ x: Span<Double>) {
    block(cells, &out, x, rise)
  }

  @inline(never)
  static func fallBlock(_ cells: Cells, _ out: inout MutableSpan<Double>, _ x: Span<Double>) {
    block(cells, &out, x, fall)
  }
}

/// c × a / (a + b): which share of two quantities is the first, c being the whole.
enum Share {
  @inline(__always)
  static func value(_ c: Double, _ a: Double, _ b: Double) -> Double {
    ScalarArithmetic.divide(ScalarArithmetic.multiply(c, a), ScalarArithmetic.add(a, b))
  }

  @inline(never)
  static func block(
    _ out: inout MutableSpan<Double>, _ c: Span<Double>, _ a: Span<Double>, _ b: Span<Double>
  ) {
    precondition(c.count == out.count && a.count == out.count && b.count == out.count)
    for i in 0..<out.count { out[i] = value(c[i], a[i], b[i]) }
  }
}
