package import StratMarket
import StratSyntax

/// What decides how a session trades whose orders all go to the market and whose size and fills
/// depend on nothing but prices and the account: what a ledger can count.
package struct LedgerTerms: Hashable, Sendable {
  package let market: MarketTerms
  package let instrument: Instrument
  package let initialCash: Money
  package let sizing: SizingRule
  /// Largest position at entry, as a fraction of equity.
  package let maxPositionSize: FixedDecimal?
  package let entersLong: Bool
  package let entersShort: Bool

  /// - Returns: `nil` where anything else plays a part: stops, targets and entries at a price, hours,
  ///   limits that look at the equity of every bar, fees that are more than a share, slippage by
  ///   range or volume, what is paid for holding.
  package init?(_ configuration: SessionConfiguration, symbol: String) {
    let limits = configuration.limits
    guard configuration.problems.isEmpty, configuration.instruments.count == 1,
      let instrument = configuration.instruments.first, instrument.symbol == symbol,
      !configuration.hasStop, !configuration.hasTarget, configuration.longEntry == nil,
      configuration.shortEntry == nil, configuration.hours == nil, limits.maxDailyLoss == nil,
      limits.maxDrawdown == nil, configuration.fills.borrowRate == nil,
      configuration.fills.funding == nil, configuration.fills.interest == nil,
      let market = MarketTerms(configuration.fills, instrument)
    else { return nil }
    // One symbol never takes more than one position, which any limit on them allows.
    self.market = market
    self.instrument = instrument
    initialCash = configuration.initialCash
    sizing = configuration.sizing
    maxPositionSize = limits.maxPositionSize
    entersLong = configuration.sides.contains(.long)
    entersShort = configuration.sides.contains(.short) && instrument.allowsShort
  }
}
