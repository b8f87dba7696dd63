package import ProcessingEngine
package import StratLanguage
package import StratMarket
package import StratSyntax

/// What a strategy says about every row of a frame, evaluated in blocks.
package struct SignalTable: Sendable {
  /// Kleene bytes; empty where the strategy has no such rule.
  package private(set) var entryLong: [UInt8] = []
  package private(set) var exitLong: [UInt8] = []
  package private(set) var entryShort: [UInt8] = []
  package private(set) var exitShort: [UInt8] = []
  private var stop: [Double] = []
  private var target: [Double] = []
  private(set) var size: [Double] = []
  private var entryLongPrice: [Double] = []
  private var entryShortPrice: [Double] = []

  /// The first row on which every part has had its history, longer bars and other symbols too.
  package let firstWarmRow: Int

  package init(
    _ strategy: StrategyProgram, over frame: Frame, others: OtherSeries
  ) throws(SeriesError) {
    let batch = try SeriesBatch(
      strategy.series, over: frame, interval: strategy.interval, others: others)
    firstWarmRow = batch.firstWarmRow ?? frame.rowCount
    let run = try Self.run(strategy.program, over: batch.frame)
    take(zip(strategy.program.outputs, run.values))
  }

  /// The tables of strategies that fit together (`JointProgram.groups`), one for each.
  ///
  /// Those that are too large for one program are run in parts.
  package static func tables(
    of strategies: [CheckedStrategy], over frame: Frame, others: OtherSeries
  ) -> [Result<SignalTable, VariantFailure>] {
    guard strategies.count > 1 else {
      return strategies.map { strategy in
        Result { () throws(VariantFailure) -> SignalTable in
          do {
            return try SignalTable(StrategyProgram(strategy), over: frame, others: others)
          } catch let error as SeriesError {
            throw .cannotRun(error.description)
          } catch {
            throw .cannotRun("\(error)")
          }
        }
      }
    }
    do {
      return try tables(JointProgram(strategies), of: strategies, over: frame)
        .map { .success($0) }
    } catch {
      // One of them may be at fault alone, or all of them too large together.
      let half = strategies.count / 2
      return tables(of: Array(strategies[..<half]), over: frame, others: others)
        + tables(of: Array(strategies[half...]), over: frame, others: others)
    }
  }

  private static func tables(
    _ joint: JointProgram, of strategies: [CheckedStrategy], over frame: Frame
  ) throws(SeriesError) -> [SignalTable] {
    let batch = try SeriesBatch(joint.series, over: frame)
    let program = joint.series.program
    let run = try Self.run(program, over: batch.frame)
    return zip(strategies, joint.outputs).map { strategy, places in
      SignalTable(
        zip(program.outputs[places], run.values[places]),
        firstWarmRow: strategy.history.warmUp)
    }
  }

  private init(
    _ outputs: some Sequence<(ProgramOutput, OutputValues)>, firstWarmRow: Int
  ) {
    self.firstWarmRow = firstWarmRow
    take(outputs)
  }

  private static func run(
    _ program: Program, over frame: Frame
  ) throws(SeriesError) -> SeriesRun {
    do {
      return try SeriesRun(program, over: frame, rows: 0..<0, keeping: 0..<frame.rowCount)
    } catch {
      throw .missingColumn(error)
    }
  }

  private mutating func take(_ outputs: some Sequence<(ProgramOutput, OutputValues)>) {
    for (output, values) in outputs {
      switch (output.role, values) {
      case (.entry(.long), .truths(let truths)): entryLong = truths
      case (.exit(.long), .truths(let truths)): exitLong = truths
      case (.entry(.short), .truths(let truths)): entryShort = truths
      case (.exit(.short), .truths(let truths)): exitShort = truths
      case (.stop, .numbers(let numbers)): stop = numbers
      case (.target, .numbers(let numbers)): target = numbers
      case (.size, .numbers(let numbers)): size = numbers
      case (.entryPrice(.long, _), .numbers(let numbers)): entryLongPrice = numbers
      case (.entryPrice(.short, _), .numbers(let numbers)): entryShortPrice = numbers
      case (.entry, .numbers), (.exit, .numbers), (.entryPrice, .truths), (.stop, .truths),
        (.target, .truths), (.size, .truths), (.formula, _):
        break
      }
    }
  }

  /// The same rules with other entries, where it has entries of that side.
  package func replacingEntries(long: [UInt8], short: [UInt8]) -> SignalTable {
    var table = self
    if !entryLong.isEmpty { table.entryLong = long }
    if !entryShort.isEmpty { table.entryShort = short }
    return table
  }

  @inline(__always)
  package func verdict(at row: Int) -> Verdict {
    Verdict(
      entryLong: Self.kleene(entryLong, row), exitLong: Self.kleene(exitLong, row),
      entryShort: Self.kleene(entryShort, row), exitShort: Self.kleene(exitShort, row),
      stop: Self.number(stop, row), target: Self.number(target, row),
      size: Self.number(size, row), entryLongPrice: Self.number(entryLongPrice, row),
      entryShortPrice: Self.number(entryShortPrice, row))
  }

  package func entry(_ side: Side) -> [UInt8] {
    switch side {
    case .long: entryLong
    case .short: entryShort
    }
  }

  package func exit(_ side: Side) -> [UInt8] {
    switch side {
    case .long: exitLong
    case .short: exitShort
    }
  }

  private static func kleene(_ truths: [UInt8], _ row: Int) -> Kleene {
    truths.isEmpty ? .false : Kleene(rawValue: truths[row]) ?? .na
  }

  private static func number(_ numbers: [Double], _ row: Int) -> Double {
    numbers.isEmpty ? .nan : numbers[row]
  }
}
