package import StratMarket

/// The candles of a frame, with `na` for the columns it does not have.
package struct CandleSeries: Sendable {
  package let frame: Frame
  package let open: [Double]
  package let high: [Double]
  package let low: [Double]
  package let close: [Double]
  package let volume: [Double]

  package init(_ frame: Frame) {
    self.frame = frame
    func column(_ name: String) -> [Double] {
      frame.column(name) ?? Array(repeating: .nan, count: frame.rowCount)
    }
    open = column("open")
    high = column("high")
    low = column("low")
    close = column("close")
    volume = column("volume")
  }

  @inline(__always)
  /// The last row with a close, where a row without one is to be worked on next: what is held is
  /// worth what that close says.
  func lastClose(in rows: Range<Int>, before next: Int) -> Int? {
    guard next < close.count, !close[next].isFinite else { return nil }
    return rows.last { close[$0].isFinite }
  }

  package func candle(_ row: Int) -> Candle {
    Candle(
      time: frame.time(ofRow: row), open: open[row], high: high[row], low: low[row],
      close: close[row], volume: volume[row])
  }
}
