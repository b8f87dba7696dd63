import StratLanguage
import StratMarket

/// Makes the bars of one feed, runs its program on those that are over, and keeps what it said
/// last.
final class FeedRunner {
  let executor: SeriesExecutor
  /// What the feed says on its last closed bar; `na` before the first.
  private(set) var outputs: [Double]
  private var source: FeedSource
  private let barsAfter: Int?
  /// For how many of the reader's bars the outputs have been known.
  private var barsKnown = 0
  /// Which of the reader's inputs each input here is; empty for another symbol's candles.
  private let places: [Int]
  private var bar: [Double]

  init(
    _ feed: SeriesProgram, of reader: SeriesProgram, readerInterval: Interval?,
    readerSymbol: String, _ clock: ZoneClock, _ others: OtherSeries, _ keepsReadings: Bool
  ) throws(SeriesError) {
    let source = try FeedSource(
      feed, readerInterval: readerInterval, readerSymbol: readerSymbol, clock, others)
    self.source = source
    executor = try SeriesExecutor(
      feed, interval: source.interval, symbol: feed.source?.symbol ?? readerSymbol,
      others: others, keepsReadings: keepsReadings)
    outputs = Array(repeating: .nan, count: feed.program.outputs.count)
    bar = Array(repeating: .nan, count: feed.inputs.count)
    barsAfter = feed.barsAfter
    places =
      feed.isMadeOfReader
      ? feed.inputs.map { input in
        reader.inputs.firstIndex { $0.name == input.name } ?? 0
      } : []
  }

  var isKnownLongEnough: Bool { barsAfter.map { barsKnown > $0 } ?? true }

  /// Takes in a closed bar of the reader: all bars here that are over by its end are committed.
  func advance(open: Int64, end: Int64, _ inputs: [Double]) {
    if source.candles != nil {
      takeCandles(until: end)
    } else {
      for (index, place) in places.enumerated() { bar[index] = inputs[place] }
      take(open: open, end: end)
    }
    if source.builder?.isOver(at: end) ?? false { closeBar() }
    if executor.isWarm { barsKnown += 1 }
  }

  /// What the outputs are at a moment, leaving everything as it was.
  func preview(at moment: Int64) -> [Double] {
    let isDue =
      source.builder?.isOver(at: moment) ?? false || source.candles?.isDue(moment) ?? false
    guard isDue else { return outputs }
    let before = saveState()
    takeCandles(until: moment)
    if source.builder?.isOver(at: moment) ?? false { closeBar() }
    let found = outputs
    do {
      try restore(before)
    } catch {
      preconditionFailure("a state fits the program it was taken from")
    }
    return found
  }

  private func takeCandles(until end: Int64) {
    while source.candles?.isDue(end) ?? false {
      guard let (open, end) = source.candles?.take(&bar) else { return }
      take(open: open, end: end)
    }
  }

  private func take(open: Int64, end: Int64) {
    guard source.builder != nil else {
      commit(open: open, end: end, bar)
      return
    }
    if source.builder?.isLater(end) ?? false { closeBar() }
    source.builder?.add(end: end, bar)
  }

  private func closeBar() {
    guard let builder = source.builder, let span = builder.span else { return }
    commit(open: span.lowerBound, end: span.upperBound, builder.values)
    source.builder?.close()
  }

  private func commit(open: Int64, end: Int64, _ values: [Double]) {
    executor.commit(open: open, end: end, values)
    executor.outputs(&outputs)
  }

  // MARK: State

  func saveState() -> SeriesImage.Feed {
    SeriesImage.Feed(
      builder: source.builder, outputs: outputs, barsKnown: barsKnown,
      lastTime: source.candles?.lastTime, image: executor.saveState())
  }

  func restore(_ saved: SeriesImage.Feed) throws(StateImageError) {
    guard saved.outputBits.count == outputs.count,
      saved.valueBits.count == (source.builder?.values.count ?? 0)
    else { throw .otherProgram }
    try executor.restore(saved.image)
    outputs = saved.outputBits.map { Double(bitPattern: $0) }
    barsKnown = saved.barsKnown
    source.candles?.resume(after: saved.lastTime)
    source.builder?.resume(saved.span, saved.valueBits.map { Double(bitPattern: $0) })
  }
}

extension SeriesImage.Feed {
  init(
    builder: BarBuilder?, outputs: [Double], barsKnown: Int, lastTime: Int64?, image: SeriesImage
  ) {
    span = builder?.span
    // What is left of the bar before means nothing while none is being made.
    valueBits = (builder?.values ?? []).map { builder?.span == nil ? 0 : $0.bitPattern }
    outputBits = outputs.map(\.bitPattern)
    self.barsKnown = barsKnown
    self.lastTime = lastTime
    self.image = image
  }
}
