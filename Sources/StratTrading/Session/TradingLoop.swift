package import StratMarket

/// What accompanies a loop: told of everything in order, before it has consequences.
package protocol LoopObserver {
  associatedtype Failure: Error

  /// The venue has reported something; the core is told next.
  mutating func note(_ report: VenueEvent, at time: Timestamp) throws(Failure)
  /// The core wants something done or known; what is for the venue is sent after that.
  mutating func note(_ effects: [Effect], at time: Timestamp) throws(Failure)
  /// An order or a cancellation is about to reach the venue.
  mutating func orderLeaves() throws(Failure)
}

/// Venue and trading core in step, a bar at a time: the one order of things in every mode.
///
/// For each bar what is due for holding is paid; then the venue opens it and trades through it, and
/// the core is told what happened; then the core decides on the closed bar, and its orders go to the
/// venue.
package struct TradingLoop: Sendable {
  package private(set) var core: TradingCore
  package private(set) var venue: PaperVenue
  /// Lists that were used and are empty, to be used again.
  private var reportLists = SpareLists<VenueEvent>()
  private var effectLists = SpareLists<Effect>()

  package init(_ configuration: SessionConfiguration) {
    core = TradingCore(configuration)
    venue = PaperVenue(configuration)
  }

  /// The state of a symbol if nothing happens to it by itself, neither in the core nor at the venue.
  package func quietBook(of symbol: String) -> QuietBook? {
    venue.hasTriggered(symbol) ? nil : core.quietBook(of: symbol)
  }

  /// What is held is paid for, and orders that rest meet the candle.
  package mutating func trade<Observer: LoopObserver>(
    _ candle: Candle, of symbol: String, carry: Carry = .none, _ observer: inout Observer
  ) throws(Observer.Failure) {
    if !carry.isNone || core.borrows(symbol) {
      let dues = Dues(
        symbol: symbol, carry: carry, price: try? Price(candle.open), time: candle.time)
      try tell(.due(dues), at: candle.time, &observer)
    }
    var reports = reportLists.take()
    venue.open(candle, of: symbol, &reports)
    try receive(&reports, at: candle.time, &observer)
    venue.trade(candle, of: symbol, &reports)
    try receive(&reports, at: candle.time, &observer)
    if venue.hasEnteredInside(symbol) {
      venue.tradeAfterEntry(candle, of: symbol, &reports)
      try receive(&reports, at: candle.time, &observer)
    }
    venue.expire(symbol, &reports)
    try receive(&reports, at: candle.time, &observer)
    reportLists.put(reports)
  }

  /// The core decides on the closed bar.
  package mutating func decide<Observer: LoopObserver>(
    _ bar: ClosedBar, _ observer: inout Observer
  ) throws(Observer.Failure) {
    try tell(.bar(bar), at: bar.candle.time, &observer)
  }

  /// The same for a bar of a quiet symbol on which no rule that applies is true, without a word:
  /// only the mark moves.
  ///
  /// - Returns: whether it could be done; else `decide` has to.
  package mutating func pass(_ bar: ClosedBar) -> Bool { core.pass(bar) }

  /// The core does what the user asks.
  package mutating func obey<Observer: LoopObserver>(
    _ command: Command, at time: Timestamp, _ observer: inout Observer
  ) throws(Observer.Failure) {
    try tell(.command(command), at: time, &observer)
  }

  /// The core is told what is so around it.
  package mutating func tell<Observer: LoopObserver>(
    _ circumstance: Circumstance, at time: Timestamp, _ observer: inout Observer
  ) throws(Observer.Failure) {
    try tell(.circumstance(circumstance), at: time, &observer)
  }

  /// Tells the core what the venue reports, one report after the other, and empties the list.
  private mutating func receive<Observer: LoopObserver>(
    _ reports: inout [VenueEvent], at time: Timestamp, _ observer: inout Observer
  ) throws(Observer.Failure) {
    if reports.isEmpty { return }
    for index in reports.indices {
      try observer.note(reports[index], at: time)
      try tell(.venue(reports[index]), at: time, &observer)
    }
    reports.removeAll(keepingCapacity: true)
  }

  /// Lets the observer see all effects of an event, and only then those out that are for the venue.
  private mutating func tell<Observer: LoopObserver>(
    _ event: Event, at time: Timestamp, _ observer: inout Observer
  ) throws(Observer.Failure) {
    var effects = effectLists.take()
    core.handle(event, into: &effects)
    try observer.note(effects, at: time)
    for index in effects.indices {
      switch effects[index] {
      case .submit(let order):
        try observer.orderLeaves()
        var reports = reportLists.take()
        venue.submit(order, &reports)
        try receive(&reports, at: time, &observer)
        reportLists.put(reports)
      case .cancel(let id, _):
        try observer.orderLeaves()
        var reports = reportLists.take()
        venue.cancel(id, &reports)
        try receive(&reports, at: time, &observer)
        reportLists.put(reports)
      case .signal, .decision, .trade, .payment, .state, .note, .card, .cardEnded: break
      }
    }
    effectLists.put(effects)
  }
}

/// Empty lists that keep their memory, one for each depth of events that lead to others.
private struct SpareLists<Element: Sendable>: Sendable {
  private var lists: [[Element]] = []

  mutating func take() -> [Element] { lists.popLast() ?? [] }

  mutating func put(_ list: consuming [Element]) {
    list.removeAll(keepingCapacity: true)
    lists.append(list)
  }
}
