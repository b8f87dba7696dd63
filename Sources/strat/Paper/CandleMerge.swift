import StratMarket

/// The candles of several symbols as one stream: by time, and at equal times in the order given.
struct CandleMerge {
  private struct Series {
    var frame: Frame
    var prices: [[Double]]
    var row = 0
  }

  private var series: [Series]

  init(_ frames: [Frame]) {
    series = frames.map { frame in
      let missing = Array(repeating: Double.nan, count: frame.rowCount)
      return Series(
        frame: frame,
        prices: ["open", "high", "low", "close", "volume"].map { frame.column($0) ?? missing })
    }
  }

  /// Leaves out the candles of a symbol up to and including a time.
  mutating func skip(_ symbol: String, through time: Timestamp) {
    for index in series.indices where series[index].frame.symbol == symbol {
      while series[index].row < series[index].frame.rowCount,
        series[index].frame.time(ofRow: series[index].row) <= time
      { series[index].row += 1 }
    }
  }

  /// How many candles are still to come.
  var remaining: Int { series.reduce(0) { $0 + $1.frame.rowCount - $1.row } }

  /// The opening time of the candle that is next.
  var nextTime: Timestamp? { earliest.map { Timestamp(milliseconds: time($0)) } }

  /// The series whose candle is next: the first of those with the earliest.
  private var earliest: Int? {
    var best: Int?
    for index in series.indices where series[index].row < series[index].frame.rowCount {
      if let current = best, time(index) >= time(current) { continue }
      best = index
    }
    return best
  }

  mutating func next() -> (symbol: String, candle: Candle)? {
    guard let best = earliest else { return nil }
    let row = series[best].row
    series[best].row += 1
    let prices = series[best].prices
    return (
      series[best].frame.symbol,
      Candle(
        time: series[best].frame.time(ofRow: row), open: prices[0][row], high: prices[1][row],
        low: prices[2][row], close: prices[3][row], volume: prices[4][row])
    )
  }

  private func time(_ index: Int) -> Int64 { series[index].frame.times[series[index].row] }
}
