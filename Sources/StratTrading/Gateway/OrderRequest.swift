package import StratMarket

/// An order as a venue is asked for it.
package struct OrderRequest: Codable, Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case market
    /// At this price or a better one.
    case limit(Price)
    /// At the market once the price has gone as far as this.
    case stop(Price)

    package init(_ order: Order) {
      switch order {
      case .open(let open):
        switch open.trigger {
        case nil: self = .market
        case .limit(let price): self = .limit(price)
        case .stop(let price): self = .stop(price)
        }
      case .reduce(let reduce):
        switch reduce.trigger {
        case .market: self = .market
        case .stop(let price): self = .stop(price)
        case .target(let price): self = .limit(price)
        }
      }
    }

    package var price: Price? {
      switch self {
      case .market: nil
      case .limit(let price), .stop(let price): price
      }
    }
  }

  package var id: ClientOrderID
  package var symbol: String
  package var action: TradeAction
  package var kind: Kind
  package var quantity: Quantity
  /// The venue fills no more of it than there is position to give up.
  package var reduceOnly: Bool

  package init(
    id: ClientOrderID, symbol: String, action: TradeAction, kind: Kind, quantity: Quantity,
    reduceOnly: Bool
  ) {
    self.id = id
    self.symbol = symbol
    self.action = action
    self.kind = kind
    self.quantity = quantity
    self.reduceOnly = reduceOnly
  }

  package init(_ order: Order) {
    self.init(
      id: order.id, symbol: order.symbol, action: order.action, kind: Kind(order),
      quantity: order.quantity, reduceOnly: !order.isOpen)
  }
}

/// `{"type":"limit","price":"…"}`.
extension OrderRequest.Kind: Codable {
  private enum CodingKeys: String, CodingKey {
    case type, price
  }

  private enum Name: String, Codable {
    case market, limit, stop
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Name.self, forKey: .type) {
    case .market: self = .market
    case .limit: self = .limit(try container.decode(Price.self, forKey: .price))
    case .stop: self = .stop(try container.decode(Price.self, forKey: .price))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .market: try container.encode(Name.market, forKey: .type)
    case .limit: try container.encode(Name.limit, forKey: .type)
    case .stop: try container.encode(Name.stop, forKey: .type)
    }
    try container.encodeIfPresent(price, forKey: .price)
  }
}
