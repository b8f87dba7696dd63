import StratMarket
package import StratTrading

/// How far a backtest takes the decisions that a session took on the same candles.
package struct SessionParity: Hashable, Sendable {
  package private(set) var compared = 0
  package private(set) var agreeing = 0
  /// The first decision that is not the same, in words.
  package private(set) var disagreement: String?

  /// Compares decision by decision: outcome, verdict, reason, size caps and orders.
  ///
  /// A decision that only one of the two has counts as one that differs.
  package init(session: [Decision], backtest: [Decision]) {
    compared = max(session.count, backtest.count)
    for (index, decision) in session.enumerated() where index < backtest.count {
      if decision == backtest[index] {
        agreeing += 1
      } else if disagreement == nil {
        disagreement = Self.words(decision, backtest[index])
      }
    }
    if disagreement == nil, session.count != backtest.count {
      disagreement =
        "the session took \(session.count) decisions, the backtest \(backtest.count)"
    }
  }

  private static func words(_ session: Decision, _ backtest: Decision) -> String {
    let place = "\(session.symbol) \(session.time)"
    guard session.symbol == backtest.symbol, session.time == backtest.time else {
      return "\(place): the backtest decided on \(backtest.symbol) \(backtest.time) instead"
    }
    func said(_ decision: Decision) -> String {
      decision.outcome.rawValue + (decision.reason.map { " (\($0.code.rawValue))" } ?? "")
    }
    if said(session) != said(backtest) {
      return "\(place): \(said(session)) in the session, \(said(backtest)) in the backtest"
    }
    if session.verdict != backtest.verdict {
      return "\(place): \(said(session)) in both, on other values of the rules"
    }
    return "\(place): \(said(session)) in both, with other orders"
  }
}
