/// What a row belongs to, in a file of several series: a symbol, and where it is traded or lent.
struct SeriesName: Hashable, Sendable {
  var place: String
  var symbol: String

  var full: String {
    if place.isEmpty { return symbol }
    return symbol.isEmpty ? place : "\(place)/\(symbol)"
  }

  func matches(_ wanted: String) -> Bool { full == wanted || symbol == wanted }
}

/// The series met in a text, in the order of their first rows.
struct SymbolTally: Sendable {
  private(set) var names: [SeriesName] = []
  /// Whether there were more than `limit`, so that not all are in `names`.
  private(set) var isIncomplete = false
  private var known: Set<SeriesName> = []

  private static let limit = 10_000

  mutating func add(_ name: SeriesName) {
    guard !known.contains(name) else { return }
    guard names.count < Self.limit else {
      isIncomplete = true
      return
    }
    known.insert(name)
    names.append(name)
  }

  mutating func merge(_ other: SymbolTally) {
    for name in other.names { add(name) }
    isIncomplete = isIncomplete || other.isIncomplete
  }

  /// The one series that was read, as it is to be called; nil for files that name none.
  func chosen(_ wanted: String?, path: String) throws(MarketDataError) -> String? {
    let matching = names.filter { name in wanted.map(name.matches) ?? true }
    if let only = matching.first, matching.count == 1, wanted != nil || !isIncomplete {
      let isUnique = names.filter { $0.symbol == only.symbol }.count == 1
      return isUnique && !only.symbol.isEmpty ? only.symbol : only.full
    }
    if matching.isEmpty {
      guard let wanted, !names.isEmpty else { return nil }
      throw MarketDataError(
        .unknownSymbol, path: path,
        message: "the file has no rows of \(shown(wanted)); it has \(list(names))",
        help: "choose one of these symbols")
    }
    let found =
      wanted.map { "\(shown($0)) stands for several series of the file" }
      ?? "the file holds several series"
    throw MarketDataError(
      .severalSymbols, path: path, message: "\(found): \(list(matching))",
      help: "choose one of these symbols")
  }

  private func list(_ names: [SeriesName]) -> String {
    let listed = names.prefix(20).map(\.full).map { $0.isEmpty ? "(none)" : $0 }
    let more = names.count > 20 || isIncomplete ? " and more" : ""
    return listed.joined(separator: ", ") + more
  }
}

/// Where the name of a row's series is written; compared with the row before to save work.
struct SeriesFields {
  var place = 0..<0
  var symbol = 0..<0

  func name(in text: Span<UInt8>) -> SeriesName {
    SeriesName(
      place: NumberParser.string(text, from: place.lowerBound, to: place.upperBound),
      symbol: NumberParser.string(text, from: symbol.lowerBound, to: symbol.upperBound))
  }

  func isSame(as other: SeriesFields, in text: Span<UInt8>) -> Bool {
    Self.isSame(place, other.place, text) && Self.isSame(symbol, other.symbol, text)
  }

  private static func isSame(_ left: Range<Int>, _ right: Range<Int>, _ text: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count
    where text.byte(at: left.lowerBound + offset) != text.byte(at: right.lowerBound + offset) {
      return false
    }
    return true
  }
}
