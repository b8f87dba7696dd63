#if canImport(Glibc)
  public import Glibc
#elseif canImport(Musl)
  public import Musl
#else
  public import Darwin
#endif

/// The arithmetic of one number, exactly as every part of the system computes it.
///
/// The compiler folds constants with these functions and the engine runs them on rows, so a
/// folded formula and an evaluated one agree bit for bit. `na` is NaN; no result is infinite.
public enum ScalarArithmetic {
  /// Keeps finite numbers (and −0) and `na`; turns an infinity into `na`.
  @inlinable @inline(always)
  public static func finite(_ x: Double) -> Double { x + x * 0 }

  @inlinable @inline(always)
  public static func add(_ a: Double, _ b: Double) -> Double { finite(a + b) }

  @inlinable @inline(always)
  public static func subtract(_ a: Double, _ b: Double) -> Double { finite(a - b) }

  @inlinable @inline(always)
  public static func multiply(_ a: Double, _ b: Double) -> Double { finite(a * b) }

  @inlinable @inline(always)
  public static func divide(_ a: Double, _ b: Double) -> Double { finite(a / b) }

  @inlinable @inline(always)
  public static func negate(_ a: Double) -> Double { -a }

  @inlinable @inline(always)
  public static func absolute(_ a: Double) -> Double { a.magnitude }

  /// `pow` of the C library, except that `na` never goes in: `pow(na, 0)` would be 1.
  @inlinable @inline(always)
  public static func power(_ a: Double, _ b: Double) -> Double {
    a == a && b == b ? finite(pow(a, b)) : .nan
  }

  /// b when b < a, else a; `na` if either is.
  @inlinable @inline(always)
  public static func minimum(_ a: Double, _ b: Double) -> Double {
    b == b ? (b < a ? b : a) : b
  }

  /// b when a < b, else a; `na` if either is.
  @inlinable @inline(always)
  public static func maximum(_ a: Double, _ b: Double) -> Double {
    b == b ? (a < b ? b : a) : b
  }

  /// `na` below zero.
  @inlinable @inline(always)
  public static func squareRoot(_ a: Double) -> Double { a.squareRoot() }

  /// Natural logarithm; `na` at zero and below.
  @inlinable @inline(always)
  public static func logarithm(_ a: Double) -> Double { finite(log(a)) }

  @inlinable @inline(always)
  public static func exponential(_ a: Double) -> Double { finite(exp(a)) }

  /// Of radians.
  @inlinable @inline(always)
  public static func sine(_ a: Double) -> Double { finite(sin(a)) }

  /// Of radians.
  @inlinable @inline(always)
  public static func cosine(_ a: Double) -> Double { finite(cos(a)) }

  /// In radians.
  @inlinable @inline(always)
  public static func arcTangent(_ a: Double) -> Double { finite(atan(a)) }

  @inlinable @inline(always)
  public static func floor(_ a: Double) -> Double { a.rounded(.down) }

  @inlinable @inline(always)
  public static func ceiling(_ a: Double) -> Double { a.rounded(.up) }

  /// Half away from zero.
  @inlinable @inline(always)
  public static func round(_ a: Double) -> Double { a.rounded(.toNearestOrAwayFromZero) }

  /// −1, 0 (for both zeros) or 1; `na` stays.
  @inlinable @inline(always)
  public static func sign(_ a: Double) -> Double {
    a > 0 ? 1 : (a < 0 ? -1 : (a == 0 ? 0 : a))
  }

  /// The first unless it is `na`, else the second.
  @inlinable @inline(always)
  public static func coalesce(_ a: Double, _ b: Double) -> Double { a == a ? a : b }

  /// One of two numbers by a Kleene byte; `na` for an `na` condition.
  @inlinable @inline(always)
  public static func select(_ condition: UInt8, _ then: Double, _ otherwise: Double) -> Double {
    let isTrue = 0 &- UInt64(condition & 1)
    let isFalse = 0 &- UInt64(condition >> 1)
    let na = Double.nan.bitPattern & ~(isTrue | isFalse)
    return Double(
      bitPattern: (then.bitPattern & isTrue) | (otherwise.bitPattern & isFalse) | na)
  }
}
