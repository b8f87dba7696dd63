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

/// The id under which an order is known on both sides: `session:symbol:bar:leg.sequence`.
///
/// It is computed, never drawn, so that a session that is run again names its orders the same and
/// an order whose answer was lost can be looked up. `bar` is the bar of the decision that led to
/// the order; the sequence counts the orders of one symbol.
package struct ClientOrderID: RawRepresentable, Codable, Hashable, Sendable, Comparable,
  CodingKeyRepresentable, CustomStringConvertible
{
  package var rawValue: String

  package init(rawValue: String) { self.rawValue = rawValue }

  package init(session: SessionID, symbol: String, bar: Int, leg: OrderLeg, sequence: Int) {
    rawValue = "\(session):\(symbol):\(bar):\(leg.rawValue).\(sequence)"
  }

  /// The number of the order among those of its symbol; `nil` where the id is not of this form.
  package var sequence: Int? {
    rawValue.utf8.lastIndex(of: UInt8(ascii: ".")).flatMap { mark in
      Int(rawValue[rawValue.index(after: mark)...])
    }
  }

  package var description: String { rawValue }
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// The id a venue gives to a fill; a fill that is reported twice carries the same one.
package struct FillID: RawRepresentable, Codable, Hashable, Sendable, CustomStringConvertible {
  package var rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
  package var description: String { rawValue }
}
