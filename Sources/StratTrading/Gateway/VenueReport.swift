package import StratMarket

/// Something that happened to an account's orders, in the order in which the venue did it.
///
/// A venue numbers the reports of an account 1, 2, 3 … without holes, so that one that comes twice,
/// late or not at all is found out. The client of a venue that has no such numbers makes them.
package struct VenueReport: Codable, Hashable, Sendable {
  package enum Change: String, Codable, Hashable, Sendable, CaseIterable {
    case accepted
    case filled
    case cancelled
  }

  package var sequence: Int64
  /// Venue time.
  package var time: Timestamp
  package var change: Change
  package var order: ClientOrderID
  package var symbol: String
  /// With `filled`.
  package var fill: Fill?
  /// Why an order was cancelled; empty else.
  package var detail: String

  package init(
    sequence: Int64, time: Timestamp, change: Change, order: ClientOrderID, symbol: String,
    fill: Fill? = nil, detail: String = ""
  ) {
    self.sequence = sequence
    self.time = time
    self.change = change
    self.order = order
    self.symbol = symbol
    self.fill = fill
    self.detail = detail
  }

  /// What the trading core is told of it; `nil` for a fill without its figures.
  package var event: VenueEvent? {
    switch change {
    case .accepted: .accepted(order, symbol: symbol)
    case .cancelled: .cancelled(order, symbol: symbol, detail: detail)
    case .filled: fill.map { .filled($0) }
    }
  }
}
