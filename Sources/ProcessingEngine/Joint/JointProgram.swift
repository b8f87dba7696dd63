package import StratLanguage

/// Several strategies as one program: what they have in common is computed once for all.
///
/// The values are those of each by itself, bit for bit.
package struct JointProgram: Sendable {
  /// The program with everything its columns are made of.
  package let series: SeriesProgram
  /// Where the outputs of each strategy stand among the program's.
  package let outputs: [Range<Int>]

  /// - Precondition: the strategies fit together, as `groups` puts them.
  package init(_ strategies: [CheckedStrategy]) throws(LoweringError) {
    var builder = GraphBuilder()
    var joined: [StrategyOutput] = []
    var outputs: [Range<Int>] = []
    for strategy in strategies {
      precondition(strategy.feeds.isEmpty, "strategies with feeds run by themselves")
      let places = builder.absorb(strategy.graph)
      let first = joined.count
      for var output in strategy.outputs {
        output.node = places[Int(output.node.index)]
        joined.append(output)
      }
      outputs.append(first..<joined.count)
    }
    self.outputs = outputs
    series = SeriesProgram(
      try Lowering.lower(builder.graph, outputs: joined), zone: strategies.first?.zone,
      hours: strategies.first?.hours)
  }

  /// Which strategies can run together: indices, each once.
  ///
  /// Those that read other bars go by themselves, and so do those whose columns of one name are
  /// not the same column.
  package static func groups(_ strategies: [CheckedStrategy]) -> [[Int]] {
    var groups: [[Int]] = []
    var places: [Fit: Int] = [:]
    for (index, strategy) in strategies.enumerated() {
      guard strategy.feeds.isEmpty else {
        groups.append([index])
        continue
      }
      let fit = Fit(
        zone: strategy.zone, hours: strategy.hours,
        columns: strategy.graph.columns.filter { $0.source != .frame }
          .sorted { $0.name < $1.name })
      if let place = places[fit] {
        groups[place].append(index)
      } else {
        places[fit] = groups.count
        groups.append([index])
      }
    }
    return groups
  }

  private struct Fit: Hashable {
    var zone: String?
    var hours: TradingHours?
    var columns: [ColumnReference]
  }
}
