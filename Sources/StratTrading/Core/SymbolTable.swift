/// Something for each of a few symbols, in the order of the symbols.
///
/// A session asks for the same symbols at every bar: comparing them is faster than hashing, and the
/// order does not depend on hashing either. What is worked on is taken out and put back, so that it
/// is moved and not copied.
package struct SymbolTable<Value> {
  package let symbols: [String]
  /// `nil` while it is taken out.
  private var slots: [Value?]

  /// - Parameter values: where two have the same symbol, the first counts.
  init(_ values: [(symbol: String, value: Value)]) {
    var found: [String: Value] = [:]
    for (symbol, value) in values where found[symbol] == nil { found[symbol] = value }
    self.init(found)
  }

  private init(_ values: [String: Value]) {
    let sorted = values.sorted { $0.key < $1.key }
    symbols = sorted.map(\.key)
    slots = sorted.map(\.value)
  }

  /// All that is not taken out.
  package var values: some Sequence<Value> { slots.lazy.compactMap { $0 } }

  package subscript(symbol: String) -> Value? {
    _read {
      if let place = place(of: symbol) { yield slots[place] } else { yield nil }
    }
    _modify {
      var nothing: Value?
      if let place = place(of: symbol) { yield &slots[place] } else { yield &nothing }
    }
  }

  /// Where the value of a symbol is.
  func place(of symbol: String) -> Int? {
    if symbols.count == 1 { return symbols[0] == symbol ? 0 : nil }
    var low = 0
    var high = symbols.count
    while low < high {
      let middle = (low + high) / 2
      if symbols[middle] < symbol { low = middle + 1 } else { high = middle }
    }
    return low < symbols.count && symbols[low] == symbol ? low : nil
  }

  mutating func take(at place: Int) -> Value? { slots[place].take() }

  mutating func put(_ value: consuming Value, at place: Int) { slots[place] = value }
}

extension SymbolTable: Sendable where Value: Sendable {}
extension SymbolTable: Equatable where Value: Equatable {}
extension SymbolTable: Hashable where Value: Hashable {}

/// Written as an object with a member for each symbol.
extension SymbolTable: Codable where Value: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(try [String: Value](from: decoder))
  }

  package func encode(to encoder: any Encoder) throws {
    var members: [String: Value] = [:]
    for (symbol, value) in zip(symbols, slots) { members[symbol] = value }
    try members.encode(to: encoder)
  }
}
