import StratMarket
import StratTrading

/// Keeps what a backtest's loop does.
struct BacktestObserver: LoopObserver {
  var summary: SessionSummary
  var trades: [ClosedTrade] = []
  var fills: [Fill] = []
  var blocked: [BlockedSignal] = []
  /// Entries that were made smaller, by what did it.
  var cuts: [Decision.Cap: Int] = [:]
  var stateChanges: [StateChange] = []
  var notes: [Note] = []
  var payments: [Payment] = []
  /// What was bought and sold, without signs.
  var turnover = 0.0
  /// Every decision, where they are asked for.
  var keepsDecisions = false
  var decisions: [Decision] = []

  mutating func note(_ report: VenueEvent, at time: Timestamp) {
    summary.count(report)
    if case .filled(let fill) = report {
      fills.append(fill)
      turnover += fill.price.double * fill.quantity.double
    }
  }

  mutating func note(_ effects: [Effect], at time: Timestamp) {
    for effect in effects {
      summary.count(effect)
      switch effect {
      case .trade(let trade): trades.append(trade)
      case .decision(let decision):
        if keepsDecisions { decisions.append(decision) }
        for cap in decision.caps { cuts[cap, default: 0] += 1 }
        guard let reason = decision.reason, decision.outcome.wantedEntry else { continue }
        blocked.append(
          BlockedSignal(
            symbol: decision.symbol, bar: decision.bar, time: decision.time, reason: reason))
      case .state(let change): stateChanges.append(change)
      case .payment(let payment): payments.append(payment)
      case .note(let note): notes.append(note)
      case .submit, .cancel, .signal, .card, .cardEnded: break
      }
    }
  }

  mutating func orderLeaves() {}
}
