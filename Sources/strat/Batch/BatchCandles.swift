import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket
import StratTrading

/// The candles of one file of a batch, with what strategies say over them.
struct BatchCandles {
  let frame: Frame
  let rows: Range<Int>
  let carries: [CarrySchedule]
  private let others: OtherSeries
  private let joined: JoinedColumns

  /// - Parameters:
  ///   - symbols: whose candles each file of the batch holds, for formulas that read them.
  ///   - named: candles of other symbols that were named apart from those.
  init(
    _ path: String, among symbols: [(path: String, symbol: String)], _ named: OtherSeries,
    _ reading: CandleOptions, _ besides: SeriesOptions, _ fills: FillAssumptions,
    programs: [StrategyProgram], period: Period
  ) throws {
    let inputs = programs.flatMap { $0.series.inputs.map(\.name) }
    (frame, joined) = try TradedCandles(
      paths: [], reading: reading, besides: besides, fills: fills
    ).file(path, inputs: inputs, isAlone: false)
    carries = try CarriedColumns(fills: fills, besides: besides).schedules(for: [frame])
    rows = try period.rows(of: frame)
    var others = named
    others.add(frame)
    for symbol in Set(programs.flatMap(\.series.otherSymbols)).sorted()
    where others.frame(of: symbol) == nil {
      let found = try symbols.filter { $0.symbol.lowercased() == symbol.lowercased() }
        .map { try CandleReader.read(path: $0.path).frame }
      let interval = frame.interval
      guard let fitting = found.first(where: { $0.interval == interval }) ?? found.first else {
        continue
      }
      others.add(fitting)
    }
    self.others = others
  }

  /// What each strategy says, what they have in common computed once.
  func signals(of programs: [StrategyProgram]) -> [Result<SignalTable, any Error>] {
    var results: [Result<SignalTable, any Error>?] = programs.map { _ in nil }
    var plain: [Int] = []
    for (index, program) in programs.enumerated() {
      if let refusal = refusal(of: program) {
        results[index] = .failure(refusal)
      } else if program.series.inputs.contains(where: { $0.joining != nil }) {
        results[index] = Result { try joinedSignals(of: program) }
      } else {
        plain.append(index)
      }
    }
    let strategies = plain.map { programs[$0].strategy }
    for group in JointProgram.groups(strategies) {
      let tables = SignalTable.tables(
        of: group.map { strategies[$0] }, over: frame, others: others)
      for (member, table) in zip(group, tables) {
        results[plain[member]] = table.mapError { BatchRefusal(reason: $0.description) }
      }
    }
    return results.map { $0 ?? .failure(BatchRefusal(reason: "has not been run")) }
  }

  private func joinedSignals(of program: StrategyProgram) throws -> SignalTable {
    var candles = frame
    do {
      try joined.join(program.series.inputs, to: &candles, interval: program.interval)
      return try SignalTable(program, over: candles, others: others)
    } catch {
      throw BatchRefusal(reason: error.description)
    }
  }

  /// Why the strategy is not meant for these candles; `nil` if it is.
  private func refusal(of program: StrategyProgram) -> BatchRefusal? {
    if let meant = program.interval, let found = frame.interval,
      meant.milliseconds != found.milliseconds
    {
      return BatchRefusal(
        reason: "is written for \(meant), the candles are \(found)", status: .skipped)
    }
    for input in program.series.inputs
    where frame.columnIndex(input.name) == nil && !joined.contains(input.name) {
      return BatchRefusal(reason: "needs a column '\(input.name)'", status: .skipped)
    }
    for symbol in program.series.otherSymbols where others.frame(of: symbol) == nil {
      return BatchRefusal(reason: "needs the candles of \(symbol)", status: .skipped)
    }
    return nil
  }
}
