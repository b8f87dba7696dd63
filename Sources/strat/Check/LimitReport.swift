import StratLanguage
import StratREPL
import StratStore

/// What the latest filed backtest shows of a strategy's limits: how often each has fired.
///
/// A limit that never did may be wired to nothing, or so wide that it protects from nothing.
struct LimitReport {
  private let rules: RiskRules
  /// The latest backtest of this meaning; `nil` where none is filed.
  private let run: FiledRun?

  /// Without looking for evidence.
  init(_ strategy: CheckedStrategy) {
    rules = strategy.risk
    run = nil
  }

  init(_ strategy: CheckedStrategy, store: EvidenceStore?) throws(EvidenceError) {
    rules = strategy.risk
    if let store, !rules.made.isEmpty {
      run = try store.runs(RunFilter(kind: .backtest, semanticHash: strategy.semanticHash)).first
    } else {
      run = nil
    }
  }

  private func firings(_ name: RiskSettingName) -> Int? {
    run.flatMap { LimitFigures.count(name, in: $0) }
  }

  /// The settings with what is known of each.
  var rows: [[String]] {
    rules.made.map { name in
      var text = rules.written(name) ?? ""
      if let run, let count = firings(name) {
        switch count {
        case 0: text += ", never fired in run \(run.shortID)"
        case 1: text += ", fired once in run \(run.shortID)"
        default: text += ", fired \(count) times in run \(run.shortID)"
        }
      }
      return [name.rawValue, text]
    }
  }

  /// A line for each limit that never fired.
  func warnings(_ file: String) -> [String] {
    guard let run else { return [] }
    return rules.made.filter { firings($0) == 0 }.map { name in
      "warning[\(Prerequisite.Code.limitNeverFired.rawValue)]: \(file): \(name.rawValue) "
        + "\(rules.written(name) ?? ""): never fired in the latest backtest, run \(run.shortID)"
    }
  }

  var json: JSONValue {
    .array(
      rules.made.map { name in
        .object([
          ("name", .string(name.rawValue)), ("value", .number(rules[name] ?? .nan)),
          ("fired", .optional(firings(name)) { .integer($0) }),
          ("run", .optional(firings(name) == nil ? nil : run?.shortID) { .string($0) }),
        ])
      })
  }
}
