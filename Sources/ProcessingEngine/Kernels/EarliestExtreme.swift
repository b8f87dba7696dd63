/// The orders in which the earliest of equal extremes counts, as TradingView has it.
enum EarliestHighest: ExtremeOrder {
  static var worst: Double { -.infinity }

  @inline(__always)
  static func better(older: SIMD4<Double>, newer: SIMD4<Double>) -> SIMD4<Double> {
    newer.replacing(with: older, where: older .>= newer)
  }

  @inline(__always)
  static func better(older: Double, newer: Double) -> Double { older >= newer ? older : newer }

  @inline(__always)
  static func keeps(older: Double, newer: Double) -> Bool { older >= newer }
}

enum EarliestLowest: ExtremeOrder {
  static var worst: Double { .infinity }

  @inline(__always)
  static func better(older: SIMD4<Double>, newer: SIMD4<Double>) -> SIMD4<Double> {
    newer.replacing(with: older, where: older .<= newer)
  }

  @inline(__always)
  static func better(older: Double, newer: Double) -> Double { older <= newer ? older : newer }

  @inline(__always)
  static func keeps(older: Double, newer: Double) -> Bool { older <= newer }
}
