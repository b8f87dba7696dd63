package import StratLanguage
package import StratMarket
import StratSyntax

/// A strategy ready to run bar by bar: its program and where each rule's answer is.
package struct StrategyProgram: Sendable {
  package let strategy: CheckedStrategy
  /// The program with its feeds.
  package let series: SeriesProgram

  package init(_ strategy: CheckedStrategy) throws(LoweringError) {
    self.strategy = strategy
    series = try SeriesProgram(strategy)
  }

  /// How long its bars are, where it says so.
  package var interval: Interval? {
    strategy.intervalMilliseconds.map { .fixed(milliseconds: $0) }
  }

  /// The program on the strategy's own bars.
  package var program: Program { series.program }

  /// What the outputs say after a bar was committed or peeked at.
  package func verdict(_ executor: borrowing TickExecutor) -> Verdict {
    var verdict = Verdict()
    for output in program.outputs {
      switch output.role {
      case .entry(.long): verdict.entryLong = executor.truth(output.register)
      case .entry(.short): verdict.entryShort = executor.truth(output.register)
      case .exit(.long): verdict.exitLong = executor.truth(output.register)
      case .exit(.short): verdict.exitShort = executor.truth(output.register)
      case .stop: verdict.stop = executor.number(output.register)
      case .target: verdict.target = executor.number(output.register)
      case .size: verdict.size = executor.number(output.register)
      case .entryPrice(.long, _): verdict.entryLongPrice = executor.number(output.register)
      case .entryPrice(.short, _): verdict.entryShortPrice = executor.number(output.register)
      case .formula: break
      }
    }
    return verdict
  }
}
