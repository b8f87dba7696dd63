package import StratLanguage
import StratTrading

extension BacktestResult {
  /// How often each limit that is set has stopped or cut something.
  package var firings: [RiskSettingName: Int] {
    var holds: [Hold.Kind: Int] = [:]
    var before: Set<Hold.Kind> = []
    for change in stateChanges {
      let now = Set(change.holds.map(\.kind))
      for kind in now.subtracting(before) { holds[kind, default: 0] += 1 }
      before = now
    }
    var firings: [RiskSettingName: Int] = [:]
    for name in configuration.limits.made {
      firings[name] =
        switch name.firing {
        case .holds(let kind): holds[kind] ?? 0
        case .blocks(let code): blocked.count { $0.reason.code == code }
        case .cuts(let cap): cuts[cap] ?? 0
        }
    }
    return firings
  }
}
