import StratLanguage
import StratMarket

/// Where the bars of a feed come from, once it is known what candles there are.
struct FeedSource: Sendable {
  /// Another symbol's candles; nil for those of the reader.
  var candles: OtherCandles?
  /// How long its bars are.
  var interval: Interval
  /// What makes them, where they are longer than the candles.
  var builder: BarBuilder?

  init(
    _ feed: SeriesProgram, readerInterval: Interval?, readerSymbol: String, _ clock: ZoneClock,
    _ others: OtherSeries
  ) throws(SeriesError) {
    let own: Interval
    var symbol = readerSymbol
    if let wanted = feed.source?.symbol {
      guard let frame = others.frame(of: wanted) else {
        throw .missingSymbol(wanted, available: others.symbols)
      }
      let candles = try OtherCandles(frame, feed.inputs.map(\.name))
      self.candles = candles
      own = candles.interval
      symbol = frame.symbol
    } else {
      guard let readerInterval else { throw .unknownInterval(symbol: readerSymbol) }
      own = readerInterval
    }
    interval = own
    guard let milliseconds = feed.source?.intervalMilliseconds else { return }
    guard case .fixed(let length) = own, milliseconds >= length else {
      throw .intervalNotLonger(milliseconds: milliseconds, candles: own, symbol: symbol)
    }
    if milliseconds == length {
      if candles != nil { return }
      throw .intervalNotLonger(milliseconds: milliseconds, candles: own, symbol: symbol)
    }
    guard milliseconds % length == 0, BarBuckets.isWhole(milliseconds) else {
      throw .intervalNotMultiple(milliseconds: milliseconds, candles: own, symbol: symbol)
    }
    interval = .fixed(milliseconds: milliseconds)
    builder = BarBuilder(
      columns: feed.inputs.map(\.name), BarBuckets(milliseconds: milliseconds, clock))
  }
}

/// The candles of another symbol, in order.
struct OtherCandles: Sendable {
  let interval: Interval
  private let times: [Int64]
  private let columns: [[Double]]
  /// The next one that has not been taken.
  private(set) var next = 0

  init(_ frame: Frame, _ names: [String]) throws(SeriesError) {
    guard let interval = frame.interval else { throw .unknownInterval(symbol: frame.symbol) }
    self.interval = interval
    times = frame.times
    columns = try names.map { name throws(SeriesError) in
      guard let column = frame.column(name) else {
        throw .missingColumn(MissingColumn(name: name, available: frame.columnNames))
      }
      return column
    }
  }

  /// The opening time of the last candle taken.
  var lastTime: Int64? { next > 0 ? times[next - 1] : nil }

  /// Whether the next candle is over at a moment.
  func isDue(_ moment: Int64) -> Bool {
    next < times.count && interval.end(ofBarAt: times[next]) <= moment
  }

  /// Takes the next candle.
  ///
  /// - Precondition: there is one.
  mutating func take(_ values: inout [Double]) -> (open: Int64, end: Int64) {
    let open = times[next]
    for index in columns.indices { values[index] = columns[index][next] }
    next += 1
    return (open, interval.end(ofBarAt: open))
  }

  /// Goes on after the candle of a time; from the first when there is none.
  mutating func resume(after time: Int64?) {
    next = time.map { time in times.firstIndex { $0 > time } ?? times.count } ?? 0
  }
}
