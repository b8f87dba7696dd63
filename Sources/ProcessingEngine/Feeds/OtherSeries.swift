package import StratMarket

/// The candles of other symbols, for formulas that read them.
package struct OtherSeries: Sendable {
  package private(set) var frames: [Frame]

  package init(_ frames: [Frame] = []) { self.frames = frames }

  package var symbols: [String] { frames.map(\.symbol) }

  /// Adds candles that count where there are none of their symbol yet.
  package mutating func add(_ frame: Frame) { frames.append(frame) }

  /// The candles of a symbol, by its name, its name in other letters, or the end of its name:
  /// `WETH` for `arbitrum/WETH`.
  package func frame(of symbol: String) -> Frame? {
    if let exact = frames.first(where: { $0.symbol == symbol }) { return exact }
    let wanted = symbol.lowercased()
    return frames.first { $0.symbol.lowercased() == wanted }
      ?? frames.first { $0.symbol.lowercased().hasSuffix("/" + wanted) }
  }
}
