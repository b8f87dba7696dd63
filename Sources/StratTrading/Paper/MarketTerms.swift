package import StratMarket

/// What an order at the market gets and costs at the simulated venue, where neither depends on how
/// large it is.
///
/// It is the venue's own arithmetic and the size rule's, for those who know the bars beforehand.
package struct MarketTerms: Hashable, Sendable {
  package let tick: Price
  /// Share of the price, and of the notional.
  package let slippage: FixedDecimal
  package let feeRate: FixedDecimal

  /// - Returns: `nil` where a fill depends on its size, on the bar's range or volume, or costs
  ///   anything but a share.
  package init?(_ fills: FillAssumptions, _ instrument: Instrument) {
    guard let slippage = fills.slippage.plainShare, fills.commission.perUnit.isZero,
      fills.commission.minimum.isZero, fills.maxVolumeShare == nil
    else { return nil }
    tick = instrument.tickSize
    self.slippage = slippage
    feeRate = fills.commission.taker
  }

  /// What is paid for a unit, or received, where a bar opens.
  package func price(
    _ action: TradeAction, at open: Price
  ) throws(DecimalError) -> Price {
    let nowhere = Candle(
      time: Timestamp(milliseconds: 0), open: .nan, high: .nan, low: .nan, close: .nan,
      volume: .nan)
    return try PaperTrade(reference: open).price(
      action, slippage: Slippage(.share, slippage), tick: tick, quantity: .zero,
      in: BarRange(nowhere))
  }

  /// What a unit is expected to come to at a price, with slippage and fee, as a multiple of it.
  package func costs() throws(DecimalError) -> FixedDecimal {
    try (FixedDecimal.one + slippage) * (.one + feeRate)
  }

  /// The share of what is held that closing it is expected to cost.
  package func closingCosts() throws(DecimalError) -> FixedDecimal {
    try slippage + feeRate
  }
}
