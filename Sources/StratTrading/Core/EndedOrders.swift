/// Orders of a symbol that have ended, kept so that late and repeated reports are recognised.
///
/// What an event ended is added at once and can be taken back, without a copy of those before.
package struct EndedOrders: Sendable {
  private(set) var tickets: [OrderTicket] = []
  /// How many there were before the event at hand, and one of them as it was.
  private var known = 0
  private var replaced: (index: Int, ticket: OrderTicket)?

  /// How many are kept: a report about an older one counts as unexplained.
  static let kept = 256

  mutating func append(_ ticket: consuming OrderTicket) { tickets.append(ticket) }

  /// - Precondition: once for each event.
  mutating func update(at index: Int, _ ticket: OrderTicket) {
    precondition(replaced == nil, "a report is about one order")
    replaced = (index, tickets[index])
    tickets[index] = ticket
  }

  func index(of id: ClientOrderID) -> Int? { tickets.lastIndex { $0.order.id == id } }

  /// The event is over and stays.
  mutating func settle() {
    replaced = nil
    if known == tickets.count { return }
    // Trimmed in halves, so that the cost of moving the rest is spread.
    while tickets.count > 2 * Self.kept { tickets.removeFirst(Self.kept) }
    known = tickets.count
  }

  /// The event did not happen.
  mutating func undo() {
    tickets.removeSubrange(known...)
    if let replaced { tickets[replaced.index] = replaced.ticket }
    replaced = nil
  }
}

/// Only the orders themselves count.
extension EndedOrders: Hashable {
  package static func == (left: Self, right: Self) -> Bool { left.tickets == right.tickets }
  package func hash(into hasher: inout Hasher) { tickets.hash(into: &hasher) }
}

extension EndedOrders: Codable {
  package init(from decoder: any Decoder) throws {
    tickets = try [OrderTicket](from: decoder)
    known = tickets.count
  }

  package func encode(to encoder: any Encoder) throws { try tickets.encode(to: encoder) }
}
