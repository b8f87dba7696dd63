/// Between which values a number lies on every bar on which it is known; bounds included.
///
/// Sound for rounded arithmetic: rounding keeps order, so an operation on the bounds bounds the
/// operation. What is rounded many times (averages) is widened by more than that can add up to.
package struct ValueRange: Hashable, Sendable {
  package var low: Double
  package var high: Double

  package init(_ low: Double, _ high: Double) {
    self.low = low
    self.high = high
  }

  package static let all = ValueRange(-.infinity, .infinity)
  package static let positive = ValueRange(0, .infinity)
  /// Of a number that is `na` on every bar.
  package static let none = ValueRange(.infinity, -.infinity)

  package var isEmpty: Bool { !(low <= high) }
  package var isBounded: Bool { low > -.infinity || high < .infinity }

  package func contains(_ value: Double) -> Bool { low <= value && value <= high }

  func union(_ other: ValueRange) -> ValueRange {
    ValueRange(Swift.min(low, other.low), Swift.max(high, other.high))
  }

  func intersection(_ other: ValueRange) -> ValueRange {
    ValueRange(Swift.max(low, other.low), Swift.min(high, other.high))
  }

  /// A mean, or something else that is rounded up to 100,000 times: what does not change its sign
  /// keeps it, everything else may be off by a billionth of the largest.
  var widened: ValueRange {
    guard !isEmpty else { return self }
    let largest = Swift.max(low.magnitude, high.magnitude)
    let slack = largest.isFinite ? largest * 1e-9 : 0
    return ValueRange(
      low >= 0 ? Swift.max(low - slack, 0) : low - slack,
      high <= 0 ? Swift.min(high + slack, 0) : high + slack)
  }
}

/// Arithmetic; an empty side makes the result empty.
extension ValueRange {
  static func + (a: ValueRange, b: ValueRange) -> ValueRange {
    a.isEmpty || b.isEmpty ? .none : ValueRange(a.low + b.low, a.high + b.high)
  }

  static func - (a: ValueRange, b: ValueRange) -> ValueRange { a + -b }

  static prefix func - (a: ValueRange) -> ValueRange {
    a.isEmpty ? .none : ValueRange(-a.high, -a.low)
  }

  static func * (a: ValueRange, b: ValueRange) -> ValueRange {
    if a.isEmpty || b.isEmpty { return .none }
    return hull([
      product(a.low, b.low), product(a.low, b.high), product(a.high, b.low),
      product(a.high, b.high),
    ])
  }

  static func / (a: ValueRange, b: ValueRange) -> ValueRange {
    if a.isEmpty || b.isEmpty || (b.low == 0 && b.high == 0) { return .none }
    if b.low > 0 || b.high < 0 {
      return hull([
        quotient(a.low, b.low), quotient(a.low, b.high), quotient(a.high, b.low),
        quotient(a.high, b.high),
      ])
    }
    // A divisor near zero makes anything of it, but not another sign; by zero is `na`.
    if b.low >= 0 {
      return ValueRange(a.low >= 0 ? 0 : -.infinity, a.high <= 0 ? 0 : .infinity)
    }
    if b.high <= 0 {
      return ValueRange(a.high <= 0 ? 0 : -.infinity, a.low >= 0 ? 0 : .infinity)
    }
    return .all
  }

  var absolute: ValueRange {
    if isEmpty || low >= 0 { return self }
    if high <= 0 { return -self }
    return ValueRange(0, Swift.max(-low, high))
  }

  func minimum(_ other: ValueRange) -> ValueRange {
    isEmpty || other.isEmpty
      ? .none : ValueRange(Swift.min(low, other.low), Swift.min(high, other.high))
  }

  func maximum(_ other: ValueRange) -> ValueRange {
    isEmpty || other.isEmpty
      ? .none : ValueRange(Swift.max(low, other.low), Swift.max(high, other.high))
  }

  /// A function that keeps order and is exactly rounded.
  func mapped(_ body: (Double) -> Double) -> ValueRange {
    isEmpty ? .none : ValueRange(body(low), body(high))
  }

  private static func hull(_ values: [Double]) -> ValueRange {
    values.reduce(.none) { $0.union(ValueRange($1, $1)) }
  }

  /// Bounds may be infinite, values never are: nothing times anything is nothing.
  private static func product(_ a: Double, _ b: Double) -> Double {
    a == 0 || b == 0 ? 0 : a * b
  }

  /// A bound of infinity over infinity stands for any finite quotient of one sign.
  private static func quotient(_ a: Double, _ b: Double) -> Double {
    let value = a / b
    return value.isNaN ? (a.sign == b.sign ? .infinity : -.infinity) : value
  }
}
