/// The columns every frame of candles has.
enum StandardColumns {
  static let all: [(name: String, dimension: Dimension)] = [
    ("open", .price), ("high", .price), ("low", .price), ("close", .price), ("volume", .volume),
  ]

  static let names = all.map(\.name)

  static func dimension(_ name: String) -> Dimension? {
    all.first { $0.name == name }?.dimension
  }

  /// Names reserved for values of a position and for the time, which are not evaluated yet.
  static let later: Set<String> = ["position", "time"]
}
