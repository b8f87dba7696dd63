package import StratLanguage
package import StratMarket

/// A program with what its columns are made of.
///
/// Its own bars bring the inputs; the clock's readings follow from a bar's opening time; all else
/// comes from feeds: programs that run on other bars, whose last results are columns here.
package struct SeriesProgram: Sendable {
  /// A column that the bars must have.
  package struct Input: Hashable, Sendable {
    package var name: String
    /// How its values meet the candles, where the strategy says.
    package var joining: JoinRule?
  }

  enum Origin: Sendable {
    case input(Int)
    case clock(ClockField)
    case feed(Int, output: Int)
  }

  /// The bars it runs on, seen from those who read it; `nil` for a strategy's own.
  package let source: SeriesSource?
  package let program: Program
  package let feeds: [SeriesProgram]
  /// What the bars must have, for this program and for those whose bars are made of them.
  package let inputs: [Input]
  package let zone: String?
  package let hours: TradingHours?
  /// Bars before all parts have a value, and how many of the reader's follow; see `CheckedFeed`.
  package let history: History
  package let barsAfter: Int?
  /// Where each column of the program comes from.
  let origins: [Origin]

  package init(_ strategy: CheckedStrategy, fuses: Bool = true) throws(LoweringError) {
    self.init(
      try Lowering.lower(strategy, fuses: fuses), source: nil, history: strategy.history,
      barsAfter: nil,
      feeds: try Self.lowered(strategy.feeds, strategy.zone, strategy.hours, fuses),
      zone: strategy.zone, hours: strategy.hours)
  }

  /// A program that reads nothing but its own bars.
  package init(_ program: Program, zone: String? = nil, hours: TradingHours? = nil) {
    self.init(
      program, source: nil, history: History(warmUp: 0, settled: 0), barsAfter: nil, feeds: [],
      zone: zone, hours: hours)
  }

  private init(
    _ feed: CheckedFeed, _ zone: String?, _ hours: TradingHours?, _ fuses: Bool
  ) throws(LoweringError) {
    self.init(
      try Lowering.lower(feed.graph, outputs: feed.outputs, fuses: fuses), source: feed.source,
      history: feed.history, barsAfter: feed.barsAfter,
      feeds: try Self.lowered(feed.feeds, zone, hours, fuses), zone: zone, hours: hours)
  }

  private static func lowered(
    _ feeds: [CheckedFeed], _ zone: String?, _ hours: TradingHours?, _ fuses: Bool
  ) throws(LoweringError) -> [SeriesProgram] {
    try feeds.map { feed throws(LoweringError) in try SeriesProgram(feed, zone, hours, fuses) }
  }

  private init(
    _ program: Program, source: SeriesSource?, history: History, barsAfter: Int?,
    feeds: [SeriesProgram], zone: String?, hours: TradingHours?
  ) {
    self.program = program
    self.source = source
    self.history = history
    self.barsAfter = barsAfter
    self.feeds = feeds
    self.zone = zone
    self.hours = hours
    var inputs: [Input] = []
    func place(of input: Input) -> Int {
      if let known = inputs.firstIndex(where: { $0.name == input.name }) { return known }
      inputs.append(input)
      return inputs.count - 1
    }
    origins = program.columns.map { column in
      switch column.source {
      case .frame: .input(place(of: Input(name: column.name, joining: nil)))
      case .joined(let rule): .input(place(of: Input(name: column.name, joining: rule)))
      case .clock(let field): .clock(field)
      case .feed(let index, let output): .feed(index, output: output)
      }
    }
    for feed in feeds where feed.isMadeOfReader {
      for input in feed.inputs { _ = place(of: input) }
    }
    self.inputs = inputs
  }

  /// Whether its bars are made of the bars of those who read it.
  var isMadeOfReader: Bool { source?.symbol == nil }

  /// Whether all its columns are those of its bars.
  package var isPlain: Bool {
    feeds.isEmpty
      && origins.allSatisfy { if case .input = $0 { true } else { false } }
  }

  /// Every symbol it reads besides its own, each once.
  package var otherSymbols: [String] {
    var found: [String] = []
    for symbol in feeds.flatMap({ [$0.source?.symbol].compactMap(\.self) + $0.otherSymbols })
    where !found.contains(symbol) { found.append(symbol) }
    return found
  }

  /// The columns that the candles of another symbol must have.
  package func inputs(ofSymbol symbol: String) -> [Input] {
    feeds.flatMap { feed in
      (feed.source?.symbol == symbol ? feed.inputs : []) + feed.inputs(ofSymbol: symbol)
    }
  }

  /// The frame's columns that are its inputs, in their order.
  package func columns(of frame: Frame) throws(SeriesError) -> [[Double]] {
    try inputs.map { input throws(SeriesError) in
      guard let column = frame.column(input.name) else {
        throw .missingColumn(MissingColumn(name: input.name, available: frame.columnNames))
      }
      return column
    }
  }

  /// Bytes of state that it and its feeds keep per symbol.
  package var stateBytes: Int {
    program.stateBytes + feeds.reduce(0) { $0 + $1.stateBytes }
  }

  /// All its feeds and theirs, each after those it is made of.
  package var allFeeds: [SeriesProgram] { feeds.flatMap { $0.allFeeds + [$0] } }
}
