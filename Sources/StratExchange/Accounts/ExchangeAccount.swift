package import StratMarket
package import StratTrading

/// An account: its money, what it holds, its orders and what was reported of them.
package struct ExchangeAccount: Codable, Hashable, Sendable {
  /// What it began with.
  package let deposit: Money
  package internal(set) var cash: Money
  package internal(set) var fees: Money = .zero
  package internal(set) var holdings: [String: ExchangeHolding] = [:]
  package internal(set) var orders: [ClientOrderID: ExchangeOrder] = [:]
  /// Numbered from 1: the report of number n stands at n − 1.
  package private(set) var reports: [VenueReport] = []
  /// The entry that filled inside the candle at hand, for each symbol.
  var enteredInside: [String: InsideEntry] = [:]

  init(deposit: Money) {
    self.deposit = deposit
    cash = deposit
  }

  /// The number of the last report; 0 before the first.
  package var sequence: Int64 { Int64(reports.count) }

  func held(_ symbol: String) -> Quantity { holdings[symbol]?.quantity ?? .zero }

  mutating func report(
    _ change: VenueReport.Change, _ order: OrderRequest, at time: Timestamp, fill: Fill? = nil,
    detail: String = ""
  ) {
    reports.append(
      VenueReport(
        sequence: sequence + 1, time: time, change: change, order: order.id,
        symbol: order.symbol, fill: fill, detail: detail))
  }
}

/// An entry at a price that filled inside a candle.
///
/// Orders that arrived after it protect what it opened, and may be met in the rest of the candle.
struct InsideEntry: Codable, Hashable, Sendable {
  let order: OrderRequest
  /// The last order that had arrived when it filled.
  let arrival: Int64
}
