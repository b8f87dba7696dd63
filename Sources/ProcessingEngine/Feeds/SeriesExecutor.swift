package import StratLanguage
package import StratMarket

/// Runs a program with its feeds one bar at a time.
///
/// For every bar the feeds go first: those bars of theirs that are over when this one ends are
/// committed, and what they say stays until the next. Then comes the program itself.
package final class SeriesExecutor {
  package let series: SeriesProgram
  private let interval: Interval?
  private var executor: TickExecutor
  private var feeds: [FeedRunner]
  private var clock: BarClock
  private var row: [Double]
  /// The opening time of the last bar committed.
  package private(set) var lastOpen: Int64?
  /// What every part was on the last bar and the one before, where that is asked for.
  package private(set) var readings: (now: NodeReadings, before: NodeReadings)?

  /// - Parameters:
  ///   - interval: of the bars, where there are feeds.
  ///   - symbol: whose bars they are, for messages.
  ///   - keepsReadings: whether what every part was can be read afterwards; then the program is
  ///     one that was lowered without fusing.
  package init(
    _ series: SeriesProgram, interval: Interval?, symbol: String,
    others: OtherSeries = OtherSeries(),
    keepsReadings: Bool = false
  ) throws(SeriesError) {
    let clock = try BarClock(series)
    self.series = series
    self.interval = interval
    self.clock = clock
    executor = TickExecutor(series.program)
    row = Array(repeating: .nan, count: series.program.columns.count)
    feeds = try series.feeds.map { feed throws(SeriesError) in
      try FeedRunner(
        feed, of: series, readerInterval: interval, readerSymbol: symbol, clock.zone, others,
        keepsReadings)
    }
    if keepsReadings { readings = (NodeReadings(), NodeReadings()) }
  }

  /// Bars committed since the first.
  package var bars: Int { executor.bars }

  /// Whether enough bars have passed, here and in all feeds, for every part to have a value.
  package var isWarm: Bool {
    executor.bars > series.history.warmUp && feeds.allSatisfy(\.isKnownLongEnough)
  }

  /// Takes in a closed bar; `inputs` are its values in the order of `series.inputs`.
  package func commit(open: Int64, _ inputs: [Double]) {
    commit(open: open, end: interval?.end(ofBarAt: open) ?? open, inputs)
  }

  /// Takes in a closed bar that need not be as long as others: days are not.
  func commit(open: Int64, end: Int64, _ inputs: [Double]) {
    for feed in feeds { feed.advance(open: open, end: end, inputs) }
    load(open, inputs)
    let row = row
    executor.commit(row.span)
    if let before = readings?.now { readings = (NodeReadings(executor), before) }
    lastOpen = open
  }

  /// Evaluates a forming bar and leaves everything as it was.
  ///
  /// Only bars of feeds that are over when it opens count: it may still be long until it ends.
  package func peek(open: Int64, _ inputs: [Double]) {
    load(open, inputs, isForming: true)
    let row = row
    executor.peek(row.span)
  }

  package func number(_ register: Int) -> Double { executor.number(register) }
  package func truth(_ register: Int) -> Kleene { executor.truth(register) }
  package func verdict(_ strategy: StrategyProgram) -> Verdict { strategy.verdict(executor) }

  /// The outputs as columns: a truth is 1, 0 or `na`.
  func outputs(_ values: inout [Double]) {
    for (index, output) in series.program.outputs.enumerated() {
      switch output.type {
      case .number: values[index] = executor.number(output.register)
      case .boolean: values[index] = executor.truth(output.register).number
      }
    }
  }

  /// The executor of a feed, to look into.
  package func feed(_ index: Int) -> SeriesExecutor { feeds[index].executor }

  private func load(_ open: Int64, _ inputs: [Double], isForming: Bool = false) {
    precondition(inputs.count == series.inputs.count, "a value for each input")
    let previews = isForming ? feeds.map { $0.preview(at: open) } : []
    for (index, origin) in series.origins.enumerated() {
      switch origin {
      case .input(let place): row[index] = inputs[place]
      case .clock(let field): row[index] = clock.value(field, open)
      case .feed(let feed, let output):
        row[index] = isForming ? previews[feed][output] : feeds[feed].outputs[output]
      }
    }
  }

  // MARK: State

  package func saveState() -> SeriesImage {
    SeriesImage(state: executor.saveState(), feeds: feeds.map { $0.saveState() })
  }

  /// Goes on where a run over blocks or an earlier session stopped.
  package func restore(_ image: SeriesImage) throws(StateImageError) {
    guard image.feeds.count == feeds.count else { throw .otherProgram }
    try executor.restore(image.state)
    for (feed, saved) in zip(feeds, image.feeds) { try feed.restore(saved) }
  }
}

extension Kleene {
  /// As a number, the way truths go through columns.
  package var number: Double {
    switch self {
    case .true: 1
    case .false: 0
    case .na: .nan
    }
  }
}
