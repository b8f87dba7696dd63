import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import TestSupport
import Testing

/// Whatever the text: from the first byte to the last bar there is an answer, and only one.
@Suite struct PipelineFuzzTests {
  static let batches = 0..<24
  static let rows = 200

  /// Parses, checks, lowers and runs; whether it compiled.
  @discardableResult
  private func exercise(_ text: String, seed: UInt64, _ name: String) -> Bool {
    let result = compile(SourceText(name: "fuzz", text))
    guard let checked = result.strategy else {
      #expect(
        result.diagnostics.contains { $0.severity == .error },
        "\(name): refused without a reason: \(text)")
      return false
    }
    let strategy: StrategyProgram
    do {
      strategy = try StrategyProgram(checked)
    } catch {
      #expect(!error.description.isEmpty)
      return false
    }
    let prices = ["open", "high", "low", "close", "volume"]
    let extra = strategy.series.inputs.map(\.name).filter { !prices.contains($0) }
    let frame = RandomCandles.frame(seed: seed, rows: Self.rows, extra: extra)
    do {
      let blocks = try VerdictSeries.evaluated(strategy, frame, path: .blocks)
      let ticks = try VerdictSeries.evaluated(strategy, frame, path: .ticks)
      for row in 0..<frame.rowCount where VerdictBits(blocks[row]) != VerdictBits(ticks[row]) {
        Issue.record(
          "\(name), row \(row): blocks \(blocks[row]), ticks \(ticks[row]):\n\(text)")
        return true
      }
      explain(strategy, frame, row: Int(seed % UInt64(Self.rows)), verdicts: blocks, name, text)
    } catch let error as SeriesError {
      // Candles that are not there, or that cannot be made longer, are no fault of the text.
      #expect(!error.description.isEmpty && !error.help.isEmpty)
    } catch {
      Issue.record("\(name): \(error):\n\(text)")
    }
    return true
  }

  /// An explanation's root is what was decided on.
  private func explain(
    _ strategy: StrategyProgram, _ frame: Frame, row: Int, verdicts: [Verdict], _ name: String,
    _ text: String
  ) {
    guard
      let values = try? BarValues(
        strategy.series, over: frame, row: row, others: OtherSeries([frame]))
    else {
      Issue.record("\(name): cannot be explained:\n\(text)")
      return
    }
    let explainer = Explainer(strategy.strategy, values)
    for output in strategy.strategy.outputs {
      let explanation = explainer.explain(output)
      _ = explanation.lines()
      _ = explanation.blockers
      let verdict = verdicts[row]
      let expected: BarExplanation.Value =
        switch output.role {
        case .entry(.long): .truth(verdict.entryLong)
        case .entry(.short): .truth(verdict.entryShort)
        case .exit(.long): .truth(verdict.exitLong)
        case .exit(.short): .truth(verdict.exitShort)
        case .entryPrice(.long, _): .number(verdict.entryLongPrice)
        case .entryPrice(.short, _): .number(verdict.entryShortPrice)
        case .stop: .number(verdict.stop)
        case .target: .number(verdict.target)
        case .size: .number(verdict.size)
        case .formula: explanation.root.value
        }
      let agrees =
        switch (explanation.root.value, expected) {
        case (.truth(let left), .truth(let right)): left == right
        case (.number(let left), .number(let right)):
          VerdictBits.bits(left) == VerdictBits.bits(right)
        case (.truth, .number), (.number, .truth): false
        }
      if !agrees {
        Issue.record(
          "\(name), row \(row): explained \(explanation.root.value), is \(expected):\n\(text)")
      }
    }
  }

  // MARK: Token soup

  private static let spellings = TokenKind.allCases.compactMap(\.spelling)
  private static let words: [String] =
    FunctionCatalogue.names + [
      "close", "open", "high", "low", "volume", "x", "n", "5", "14", "0", "0.5", "5%", "1h",
      "\"t\"", "long", "short", "above", "below", "equity", "units", "true", "na", "1e300",
      "999999999", "-1",
    ]

  @Test(arguments: batches)
  func `a soup of tokens is answered from text to verdict`(batch: Int) {
    for index in 0..<60 {
      let seed = UInt64(batch * 1000 + index)
      var random = SplitMix64(seed: seed)
      let count = Int.random(in: 1...50, using: &random)
      let soup = (0..<count).compactMap { _ in
        Bool.random(using: &random)
          ? Self.spellings.randomElement(using: &random) : Self.words.randomElement(using: &random)
      }
      // Half of them begin as rules do, so that more than the parser sees them.
      let start = Bool.random(using: &random) ? "" : "entry long when close > open and "
      exercise(start + soup.joined(separator: " "), seed: seed, "soup, seed \(seed)")
    }
  }

  // MARK: Mutations

  /// Sources whose tokens are dropped, doubled, swapped and replaced.
  private static let originals: [[String]] = {
    var texts: [[UInt8]] = (Examples.strategies + Examples.fixtures).compactMap {
      (try? Examples.source($0))?.bytes
    }
    texts.append(Array(PaperRun.busy.utf8))
    for seed in UInt64(0)..<20 {
      var writer = StrategyWriter(seed: seed)
      texts.append(Array(writer.strategy().utf8))
    }
    return texts.map(pieces)
  }()

  /// The tokens as written; comments and spaces go.
  private static func pieces(_ bytes: [UInt8]) -> [String] {
    tokenise(SourceText(name: "original", bytes: bytes)).tokens.dropLast().map {
      String(decoding: bytes[Int($0.start)..<Int($0.end)], as: UTF8.self)
    }
  }

  private static func mutate(_ tokens: [String], _ random: inout SplitMix64) -> [String] {
    var tokens = tokens
    for _ in 0..<Int.random(in: 1...3, using: &random) where !tokens.isEmpty {
      let place = Int.random(in: 0..<tokens.count, using: &random)
      let other = Int.random(in: 0..<tokens.count, using: &random)
      switch Int.random(in: 0..<7, using: &random) {
      case 0: tokens.remove(at: place)
      case 1: tokens.insert(tokens[place], at: place)
      case 2: tokens.swapAt(place, other)
      case 3: tokens[place] = tokens[other]
      case 4: tokens[place] = words.randomElement(using: &random) ?? ""
      case 5: tokens[place] = spellings.randomElement(using: &random) ?? ""
      default:
        // Another number where one stands: lengths, offsets, ranges.
        let numbers = tokens.indices.filter { Double(tokens[$0]) != nil }
        let values = ["0", "1", "2", "3", "7", "60", "199", "500", "0.25", "1e9", "-2"]
        if let number = numbers.randomElement(using: &random) {
          tokens[number] = values.randomElement(using: &random) ?? "1"
        }
      }
    }
    return tokens
  }

  @Test(arguments: batches)
  func `mutated strategies are answered from text to verdict`(batch: Int) {
    var compiled = 0
    for index in 0..<150 {
      let seed = UInt64(1_000_000 + batch * 1000 + index)
      var random = SplitMix64(seed: seed)
      guard let original = Self.originals.randomElement(using: &random) else { continue }
      let text = Self.mutate(original, &random).joined(separator: " ")
      if exercise(text, seed: seed, "mutation, seed \(seed)") { compiled += 1 }
    }
    #expect(compiled > 0, "batch \(batch): nothing that was mutated still compiles")
  }

  @Test func `every original is answered as it stands`() {
    #expect(Self.originals.count > 50)
    var compiled = 0
    for (index, original) in Self.originals.enumerated() {
      let text = original.joined(separator: " ")
      if exercise(text, seed: UInt64(index), "original \(index)") { compiled += 1 }
    }
    #expect(compiled >= 22)
  }
}
