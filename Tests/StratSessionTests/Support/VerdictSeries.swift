import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading

/// The verdicts of a strategy on every bar of a frame, the three ways they can be had.
enum VerdictSeries {
  /// What `strat eval` shows: all outputs over all rows, put together row by row.
  static func evaluated(
    _ strategy: StrategyProgram, _ frame: Frame, path: ExecutionPath
  ) throws -> [Verdict] {
    let rows = 0..<frame.rowCount
    let run = try SeriesRun(
      strategy.series, over: frame, interval: strategy.interval, others: OtherSeries([frame]),
      rows: rows, keeping: rows, path: path)
    var verdicts = Array(repeating: Verdict(), count: frame.rowCount)
    for (output, values) in zip(strategy.program.outputs, run.values) {
      for row in rows {
        switch (output.role, values) {
        case (.entry(.long), .truths(let truths)): verdicts[row].entryLong = kleene(truths[row])
        case (.entry(.short), .truths(let truths)): verdicts[row].entryShort = kleene(truths[row])
        case (.exit(.long), .truths(let truths)): verdicts[row].exitLong = kleene(truths[row])
        case (.exit(.short), .truths(let truths)): verdicts[row].exitShort = kleene(truths[row])
        case (.entryPrice(.long, _), .numbers(let numbers)):
          verdicts[row].entryLongPrice = numbers[row]
        case (.entryPrice(.short, _), .numbers(let numbers)):
          verdicts[row].entryShortPrice = numbers[row]
        case (.stop, .numbers(let numbers)): verdicts[row].stop = numbers[row]
        case (.target, .numbers(let numbers)): verdicts[row].target = numbers[row]
        case (.size, .numbers(let numbers)): verdicts[row].size = numbers[row]
        case (.entry, .numbers), (.exit, .numbers), (.entryPrice, .truths), (.stop, .truths),
          (.target, .truths), (.size, .truths), (.formula, _):
          throw Unexpected(role: output.role)
        }
      }
    }
    return verdicts
  }

  struct Unexpected: Error {
    var role: OutputRole
  }

  private static func kleene(_ raw: UInt8) -> Kleene { Kleene(rawValue: raw) ?? .na }
}

/// A verdict as comparable bits; every NaN is the same `na`, and the sign of a zero counts.
struct VerdictBits: Hashable, CustomStringConvertible {
  var rules: [Kleene]
  var numbers: [UInt64]

  init(_ verdict: Verdict) {
    rules = [verdict.entryLong, verdict.exitLong, verdict.entryShort, verdict.exitShort]
    numbers = [
      verdict.stop, verdict.target, verdict.size, verdict.entryLongPrice, verdict.entryShortPrice,
    ].map(Self.bits)
  }

  init(_ reading: VerdictReading) {
    rules = [reading.entryLong, reading.exitLong, reading.entryShort, reading.exitShort].map {
      switch $0 {
      case true?: .true
      case false?: .false
      case nil: .na
      }
    }
    numbers = [
      reading.stop, reading.target, reading.size, reading.entryLongPrice, reading.entryShortPrice,
    ].map { Self.bits($0 ?? .nan) }
  }

  static func bits(_ value: Double) -> UInt64 {
    value.isNaN ? Double.nan.bitPattern : value.bitPattern
  }

  var description: String {
    "\(rules) \(numbers.map { Double(bitPattern: $0) })"
  }
}
