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
  ///
  /// - Parameter prices: columns of prices.
  package static func derived(symbol: String, prices: [[Double]]) -> Instrument {
    var decimals: Int?
    for column in prices { count(decimalsOf: column, &decimals) }
    return Instrument(
      symbol: symbol, tickSize: Price(FixedDecimal(1, decimals: decimals ?? 2)),
      lotSize: Quantity(FixedDecimal(1, decimals: 6)),
      currency: currency(endingIn: symbol))
  }

  /// Most prices have as many decimals as those before, which one division tells.
  private static func count(decimalsOf prices: [Double], _ decimals: inout Int?) {
    var power = 1.0
    for _ in 0..<(decimals ?? 0) { power *= 10 }
    for price in prices {
      let scaled = price * power
      if decimals != nil, scaled.magnitude < 1e15, scaled.rounded() / power == price { continue }
      guard price.isFinite, decimals != finestDecimals, let exact = try? FixedDecimal(price)
      else { continue }
      let places = Swift.min(exact.decimalPlaces, finestDecimals)
      guard places > decimals ?? -1 else { continue }
      decimals = places
      power = 1
      for _ in 0..<places { power *= 10 }
    }
  }

  private static func currency(endingIn symbol: String) -> String {
    let known = ["USDT", "USDC", "USD", "EUR", "GBP", "JPY", "CHF", "BTC", "ETH"]
    return known.first { symbol.count > $0.count && symbol.hasSuffix($0) } ?? "USD"
  }
}
