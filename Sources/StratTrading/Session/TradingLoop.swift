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
      try dispatch(core.handle(.due(dues)), at: candle.time, &observer)
    }
    try receive(venue.open(candle, of: symbol), at: candle.time, &observer)
    try receive(venue.trade(candle, of: symbol), at: candle.time, &observer)
    if venue.hasEnteredInside(symbol) {
      try receive(venue.tradeAfterEntry(candle, of: symbol), at: candle.time, &observer)
    }
    try receive(venue.expire(symbol), at: candle.time, &observer)
  }

  /// The core decides on the closed bar.
  package mutating func decide<Observer: LoopObserver>(
    _ bar: ClosedBar, _ observer: inout Observer
  ) throws(Observer.Failure) {
    try dispatch(core.handle(.bar(bar)), at: bar.candle.time, &observer)
  }

  /// The core does what the user asks.
  package mutating func obey<Observer: LoopObserver>(
    _ command: Command, at time: Timestamp, _ observer: inout Observer
  ) throws(Observer.Failure) {
    try dispatch(core.handle(.command(command)), at: time, &observer)
  }

  /// The core is told what is so around it.
  package mutating func tell<Observer: LoopObserver>(
    _ circumstance: Circumstance, at time: Timestamp, _ observer: inout Observer
  ) throws(Observer.Failure) {
    try dispatch(core.handle(.circumstance(circumstance)), at: time, &observer)
  }

  /// Tells the core what the venue reports, one report after the other.
  private mutating func receive<Observer: LoopObserver>(
    _ reports: [VenueEvent], at time: Timestamp, _ observer: inout Observer
  ) throws(Observer.Failure) {
    for report in reports {
      try observer.note(report, at: time)
      try dispatch(core.handle(.venue(report)), at: time, &observer)
    }
  }

  /// Lets the observer see all effects, and only then those out that are for the venue.
  private mutating func dispatch<Observer: LoopObserver>(
    _ effects: [Effect], at time: Timestamp, _ observer: inout Observer
  ) throws(Observer.Failure) {
    try observer.note(effects, at: time)
    for effect in effects {
      switch effect {
      case .submit(let order):
        try observer.orderLeaves()
        try receive(venue.submit(order), at: time, &observer)
      case .cancel(let id, _):
        try observer.orderLeaves()
        try receive(venue.cancel(id), at: time, &observer)
      case .signal, .decision, .trade, .payment, .state, .note, .card, .cardEnded: break
      }
    }
  }
}
