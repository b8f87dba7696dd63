import StratMarket

extension Order: Codable {
  private enum CodingKeys: String, CodingKey {
    case open, reduce
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    if let order = try container.decodeIfPresent(OpenOrder.self, forKey: .open) {
      self = .open(order)
    } else {
      self = .reduce(try container.decode(ReduceOrder.self, forKey: .reduce))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .open(let order): try container.encode(order, forKey: .open)
    case .reduce(let order): try container.encode(order, forKey: .reduce)
    }
  }
}

extension ReduceOrder.Trigger {
  private enum CodingKeys: String, CodingKey {
    case type, price
  }

  private enum Name: String, Codable {
    case market, stop, target
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    switch try container.decode(Name.self, forKey: .type) {
    case .market: self = .market
    case .stop: self = .stop(try container.decode(Price.self, forKey: .price))
    case .target: self = .target(try container.decode(Price.self, forKey: .price))
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .market:
      try container.encode(Name.market, forKey: .type)
    case .stop(let price):
      try container.encode(Name.stop, forKey: .type)
      try container.encode(price, forKey: .price)
    case .target(let price):
      try container.encode(Name.target, forKey: .type)
      try container.encode(price, forKey: .price)
    }
  }
}
