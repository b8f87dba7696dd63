package import StratMarket
package import StratTrading

/// What an exchange trades, and what it takes for granted about fills and costs.
package struct ExchangeSettings: Codable, Hashable, Sendable {
  package private(set) var instruments: [Instrument]
  package var fills: FillAssumptions

  package init(instruments: [Instrument], fills: FillAssumptions = FillAssumptions()) {
    self.instruments = instruments
    self.fills = fills
  }

  package func instrument(_ symbol: String) -> Instrument? {
    instruments.first { $0.symbol == symbol }
  }

  /// All that is wrong, in words.
  package var problems: [String] {
    var found = instruments.flatMap(\.problems) + fills.problems
    var seen: Set<String> = []
    for instrument in instruments where !seen.insert(instrument.symbol).inserted {
      found.append("\(instrument.symbol) is there twice")
    }
    return found
  }
}
