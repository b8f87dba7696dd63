import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import TestSupport
import Testing

/// A warning that something is never or always true is right on every bar of every frame.
struct WarningSoundnessTests {
  /// Conditions whose thresholds often lie where they make no sense.
  private struct Writer {
    var random: SplitMix64

    mutating func pick(_ choices: [String]) -> String { random.pick(choices) }

    mutating func atom() -> String {
      switch random.integer(in: 0...7) {
      case 0, 1:
        let points = pick([
          "rsi(close, 3)", "stoch_k(5)", "stoch(4).d", "mfi(4)", "adx(3)", "aroon(5).up",
          "willr(5)",
          "cmo(close, 4)", "ultimate(2, 3, 4)", "stochrsi(close, 3, 2)", "tsi(close, 5, 3)",
        ])
        let level = pick(["-120", "-100", "-1", "0", "30", "30", "70", "100", "100.5", "130"])
        return "\(points) \(pick(["<", "<=", ">", ">="])) \(level)"
      case 2, 3:
        return
          "\(price()) \(pick(["<", "<=", ">", ">=", "crosses above", "crosses below"])) \(price())"
      case 4: return "\(pick(["volume", "tr", "atr(3)", "stdev(close, 4)"])) \(pick(["<", ">="])) 0"
      case 5: return "cmf(4) \(pick(["<", ">"])) \(pick(["-1.5", "-1", "0", "1", "2"]))"
      case 6: return "bars_since(close > open) \(pick(["<", ">="])) \(pick(["0", "3"]))"
      default: return "\(pick(["10", "50"])) < rsi(close, 3) < \(pick(["30", "60"]))"
      }
    }

    mutating func price() -> String {
      pick([
        "close", "open", "high", "low", "close[1]", "high[1]", "highest(high, 4)", "lowest(low, 4)",
        "highest(close, 4)", "highest(high, 4)[1]", "sma(close, 3)", "ema(close, 4)",
        "max(close, open)", "min(low, close[1])", "close * 1.02", "close * 98%", "close - atr(3)",
        "high + 2 * tr", "hl2", "abs(close)", "bbands(close, 4).upper",
      ])
    }

    mutating func condition(_ depth: Int) -> String {
      if depth == 0 { return atom() }
      switch random.integer(in: 0...7) {
      case 7:
        let series = pick(["rsi(close, 3)", "roc(close, 2)", "volume"])
        let levels = ["10", "25", "40", "55"]
        return "(\(series) > \(pick(levels)) \(pick(["and", "or"])) \(series) > \(pick(levels)))"
      case 0, 1: return "(\(condition(depth - 1)) and \(condition(depth - 1)))"
      case 2: return "(\(condition(depth - 1)) or \(condition(depth - 1)))"
      case 3: return "(\(atom()) and \(atom()) and \(atom()))"
      case 4: return "(not (\(condition(depth - 1))))"
      case 5: return "(\(condition(depth - 1)))[1]"
      default: return atom()
      }
    }
  }

  /// Candles as they should be, with quiet stretches, jumps, ties and gaps.
  private static func frame(_ seed: UInt64) -> Frame {
    var random = SplitMix64(seed: seed)
    var columns: [[Double]] = Array(repeating: [], count: 5)
    var close = random.pick([0.5, 20, 30_000])
    for _ in 0..<120 {
      let open = random.chance(0.2) ? close * (0.8 + 0.4 * random.unit()) : close
      close = random.chance(0.15) ? open : open * (0.95 + 0.1 * random.unit())
      if random.chance(0.03) { close = (close * 4).rounded() / 4 }
      let top = max(open, close) * (random.chance(0.3) ? 1 : 1 + 0.02 * random.unit())
      let bottom = min(open, close) * (random.chance(0.3) ? 1 : 1 - 0.02 * random.unit())
      let volume = random.chance(0.1) ? 0 : (1_000 * random.unit()).rounded()
      let isGap = random.chance(0.02)
      for (index, value) in [open, top, bottom, close, volume].enumerated() {
        columns[index].append(isGap ? .nan : value)
      }
    }
    return Frame(
      symbol: "X", times: (0..<120).map { Int64($0) * 3_600_000 },
      columnNames: ["open", "high", "low", "close", "volume"], columns: columns)
  }

  private static let frames = (0..<8).map { frame(UInt64($0)) }

  /// How often a condition of the given program was true, false and na.
  private func truths(_ text: String, seed: UInt64) throws -> Set<Kleene> {
    let source = SourceText(name: "probe", text)
    let strategy = try #require(compile(source).strategy, "seed \(seed)\n\(text)")
    let program = try Lowering.lower(strategy)
    var found: Set<Kleene> = []
    for frame in Self.frames {
      let rows = 0..<frame.rowCount
      let run = try SeriesRun(program, over: frame, rows: rows, keeping: rows)
      guard case .truths(let values) = run.values[0] else { continue }
      for value in values { found.insert(Kleene(rawValue: value) ?? .na) }
    }
    return found
  }

  private func probe(_ condition: String) -> String { "entry long when \(condition)\nstop close" }

  @Test(arguments: 0..<6)
  func `a warning is never wrong`(batch: Int) throws {
    var counts: [DiagnosticCode: Int] = [:]
    for index in 0..<60 {
      let seed = UInt64(batch * 1_000 + index)
      var writer = Writer(random: SplitMix64(seed: seed))
      let text = "entry long when \(writer.condition(3))\nstop close"
      let source = SourceText(name: "random", text)
      let result = compile(source)
      #expect(result.strategy != nil, "seed \(seed)\n\(text)\n\(result.diagnostics)")
      for finding in result.diagnostics {
        counts[finding.code, default: 0] += 1
        let whole = source.text(finding.primary.span)
        let shown = "seed \(seed), \(finding.code): \(whole)\n\(text)"
        switch finding.code {
        case .neverTrue, .ruleNeverTrue:
          #expect(try !truths(probe(whole), seed: seed).contains(.true), "\(shown)")
        case .alwaysTrue:
          #expect(try !truths(probe(whole), seed: seed).contains(.false), "\(shown)")
        case .selfComparison:
          let wrong: Kleene = finding.message.hasSuffix("never true") ? .true : .false
          #expect(try !truths(probe(whole), seed: seed).contains(wrong), "\(shown)")
        case .contradiction:
          let sides = finding.secondary.map { "(\(source.text($0.span)))" }
          let both = sides.joined(separator: " and ")
          #expect(try !truths(probe(both), seed: seed).contains(.true), "\(shown)")
        case .impliedCondition:
          let other = try #require(finding.secondary.first).span
          let joint = finding.primary.text.contains("only") ? "or" : "and"
          let (strong, weak) =
            joint == "and" ? (source.text(other), whole) : (whole, source.text(other))
          let broken = "(\(strong)) and (not (\(weak)) or is_na(\(weak)))"
          #expect(try !truths(probe(broken), seed: seed).contains(.true), "\(shown)")
        default: break
        }
      }
    }
    for code in [DiagnosticCode.neverTrue, .alwaysTrue, .contradiction, .impliedCondition] {
      #expect(counts[code, default: 0] > 0, "\(code) is never tested in batch \(batch)")
    }
  }
}
