package import ProcessingEngine
import StratLanguage
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
  private var size: [Double] = []
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
    let run: SeriesRun
    do {
      run = try SeriesRun(
        strategy.program, over: batch.frame, rows: 0..<0, keeping: 0..<frame.rowCount)
    } catch {
      throw .missingColumn(error)
    }
    for (output, values) in zip(strategy.program.outputs, run.values) {
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
