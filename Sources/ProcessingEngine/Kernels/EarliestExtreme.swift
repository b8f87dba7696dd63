/// The orders in which the earliest of equal extremes counts, as TradingView has it.
enum EarliestHighest: ExtremeOrder {
  @inline(__always)
  static func keeps(older: Double, newer: Double) -> Bool { older >= newer }
}

enum EarliestLowest: ExtremeOrder {
  @inline(__always)
  static func keeps(older: Double, newer: Double) -> Bool { older <= newer }
}
