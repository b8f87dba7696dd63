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
  private(set) var ended = EndedOrders()
  /// Legs whose order the venue did not keep; they are sent again at the next bar.
  package internal(set) var refused: [OrderLeg] = []
  /// What waits for the user's word: an entry, an exit.
  var entryCard: WaitingEntry?
  var exitCard: WaitingExit?
  /// The id of the exit that the user has confirmed, until its order is made.
  var confirmedExit: ClientOrderID?
  private let orderPrefix: OrderPrefix
  private var ordersSent = 0

  init(_ instrument: Instrument, session: SessionID) {
    self.instrument = instrument
    orderPrefix = OrderPrefix(session: session, symbol: instrument.symbol)
  }

  var symbol: String { instrument.symbol }

  /// The id of the next order of this symbol.
  mutating func nextID(bar: Int, leg: OrderLeg) -> ClientOrderID {
    if leg == .exit, let confirmedExit {
      self.confirmedExit = nil
      return confirmedExit
    }
    ordersSent += 1
    return ClientOrderID(orderPrefix, bar: bar, leg: leg, sequence: ordersSent)
  }

  /// Numbers up to here have been given.
  mutating func reserve(_ sequence: Int) { ordersSent = max(ordersSent, sequence) }

  /// Moves a live order to the ended ones.
  mutating func end(at index: Int, as status: OrderStatus) {
    var ticket = live.remove(at: index)
    ticket.status = status
    ended.append(ticket)
  }

  mutating func updateEnded(at index: Int, _ ticket: OrderTicket) {
    ended.update(at: index, ticket)
  }

  func liveIndex(_ id: ClientOrderID) -> Int? { live.firstIndex { $0.order.id == id } }

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

  /// What the event at hand did stays.
  mutating func settle() { ended.settle() }

  mutating func refuse(_ leg: OrderLeg) {
    if !refused.contains(leg) { refused.append(leg) }
  }
}

extension SymbolBook {
  /// A book as it was before an event, but for the orders that had ended, which go back by
  /// themselves.
  struct Memory {
    private let position: Position?
    private let mark: Price?
    private let value: Money
    private let lastBar: Int?
    private let lastTime: Timestamp?
    private let live: LiveOrders
    private let refused: [OrderLeg]
    private let ordersSent: Int
    private let entryCard: WaitingEntry?
    private let exitCard: WaitingExit?
    private let confirmedExit: ClientOrderID?

    /// Most events find no order or one, which is held here without a second array.
    private enum LiveOrders {
      case none
      case one(OrderTicket)
      case several([OrderTicket])
    }

    init(_ book: borrowing SymbolBook) {
      position = book.position
      mark = book.mark
      value = book.value
      lastBar = book.lastBar
      lastTime = book.lastTime
      switch book.live.count {
      case 0: live = .none
      case 1: live = .one(book.live[0])
      default: live = .several(book.live)
      }
      refused = book.refused
      ordersSent = book.ordersSent
      entryCard = book.entryCard
      exitCard = book.exitCard
      confirmedExit = book.confirmedExit
    }

    func restore(_ book: inout SymbolBook) {
      book.position = position
      book.mark = mark
      book.value = value
      book.lastBar = lastBar
      book.lastTime = lastTime
      switch live {
      case .none: book.live.removeAll()
      case .one(let ticket): book.live = [ticket]
      case .several(let tickets): book.live = tickets
      }
      book.refused = refused
      book.ordersSent = ordersSent
      book.entryCard = entryCard
      book.exitCard = exitCard
      book.confirmedExit = confirmedExit
      book.ended.undo()
    }
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
