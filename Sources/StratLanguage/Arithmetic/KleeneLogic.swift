/// Comparisons and three-valued logic on Kleene bytes (`na` 0, true 1, false 2): no branches.
extension ScalarArithmetic {
  @inlinable @inline(always)
  static func byte(true isTrue: Bool, false isFalse: Bool) -> UInt8 {
    (isTrue ? 1 : 0) | (isFalse ? 2 : 0)
  }

  @inlinable @inline(always)
  public static func less(_ a: Double, _ b: Double) -> UInt8 { byte(true: a < b, false: a >= b) }

  @inlinable @inline(always)
  public static func lessOrEqual(_ a: Double, _ b: Double) -> UInt8 {
    byte(true: a <= b, false: a > b)
  }

  @inlinable @inline(always)
  public static func greater(_ a: Double, _ b: Double) -> UInt8 { byte(true: a > b, false: a <= b) }

  @inlinable @inline(always)
  public static func greaterOrEqual(_ a: Double, _ b: Double) -> UInt8 {
    byte(true: a >= b, false: a < b)
  }

  @inlinable @inline(always)
  public static func equal(_ a: Double, _ b: Double) -> UInt8 {
    byte(true: a == b, false: a < b || a > b)
  }

  @inlinable @inline(always)
  public static func notEqual(_ a: Double, _ b: Double) -> UInt8 {
    byte(true: a < b || a > b, false: a == b)
  }

  @inlinable @inline(always)
  public static func and(_ a: UInt8, _ b: UInt8) -> UInt8 { (a & b & 1) | ((a | b) & 2) }

  @inlinable @inline(always)
  public static func or(_ a: UInt8, _ b: UInt8) -> UInt8 { ((a | b) & 1) | (a & b & 2) }

  @inlinable @inline(always)
  public static func not(_ a: UInt8) -> UInt8 { (a >> 1) | ((a & 1) << 1) }

  /// Whether two truths are equal; `na` if either is.
  @inlinable @inline(always)
  public static func equalTruth(_ a: UInt8, _ b: UInt8) -> UInt8 {
    let same = a & b
    let both = a | b
    return ((same | (same >> 1)) & 1) | ((both & (both >> 1) & 1) << 1)
  }

  @inlinable @inline(always)
  public static func notEqualTruth(_ a: UInt8, _ b: UInt8) -> UInt8 { not(equalTruth(a, b)) }

  @inlinable @inline(always)
  public static func coalesceTruth(_ a: UInt8, _ b: UInt8) -> UInt8 { a != 0 ? a : b }

  /// One of two truths by a third; `na` for an `na` condition.
  @inlinable @inline(always)
  public static func selectTruth(_ condition: UInt8, _ then: UInt8, _ otherwise: UInt8) -> UInt8 {
    condition == 1 ? then : (condition == 2 ? otherwise : 0)
  }

  /// Whether a number is `na`; never `na` itself.
  @inlinable @inline(always)
  public static func isMissing(_ a: Double) -> UInt8 { a == a ? 2 : 1 }

  /// Whether a truth is `na`; never `na` itself.
  @inlinable @inline(always)
  public static func isMissingTruth(_ a: UInt8) -> UInt8 { a == 0 ? 1 : 2 }
}
