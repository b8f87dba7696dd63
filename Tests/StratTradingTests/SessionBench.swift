import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import StratTrading
import TestSupport

/// A strategy that is nothing but a function of the candles so far.
struct ScriptedSource: VerdictSource {
  var random: SplitMix64
  var bar = 0

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func next(_ candle: Candle) -> Verdict {
    defer { bar += 1 }
    let isLong = random.chance(50)
    let reach = Double.random(in: 0.5...6, using: &random)
    return wants(
      long: isLong && random.chance(40) ? .true : (random.chance(5) ? .na : .false),
      exitLong: random.chance(10) ? .true : .false,
      short: !isLong && random.chance(30) ? .true : .false,
      exitShort: random.chance(10) ? .true : .false,
      size: Double.random(in: 0...0.6, using: &random),
      stop: isLong ? candle.close - reach : candle.close + reach,
      target: isLong ? candle.close + 2 * reach : candle.close - 2 * reach,
      entryLongPrice: candle.close + reach / 4)
  }
}

/// What reaches a session from outside.
enum SessionInput {
  case candle(Candle, String)
  case command(Command, Timestamp)
}

/// A session of two symbols with everything in it: stops, fees, limits, commands, missing prices.
struct SessionScript {
  let configuration: SessionConfiguration
  let inputs: [SessionInput]
  let seed: UInt64

  init(seed: UInt64, bars: Int) {
    self.seed = seed
    var random = SplitMix64(seed: seed)
    configuration = settings([
      instrument("A", lot: "0.001"), instrument("B", lot: "1", minimum: "50"),
    ]) {
      $0.sizing = .equity
      $0.hasStop = true
      $0.hasTarget = true
      $0.fills.commission = Commission(rate: decimal("0.0007"))
      $0.fills.slippage = Slippage(.share, decimal("0.0003"))
      $0.limits.maxDailyLoss = decimal("0.02")
      $0.limits.maxPositionSize = decimal("0.5")
      $0.fills.borrowRate = decimal("0.1")
      $0.longEntry = .stop
      $0.warmUpBars = 3
    }
    var inputs: [SessionInput] = []
    var last = 100.0
    for bar in 0..<bars {
      for symbol in ["A", "B"] {
        let open = last + Double.random(in: -2...2, using: &random)
        let close = open + Double.random(in: -3...3, using: &random)
        let high = max(open, close) + Double.random(in: 0...2, using: &random)
        let low = min(open, close) - Double.random(in: 0...2, using: &random)
        func cents(_ value: Double) -> Double { (value * 100).rounded() / 100 }
        inputs.append(
          .candle(
            Candle(
              time: hour(bar), open: random.chance(2) ? .nan : cents(open), high: cents(high),
              low: cents(low), close: cents(close), volume: cents(open * 31)), symbol))
        last = min(max(close, 60), 140)
      }
      if bar == bars / 3 { inputs.append(.command(.pause(reason: "lunch \"break\""), hour(bar))) }
      if bar == bars / 3 + 3 { inputs.append(.command(.resume(reason: "back"), hour(bar))) }
      if bar == bars * 2 / 3 {
        inputs.append(.command(.halt(reason: "drill", flatten: true), hour(bar)))
        inputs.append(.command(.resume(reason: "drill over"), hour(bar)))
      }
    }
    self.inputs = inputs
  }

  func driver(_ journal: any Journal, commitEvery: Int = 1) throws -> SessionDriver {
    try SessionDriver(
      configuration,
      sources: ["A": ScriptedSource(seed: seed &+ 1), "B": ScriptedSource(seed: seed &+ 2)],
      journal: journal, commitEvery: commitEvery)
  }

  /// Goes on from where a journal ends, to the end of the inputs.
  @discardableResult
  func run(_ journal: any Journal, commitEvery: Int = 1) throws -> SessionSummary {
    var driver = try driver(journal, commitEvery: commitEvery)
    let done = try journal.records(after: 0, limit: .max).count { record in
      switch JournalPayload(record) {
      case .bar, .command, .circumstance: true
      case .session, .venue, .effect, .fact, nil: false
      }
    }
    for input in inputs.dropFirst(done) {
      switch input {
      case .candle(let candle, let symbol): _ = try driver.step(candle, of: symbol)
      case .command(let command, let time): _ = try driver.command(command, at: time)
      }
    }
    return try driver.finish()
  }
}

/// A journal that breaks once, as a killed process does: what was not committed is lost.
final class BreakingJournal: Journal {
  enum Break: Hashable {
    case atAppend(Int)
    case beforeCommit(Int)
    case afterCommit(Int)
  }

  let inner: MemoryJournal
  private let breaking: Break?
  private(set) var appends = 0
  private(set) var commits = 0
  /// What was asked of the journal, in order.
  private(set) var calls: [String] = []

  init(_ inner: MemoryJournal = MemoryJournal(), breaking: Break? = nil) {
    self.inner = inner
    self.breaking = breaking
  }

  func append(kind: String, time: Timestamp, payload: String) throws(JournalError) {
    appends += 1
    if breaking == .atAppend(appends) { throw JournalError(.cannotWrite, "killed") }
    calls.append("\(kind) \(payload)")
    try inner.append(kind: kind, time: time, payload: payload)
  }

  func commit() throws(JournalError) {
    commits += 1
    if breaking == .beforeCommit(commits) { throw JournalError(.cannotWrite, "killed") }
    calls.append("commit")
    try inner.commit()
    if breaking == .afterCommit(commits) { throw JournalError(.cannotWrite, "killed") }
  }

  func records(after sequence: Int64, limit: Int) throws(JournalError) -> [JournalRecord] {
    try inner.records(after: sequence, limit: limit)
  }
}
