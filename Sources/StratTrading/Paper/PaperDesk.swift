import StratMarket

/// What the simulated venue knows of one symbol.
struct PaperDesk: Hashable, Sendable {
  let instrument: Instrument
  /// What is held, below zero when short.
  var held: Quantity = .zero
  /// What orders may still take of the volume of the bar at hand; `nil` is any quantity.
  var volumeLeft: Quantity?
  /// The newest open or close that is an amount, as it was written: most are never asked for.
  private var lastQuote: Double?

  init(_ instrument: Instrument) { self.instrument = instrument }

  var lastPrice: Price? { lastQuote.flatMap { try? Price($0) } }

  /// Takes in a price, unless it is missing or no amount.
  mutating func quote(_ price: Double) {
    // Every number below this can be counted.
    guard price.magnitude < 1e26 || (try? Price(price)) != nil else { return }
    lastQuote = price
  }
}
