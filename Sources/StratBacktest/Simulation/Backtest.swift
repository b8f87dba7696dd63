package import ProcessingEngine
import StratLanguage
package import StratMarket
import StratSyntax
package import StratTrading

/// Runs a strategy over history: the trading core of a live session under a clock that jumps from
/// candle to candle.
///
/// The signals come from blocks, everything after them is what a session does: the same gates,
/// sizes, risk limits, fills and reasons, in the same order. Candles of several symbols are taken
/// by time, and at equal times in the order in which the symbols are given.
package struct Backtest {
  package private(set) var configuration: SessionConfiguration
  private let frames: [Frame]
  /// What is due for what is held, for each frame; empty where nothing ever is.
  private let carries: [CarrySchedule]
  /// The rows to trade on; those before are history.
  private let rows: [Range<Int>]
  private let signals: [SignalTable]

  /// - Parameters:
  ///   - others: the candles of the symbols that formulas read with `of`.
  ///   - carries: funding and interest, for each frame or for none.
  /// - Precondition: a range of rows for each frame, within it.
  package init(
    _ strategy: StrategyProgram, _ configuration: SessionConfiguration, frames: [Frame],
    others: OtherSeries = OtherSeries(), carries: [CarrySchedule] = [], rows: [Range<Int>]
  ) throws(SeriesError) {
    precondition(frames.count == rows.count, "rows for every frame")
    precondition(carries.isEmpty || frames.count == carries.count, "a schedule for every frame")
    self.carries = carries
    self.configuration = configuration
    self.frames = frames
    self.rows = rows
    var signals: [SignalTable] = []
    for frame in frames {
      signals.append(try SignalTable(strategy, over: frame, others: others))
    }
    self.signals = signals
  }

  /// A backtest of signals that are known already.
  ///
  /// - Precondition: rows and signals for each frame.
  package init(
    _ configuration: SessionConfiguration, frames: [Frame], carries: [CarrySchedule] = [],
    rows: [Range<Int>], signals: [SignalTable]
  ) {
    precondition(
      frames.count == rows.count && frames.count == signals.count, "rows and signals for all")
    precondition(carries.isEmpty || frames.count == carries.count, "a schedule for every frame")
    self.carries = carries
    self.configuration = configuration
    self.frames = frames
    self.rows = rows
    self.signals = signals
  }

  /// - Parameter skipsQuietRows: `false` works on every row, also where nothing can happen; the
  ///   results are the same.
  package func run(skipsQuietRows: Bool = true) -> BacktestResult {
    var run = BacktestRun(configuration, frames, carries, rows, signals)
    let limits = configuration.limits
    // Limits on losses look at the equity of every bar.
    let isBusy =
      limits.watchEquity || carries.contains(where: \.isOnEveryRow)
    if frames.count == 1, skipsQuietRows, !isBusy {
      run.oneSymbol()
    } else {
      run.allRows()
    }
    return run.result
  }

  /// The result with stops first and with targets first, where some bar could be read both ways;
  /// it takes a second run.
  package func bounds(of result: BacktestResult) -> FillBounds? {
    guard result.bothHitBars > 0 else { return nil }
    var other = self
    other.configuration.fills.bothHit = configuration.fills.bothHit.other
    return FillBounds(result, other.run())
  }

  /// The decision on every row, in the order in which a session takes them.
  package func decisions() -> [Decision] {
    var run = BacktestRun(configuration, frames, carries, rows, signals)
    run.observer.keepsDecisions = true
    run.allRows()
    return run.observer.decisions
  }
}

/// The state of a backtest under way.
private struct BacktestRun {
  private let configuration: SessionConfiguration
  private let series: [CandleSeries]
  private let carries: [CarrySchedule]
  private let rows: [Range<Int>]
  private let signals: [SignalTable]
  private var loop: TradingLoop
  var observer: BacktestObserver
  private var curve = EquityCurve()

  init(
    _ configuration: SessionConfiguration, _ frames: [Frame], _ carries: [CarrySchedule],
    _ rows: [Range<Int>], _ signals: [SignalTable]
  ) {
    self.carries = carries
    self.configuration = configuration
    self.rows = rows
    self.signals = signals
    series = frames.map(CandleSeries.init)
    loop = TradingLoop(configuration)
    observer = BacktestObserver(
      summary: SessionSummary(initialCash: configuration.initialCash))
  }

