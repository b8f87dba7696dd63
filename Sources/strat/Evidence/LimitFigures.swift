import StratBacktest
import StratLanguage
import StratStore

/// How often limits fired, among the figures that are filed of a run.
enum LimitFigures {
  private static func key(_ name: RiskSettingName) -> String { "fired_" + name.rawValue }

  static func figures(_ result: BacktestResult) -> [String: Double] {
    var figures: [String: Double] = [:]
    for (name, count) in result.firings { figures[key(name)] = Double(count) }
    return figures
  }

  /// How often a limit fired in a run; `nil` where that was not counted.
  static func count(_ name: RiskSettingName, in run: FiledRun) -> Int? {
    run.record.figures[key(name)].map { Int($0) }
  }
}
