/// The name of a session, chosen by the user or the session manager.
package struct SessionID: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
  package var rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package init(_ name: String) { rawValue = name }
  package var description: String { rawValue }
}

/// The part an order plays in a trade; the last part of its id.
package enum OrderLeg: String, Codable, Hashable, Sendable, CaseIterable {
  case entry
  case exit
  case stop
  case target
}

/// What all orders of one symbol in one session have in front: `session:symbol`.
///
/// Nearly all are short enough to be held as bytes, which are copied and compared without counting
/// who holds them.
package struct OrderPrefix: Hashable, Sendable {
  private var bytes = SIMD4<UInt64>()
  /// Where the bytes are too many.
  private var long: String?

  package init(session: SessionID, symbol: String) { self.init(text: "\(session):\(symbol)") }

  fileprivate init(text: String) {
    let utf8 = text.utf8
    // A text with a zero in it would look like a shorter one.
    guard utf8.count <= 32, !utf8.contains(0) else {
      long = text
      return
    }
    for (place, byte) in utf8.enumerated() {
      bytes[place / 8] |= UInt64(byte) << UInt64(place % 8 * 8)
    }
  }

  var text: String {
    if let long { return long }
    let all = (0..<32).map { UInt8(truncatingIfNeeded: bytes[$0 / 8] >> UInt64($0 % 8 * 8)) }
    return String(decoding: all.prefix { $0 != 0 }, as: UTF8.self)
  }
}

extension OrderPrefix: Codable {
  package init(from decoder: any Decoder) throws {
    self.init(text: try decoder.singleValueContainer().decode(String.self))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The id under which an order is known on both sides: `session:symbol:bar:leg.sequence`.
///
/// It is computed, never drawn, so that a session that is run again names its orders the same and
/// an order whose answer was lost can be looked up. `bar` is the bar of the decision that led to
/// the order; the sequence counts the orders of one symbol.
///
/// Its text is only made where it is read: a backtest has tens of thousands of orders, and reads
/// none. Two ids are equal where their texts are.
package struct ClientOrderID: RawRepresentable, Codable, Hashable, Sendable, Comparable,
  CodingKeyRepresentable, CustomStringConvertible
{
  /// Everything that is spelled as we spell it is held in parts, and nothing else is.
  private enum Spelling: Hashable, Sendable {
    case parts(OrderPrefix, bar: Int, OrderLeg, sequence: Int)
    case text(String)

    var text: String {
      switch self {
      case .parts(let prefix, let bar, let leg, let sequence):
        "\(prefix.text):\(bar):\(leg.rawValue).\(sequence)"
      case .text(let text): text
      }
    }
  }

  private let spelling: Spelling

  package init(rawValue: String) {
    spelling = Self.parts(of: rawValue) ?? .text(rawValue)
  }

  package init(session: SessionID, symbol: String, bar: Int, leg: OrderLeg, sequence: Int) {
    self.init(
      OrderPrefix(session: session, symbol: symbol), bar: bar, leg: leg, sequence: sequence)
  }

  package init(_ prefix: OrderPrefix, bar: Int, leg: OrderLeg, sequence: Int) {
    let parts = Spelling.parts(prefix, bar: bar, leg, sequence: sequence)
    spelling = bar >= 0 && sequence >= 0 ? parts : .text(parts.text)
  }

  package var rawValue: String { spelling.text }

  /// The number of the order among those of its symbol; `nil` where the id is not of this form.
  package var sequence: Int? {
    switch spelling {
    case .parts(_, _, _, let sequence): sequence
    case .text: nil
    }
  }

  // Those of `RawRepresentable` would make the texts.
  package static func == (left: Self, right: Self) -> Bool { left.spelling == right.spelling }
  package func hash(into hasher: inout Hasher) { spelling.hash(into: &hasher) }

  package var description: String { rawValue }
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Read from the end, where neither a colon nor a dot can be part of a name.
  private static func parts(of text: String) -> Spelling? {
    let bytes = text.utf8
    let colon = UInt8(ascii: ":")
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")),
      let sequence = CountText.read(text[bytes.index(after: dot)...]),
      let legColon = bytes[..<dot].lastIndex(of: colon),
      let leg = OrderLeg(rawValue: String(text[bytes.index(after: legColon)..<dot])),
      let barColon = bytes[..<legColon].lastIndex(of: colon),
      let bar = CountText.read(text[bytes.index(after: barColon)..<legColon])
    else { return nil }
    return .parts(
      OrderPrefix(text: String(text[..<barColon])), bar: bar, leg, sequence: sequence)
  }
}

/// The id a venue gives to a fill; a fill that is reported twice carries the same one.
package struct FillID: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
  /// The simulated venue counts the fills of each order: `order#1`.
  private enum Spelling: Hashable, Sendable {
    case counted(ClientOrderID, Int)
    case text(String)
  }

  private let spelling: Spelling

  package init(rawValue: String) {
    if let hash = rawValue.utf8.lastIndex(of: UInt8(ascii: "#")),
      let number = CountText.read(rawValue[rawValue.utf8.index(after: hash)...])
    {
      spelling = .counted(ClientOrderID(rawValue: String(rawValue[..<hash])), number)
    } else {
      spelling = .text(rawValue)
    }
  }

  /// - Precondition: the number is not negative.
  init(_ order: ClientOrderID, number: Int) {
    precondition(number >= 0, "fills are counted")
    spelling = .counted(order, number)
  }

  package var rawValue: String {
    switch spelling {
    case .counted(let order, let number): "\(order.rawValue)#\(number)"
    case .text(let text): text
    }
  }

  package static func == (left: Self, right: Self) -> Bool { left.spelling == right.spelling }
  package func hash(into hasher: inout Hasher) { spelling.hash(into: &hasher) }

  package var description: String { rawValue }
}

/// Numbers from 0 on as they are written: digits, without zeros in front.
private enum CountText {
  /// `nil` for everything that would be written differently.
  static func read(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }),
      text.utf8.count == 1 || text.utf8.first != 48
    else { return nil }
    return Int(text)
  }
}
