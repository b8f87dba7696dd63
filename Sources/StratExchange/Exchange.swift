package import StratMarket
import StratTrading

/// An exchange in memory: accounts, orders and candles in, reports out; no clock and no network.
///
/// Equal inputs in equal order give equal exchanges, so that it can be rebuilt from what it was
/// told (`ExchangeInput`), and it can be written down whole and read back (`Codable`).
///
/// Fills are those of `PaperVenue`, which says what is assumed; what more than one account adds:
/// - Orders of all accounts stand in one queue: the better price first, then the earlier. At an
///   open all trade at one price, the open, and so as they came.
/// - A limit order that comes and that orders of other accounts are good enough for trades with
///   them at once, each at the price of the order that was there.
/// - An order at the market first takes what limits of other accounts offer between the market's
///   price and the one that slippage would make of it.
/// - Orders of one account never trade with each other: they pass, and both wait for others.
/// - The rest trades with the market maker. Trades between accounts take nothing of the volume
///   share.
///
/// And what a session does for itself at a paper venue is left to it: nobody here takes back an
/// entry that waited for its price during one candle.
package struct Exchange: Codable, Hashable, Sendable {
  package let settings: ExchangeSettings
  package internal(set) var accounts: [String: ExchangeAccount] = [:]
  package internal(set) var markets: [String: SymbolMarket] = [:]
  package internal(set) var maker = MarketMaker()
  /// What all accounts have paid in fees.
  package internal(set) var fees: Money = .zero
  /// The latest moment of any candle.
  package internal(set) var time = Timestamp(milliseconds: 0)
  /// Orders that may still fill, for each symbol as they came.
  var resting: [String: [OrderKey]] = [:]
  /// How many orders have come.
  var arrivals: Int64 = 0
  package internal(set) var partialFills: PartialFills?

  package init(_ settings: ExchangeSettings) throws(ExchangeError) {
    let problems = settings.problems
    guard problems.isEmpty else { throw .badSettings(problems) }
    self.settings = settings
  }
}

/// An order among those of all accounts.
struct OrderKey: Codable, Hashable, Sendable {
  let account: String
  let id: ClientOrderID
}

extension Exchange {
  func order(_ key: OrderKey) -> ExchangeOrder? { accounts[key.account]?.orders[key.id] }

  /// The orders of a symbol that may still fill, as they came.
  func resting(_ symbol: String) -> [(key: OrderKey, order: ExchangeOrder)] {
    (resting[symbol] ?? []).compactMap { key in order(key).map { (key, $0) } }
  }
}
