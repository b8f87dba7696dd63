import StratLanguage

/// Angles, number by number, with the C library's functions as every other part uses them.
enum Trigonometry {
  @inline(__always)
  private static func each(
    _ out: inout MutableSpan<Double>, _ x: Span<Double>, _ function: (Double) -> Double
  ) {
    precondition(x.count == out.count)
    for i in 0..<out.count { out[i] = function(x[i]) }
  }

  @inline(never)
  static func sine(_ out: inout MutableSpan<Double>, _ x: Span<Double>) {
    each(&out, x, ScalarArithmetic.sine)
  }

  @inline(never)
  static func cosine(_ out: inout MutableSpan<Double>, _ x: Span<Double>) {
    each(&out, x, ScalarArithmetic.cosine)
  }

  @inline(never)
  static func arcTangent(_ out: inout MutableSpan<Double>, _ x: Span<Double>) {
    each(&out, x, ScalarArithmetic.arcTangent)
  }
}
