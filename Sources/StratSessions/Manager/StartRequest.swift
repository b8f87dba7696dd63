package import StratMarket
package import StratTrading

/// What it takes to start a session.
package struct StartRequest: Codable, Hashable, Sendable {
  /// The strategy's text, and where it was.
  package var strategy: String
  package var path: String
  package var parameters: [String: Double]
  package var symbols: [String]
  /// A name of the registry.
  package var broker: String
  package var initialCash: Money
  package var mode: ExecutionMode
  package var settings: LiveSettings

  package init(
    strategy: String, path: String = "strategy.strat", parameters: [String: Double] = [:],
    symbols: [String], broker: String, initialCash: Money, mode: ExecutionMode = .auto,
    settings: LiveSettings = LiveSettings()
  ) {
    self.strategy = strategy
    self.path = path
    self.parameters = parameters
    self.symbols = symbols
    self.broker = broker
    self.initialCash = initialCash
    self.mode = mode
    self.settings = settings
  }

  private enum CodingKeys: String, CodingKey {
    case strategy, path, parameters, symbols, broker, initialCash, mode, settings
  }

  /// What is left out has its usual value.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    strategy = try container.decode(String.self, forKey: .strategy)
    path = try container.decodeIfPresent(String.self, forKey: .path) ?? "strategy.strat"
    parameters =
      try container.decodeIfPresent([String: Double].self, forKey: .parameters) ?? [:]
    symbols = try container.decode([String].self, forKey: .symbols)
    broker = try container.decode(String.self, forKey: .broker)
    initialCash = try container.decode(Money.self, forKey: .initialCash)
    mode = try container.decodeIfPresent(ExecutionMode.self, forKey: .mode) ?? .auto
    settings =
      try container.decodeIfPresent(LiveSettings.self, forKey: .settings) ?? LiveSettings()
  }

  /// All that is wrong with it, in words.
  package var problems: [String] {
    var found: [String] = []
    if strategy.isEmpty { found.append("there is no strategy") }
    if symbols.isEmpty { found.append("there is no symbol to trade") }
    if symbols.contains("") { found.append("a symbol has no name") }
    if Set(symbols).count != symbols.count { found.append("a symbol is listed twice") }
    if !initialCash.isPositive { found.append("the initial cash must be above zero") }
    return found
  }
}
