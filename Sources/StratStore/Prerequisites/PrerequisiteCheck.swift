package import StratLanguage
import StratSyntax
package import StratTrading

/// Gathers all that has to be so before a strategy may trade live; nothing is left out because
/// something before it failed.
package struct PrerequisiteCheck {
  private let strategy: CheckedStrategy
  private let store: EvidenceStore?
  private let engineVersion: String
  private let thresholds: LiveThresholds
  private let brokers: [Broker]

  /// - Parameters:
  ///   - store: `nil` where nothing was ever filed.
  ///   - brokers: those that orders can be sent to.
  package init(
    _ strategy: CheckedStrategy, store: EvidenceStore?, engineVersion: String,
    thresholds: LiveThresholds = LiveThresholds(), brokers: [Broker] = Broker.known
  ) {
    self.strategy = strategy
    self.store = store
    self.engineVersion = engineVersion
    self.thresholds = thresholds
    self.brokers = brokers
  }

  package func prerequisites(broker: String?) throws(EvidenceError) -> [Prerequisite] {
    let sessions = try evidence(.paper)
    return [
      try backtest(), try paperDays(sessions), try paperParity(sessions), risk,
      self.broker(broker),
    ]
  }

  // MARK: - Evidence

  /// What is filed for this meaning, made by this version; and what else there is.
  private struct Evidence {
    var counting: [FiledRun]
    var otherEngine: FiledRun?
    var otherMeaning: FiledRun?
  }

  private func evidence(_ kind: RunKind) throws(EvidenceError) -> Evidence {
    guard let store else { return Evidence(counting: []) }
    let own = try store.runs(RunFilter(kind: kind, semanticHash: strategy.semanticHash))
    let counting = own.filter { $0.record.inputs.engineVersion == engineVersion }
    // Under the title of the strategy, or where the file was: the one filed last.
    let other = try store.runs(RunFilter(kind: kind)).first {
      $0.record.inputs.semanticHash != strategy.semanticHash
        && ($0.record.title == strategy.title || $0.record.path == strategy.source.name)
    }
    return Evidence(counting: counting, otherEngine: own.first, otherMeaning: other)
  }

  private func changes(since run: FiledRun) -> [MeaningChange] {
    let parameters = try? CanonicalJSON.decode(
      [String: Double].self, from: run.record.inputs.parameters)
    return MeaningChange.between(run.record.source, parameters: parameters ?? [:], and: strategy)
  }

  private func describe(_ run: FiledRun) -> String {
    let symbols = run.record.candles.map(\.symbol).joined(separator: ", ")
    return "run \(run.shortID), \(symbols), \(run.record.start) to \(run.record.end)"
  }

  private func absent(
    _ subject: Prerequisite.Subject, _ evidence: Evidence, threshold: String,
    none: Prerequisite.Code, other: Prerequisite.Code, next: String
  ) -> Prerequisite {
    var result = Prerequisite(subject: subject, value: "none", threshold: threshold)
    if let run = evidence.otherEngine {
      result.detail = "\(describe(run)), by strat \(run.record.inputs.engineVersion)"
      result.failure = Prerequisite.Failure(.otherEngine, next: next)
    } else if let run = evidence.otherMeaning {
      result.detail = "\(describe(run)), does not count: the strategy means something else now"
      result.failure = Prerequisite.Failure(other, next: next, changes: changes(since: run))
    } else {
      result.failure = Prerequisite.Failure(none, next: next)
    }
    return result
  }

  private var file: String { strategy.source.name }

  private func backtest() throws(EvidenceError) -> Prerequisite {
    let evidence = try evidence(.backtest)
    let threshold = "Sharpe above \(Self.plain(thresholds.sharpe))"
    guard let latest = evidence.counting.first else {
      return absent(
        .backtest, evidence, threshold: threshold, none: .noBacktest,
        other: .backtestOfOtherMeaning, next: "strat backtest \(file) --data CANDLES")
    }
    let sharpe = latest.record.figures["sharpe"]
    let tried = try store?.variants(of: strategy.title) ?? 1
    var result = Prerequisite(
      subject: .backtest, value: sharpe.map { "Sharpe \(Self.rounded($0))" } ?? "no Sharpe ratio",
      threshold: threshold)
    result.detail =
      "\(describe(latest)), \(latest.record.trades) trades, \(tried) "
      + (tried == 1 ? "variant" : "variants") + " tried"
    if !(sharpe.map { $0 > thresholds.sharpe } ?? false) {
      result.failure = Prerequisite.Failure(
        .sharpeTooLow,
        next: sharpe == nil
          ? "test it on candles of more days, on which it trades"
          : "improve the rules, or trade something else")
    }
    return result
  }

  private func paperDays(_ evidence: Evidence) throws(EvidenceError) -> Prerequisite {
    let threshold = "\(thresholds.paperDays) days or more"
    guard
      let longest = evidence.counting.max(by: {
        ($0.record.session?.days ?? 0) < ($1.record.session?.days ?? 0)
      }), let session = longest.record.session
    else {
      return absent(
        .paperDays, evidence, threshold: threshold, none: .noPaperSession,
        other: .paperOfOtherMeaning, next: nextOnPaper(evidence))
    }
    var result = Prerequisite(
      subject: .paperDays, value: session.days == 1 ? "1 day" : "\(session.days) days",
      threshold: threshold)
    let uptime =
      session.expectedBars > 0
      ? Double(longest.record.bars) / Double(session.expectedBars) * 100 : 0
    result.detail =
      "\(describe(longest)), \(longest.record.bars) bars evaluated, up \(Self.rounded(uptime)) %"
    if session.days < thresholds.paperDays {
      result.failure = Prerequisite.Failure(
        .tooFewPaperDays,
        next: "go on with it: strat paper \(file) --data CANDLES --journal \(session.journal)")
    }
    return result
  }

  private func nextOnPaper(_ evidence: Evidence) -> String {
    if let journal = evidence.otherEngine?.record.session?.journal {
      return "strat runs file \(journal)"
    }
    return "strat paper \(file) --data CANDLES --journal FILE"
  }

  /// Every session of this meaning counts: one that disagrees is not made good by another.
  private func paperParity(_ evidence: Evidence) throws(EvidenceError) -> Prerequisite {
    let sessions = evidence.counting.compactMap(\.record.session)
    guard !sessions.isEmpty else {
      return absent(
        .paperParity, evidence, threshold: "100 %", none: .noPaperSession,
        other: .paperOfOtherMeaning, next: nextOnPaper(evidence))
    }
    let compared = sessions.reduce(0) { $0 + $1.compared }
    let agreeing = sessions.reduce(0) { $0 + $1.agreeing }
    // Never rounded up to all of them.
    let share = compared > 0 ? (Double(agreeing) / Double(compared) * 10_000).rounded(.down) : 0
    var result = Prerequisite(
      subject: .paperParity, value: "\(Self.rounded(share / 100)) %", threshold: "100 %",
      detail: "\(agreeing) of \(compared) decisions are those of a backtest on the same candles")
    if let run = evidence.counting.first(where: { $0.record.session?.hasParity == false }) {
      result.detail =
        (result.detail ?? "") + "; run \(run.shortID)"
        + (run.record.session?.disagreement.map { ": \($0)" } ?? " has no decisions")
      result.failure = Prerequisite.Failure(
        .noParity, next: "see what differs: strat runs show \(run.shortID)")
    }
    return result
  }

  // MARK: - Settings

  private var risk: Prerequisite {
    let rules = strategy.risk
    let wanted: [RiskSettingName] = [.maxPositions, .maxPositionSize, .maxDailyLoss]
    let set = rules.made.compactMap { name in
      rules.written(name).map { "\(name.rawValue) \($0)" }
    }
    let missing = wanted.filter { rules[$0] == nil }.map(\.rawValue)
    return Prerequisite(
      subject: .risk, value: set.isEmpty ? "none" : set.joined(separator: ", "),
      threshold: wanted.map(\.rawValue).joined(separator: ", "), detail: nil,
      failure: missing.isEmpty
        ? nil
        : Prerequisite.Failure(
          .riskNotConfigured,
          next: "add to the risk block of \(file): \(missing.joined(separator: ", "))"))
  }

  private func broker(_ name: String?) -> Prerequisite {
    let needed = strategy.neededAbilities
    let needs = BrokerAbility.allCases.filter(needed.contains).map(\.title)
    let threshold =
      needs.isEmpty ? "connected" : "connected, able to do " + needs.joined(separator: ", ")
    let known = brokers.map(\.name).joined(separator: ", ")
    var result = Prerequisite(subject: .broker, value: "not connected", threshold: threshold)
    guard let name else {
      result.detail = "no broker is configured"
      result.failure = Prerequisite.Failure(.noBroker, next: "name one with --broker: \(known)")
      return result
    }
    guard let broker = brokers.first(where: { $0.name == name }) else {
      result.detail = "this version of strat knows no broker '\(name)'"
      result.failure = Prerequisite.Failure(
        .unknownBroker, next: "name one that it knows with --broker: \(known)")
      return result
    }
    result.value = "\(broker.name) connected"
    if broker.isSimulated { result.detail = "simulated in the process: no order leaves it" }
    let missing = broker.missing(for: strategy).map(\.title)
    if !missing.isEmpty {
      result.failure = Prerequisite.Failure(
        .brokerCannot,
        next: "choose another broker: \(broker.name) cannot do \(missing.joined(separator: ", "))")
    }
    return result
  }

  /// At most two decimals, never rounded up to a threshold.
  private static func rounded(_ value: Double) -> String {
    plain((value * 100).rounded(.down) / 100)
  }

  private static func plain(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
