/// Something for each of a few symbols, in the order of the symbols.
///
/// A session asks for the same symbols at every bar: comparing them is faster than hashing, and the
/// order does not depend on hashing either. What is worked on is taken out and put back, so that it
/// stays where it is in memory; copies of a table share what neither has changed since.
package struct SymbolTable<Value> {
  /// Where a value is.
  final class Box {
    var value: Value

    init(_ value: Value) { self.value = value }

    /// Looks at the value where it is: a method called on the property would get a copy.
    func look<Result>(_ body: (inout Value) -> Result) -> Result { body(&value) }
  }

  package let symbols: [String]
  /// `nil` while it is taken out.
  private var boxes: [Box?]

  /// - Parameter values: where two have the same symbol, the first counts.
  init(_ values: [(symbol: String, value: Value)]) {
    self.init(
      Dictionary(values.map { ($0.symbol, $0.value) }, uniquingKeysWith: { first, _ in first }))
  }

  private init(_ values: [String: Value]) {
    let sorted = values.sorted { $0.key < $1.key }
    symbols = sorted.map(\.key)
    boxes = sorted.map { Box($0.value) }
  }

  /// All that are not taken out.
  package var values: [Value] { boxes.compactMap { $0?.value } }

  package subscript(symbol: String) -> Value? {
    get { box(of: symbol)?.value }
    set {
      if let newValue, let place = place(of: symbol) { boxes[place] = Box(newValue) }
    }
  }

  /// Where the value of a symbol can be read without a copy of all of it.
  func box(of symbol: String) -> Box? { place(of: symbol).flatMap { boxes[$0] } }

  /// Where the value of a symbol is among all.
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

  /// Takes a value out to be changed: nobody else has it.
  mutating func take(at place: Int) -> Box? {
    guard var box = boxes[place].take() else { return nil }
    if !isKnownUniquelyReferenced(&box) { box = Box(box.value) }
    return box
  }

  /// Puts a value back that was taken out.
  mutating func put(_ box: consuming Box, at place: Int) { boxes[place] = box }
}

/// A box is only changed by the one table it was taken out of.
extension SymbolTable.Box: @unchecked Sendable where Value: Sendable {}
extension SymbolTable: Sendable where Value: Sendable {}

extension SymbolTable: Equatable where Value: Equatable {
  package static func == (left: Self, right: Self) -> Bool {
    left.symbols == right.symbols && left.values == right.values
  }
}

extension SymbolTable: Hashable where Value: Hashable {
  package func hash(into hasher: inout Hasher) {
    symbols.hash(into: &hasher)
    values.hash(into: &hasher)
  }
}

/// Written as an object with a member for each symbol.
extension SymbolTable: Codable where Value: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(try [String: Value](from: decoder))
  }

  package func encode(to encoder: any Encoder) throws {
    try Dictionary(uniqueKeysWithValues: zip(symbols, values)).encode(to: encoder)
  }
}
