import StratLanguage
import StratRandom
import StratSyntax
import StratTrading

/// Whether entries are better than chance: the same exits, sizes and costs with as many entries at
/// random bars.
package struct EntrySignificance: Sendable {
  package let draws: Int
  package let seed: UInt64
  /// Entries of the rule, true on so many bars.
  package let entries: Int
  package let totalReturn: Double
  /// Returns with random entries, sorted.
  package let randomReturns: [Double]
  /// The probability of a return as high by chance: (draws as good + 1) / (draws + 1).
  package let probability: Double

  /// - Parameter shouldStop: once it says yes the draws so far are all there are.
  package init(
    of variant: ReadyVariant, by runner: VariantRunner, rows: [Range<Int>], draws: Int,
    seed: UInt64, jobs: Int, shouldStop: @Sendable () -> Bool = { false },
    progress: @Sendable (Int) -> Void = { _ in }
  ) {
    self.seed = seed
    @Sendable func finalReturn(_ signals: [SignalTable]) -> Double {
      runner.figures(of: variant, signals, on: rows).figures[0].totalReturn
    }
    let actual = finalReturn(variant.signals)
    totalReturn = actual
    // Entries can come true only once everything has had its history.
    let stretches = zip(variant.signals, rows).map { table, rows in
      let first = min(
        max(rows.lowerBound, table.firstWarmRow, variant.configuration.warmUpBars),
        rows.upperBound)
      return first..<rows.upperBound
    }
    let counts = zip(variant.signals, stretches).map { table, rows in
      Side.allCases.map { side in
        let truths = table.entry(side)
        return truths.isEmpty ? 0 : rows.count { truths[$0] == Kleene.true.rawValue }
      }
    }
    entries = counts.joined().reduce(0, +)
    let found = Workers.map(draws, jobs: jobs, shouldStop: shouldStop) { draw in
      var random = SplitMix64(seed: seed &+ UInt64(draw) &* 0x9E37_79B9_7F4A_7C15)
      let signals = variant.signals.indices.map { index in
        let table = variant.signals[index]
        let drawn = zip(Side.allCases, counts[index]).map { side, count in
          Self.bars(count, of: stretches[index], rows: table.entry(side).count, &random)
        }
        return table.replacingEntries(long: drawn[0], short: drawn[1])
      }
      defer { progress(1) }
      return finalReturn(signals)
    }
    randomReturns = found.compactMap(\.self).sorted()
    self.draws = randomReturns.count
    let asGood = randomReturns.count { $0 >= actual }
    probability = Double(asGood + 1) / Double(randomReturns.count + 1)
  }

  /// So many different bars of a stretch, each as likely.
  private static func bars(
    _ count: Int, of stretch: Range<Int>, rows: Int, _ random: inout SplitMix64
  ) -> [UInt8] {
    var truths = [UInt8](repeating: Kleene.false.rawValue, count: rows)
    // Floyd's way: one draw a bar, whatever the share.
    for end in (stretch.count - min(count, stretch.count))..<stretch.count {
      let place = stretch.lowerBound + random.index(below: end + 1)
      let isNew = truths[place] == Kleene.false.rawValue
      truths[isNew ? place : stretch.lowerBound + end] = Kleene.true.rawValue
    }
    return truths
  }
}
