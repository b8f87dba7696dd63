import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket
import StratREPL
import StratStore
import StratSyntax
import StratTrading

extension RunRecord {
  /// A backtest as it is filed.
  ///
  /// - Parameter paths: where the candles of each frame came from.
  init(
    _ result: BacktestResult, _ metrics: Metrics, program: StrategyProgram, source: StrategySource,
    frames: [Frame], paths: [String], others: OtherSeries, carries: [CarrySchedule]
  ) throws {
    var fingerprint = CandleFingerprint()
    for (frame, rows) in zip(frames, result.rows) {
      fingerprint.add(traded: frame, rows: rows)
    }
    for (schedule, rows) in zip(carries, result.rows) {
      fingerprint.add((0..<rows.upperBound).map(schedule.carry))
    }
    fingerprint.add(others, readBy: program, besides: frames)
    self.init(
      inputs: try RunInputs(
        kind: .backtest, configuration: result.configuration,
        parameters: program.strategy.boundParameters, fingerprint: fingerprint.text(),
        engineVersion: Strat.engineVersion),
      title: program.strategy.title, source: source.wholeText, path: source.text.name,
      candles: zip(zip(frames, paths), result.rows).compactMap { frame, rows in
        Candles(frame.0, rows, path: frame.1)
      },
      bars: result.summary.bars, trades: result.trades.count,
      figures: metrics.filedFigures.merging(LimitFigures.figures(result)) { $1 })
  }
}

extension RunRecord.Candles {
  /// `nil` for no rows.
  init?(_ frame: Frame, _ rows: Range<Int>, path: String) {
    guard let first = rows.first, let last = rows.last else { return nil }
    self.init(
      symbol: frame.symbol, path: path, bars: rows.count, from: frame.time(ofRow: first),
      to: frame.time(ofRow: last))
  }
}

extension CandleFingerprint {
  /// Adds the candles of the symbols that formulas read and nobody trades.
  mutating func add(
    _ others: OtherSeries, readBy program: StrategyProgram, besides frames: [Frame]
  ) {
    for symbol in program.series.otherSymbols.sorted() {
      guard let frame = others.frame(of: symbol),
        !frames.contains(where: { $0.symbol == frame.symbol })
      else { continue }
      add(read: frame)
    }
  }
}

extension CheckedStrategy {
  /// The parameters with their values, by name.
  var boundParameters: [String: Double] {
    Dictionary(
      parameters.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}
