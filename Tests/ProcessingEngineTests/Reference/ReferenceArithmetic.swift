import Foundation

/// The arithmetic of the language on single numbers, written out a second time.
enum ReferenceArithmetic {
  /// The finite rule: whatever is not a finite number is `na`.
  static func finite(_ value: Double) -> Double { value.isFinite ? value : .nan }

  static func add(_ a: Double, _ b: Double) -> Double { finite(a + b) }
  static func subtract(_ a: Double, _ b: Double) -> Double { finite(a - b) }
  static func multiply(_ a: Double, _ b: Double) -> Double { finite(a * b) }
  static func divide(_ a: Double, _ b: Double) -> Double { finite(a / b) }

  /// C's `pow(1, NaN)` and `pow(NaN, 0)` are 1; here any `na` gives `na`.
  static func power(_ a: Double, _ b: Double) -> Double {
    if a.isNaN || b.isNaN { return .nan }
    return finite(pow(a, b))
  }

  static func minimum(_ a: Double, _ b: Double) -> Double {
    if a.isNaN || b.isNaN { return .nan }
    return b < a ? b : a
  }

  static func maximum(_ a: Double, _ b: Double) -> Double {
    if a.isNaN || b.isNaN { return .nan }
    return a < b ? b : a
  }

  /// −0 is not below zero: its root is −0.
  static func squareRoot(_ x: Double) -> Double { x < 0 ? .nan : finite(x.squareRoot()) }

  static func logarithm(_ x: Double) -> Double { x <= 0 ? .nan : finite(log(x)) }

  static func exponential(_ x: Double) -> Double { finite(exp(x)) }

  /// Both zeros have the sign +0.
  static func sign(_ x: Double) -> Double {
    if x.isNaN { return .nan }
    if x > 0 { return 1 }
    if x < 0 { return -1 }
    return 0
  }
}