  var result: BacktestResult {
    var summary = observer.summary
    summary.update(from: loop.core)
    return BacktestResult(
      configuration: configuration, summary: summary, series: series, rows: rows, curve: curve,
      closed: observer.trades, fills: observer.fills, blocked: observer.blocked,
      cuts: observer.cuts, stateChanges: observer.stateChanges, notes: observer.notes,
      payments: observer.payments,
      bothHitBars: loop.venue.bothHitBars, turnover: observer.turnover,
      open: series.compactMap { loop.core.books[$0.frame.symbol]?.position })
  }

  private mutating func work(on row: Int, of index: Int) {
    loop.decide(meet(row, of: index), &observer)
  }

  /// The venue's part of a row; what is left is to decide on it.
  private mutating func meet(_ row: Int, of index: Int) -> ClosedBar {
    let candle = series[index].candle(row)
    let symbol = series[index].frame.symbol
    let carry = carries.isEmpty ? .none : carries[index].carry(at: row)
    loop.trade(candle, of: symbol, carry: carry, &observer)
    return ClosedBar(
      symbol: symbol, index: row, candle: candle, verdict: signals[index].verdict(at: row),
      isWarm: row >= configuration.warmUpBars && row >= signals[index].firstWarmRow)
  }

  /// Every row of every symbol, by time.
  mutating func allRows() {
    var merge = RowMerge(series.map(\.frame), rows)
    while let time = merge.nextTime {
      while merge.nextTime == time, let (index, row) = merge.next() { work(on: row, of: index) }
      let equity = (try? loop.core.account.equity())?.double ?? .nan
      curve.append(time, equity, exposure: loop.core.account.exposure.double)
    }
  }

  /// The row to work on so that a payment has a price: its own, which has an open, or else the one
  /// whose close is the newest.
  private static func rowToMark(before due: Int, _ candles: CandleSeries) -> Int {
    guard !candles.open[due].isFinite else { return due }
    var row = due
    while row > 0, !candles.close[row].isFinite || row == due { row -= 1 }
    return row
  }

  /// One symbol: rows on which nothing can happen only move the mark.
  mutating func oneSymbol() {
    let candles = series[0]
    let symbol = candles.frame.symbol
    let quiet = QuietStretch(
      signals: signals[0], high: candles.high, low: candles.low, open: candles.open)
    let isWhole = rows[0] == candles.frame.times.indices
    curve = EquityCurve(
      times: isWhole ? candles.frame.times : Array(candles.frame.times[rows[0]]),
      closes: candles.close)
    var row = rows[0].lowerBound
    // Whether it was before this row: then there is a reason to work on it.
    var wasQuiet = false
    while row < rows[0].upperBound {
      let bar = meet(row, of: 0)
      var now = wasQuiet ? nil : loop.quietBook(of: symbol)
      if let book = now {
        // The venue has made it quiet: the decision is left out too where there is nothing in it.
        let passed = quiet.pass(from: row, to: row + 1, book)
        if passed.next > row, loop.pass(bar) {
          observer.summary.countQuiet(bars: 1, unknown: passed.unknown)
        } else {
          now = nil
        }
      }
      if now == nil {
        loop.decide(bar, &observer)
        now = loop.quietBook(of: symbol)
      }
      wasQuiet = now != nil
      let account = loop.core.account
      let equity = (try? account.equity())?.double ?? .nan
      curve.append(equity, exposure: account.exposure.double)
      row += 1
      guard let book = now else { continue }
      // The last row is always worked on, so that positions are marked there.
      var end = max(row, rows[0].upperBound - 1)
      if book.side != nil, let due = carries.first?.nextFunding(from: row) {
        end = min(end, max(row, Self.rowToMark(before: due, candles)))
      }
      var passed = quiet.pass(from: row, to: end, book)
      if book.side != nil, let last = candles.lastClose(in: row..<passed.next, before: passed.next)
      {
        passed = quiet.pass(from: row, to: last, book)
      }
      if passed.next > row {
        curve.append(
          EquityCurve.Stretch(
            rows: row..<passed.next, cash: account.cash.double, quantity: book.quantity.double,
            mark: loop.core.mark(of: symbol)?.double ?? .nan))
      }
      observer.summary.countQuiet(
        bars: passed.next - row, unknown: passed.unknown)
      row = passed.next
    }
  }
}
