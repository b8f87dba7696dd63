package import StratMarket

/// What a session has done so far.
package struct SessionSummary: Codable, Hashable, Sendable {
  package internal(set) var bars = 0
  /// Bars by the outcome of their decision.
  package internal(set) var decisions: [String: Int] = [:]
  package internal(set) var signals = 0
  /// Entries that a gate stopped, by reason code.
  package internal(set) var blocked: [String: Int] = [:]
  package internal(set) var orders = 0
  package internal(set) var rejections = 0
  package internal(set) var fills = 0
  package internal(set) var trades = 0
  package internal(set) var winningTrades = 0
  package internal(set) var notes = 0
  package internal(set) var mode: TradingMode = .active
  package internal(set) var initialCash: Money
  package internal(set) var cash: Money
  package internal(set) var equity: Money
  package internal(set) var realised: Money = .zero
  /// What open positions would earn at their marks, before fees.
  package internal(set) var unrealised: Money = .zero
  package internal(set) var fees: Money = .zero
  /// What holding brought, less what it cost; `nil` where there was nothing of the kind.
  package internal(set) var payments: Money?
  package var maxDrawdown: FixedDecimal = .zero
  package internal(set) var openPositions = 0

  package init(initialCash: Money) {
    self.initialCash = initialCash
    cash = initialCash
    equity = initialCash
  }

  /// Counts what came out of an event.
  package mutating func count(_ effect: Effect) {
    switch effect {
    case .submit: orders += 1
    case .cancel, .state, .payment, .card, .cardEnded: break
    case .signal: signals += 1
    case .trade(let trade):
      trades += 1
      if trade.profit.isPositive { winningTrades += 1 }
    case .note: notes += 1
    case .decision(let decision):
      bars += 1
      decisions[decision.outcome.rawValue, default: 0] += 1
      if let reason = decision.reason, decision.outcome.wantedEntry {
        blocked[reason.code.rawValue, default: 0] += 1
      }
    }
  }

  package mutating func count(_ report: VenueEvent) {
    switch report {
    case .filled: fills += 1
    case .rejected: rejections += 1
    case .accepted, .cancelled: break
    }
  }

  /// Counts bars on which no rule that applies was true, some of them because it was `na`.
  package mutating func countQuiet(bars quiet: Int, unknown: Int) {
    guard quiet > 0 else { return }
    bars += quiet
    if unknown > 0 { decisions[Decision.Outcome.unknown.rawValue, default: 0] += unknown }
    if quiet > unknown {
      decisions[Decision.Outcome.nothing.rawValue, default: 0] += quiet - unknown
    }
  }

  /// Takes over what the core knows about money.
  package mutating func update(from core: TradingCore) {
    mode = core.state.mode
    cash = core.account.cash
    // These sums were counted when the core took the last event in; they cannot fail here.
    equity = (try? core.account.equity()) ?? equity
    realised = core.account.realised
    fees = core.account.fees
    payments = core.account.payments.isZero ? nil : core.account.payments
    maxDrawdown = core.account.maxDrawdown
    openPositions = core.books.values.count { $0.position != nil }
    unrealised = (try? core.unrealised()) ?? unrealised
  }
}

extension Decision.Outcome {
  /// Whether a reason beside this outcome is about an entry that a gate stopped.
  package var wantedEntry: Bool {
    switch self {
    case .blocked, .exit: true
    case .nothing, .unknown, .enter, .reverse, .ask: false
    }
  }
}

extension TradingCore {
  /// What all positions would earn at their marks, before fees.
  package func unrealised() throws(DecimalError) -> Money {
    var sum = Money.zero
    for symbol in symbols {
      guard let book = books[symbol], let position = book.position, let mark = book.mark else {
        continue
      }
      sum = try sum + position.unrealised(at: mark)
    }
    return sum
  }
}

/// What one bar brought.
package struct StepSummary: Hashable, Sendable {
  package var symbol: String
  package var bar: Int
  package var decision: Decision?
  package var signals: [Signal] = []
  package var fills: [Fill] = []
  package var trades: [ClosedTrade] = []
  package var stateChanges: [StateChange] = []
  package var notes: [Note] = []
  package var cards: [Card] = []
  package var cardEnds: [CardEnd] = []
  /// Cash and positions after the bar.
  package var equity: Money

  mutating func add(_ effect: Effect) {
    switch effect {
    case .submit, .cancel, .payment: break
    case .signal(let signal): signals.append(signal)
    case .decision(let decision): self.decision = decision
    case .trade(let trade): trades.append(trade)
    case .state(let change): stateChanges.append(change)
    case .note(let note): notes.append(note)
    case .card(let card): cards.append(card)
    case .cardEnded(let end): cardEnds.append(end)
    }
  }
}
