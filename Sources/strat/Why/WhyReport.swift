import ProcessingEngine
import StratLanguage
import StratMarket
import StratREPL
import StratStore
import StratSyntax
import StratTrading

/// The answer to "why": the decision, the gate, and the rules with their values.
struct WhyReport {
  private let strategy: CheckedStrategy
  private let bar: JournalledBar
  private let explanations: [BarExplanation]
  private let candle: Candle

  /// - Parameter besides: where candles of symbols are that the session did not trade.
  init(
    _ session: SessionIdentity, _ bar: JournalledBar, _ symbol: String, _ besides: SeriesOptions
  ) throws {
    self.bar = bar
    let source = SourceText(name: session.strategyTitle, session.strategySource)
    let parameters = try CanonicalJSON.decode([String: Double].self, from: session.parameters)
    guard let strategy = compile(source, overrides: parameters).strategy,
      let series = try? SeriesProgram(strategy, fuses: false), let candle = bar.candles.last
    else {
      throw CommandError(
        .journalDisagrees, "this version of strat does not understand the journal's strategy",
        help: "read it with version \(session.engineVersion)")
    }
    self.strategy = strategy
    self.candle = candle
    let configuration = try CanonicalJSON.decode(
      SessionConfiguration.self, from: session.configuration)
    func frame(_ symbol: String, _ candles: [Candle]) -> Frame {
      let length = configuration.intervals?[symbol].map { Interval.fixed(milliseconds: $0) }
      return Frame(symbol: symbol, candles, interval: length)
    }
    let interval = strategy.intervalMilliseconds.map { Interval.fixed(milliseconds: $0) }
    do {
      var own = frame(symbol, bar.candles)
      var others = try besides.otherSeries()
      others.add(own)
      for (name, candles) in bar.others.sorted(by: { $0.key < $1.key }) {
        others.add(frame(name, candles))
      }
      let joined = try besides.joinedColumns(for: symbol)
      for input in series.inputs where own.columnIndex(input.name) == nil {
        guard joined.contains(input.name) else {
          throw CommandError(
            .missingColumn, "the journal keeps prices and volume, not the column '\(input.name)'",
            help: "ask with `strat repl --data FILE` and `:why`")
        }
      }
      try joined.join(series.inputs, to: &own, interval: interval)
      let values = try BarValues(
        series, over: own, row: own.rowCount - 1, interval: interval, others: others)
      let explainer = Explainer(strategy, values)
      explanations = strategy.outputs.map(explainer.explain)
    } catch let error as SeriesError {
      throw CommandError(error)
    }
    try checkAgainstJournal()
  }

  /// One meaning: what is computed now must be what was decided on then.
  private func checkAgainstJournal() throws {
    guard let decision = bar.decision else { return }
    for explanation in explanations {
      let then: Bool?
      switch explanation.role {
      case .entry(.long): then = decision.verdict.entryLong
      case .entry(.short): then = decision.verdict.entryShort
      case .exit(.long): then = decision.verdict.exitLong
      case .exit(.short): then = decision.verdict.exitShort
      case .entryPrice, .stop, .target, .size, .formula: continue
      }
      let now: Bool?
      switch explanation.root.value {
      case .truth(.true): now = true
      case .truth(.false): now = false
      case .truth(.na), .number: now = nil
      }
      if now != then {
        throw CommandError(
          .journalDisagrees,
          "\(explanation.role.title) is computed as \(Self.word(now)) now, but the journal says "
            + Self.word(then),
          help: "the journal was changed, or another version of strat wrote it")
      }
    }
  }

  /// ` at stop 1.1295`, and nothing for an order at the market.
  private static func waiting(_ order: Order) -> String {
    guard let price = order.triggerPrice else { return "" }
    switch order {
    case .open(let open): return " at \(open.trigger?.kind.rawValue ?? "") \(price)"
    case .reduce(let reduce):
      switch reduce.trigger {
      case .market: return ""
      case .stop: return " at stop \(price)"
      case .target: return " at limit \(price)"
      }
    }
  }

  private static func word(_ truth: Bool?) -> String { truth.map { "\($0)" } ?? "na" }

  var text: String {
    let short = BarExplanation.short
    var text = "\(bar.decision?.symbol ?? "") \(candle.time)  bar \(bar.index)"
    text += "  open \(short(candle.open))  high \(short(candle.high))  low \(short(candle.low))"
    text += "  close \(short(candle.close))\n"
    text += decisionText
    for explanation in explanations {
      text += "\n\(explanation.role.title): \(BarExplanation.show(explanation.root.value))\n"
      for line in explanation.lines() { text += "  \(line)\n" }
      let blockers = explanation.blockers.filter { $0.text != explanation.root.text }
      if !blockers.isEmpty {
        text += "  not true because of: "
        text += blockers.map { part in
          part.text + (part.distance.map { " (\($0))" } ?? "")
            + (part.value.isMissing ? " (na)" : "")
        }.joined(separator: "; ")
        text += "\n"
      }
    }
    return text
  }

  private var position: String {
    if bar.held.isZero { return "none, so only entry rules count" }
    return bar.held.isNegative
      ? "short \(bar.held.magnitude), so the exit and the other side's entry count"
      : "long \(bar.held), so the exit and the other side's entry count"
  }

  private var decisionText: String {
    guard let decision = bar.decision else {
      return "decision: none in the journal yet: the session was stopped on this bar\n"
    }
    var text = "decision: \(decision.outcome.rawValue)"
    if let reason = decision.reason {
      text += ", stopped by the \(reason.gate.rawValue) gate\n  \(reason)"
    }
    text += "\n"
    text += "  position at the close: \(position)\n"
    for report in bar.reports {
      if case .filled(let fill) = report {
        text += "  filled: \(fill.action.rawValue) \(fill.quantity) at \(fill.price)"
        text += ", fee \(fill.fee) (\(fill.orderID))\n"
      }
    }
    for effect in bar.effects {
      switch effect {
      case .submit(let order):
        text += "  sent: \(order.action.rawValue) \(order.quantity)\(Self.waiting(order))"
        text += " (\(order.id))\n"
      case .trade(let trade):
        text += "  closed: \(trade.side.rawValue), profit \(trade.profit)\n"
      case .note(let note): text += "  note: \(note)\n"
      case .payment(let payment):
        text += "  \(payment.kind.rawValue): \(payment.amount)"
        text += " at \(payment.rate)\(payment.kind == .funding ? "" : " a year")\n"
      case .card(let card):
        text += "  asked: \(card.action.rawValue) \(card.side.rawValue) \(card.quantity)"
        text += " at \(card.price), to be confirmed before \(card.expiresAt) (\(card.id))\n"
      case .cardEnded(let end):
        text += "  \(end.outcome.rawValue): \(end.id)"
        text += (end.reason.map { "\n    \($0)" } ?? "") + "\n"
      case .signal, .cancel, .decision, .state: continue
      }
    }
    return text
  }
}
