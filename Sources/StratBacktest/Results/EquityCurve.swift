/// Equity after every moment at which a candle closed.
package struct EquityCurve: Sendable {
  /// Opening times of the candles, ascending.
  package private(set) var times: [Int64] = []
  package private(set) var equity: [Double] = []
  /// The value of all positions, without signs.
  package private(set) var exposure: [Double] = []

  package init() {}

  mutating func reserve(_ count: Int) {
    times.reserveCapacity(count)
    equity.reserveCapacity(count)
    exposure.reserveCapacity(count)
  }

  @inline(__always)
  mutating func append(_ time: Int64, _ value: Double, exposure held: Double) {
    times.append(time)
    equity.append(value)
    exposure.append(held)
  }
}
