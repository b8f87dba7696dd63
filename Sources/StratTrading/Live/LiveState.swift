import StratMarket

/// All that a live session remembers, as a checkpoint has it.
struct LiveState: Codable {
  var configuration: SessionConfiguration
  var core: TradingCore
  var summary: SessionSummary
  var errands: [OrderErrand]
  var market: MarketState
  var lastReport: Int64?
  var occupied: [String]
  var isConnected: Bool
  /// What each strategy remembers, as words in hexadecimal.
  var sources: [String: [UInt8]]
}

extension LiveSession {
  /// What the session is now; `nil` where a strategy cannot be saved.
  func saved() -> LiveState? {
    var images: [String: [UInt8]] = [:]
    for (symbol, source) in sources {
      guard let image = source.savedState else { return nil }
      images[symbol] = image
    }
    return LiveState(
      configuration: configuration, core: core, summary: summary, errands: errands, market: market,
      lastReport: numbering.last, occupied: comparison.occupied.sorted(),
      isConnected: isConnected, sources: images)
  }

  /// Becomes what was saved; `false`, and unchanged, where that is not of this session.
  mutating func restore(_ state: LiveState) -> Bool {
    guard state.configuration == configuration,
      Set(state.sources.keys) == Set(sources.keys)
    else { return false }
    var restored = sources
    for (symbol, image) in state.sources {
      guard (try? restored[symbol]?.restore(image)) != nil else { return false }
    }
    sources = restored
    core = state.core
    summary = state.summary
    errands = state.errands
    market = state.market
    market.ready = []
    if let last = state.lastReport { numbering.join(at: last) }
    comparison.occupied = Set(state.occupied)
    isConnected = state.isConnected
    hasBegun = true
    return true
  }
}
