import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket
import StratREPL
import StratStore
import StratTrading

/// A paper session on its way from its journal into the store: its candles are run again as a
/// backtest, and the decisions compared.
struct SessionFiling {
  let record: RunRecord
  private let journal: SQLiteJournal

  /// - Parameters:
  ///   - given: candles with the columns that the journal does not keep.
  ///   - others: those of symbols that formulas read.
  init(
    _ journal: SQLiteJournal, program: StrategyProgram, given: [Frame], others: OtherSeries,
    path: String
  ) throws {
    self.journal = journal
    let history = try SessionHistory(journal)
    guard let configuration = history.configuration, !history.candles.isEmpty else {
      throw CommandError(
        .noBars, "the session has no bars yet", path: journal.path, help: "go on with it first")
    }
    let frames = try configuration.instruments.compactMap { instrument in
      try history.candles[instrument.symbol].map {
        try Self.frame(instrument.symbol, $0, configuration, program, given)
      }
    }
    var others = others
    for frame in frames { others.add(frame) }
    let carries = frames.map { CarrySchedule(history.carries[$0.symbol] ?? []) }
    let backtest: Backtest
    do {
      backtest = try Backtest(
        program, configuration, frames: frames, others: others, carries: carries,
        rows: frames.map { 0..<$0.rowCount })
    } catch {
      throw CommandError(error, path: journal.path)
    }
    let parity = SessionParity(session: history.decisions, backtest: backtest.decisions())
    let attendance = Attendance(frames)
    var fingerprint = CandleFingerprint()
    for frame in frames {
      fingerprint.add(traded: frame, rows: 0..<frame.rowCount)
      fingerprint.add(history.carries[frame.symbol] ?? [])
    }
    fingerprint.add(others, readBy: program, besides: frames)
    record = RunRecord(
      inputs: try RunInputs(
        kind: .paper, configuration: configuration,
        parameters: program.strategy.boundParameters, fingerprint: fingerprint.text(),
        engineVersion: Strat.engineVersion),
      title: program.strategy.title, source: journal.session.strategySource, path: path,
      candles: frames.compactMap { frame in
        RunRecord.Candles(frame, 0..<frame.rowCount, path: journal.path)
      },
      bars: history.decisions.count, trades: history.closedTrades,
      figures: Metrics(backtest.run()).filedFigures,
      session: RunRecord.Session(
        journal: journal.path, genesis: journal.session.genesis.description,
        head: try journal.head.description, days: attendance.days,
        expectedBars: attendance.expected, compared: parity.compared, agreeing: parity.agreeing,
        disagreement: parity.disagreement))
  }

  /// The candles in the journal, and beside them the columns that it does not keep.
  private static func frame(
    _ symbol: String, _ candles: [Candle], _ configuration: SessionConfiguration,
    _ program: StrategyProgram, _ given: [Frame]
  ) throws -> Frame {
    let source = given.first { $0.symbol == symbol }
    let length =
      configuration.intervals?[symbol].map { Interval.fixed(milliseconds: $0) } ?? source?.interval
    var frame = Frame(symbol: symbol, candles, interval: length)
    for name in program.series.inputs.map(\.name) where frame.columnIndex(name) == nil {
      guard let source, let column = source.column(name) else {
        throw CommandError(
          .missingColumn, "the journal keeps prices and volume, not the column '\(name)'",
          help: "give the candles of the session as well: --data FILE")
      }
      frame.setColumn(
        name,
        to: frame.times.map { time in
          let row = source.firstRow(atOrAfter: Timestamp(milliseconds: time))
          return row < source.rowCount && source.times[row] == time ? column[row] : .nan
        })
    }
    return frame
  }

  /// Files the session, in the place of what was filed of it before it went on.
  func file(into store: EvidenceStore) throws -> FiledRun {
    let genesis = journal.session.genesis.description
    let former = try store.runs(RunFilter(kind: .paper)).filter { run in
      guard let session = run.record.session, session.genesis == genesis,
        let head = JournalHead(session.head)
      else { return false }
      return try journal.contains(head)
    }
    return try store.file(record, at: .now, supersedes: former.map(\.id))
  }
}
