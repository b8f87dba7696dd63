extension Instrument {
  /// The finest tick that is derived from candles.
  private static var finestDecimals: Int { 8 }

  /// The instrument assumed for a symbol about which nothing is configured.
  ///
  /// - tick: the finest decimal seen in the given prices, from 1 down to 10⁻⁸; 0.01 when there
  ///   are no prices.
  /// - lot: 10⁻⁶, so that no size is distorted by a guess; whole shares need to be asked for.
  /// - minimum notional: none. Shorts: allowed.
  /// - currency: the known currency that ends the symbol (`BTCUSDT`, `EUR/USD`), else `USD`.
  package static func derived(
    symbol: String, prices: some Sequence<Double>
  ) -> Instrument {
    var decimals: Int?
    for price in prices {
      guard let exact = try? FixedDecimal(price) else { continue }
      let places = Swift.min(exact.decimalPlaces, finestDecimals)
      decimals = Swift.max(decimals ?? 0, places)
      if places == finestDecimals { break }
    }
    return Instrument(
      symbol: symbol, tickSize: Price(FixedDecimal(1, decimals: decimals ?? 2)),
      lotSize: Quantity(FixedDecimal(1, decimals: 6)),
      currency: currency(endingIn: symbol))
  }

  private static func currency(endingIn symbol: String) -> String {
    let known = ["USDT", "USDC", "USD", "EUR", "GBP", "JPY", "CHF", "BTC", "ETH"]
    return known.first { symbol.count > $0.count && symbol.hasSuffix($0) } ?? "USD"
  }
}
