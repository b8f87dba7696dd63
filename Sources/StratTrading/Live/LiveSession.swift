package import StratMarket
import StratSyntax

/// A live session without its surroundings: what happened goes in, what to write down and what to
/// ask of the venue comes out.
///
/// It has no clock, no network, no file and no chance; `now` is the session's clock, given with
/// everything. What it does follows from the records alone, so a session is restored by giving it
/// its records again, and an auditor can do the same.
///
/// The order of things for whoever runs it: write down the records of a step, make them durable if
/// a request changes something at the venue, and only then send the requests. Every request that
/// concerns an order is answered with `answered`, whatever happened to it.
package struct LiveSession {
  package let configuration: SessionConfiguration
  package let settings: LiveSettings
  package internal(set) var core: TradingCore
  package internal(set) var summary: SessionSummary
  var sources: [String: any VerdictSource]
  package internal(set) var errands: [OrderErrand] = []
  var market = MarketState()
  var numbering = ReportNumbering()
  var comparison = VenueComparison()
  package internal(set) var isConnected = false
  var hasBegun = false

  package init(
    _ configuration: SessionConfiguration, settings: LiveSettings = LiveSettings(),
    sources: [String: any VerdictSource]
  ) throws(SessionError) {
    var problems = configuration.problems
    for instrument in configuration.instruments where sources[instrument.symbol] == nil {
      problems.append("there is no strategy for \(instrument.symbol)")
    }
    guard problems.isEmpty else {
      throw SessionError(.badConfiguration, problems.joined(separator: "; "))
    }
    self.configuration = configuration
    self.settings = settings
    self.sources = sources
    core = TradingCore(configuration)
    summary = SessionSummary(initialCash: configuration.initialCash)
  }

  /// What the session has done, from its first record on.
  package var figures: SessionSummary {
    var summary = summary
    summary.update(from: core)
    return summary
  }

  package var symbols: [String] { configuration.instruments.map(\.symbol) }

  // MARK: - Facts

  /// Takes note of a fact and does what follows from it.
  package mutating func take(_ fact: LiveFact, at now: Timestamp) -> LiveStep {
    var step = begin(at: now)
    record(.fact(fact), at: now, &step)
    switch fact {
    case .started: restart(at: now, &step)
    case .joined(let sequence): numbering.join(at: sequence)
    case .history(let symbol, let candle, let opened):
      learn(candle.candle(at: opened), of: symbol)
    case .report(let report): take(report, at: now, &step)
    case .answer(let id, let answer): take(answer, of: id, at: now, &step)
    case .lost(let id, let detail): lose(id, detail, at: now, &step)
    case .stray(let order): remove(order, at: now, &step)
    case .foreign(let symbol, let detail):
      object(.foreignOrder, symbol, detail, at: now, &step)
    case .differs(let symbol, let ours, let theirs):
      object(
        .holdingDiffers, symbol, "\(theirs) at the venue, \(ours) known here", at: now, &step)
    case .notCompared(let detail): hold(Hold(.unexplained, detail), at: now, &step)
    case .adopted(let adoption): tell(.adopted(adoption), at: now, &step)
    case .occupied(let symbol, let holding):
      occupy(symbol, holding, at: now, &step)
    case .vacated(let symbol): vacate(symbol, at: now, &step)
    case .notJournalled(let id, let detail):
      refuse(id, "not written down: \(detail)", at: now, &step)
    case .connected: isConnected = true
    case .disconnected: isConnected = false
    }
    return step
  }

  /// Does what a person asks.
  package mutating func obey(_ command: Command, at now: Timestamp) -> LiveStep {
    var step = begin(at: now)
    record(.command(command), at: now, &step)
    tell(.command(command), at: now, &step)
    return step
  }

  /// Takes in how things are around the session.
  package mutating func heed(_ circumstance: Circumstance, at now: Timestamp) -> LiveStep {
    var step = begin(at: now)
    record(.circumstance(circumstance), at: now, &step)
    tell(.circumstance(circumstance), at: now, &step)
    return step
  }

  /// Works on a closed candle; one that is not after the last is none of its business.
  mutating func work(on candle: Candle, of symbol: String, at now: Timestamp) -> LiveStep {
    var step = begin(at: now)
    guard let index = market.begin(candle, of: symbol) else { return step }
    record(
      .bar(BarRecord(symbol: symbol, index: index, candle: candle, received: now)),
      at: candle.time, &step)
    endWaiting(symbol, before: index, &step)
    guard let verdict = sources[symbol]?.next(candle) else { return step }
    let bar = ClosedBar(
      symbol: symbol, index: index, candle: candle, verdict: verdict,
      isWarm: index >= configuration.warmUpBars && sources[symbol]?.isWarm ?? true, received: now)
    tell(.bar(bar), at: now, &step)
    return step
  }

  /// Takes back what waited for its price during the candle that is over.
  private mutating func endWaiting(_ symbol: String, before index: Int, _ step: inout LiveStep) {
    for ticket in core.books[symbol]?.live ?? []
    where ticket.order.restsForOneBar && ticket.order.bar < index {
      wantCancelled(ticket.order.id, &step)
    }
  }

  // MARK: - The core

  /// Tells the core of an event and does what it wants.
  mutating func tell(_ event: Event, at now: Timestamp, _ step: inout LiveStep) {
    if case .venue(let report) = event { summary.count(report) }
    for effect in core.handle(event) {
      summary.count(effect)
      record(.effect(effect), at: now, &step)
      switch effect {
      case .submit(let order):
        let request = OrderRequest(order)
        errands.append(OrderErrand(request, sentAt: now))
        step.ask(.submit(request))
      case .cancel(let id, _): wantCancelled(id, &step)
      case .signal, .card, .cardEnded, .decision, .trade, .payment, .state, .note: break
      }
    }
    // What the core has done with needs no errand any more.
    errands.removeAll { core.books[$0.request.symbol]?.liveIndex($0.id) == nil }
  }

  /// Holds new exposure because of something that nobody here can explain.
  private mutating func object(
    _ code: Note.Code, _ symbol: String, _ detail: String, at now: Timestamp,
    _ step: inout LiveStep
  ) {
    let note = Note(code, symbol: symbol, detail)
    summary.count(.note(note))
    record(.effect(.note(note)), at: now, &step)
    hold(Hold(.unexplained, "\(symbol): \(detail)"), at: now, &step)
  }

  mutating func hold(_ hold: Hold, at now: Timestamp, _ step: inout LiveStep) {
    var effects: [Effect] = []
    core.hold(hold, &effects)
    for effect in effects {
      record(.effect(effect), at: now, &step)
      if case .cancel(let id, _) = effect { wantCancelled(id, &step) }
    }
  }

  private mutating func occupy(
    _ symbol: String, _ holding: Quantity, at now: Timestamp, _ step: inout LiveStep
  ) {
    comparison.occupied.insert(symbol)
    hold(
      Hold(.occupied, "the venue holds \(holding) of \(symbol) from before the session"), at: now,
      &step)
  }

  private mutating func vacate(_ symbol: String, at now: Timestamp, _ step: inout LiveStep) {
    comparison.occupied.remove(symbol)
    guard comparison.occupied.isEmpty else { return }
    var effects: [Effect] = []
    core.lift(.occupied, cause: "the venue is flat", &effects)
    for effect in effects { record(.effect(effect), at: now, &step) }
  }

  // MARK: - Records

  func record(_ payload: JournalPayload, at time: Timestamp, _ step: inout LiveStep) {
    step.records.append((payload, time))
  }

  /// The record that every journal begins with, the first time.
  mutating func begin(at now: Timestamp) -> LiveStep {
    var step = LiveStep()
    guard !hasBegun else { return step }
    hasBegun = true
    record(.session(configuration), at: now, &step)
    return step
  }
}
