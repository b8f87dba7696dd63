package import StratTrading

/// What makes a session take less upon itself.
package enum DegradationCause: String, Codable, Hashable, Sendable, CaseIterable {
  /// What became of orders was unclear again and again.
  case unclearOutcomes
  /// The venue holds, or has among its orders, what nobody here can explain.
  case reconciliation
  /// Evaluating a candle took longer than the candle.
  case evaluationOverBudget
  case journalFailed
  /// The runner had to be started again more than once.
  case runnerFailed
  /// The venue's terms are not those the session was started with.
  case instrumentChanged

  /// For people.
  package var title: String {
    switch self {
    case .unclearOutcomes: "repeated unclear outcomes"
    case .reconciliation: "the venue differs"
    case .evaluationOverBudget: "evaluation takes longer than a candle"
    case .journalFailed: "the journal could not be written"
    case .runnerFailed: "the session had to be started again repeatedly"
    case .instrumentChanged: "an instrument changed"
    }
  }
}

/// Says what a session is told when there is reason to trust it less.
package protocol DegradationPolicy: Sendable {
  func command(for cause: DegradationCause, _ detail: String, in mode: TradingMode) -> Command?
}

/// From everything to giving up exposure only, until a person resumes.
package struct ReduceWhenDegraded: DegradationPolicy {
  package init() {}

  package func command(
    for cause: DegradationCause, _ detail: String, in mode: TradingMode
  ) -> Command? {
    switch mode {
    case .active, .reducing: .degrade(to: .reducing, reason: "degraded: \(cause.title): \(detail)")
    // There is nothing less.
    case .halted: nil
    }
  }
}
