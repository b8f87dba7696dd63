package import StratSyntax

/// What an output of a strategy is for.
package enum OutputRole: Hashable, Sendable {
  case entry(Side)
  /// The price that the entries of a side wait for.
  case entryPrice(Side, EntryPriceKind)
  case exit(Side)
  case stop
  case target
  case size
  /// A formula asked for by itself; its text.
  case formula(String)

  /// Whether it decides to open or to close.
  package var isRule: Bool {
    switch self {
    case .entry, .exit: true
    case .entryPrice, .stop, .target, .size, .formula: false
    }
  }

  /// The roles of a strategy in the order in which they are listed, whatever the order in the file.
  package static let listed: [OutputRole] =
    [Side.long, .short].flatMap { side -> [OutputRole] in
      [.entry(side)] + EntryPriceKind.allCases.map { .entryPrice(side, $0) } + [.exit(side)]
    } + [.stop, .target, .size]
}

/// One value the strategy delivers for every bar.
package struct StrategyOutput: Hashable, Sendable {
  package var role: OutputRole
  package var node: NodeID
  package var type: ValueType
  package var dimension: Dimension

  package init(role: OutputRole, node: NodeID, type: ValueType, dimension: Dimension) {
    self.role = role
    self.node = node
    self.type = type
    self.dimension = dimension
  }
}

/// A parameter with the value it was bound to.
package struct BoundParameter: Hashable, Sendable {
  package var name: String
  package var value: Double
  /// Whether `--set` or a caller gave it, rather than the file.
  package var overridden: Bool
  package var low: Double?
  package var high: Double?
  package var step: Double?

  package init(
    name: String, value: Double, overridden: Bool, low: Double?, high: Double?, step: Double?
  ) {
    self.name = name
    self.value = value
    self.overridden = overridden
    self.low = low
    self.high = high
    self.step = step
  }
}

/// How many bars of history something needs.
package struct History: Hashable, Sendable {
  /// Bars before every part can have a value; exactly how it adds up, `HistoryAnalysis` says.
  package var warmUp: Int
  /// Bars until the influence of the start is below one thousandth; `nil` when it never fades
  /// (a self-referring series, a running count).
  package var settled: Int?

  package init(warmUp: Int, settled: Int?) {
    self.warmUp = warmUp
    self.settled = settled
  }
}

/// A strategy after checking: its meaning as a graph, and everything known before running.
package struct CheckedStrategy: Sendable {
  /// The title of the `strategy` statement, or the source's name.
  package var title: String
  package var intervalMilliseconds: Int64?
  /// The time zone of its days and times of day; `nil` is UTC.
  package var zone: String?
  /// When it may open positions, and what its sessions are; `nil` for always and for days.
  package var hours: TradingHours?
  package var parameters: [BoundParameter]
  package var graph: Graph
  package var outputs: [StrategyOutput]
  /// What it reads on other bars.
  package var feeds: [CheckedFeed]
  package var sizeUnit: SizeUnit?
  package var risk: RiskRules
  /// In its own bars; what its feeds need comes on top.
  package var history: History
  /// SHA-256, hexadecimal, over the graph with parameters bound: names, comments and layout do
  /// not enter, any change of meaning does.
  package var semanticHash: String
  /// The names of `let`s and what they became, for the REPL and explanations.
  package var namedNodes: [(name: String, node: NodeID)]
  package var source: SourceText
  /// What the file expects of itself; no part of its meaning.
  package var tests: [CheckedTest] = []

  package init(
    title: String, intervalMilliseconds: Int64?, zone: String?, hours: TradingHours?,
    parameters: [BoundParameter], graph: Graph, outputs: [StrategyOutput], feeds: [CheckedFeed],
    sizeUnit: SizeUnit?,
    risk: RiskRules, history: History,
    semanticHash: String, namedNodes: [(name: String, node: NodeID)], source: SourceText
  ) {
    self.title = title
    self.intervalMilliseconds = intervalMilliseconds
    self.zone = zone
    self.hours = hours
    self.parameters = parameters
    self.graph = graph
    self.outputs = outputs
    self.feeds = feeds
    self.sizeUnit = sizeUnit
    self.risk = risk
    self.history = history
    self.semanticHash = semanticHash
    self.namedNodes = namedNodes
    self.source = source
  }
}
