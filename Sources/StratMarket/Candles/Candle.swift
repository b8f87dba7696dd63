/// One bar: its opening time, prices and volume.
///
/// NaN is a missing value.
package struct Candle: Sendable {
  package var time: Timestamp
  package var open: Double
  package var high: Double
  package var low: Double
  package var close: Double
  package var volume: Double

  package init(
    time: Timestamp, open: Double, high: Double, low: Double, close: Double, volume: Double
  ) {
    self.time = time
    self.open = open
    self.high = high
    self.low = low
    self.close = close
    self.volume = volume
  }
}
