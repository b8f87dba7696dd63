#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The standard normal distribution.
package enum Normal {
  /// The probability of a value at or below `x`.
  package static func probability(below x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  /// The value that a share `p` of the distribution lies below, for p in (0, 1).
  ///
  /// Bisection on the distribution itself: slow, short, and exact to the last bits.
  package static func value(below p: Double) -> Double {
    guard p > 0, p < 1 else { return p <= 0 ? -.infinity : .infinity }
    var low = -40.0
    var high = 40.0
    for _ in 0..<200 {
      let middle = (low + high) / 2
      if probability(below: middle) < p { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }
}
