package import StratMarket
package import StratSyntax

/// At what price an entry waits to be filled.
package enum EntryTrigger: Codable, Hashable, Sendable {
  /// At this price or a better one.
  case limit(Price)
  /// At the market once the price has gone as far as this.
  case stop(Price)

  package init(_ kind: EntryPriceKind, _ price: Price) {
    switch kind {
    case .limit: self = .limit(price)
    case .stop: self = .stop(price)
    }
  }

  /// Which way a price is rounded to the tick: a stop away from the market, a limit to the side
  /// on which it never gives more than was said.
  static func rounding(_ kind: EntryPriceKind, _ side: Side) -> StepRounding {
    (kind == .stop) == (side == .long) ? .up : .down
  }

  package var price: Price {
    switch self {
    case .limit(let price), .stop(let price): price
    }
  }

  package var kind: EntryPriceKind {
    switch self {
    case .limit: .limit
    case .stop: .stop
    }
  }

  private enum CodingKeys: String, CodingKey {
    case type, price
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try container.decode(EntryPriceKind.self, forKey: .type),
      try container.decode(Price.self, forKey: .price))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(kind, forKey: .type)
    try container.encode(price, forKey: .price)
  }
}

extension EntryPriceKind: Codable {}
