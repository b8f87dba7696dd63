/// What has to be so before a strategy may trade live.
package struct Prerequisite: Hashable, Sendable {
  package enum Subject: String, Hashable, Sendable, CaseIterable {
    case backtest
    case paperDays = "paper_days"
    case paperParity = "paper_parity"
    case risk
    case broker

    /// For people.
    package var title: String {
      switch self {
      case .backtest: "backtest"
      case .paperDays: "paper days"
      case .paperParity: "paper parity"
      case .risk: "risk"
      case .broker: "broker"
      }
    }
  }

  /// Why one is not met.
  package enum Code: String, Hashable, Sendable, CaseIterable {
    case noBacktest = "V0201"
    case sharpeTooLow = "V0202"
    case backtestOfOtherMeaning = "V0203"
    case noPaperSession = "V0204"
    case tooFewPaperDays = "V0205"
    case paperOfOtherMeaning = "V0206"
    case noParity = "V0207"
    case riskNotConfigured = "V0208"
    case noBroker = "V0209"
    case unknownBroker = "V0210"
    case brokerCannot = "V0211"
    case otherEngine = "V0212"
    /// No prerequisite by itself: a warning.
    case limitNeverFired = "V0213"
  }

  /// Why it is not met, and what to do next.
  package struct Failure: Hashable, Sendable {
    package var code: Code
    package var next: String
    /// What changed since evidence was filed for another meaning.
    package var changes: [MeaningChange] = []

    init(_ code: Code, next: String, changes: [MeaningChange] = []) {
      self.code = code
      self.next = next
      self.changes = changes
    }
  }

  package var subject: Subject
  /// What was found, and what is wanted.
  package var value: String
  package var threshold: String
  /// Where the value comes from.
  package var detail: String?
  package var failure: Failure?

  package var isMet: Bool { failure == nil }
}

/// How much evidence is enough.
package struct LiveThresholds: Hashable, Sendable {
  /// The Sharpe ratio of the latest backtest has to be above this.
  package var sharpe = 1.0
  package var paperDays = 5

  package init() {}
}
