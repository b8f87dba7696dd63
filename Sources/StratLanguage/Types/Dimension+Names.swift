/// Names of dimensions: as written in source, and as read in messages.
extension Dimension {
  /// The names that may follow a `:` in `input x : ratio`, in the order they are listed to users.
  package static let declarable: [(name: String, dimension: Dimension)] = [
    ("price", .price), ("volume", .volume), ("money", .money), ("ratio", .ratio),
    ("points", .points), ("bars", .bars), ("time", .time), ("any", .any), ("number", .any),
  ]

  package static func named(_ name: String) -> Dimension? {
    declarable.first { $0.name == name }?.dimension
  }

  /// `price`, `points`, `price × price`, `money / bars`.
  package var name: String {
    if flavour == .any { return "any" }
    let all = Int(price)
    // Money is price × volume; take out as many pairs as there are on the same side.
    let pairs =
      price > 0 && volume > 0
      ? min(all, Int(volume)) : (price < 0 && volume < 0 ? max(all, Int(volume)) : 0)
    let powers = [
      ("points", flavour == .points ? 1 : 0), ("money", pairs), ("price", all - pairs),
      ("volume", Int(volume) - pairs), ("bars", Int(bars)), ("time", Int(time)),
    ]
    let above = Self.factors(powers)
    let below = Self.factors(powers.map { ($0.0, -$0.1) })
    if below.isEmpty { return above.isEmpty ? "ratio" : above.joined(separator: " × ") }
    let denominator = below.joined(separator: " × ")
    return (above.isEmpty ? "1" : above.joined(separator: " × ")) + " / "
      + (below.count > 1 ? "(\(denominator))" : denominator)
  }

  /// The dimension inside a sentence: "a price", "points (0 to 100)", "money".
  package var phrase: String {
    switch self {
    case .any: "a number"
    case .price: "a price"
    case .volume: "a volume"
    case .money: "money"
    case .ratio: "a ratio"
    case .points: "points (0 to 100)"
    case .bars: "a number of bars"
    case .time: "a time"
    default: name
    }
  }

  /// What a label says about a number: "this is a price", "this is in points (0 to 100)".
  package var remark: String {
    self == .points ? "this is in points (0 to 100)" : "this is \(phrase)"
  }

  private static func factors(_ powers: [(String, Int)]) -> [String] {
    powers.flatMap { name, power -> [String] in
      switch power {
      case ...0: []
      case 1...3: Array(repeating: name, count: power)
      default: ["\(name)^\(power)"]
      }
    }
  }
}
