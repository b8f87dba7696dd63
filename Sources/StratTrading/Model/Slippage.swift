package import StratMarket

/// What an order that does not wait for its price loses on it.
package struct Slippage: Codable, Hashable, Sendable {
  package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// A share of the price.
    case share
    /// Steps of the price.
    case ticks
    /// A share of the bar's range from low to high.
    case range
    /// A share of the price for an order as large as the bar's volume, and so in proportion.
    case volume
  }

  package var kind: Kind
  package var amount: FixedDecimal

  package init(_ kind: Kind, _ amount: FixedDecimal) {
    self.kind = kind
    self.amount = amount
  }

  package static let none = Slippage(.share, .zero)

  /// The share of the price, where it is that.
  package var plainShare: FixedDecimal? { kind == .share ? amount : nil }

  /// A price moved against the trader, not rounded yet.
  func moved(
    _ price: Price, _ action: TradeAction, tick: Price, quantity: Quantity, in bar: BarRange
  ) throws(DecimalError) -> Price {
    guard !amount.isZero else { return price }
    let distance: Price
    switch kind {
    case .share: return try Self.scaled(price, by: amount, action)
    case .volume:
      // Of a volume that is not known the order is all.
      var share = FixedDecimal.one
      if let volume = bar.volume, volume.isPositive { share = try quantity / volume }
      return try Self.scaled(price, by: amount * share, action)
    case .ticks: distance = try tick * amount
    case .range:
      guard let high = bar.high, let low = bar.low else { return price }
      distance = try (high - low).magnitude * amount
    }
    return action == .buy ? try price + distance : try price - distance
  }

  private static func scaled(
    _ price: Price, by share: FixedDecimal, _ action: TradeAction
  ) throws(DecimalError) -> Price {
    let factor = action == .buy ? try FixedDecimal.one + share : try .one - share
    return try price * factor
  }

  /// What it may come to as a share of the price, for an order whose bar is still to come.
  ///
  /// - Parameters:
  ///   - price: what is expected.
  ///   - bar: the last one there is.
  func expectedShare(
    of price: Price, tick: Price, in bar: BarRange
  ) throws(DecimalError) -> FixedDecimal {
    switch kind {
    case .share, .volume: return amount
    case .ticks: return price.isPositive ? try tick * amount / price : .zero
    case .range:
      guard price.isPositive, let high = bar.high, let low = bar.low else { return .zero }
      return try (high - low).magnitude * amount / price
    }
  }

  var problems: [String] {
    if amount.isNegative { return ["slippage must not be below zero"] }
    switch kind {
    case .share, .volume: return amount >= .one ? ["slippage must be from 0 to 1"] : []
    case .ticks, .range: return []
    }
  }
}
