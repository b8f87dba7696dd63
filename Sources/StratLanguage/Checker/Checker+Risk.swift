import StratSyntax

extension Checker {
  /// The settings of a `risk` block, each stated once with its range.
  enum RiskSettingName: String, CaseIterable, Sendable {
    case maxPositions = "max_positions"
    case maxPositionSize = "max_position_size"
    case maxDailyLoss = "max_daily_loss"
    case maxDrawdown = "max_drawdown"

    var example: String {
      switch self {
      case .maxPositions: "max_positions 5"
      case .maxPositionSize: "max_position_size 10% of equity"
      case .maxDailyLoss: "max_daily_loss 5%"
      case .maxDrawdown: "max_drawdown 20%"
      }
    }

    /// The largest fraction that makes sense: a position may be leveraged, a loss is at most all.
    var largestFraction: Double {
      switch self {
      case .maxPositions, .maxDailyLoss, .maxDrawdown: 1
      case .maxPositionSize: 10
      }
    }
  }

  mutating func checkRisk(_ settings: [RiskSetting], _ scope: Scope) -> RiskRules {
    var rules = RiskRules()
    var first: [RiskSettingName: SourceSpan] = [:]
    for setting in settings {
      let typed = evaluate(setting.value, scope)
      guard let name = RiskSettingName(rawValue: setting.name.text) else {
        let known = RiskSettingName.allCases.map(\.rawValue)
        report(
          .unknownRiskSetting(
            setting.name,
            suggestion: nearestMatch(setting.name.text, in: known),
            known: known), scope)
        continue
      }
      if let before = first[name] {
        report(.duplicateStatement(name.rawValue, setting.name.span, first: before), scope)
        continue
      }
      first[name] = setting.name.span
      if let unit = setting.unit, unit != .equity || name == .maxPositions {
        report(.riskUnit(setting.name, example: name.example, typed.span), scope)
        continue
      }
      switch name {
      case .maxPositions:
        rules.maxPositions = constantInteger(
          typed, what: "`max_positions`", in: 1...1_000_000, scope)
      case .maxPositionSize: rules.maxPositionSize = fraction(typed, name, scope)
      case .maxDailyLoss: rules.maxDailyLoss = fraction(typed, name, scope)
      case .maxDrawdown: rules.maxDrawdown = fraction(typed, name, scope)
      }
    }
    return rules
  }

  private mutating func fraction(
    _ typed: Typed, _ name: RiskSettingName, _ scope: Scope
  ) -> Double? {
    let what = "`\(name.rawValue)`"
    guard let (_, actual) = number(typed, in: what, scope),
      let value = constant(typed, what: what, scope)
    else { return nil }
    guard Dimension.unified(.ratio, actual) != nil else {
      report(.wrongDimension(actual, typed.span, wanted: .ratio, by: what), scope)
      return nil
    }
    if value > 1, actual == .any {
      report(.likelyPercent(typed.span, value: value), scope)
      return nil
    }
    guard value > 0, value <= name.largestFraction else {
      let most = (name.largestFraction * 100).written
      report(
        .outOfRange(
          typed.span, what: what, must: "above 0% and at most \(most)%", value: value), scope)
      return nil
    }
    return value
  }
}
