import StratSyntax

/// What is left of a series of bars once everything nobody reads is gone.
struct SeriesResult: Sendable {
  private(set) var graph: Graph
  private(set) var outputs: [StrategyOutput]
  private(set) var namedNodes: [(name: String, node: NodeID)]
  private(set) var feeds: [CheckedFeed] = []
  let history: History

  /// - Parameter outputs: of the strategy's own bars, to which the state is turned.
  init(_ state: Checker.State, outputs: [StrategyOutput]) {
    self.init(state.builder.graph, of: 0, in: state.series, outputs: outputs)
  }

  private init(
    _ graph: Graph, of series: Int, in drafts: [SeriesDraft], outputs: [StrategyOutput]
  ) {
    var (pruned, places) = graph.pruned(to: outputs.map(\.node))
    self.outputs = outputs.map { output in
      var moved = output
      moved.node = places[Int(output.node.index)] ?? output.node
      return moved
    }
    namedNodes = drafts[series].namedNodes.compactMap { name, node in
      places[Int(node.index)].map { (name: name, node: $0) }
    }
    // The feeds that are read, and of each the outputs that are, in the order of the columns.
    var kept: [(feed: Int, outputs: [Int])] = []
    for index in pruned.columns.indices {
      guard case .feed(let feed, let output) = pruned.columns[index].source else { continue }
      let place = kept.firstIndex { $0.feed == feed } ?? kept.count
      if place == kept.count { kept.append((feed, [])) }
      kept[place].outputs.append(output)
      let source = ColumnSource.feed(index: place, output: kept[place].outputs.count - 1)
      pruned.columns[index].source = source
    }
    self.graph = pruned
    let histories = HistoryAnalysis.histories(of: pruned)
    history = HistoryAnalysis.combined(
      self.outputs.map { histories[Int($0.node.index)] })
    for (place, (feed, indices)) in kept.enumerated() {
      let child = drafts[series].feeds[feed]
      let draft = drafts[child]
      let result = SeriesResult(
        draft.builder.graph, of: child, in: drafts, outputs: indices.map { draft.outputs[$0] })
      feeds.append(
        CheckedFeed(
          source: draft.source ?? SeriesSource(symbol: nil, intervalMilliseconds: nil),
          graph: result.graph, outputs: result.outputs, namedNodes: result.namedNodes,
          feeds: result.feeds, history: result.history,
          barsAfter: HistoryAnalysis.barsAfterFeed(
            place, in: pruned, outputs: self.outputs.map(\.node))))
    }
  }

  /// The graph and those of all feeds.
  var allGraphs: [Graph] { [graph] + feeds.flatMap(\.allGraphs) }
}

extension CheckedFeed {
  fileprivate var allGraphs: [Graph] { [graph] + feeds.flatMap(\.allGraphs) }
}
