package import StratMarket
import StratSyntax

/// All that the core knows about one symbol.
package struct SymbolBook: Codable, Hashable, Sendable {
  package let instrument: Instrument
  package internal(set) var position: Position?
  /// The newest price: of a close or a fill.
  package internal(set) var mark: Price?
  /// What the position adds to equity at the mark.
  package internal(set) var value: Money = .zero
  package internal(set) var lastBar: Int?
  package internal(set) var lastTime: Timestamp?
  /// Orders that may still fill, in the order they were sent.
  package internal(set) var live: [OrderTicket] = []
  /// Orders that have ended, kept so that late and repeated reports are recognised.
  package private(set) var ended: [OrderTicket] = []
  /// Legs whose order the venue did not keep; they are sent again at the next bar.
  package internal(set) var refused: [OrderLeg] = []
  /// What waits for the user's word: an entry, an exit.
  var entryCard: WaitingEntry?
  var exitCard: WaitingExit?
  /// The id of the exit that the user has confirmed, until its order is made.
  var confirmedExit: ClientOrderID?
  private var ordersSent = 0

  /// How many ended orders are kept: a report about an older one counts as unexplained.
  static let endedKept = 256

  init(_ instrument: Instrument) { self.instrument = instrument }

  var symbol: String { instrument.symbol }

  /// The id of the next order of this symbol.
  mutating func nextID(session: SessionID, bar: Int, leg: OrderLeg) -> ClientOrderID {
    if leg == .exit, let confirmedExit {
      self.confirmedExit = nil
      return confirmedExit
    }
    ordersSent += 1
    return ClientOrderID(
      session: session, symbol: symbol, bar: bar, leg: leg, sequence: ordersSent)
  }

  /// Numbers up to here have been given.
  mutating func reserve(_ sequence: Int) { ordersSent = max(ordersSent, sequence) }

  /// Moves a live order to the ended ones.
  mutating func end(at index: Int, as status: OrderStatus) {
    var ticket = live.remove(at: index)
    ticket.status = status
    ended.append(ticket)
    // Trimmed in halves, so that the cost of moving the rest is spread.
    if ended.count > 2 * Self.endedKept { ended.removeFirst(Self.endedKept) }
  }

  mutating func updateEnded(at index: Int, _ ticket: OrderTicket) { ended[index] = ticket }

  func liveIndex(_ id: ClientOrderID) -> Int? { live.firstIndex { $0.order.id == id } }
  func endedIndex(_ id: ClientOrderID) -> Int? { ended.lastIndex { $0.order.id == id } }

  /// Entries that may still fill.
  var hasPendingEntry: Bool { live.contains { $0.order.isOpen } }

  /// Whether an entry is under way, be it only on a card.
  var isEntering: Bool { entryCard != nil || hasPendingEntry }

  /// What waits for the user.
  package var cards: [Card] { [entryCard?.card, exitCard?.card].compactMap(\.self) }

  /// The worth of what pending entries may still add, at the mark.
  func reserved() throws(DecimalError) -> Money {
    guard let mark else { return .zero }
    var sum = Money.zero
    for ticket in live where ticket.order.isOpen {
      sum = try sum + (mark * ticket.remaining).magnitude
    }
    return sum
  }

  mutating func refuse(_ leg: OrderLeg) {
    if !refused.contains(leg) { refused.append(leg) }
  }
}

extension Order {
  /// The part this order plays.
  var leg: OrderLeg {
    switch self {
    case .open: .entry
    case .reduce(let order):
      switch order.reason {
      case .exitRule, .oppositeEntry, .flatten: .exit
      case .stop: .stop
      case .target: .target
      }
    }
  }
}
