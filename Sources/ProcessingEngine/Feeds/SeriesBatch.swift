import StratLanguage
package import StratMarket

/// A strategy's bars with every column its program reads, for running it in blocks.
///
/// Feeds are run in blocks too, each over all of its bars that are over when the last of the
/// reader's ends, and every bar of the reader gets what the last of them said that was over by its
/// own end. The state left behind is that of a ``SeriesExecutor`` after the same bars.
package struct SeriesBatch {
  /// The program's columns under their names.
  package let frame: Frame
  private let feeds: [SeriesImage.Feed]
  /// The first row on which every part has had its history; `nil` when none of them has.
  package let firstWarmRow: Int?

  /// - Parameters:
  ///   - rows: how many of the bars, from the first on; all when left out.
  ///   - interval: of the bars, where the frame does not tell.
  package init(
    _ series: SeriesProgram, over frame: Frame, rows: Int? = nil, interval: Interval? = nil,
    others: OtherSeries = OtherSeries()
  ) throws(SeriesError) {
    let count = rows ?? frame.rowCount
    let columns = try series.columns(of: frame)
    if series.isPlain, rows == nil {
      self.frame = frame
      feeds = []
      firstWarmRow = series.history.warmUp
      return
    }
    let interval = frame.interval ?? interval
    let bars = Bars(
      opens: Array(frame.times[..<count]),
      columns: count == frame.rowCount ? columns : columns.map { Array($0[..<count]) },
      interval: interval)
    let (derived, feeds, warmFrom) = try Self.derive(series, bars, symbol: frame.symbol, others)
    self.frame = derived
    self.feeds = feeds
    firstWarmRow = warmFrom
  }

  /// What is remembered after the last bar.
  ///
  /// - Parameter state: of the program itself, after running over `frame`.
  package func image(_ state: StateImage) -> SeriesImage {
    SeriesImage(state: state, feeds: feeds)
  }

  /// Bars a program runs on, with the columns of its inputs.
  private struct Bars {
    var opens: [Int64] = []
    var columns: [[Double]]
    var interval: Interval?

    func end(_ row: Int) -> Int64 { interval?.end(ofBarAt: opens[row]) ?? opens[row] }
  }

  /// The columns of a program over bars, what its feeds remember after the last, and the first
  /// bar on which all parts have a value.
  private static func derive(
    _ series: SeriesProgram, _ bars: Bars, ends: [Int64]? = nil, symbol: String,
    _ others: OtherSeries
  ) throws(SeriesError) -> (frame: Frame, feeds: [SeriesImage.Feed], warmFrom: Int?) {
    var clock = try BarClock(series)
    let rows = bars.opens.count
    let ends =
      series.feeds.isEmpty ? [] : ends ?? (0..<rows).map(bars.end)
    var images: [SeriesImage.Feed] = []
    var outputs: [[[Double]]] = []
    var warmFrom: Int? = series.history.warmUp
    for feed in series.feeds {
      let run = try FeedBatch(feed, of: series, bars, ends, symbol: symbol, clock.zone, others)
      if let after = feed.barsAfter {
        warmFrom = run.firstRowKnown.flatMap { first in warmFrom.map { max($0, first + after) } }
      }
      images.append(run.image)
      outputs.append(run.columns)
    }
    let columns = series.origins.map { origin -> [Double] in
      switch origin {
      case .input(let place): bars.columns[place]
      case .clock(let field): bars.opens.map { clock.value(field, $0) }
      case .feed(let feed, let output): outputs[feed][output]
      }
    }
    let frame = Frame(
      symbol: symbol, times: bars.opens, columnNames: series.program.columns.map(\.name),
      columns: columns, interval: bars.interval)
    return (frame, images, warmFrom)
  }

  /// One feed over all bars of its reader.
  private struct FeedBatch {
    /// Its outputs on the reader's bars.
    var columns: [[Double]]
    var image: SeriesImage.Feed
    /// The first of the reader's bars on which all parts of it have a value.
    var firstRowKnown: Int?

    init(
      _ feed: SeriesProgram, of reader: SeriesProgram, _ readerBars: Bars, _ readerEnds: [Int64],
      symbol: String, _ clock: ZoneClock, _ others: OtherSeries
    ) throws(SeriesError) {
      var source = try FeedSource(
        feed, readerInterval: readerBars.interval, readerSymbol: symbol, clock, others)
      var maker = BarMaker(source.builder, columns: feed.inputs.count)
      var bar = Array(repeating: Double.nan, count: feed.inputs.count)
      let last = readerEnds.last ?? .min
      if source.candles != nil {
        while source.candles?.isDue(last) ?? false {
          guard let (open, end) = source.candles?.take(&bar) else { break }
          maker.take(open: open, end: end, bar)
        }
      } else {
        let places = feed.inputs.map { input in
          reader.inputs.firstIndex { $0.name == input.name } ?? 0
        }
        for row in readerEnds.indices {
          for (index, place) in places.enumerated() { bar[index] = readerBars.columns[place][row] }
          maker.take(open: readerBars.opens[row], end: readerEnds[row], bar)
        }
      }
      if !readerEnds.isEmpty { maker.closeIfOver(at: last) }

      let name = feed.source?.symbol ?? symbol
      let bars = Bars(opens: maker.opens, columns: maker.columns, interval: source.interval)
      let (frame, feeds, warmFrom) = try SeriesBatch.derive(
        feed, bars, ends: maker.ends, symbol: name, others)
      let (series, state) = try Self.run(feed.program, frame)
      var joined = series.map { _ in [Double]() }
      for index in joined.indices { joined[index].reserveCapacity(readerEnds.count) }
      var next = 0
      firstRowKnown = nil
      for row in readerEnds.indices {
        while next < maker.ends.count, maker.ends[next] <= readerEnds[row] { next += 1 }
        for index in joined.indices {
          joined[index].append(next > 0 ? series[index][next - 1] : .nan)
        }
        if firstRowKnown == nil, let warmFrom, next > warmFrom { firstRowKnown = row }
      }
      columns = joined
      image = SeriesImage.Feed(
        builder: maker.builder, outputs: series.map { $0.last ?? .nan },
        barsKnown: firstRowKnown.map { readerEnds.count - $0 } ?? 0,
        lastTime: source.candles?.lastTime, image: SeriesImage(state: state, feeds: feeds))
    }

    /// Every output on every bar, truths as numbers, and the state after the last.
    private static func run(
      _ program: Program, _ frame: Frame
    ) throws(SeriesError) -> ([[Double]], StateImage) {
      var executor = BlockExecutor(program)
      var series = program.outputs.map { _ in [Double]() }
      for index in series.indices { series[index].reserveCapacity(frame.rowCount) }
      do {
        try executor.run(frame, rows: 0..<frame.rowCount) { executor, _ in
          for (index, output) in program.outputs.enumerated() {
            switch output.type {
            case .number:
              executor.withNumbers(output.register) { values in
                for row in values.indices { series[index].append(values[row]) }
              }
            case .boolean:
              executor.withTruths(output.register) { values in
                for row in values.indices {
                  series[index].append((Kleene(rawValue: values[row]) ?? .na).number)
                }
              }
            }
          }
        }
      } catch {
        throw .missingColumn(error)
      }
      // A run that was ended half-way is of no use, but still as long as its bars.
      for index in series.indices {
        let missing = frame.rowCount - series[index].count
        series[index] += Array(repeating: .nan, count: missing)
      }
      return (series, executor.saveState())
    }
  }
}

/// Makes the bars of a feed out of candles, all at once.
private struct BarMaker {
  private(set) var opens: [Int64] = []
  private(set) var ends: [Int64] = []
  private(set) var columns: [[Double]]
  private(set) var builder: BarBuilder?

  init(_ builder: BarBuilder?, columns count: Int) {
    self.builder = builder
    columns = Array(repeating: [], count: count)
  }

  mutating func take(open: Int64, end: Int64, _ values: [Double]) {
    guard builder != nil else {
      append(open, end, values)
      return
    }
    if builder?.isLater(end) ?? false { close() }
    builder?.add(end: end, values)
    closeIfOver(at: end)
  }

  mutating func closeIfOver(at moment: Int64) {
    if builder?.isOver(at: moment) ?? false { close() }
  }

  private mutating func close() {
    guard let builder, let span = builder.span else { return }
    append(span.lowerBound, span.upperBound, builder.values)
    self.builder?.close()
  }

  private mutating func append(_ open: Int64, _ end: Int64, _ values: [Double]) {
    opens.append(open)
    ends.append(end)
    for index in columns.indices { columns[index].append(values[index]) }
  }
}
