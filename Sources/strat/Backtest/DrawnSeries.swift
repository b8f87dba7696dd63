import ProcessingEngine
import StratBacktest
import StratLanguage
import StratMarket

/// The named series of a strategy that can be drawn over prices.
enum DrawnSeries {
  /// The `let`s that are numbers on the scale of the closes.
  static func indicators(
    of strategy: CheckedStrategy, over frame: Frame, _ others: OtherSeries
  ) throws -> [HTMLReport.Indicator] {
    let names = strategy.namedNodes.filter {
      strategy.graph[$0.node].operation.resultType == .number
    }
    let outputs = names.map {
      StrategyOutput(role: .formula($0.name), node: $0.node, type: .number, dimension: .any)
    }
    guard !outputs.isEmpty, let closes = frame.column("close") else { return [] }
    var drawn = strategy
    drawn.outputs = outputs
    let run = try SeriesRun(
      SeriesProgram(drawn), over: frame, others: others, rows: 0..<0,
      keeping: 0..<frame.rowCount)
    let scale = scale(closes)
    return zip(names, run.values).compactMap { name, values in
      guard case .numbers(let numbers) = values, self.scale(numbers).overlaps(scale) else {
        return nil
      }
      return HTMLReport.Indicator(name: name.name, values: numbers)
    }
  }

  private static func scale(_ values: [Double]) -> ClosedRange<Double> {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values where value == value {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : -1...(-1)
  }
}
