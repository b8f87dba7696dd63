#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#endif

/// The arithmetic of the language on single values: the one definition that constant folding and
/// every executor share.
///
/// Public and inlinable because a call across modules for each value would cost more than the
/// arithmetic. Booleans are `Kleene` raw values: bit 0 "is true", bit 1 "is false".
public enum ScalarArithmetic {
  /// Maps both infinities to `na` and keeps everything else, −0 included.
  @inlinable @inline(__always)
  public static func finite(_ x: Double) -> Double { x + x * 0 }

  @inlinable @inline(__always)
  public static func add(_ a: Double, _ b: Double) -> Double { finite(a + b) }

  @inlinable @inline(__always)
  public static func subtract(_ a: Double, _ b: Double) -> Double { finite(a - b) }

  @inlinable @inline(__always)
  public static func multiply(_ a: Double, _ b: Double) -> Double { finite(a * b) }

  @inlinable @inline(__always)
  public static func divide(_ a: Double, _ b: Double) -> Double { finite(a / b) }

  @inlinable @inline(__always)
  public static func power(_ a: Double, _ b: Double) -> Double {
    // The C library says pow(na, 0) = pow(1, na) = 1; here an unknown operand is an unknown result.
    a.isNaN || b.isNaN ? .nan : finite(pow(a, b))
  }

  /// b when b < a, else a; `na` if either is.
  @inlinable @inline(__always)
  public static func minimum(_ a: Double, _ b: Double) -> Double {
    b < a ? b : (b == b ? a : b)
  }

  /// b when a < b, else a; `na` if either is.
  @inlinable @inline(__always)
  public static func maximum(_ a: Double, _ b: Double) -> Double {
    a < b ? b : (b == b ? a : b)
  }

  @inlinable @inline(__always)
  public static func negate(_ a: Double) -> Double { -a }

  @inlinable @inline(__always)
  public static func absolute(_ a: Double) -> Double { a.magnitude }

  @inlinable @inline(__always)
  public static func squareRoot(_ a: Double) -> Double { a.squareRoot() }

  @inlinable @inline(__always)
  public static func logarithm(_ a: Double) -> Double { a > 0 ? log(a) : .nan }

  @inlinable @inline(__always)
  public static func exponential(_ a: Double) -> Double { finite(exp(a)) }

  @inlinable @inline(__always)
  public static func floor(_ a: Double) -> Double { a.rounded(.down) }

  @inlinable @inline(__always)
  public static func ceiling(_ a: Double) -> Double { a.rounded(.up) }

  @inlinable @inline(__always)
  public static func round(_ a: Double) -> Double { a.rounded(.toNearestOrAwayFromZero) }

  @inlinable @inline(__always)
  public static func sign(_ a: Double) -> Double { a > 0 ? 1 : (a < 0 ? -1 : (a == 0 ? 0 : a)) }

  @inlinable @inline(__always)
  public static func less(_ a: Double, _ b: Double) -> UInt8 {
    (a < b ? 1 : 0) | (a >= b ? 2 : 0)
  }

  @inlinable @inline(__always)
  public static func lessOrEqual(_ a: Double, _ b: Double) -> UInt8 {
    (a <= b ? 1 : 0) | (a > b ? 2 : 0)
  }

  @inlinable @inline(__always)
  public static func equal(_ a: Double, _ b: Double) -> UInt8 {
    (a == b ? 1 : 0) | (a < b ? 2 : 0) | (a > b ? 2 : 0)
  }

  @inlinable @inline(__always)
  public static func not(_ a: UInt8) -> UInt8 { (a >> 1) | ((a & 1) << 1) }

  @inlinable @inline(__always)
  public static func and(_ a: UInt8, _ b: UInt8) -> UInt8 { (a & b & 1) | ((a | b) & 2) }

  @inlinable @inline(__always)
  public static func or(_ a: UInt8, _ b: UInt8) -> UInt8 { ((a | b) & 1) | (a & b & 2) }

  /// Whether two truths are the same; `na` if either is.
  @inlinable @inline(__always)
  public static func equalTruth(_ a: UInt8, _ b: UInt8) -> UInt8 {
    a == 0 || b == 0 ? 0 : (a == b ? 1 : 2)
  }

  @inlinable @inline(__always)
  public static func select(_ condition: UInt8, _ a: Double, _ b: Double) -> Double {
    condition == 1 ? a : (condition == 2 ? b : .nan)
  }

  @inlinable @inline(__always)
  public static func select(_ condition: UInt8, _ a: UInt8, _ b: UInt8) -> UInt8 {
    condition == 1 ? a : (condition == 2 ? b : 0)
  }

  @inlinable @inline(__always)
  public static func coalesce(_ a: Double, _ b: Double) -> Double { a == a ? a : b }

  @inlinable @inline(__always)
  public static func coalesce(_ a: UInt8, _ b: UInt8) -> UInt8 { a == 0 ? b : a }

  @inlinable @inline(__always)
  public static func isMissing(_ a: Double) -> UInt8 { a == a ? 2 : 1 }

  @inlinable @inline(__always)
  public static func isMissing(_ a: UInt8) -> UInt8 { a == 0 ? 1 : 2 }
}
