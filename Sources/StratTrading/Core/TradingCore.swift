import StratMarket
import StratSyntax

/// What came out of handling an event so far.
struct Outbox {
  var effects: [Effect] = []
  /// Holds to take on once the symbol at hand is done with.
  var holds: [Hold] = []

  mutating func note(_ code: Note.Code, _ symbol: String?, _ detail: String) {
    effects.append(.note(Note(code, symbol: symbol, detail)))
  }
}

/// The heart of every mode: events in, effects out, and nothing else.
///
/// The same events give the same effects on every machine. `handle` is total: a report about an
/// unknown order, a fill that comes twice, a bar out of order or an amount too large to count is
/// noted and leaves the state as it was; what cannot be explained also stops new exposure until
/// the user resumes, because then the venue holds something else than we believe.
///
/// The rules, in short:
/// - Flat: a true entry rule passes the gates and becomes an `OpenOrder`. Entry and exit of one
///   side true together, or both entries, contradict each other: no entry.
/// - In position: a true exit rule closes it, no gate is asked. There is no entry on that bar.
/// - In position and the other side's entry is true: the position is closed and, if the gates let
///   it, the other side is opened, in this order.
/// - An entry at a price waits for it during the next bar. In position, an entry of the other side
///   that waits closes the position where it is filled, and only there.
/// - Stop and target are fixed at entry and rest at the venue once the entry has filled; when one
///   fills, the other is cancelled.
/// - An order that closes and was refused is sent again at the next bar.
/// - What has to be asked for becomes a card instead of an order. It occupies its symbol and is
///   given up when the rules turn against it, trading is held or its time is over. Confirmed, it
///   passes the gates again. Stops, targets and the emergency stop are never asked for.
package struct TradingCore: Codable, Hashable, Sendable {
  package let configuration: SessionConfiguration
  package internal(set) var state = TradingState()
  package internal(set) var account: Account
  package internal(set) var books: [String: SymbolBook]
  package internal(set) var health = AccountHealth()
  package internal(set) var others = OtherSessions.none
  /// The equity that `max_loss_24h` is measured from, and when its hold came.
  var lossWindow = LossWindow()
  var lossHeldSince: Timestamp?
  /// When orders that open were sent, as far back as `max_orders_per_minute` looks.
  var openings: [Timestamp] = []
  /// Cards that have ended, so that a second word about one is recognised.
  var endedCards: [ClientOrderID] = []

  package init(_ configuration: SessionConfiguration) {
    self.configuration = configuration
    account = Account(initialCash: configuration.initialCash)
    books = Dictionary(
      configuration.instruments.map { ($0.symbol, SymbolBook($0)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Takes in what happened and says what is to be done about it.
  package mutating func handle(_ event: Event) -> [Effect] {
    switch event {
    case .bar(let bar): handle(bar)
    case .venue(let report): handle(report)
    case .command(let command): handle(command)
    case .due(let dues): handle(dues)
    case .adopted(let adoption): handle(adoption)
    case .recovered(let fill): recover(fill)
    case .circumstance(let circumstance): handle(circumstance)
    }
  }

  /// Does something to one symbol, or undoes all of it when an amount cannot be counted.
  ///
  /// The book is handed over as a copy and put back when the work is done.
  mutating func attempt(
    on symbol: String,
    _ body: (inout TradingCore, inout SymbolBook, inout Outbox) throws(DecimalError) -> Void,
    orElse recover: (inout TradingCore, inout Outbox) -> Void
  ) -> [Effect] {
    var outbox = Outbox()
    guard var book = books[symbol] else {
      return [.note(Note(.unknownSymbol, symbol: symbol, "the session does not trade it"))]
    }
    let accountBefore = account
    do {
      try body(&self, &book, &outbox)
      books[symbol] = book
    } catch {
      account = accountBefore
      outbox = Outbox()
      outbox.note(.amountTooLarge, symbol, error.description)
      outbox.holds = [Hold(.unexplained, "an amount of \(symbol) cannot be counted")]
      recover(&self, &outbox)
    }
    for hold in outbox.holds { self.hold(hold, &outbox.effects) }
    return outbox.effects
  }

  /// Lifts one hold.
  mutating func lift(_ kind: Hold.Kind, cause: String, _ effects: inout [Effect]) {
    if state.lift(kind) { announceState(cause, &effects) }
  }

  /// Orders of a symbol that are numbered up to here exist already.
  mutating func reserve(_ sequence: Int, of symbol: String) {
    books[symbol]?.reserve(sequence)
  }

  /// Symbols in an order that does not depend on hashing.
  var symbols: [String] { books.keys.sorted() }

  /// Stops new exposure for a reason and takes back entries that are under way.
  mutating func hold(_ hold: Hold, _ effects: inout [Effect]) {
    guard state.add(hold) else { return }
    announceState(hold.detail, &effects)
    takeBackEntries(&effects)
  }

  /// Takes back entries that are under way or wait for the user, because trading is held.
  mutating func takeBackEntries(_ effects: inout [Effect]) {
    for symbol in symbols {
      guard books[symbol]?.isEntering == true else { continue }
      books[symbol]?.cancelEntries(closing: nil, &effects)
      guard let card = books[symbol]?.entryCard?.card, let no = state.reason else { continue }
      books[symbol]?.entryCard = nil
      end(card, .voided, no, &effects)
    }
  }

  func announceState(_ cause: String, _ effects: inout [Effect]) {
    var change = StateChange(mode: state.mode, holds: state.holds, cause: cause)
    if mode != configuration.mode { change.execution = mode }
    change.degraded = state.degraded
    effects.append(.state(change))
  }
}

extension SymbolBook {
  /// Asks for entries to be taken back; with a reason, what they still fill is closed again.
  mutating func cancelEntries(
    of side: Side? = nil, closing reason: ReduceReason?, _ effects: inout [Effect]
  ) {
    for index in live.indices {
      guard case .open(let order) = live[index].order, side == nil || order.side == side else {
        continue
      }
      if let reason { live[index].closeOnFill = reason }
      cancel(at: index, &effects)
    }
  }

  mutating func cancel(at index: Int, _ effects: inout [Effect]) {
    guard !live[index].cancelRequested else { return }
    live[index].cancelRequested = true
    effects.append(.cancel(live[index].order.id, symbol: symbol))
  }
}
