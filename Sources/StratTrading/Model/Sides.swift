package import StratMarket
package import StratSyntax

extension Side: Codable {}
extension SizeUnit: Codable {}

extension Side {
  package var opposite: Side {
    switch self {
    case .long: .short
    case .short: .long
    }
  }

  /// What has to be done to take on exposure on this side.
  package var opening: TradeAction {
    switch self {
    case .long: .buy
    case .short: .sell
    }
  }

  /// What has to be done to give up exposure on this side.
  package var closing: TradeAction { opposite.opening }
}

/// What an order does at the venue.
package enum TradeAction: String, Codable, Hashable, Sendable, CaseIterable {
  case buy
  case sell
}

/// Milliseconds since 1970 in JSON.
extension Timestamp: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(milliseconds)
  }
}
