import StratSyntax

extension Checker {
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
      if let unit = setting.unit, !name.takes(unit) {
        report(.riskUnit(setting.name, example: name.example, typed.span), scope)
        continue
      }
      switch name {
      case .maxPositions: rules.maxPositions = count(typed, name, scope)
      case .maxPositionSize: rules.maxPositionSize = amount(typed, name, scope)
      case .maxDailyLoss: rules.maxDailyLoss = amount(typed, name, scope)
      case .maxDrawdown: rules.maxDrawdown = amount(typed, name, scope)
      case .maxLoss24h: rules.maxLoss24h = amount(typed, name, scope)
      case .maxLossStreak: rules.maxLossStreak = count(typed, name, scope)
      case .maxOrderNotional: rules.maxOrderNotional = amount(typed, name, scope)
      case .maxOrdersPerMinute: rules.maxOrdersPerMinute = count(typed, name, scope)
      case .maxAccountExposure: rules.maxAccountExposure = amount(typed, name, scope)
      case .marginRatioThreshold: rules.marginRatioThreshold = amount(typed, name, scope)
      case .healthFactorThreshold: rules.healthFactorThreshold = amount(typed, name, scope)
      }
    }
    return rules
  }

  private mutating func count(
    _ typed: Typed, _ name: RiskSettingName, _ scope: Scope
  ) -> Int? {
    guard case .count(let most) = name.kind else { return nil }
    return constantInteger(typed, what: "`\(name.rawValue)`", in: 1...most, scope)
  }

  /// A value that is no count: of the right dimension, and in its range.
  private mutating func amount(
    _ typed: Typed, _ name: RiskSettingName, _ scope: Scope
  ) -> Double? {
    let what = "`\(name.rawValue)`"
    guard let (_, actual) = number(typed, in: what, scope),
      let value = constant(typed, what: what, scope)
    else { return nil }
    let dimension: Dimension
    let range: (above: Double, most: Double)
    let must: String
    switch name.kind {
    case .fraction(let most, _):
      dimension = .ratio
      range = (0, most)
      must = "above 0% and at most \((most * 100).written)%"
    case .money(let most):
      dimension = .money
      range = (0, most)
      must = "above 0 and at most \(most.written)"
    case .number(let above, let most):
      dimension = .ratio
      range = (above, most)
      must = "above \(above.written) and at most \(most.written)"
    case .count: return nil
    }
    guard Dimension.unified(dimension, actual) != nil else {
      report(.wrongDimension(actual, typed.span, wanted: dimension, by: what), scope)
      return nil
    }
    if case .fraction = name.kind, value > 1, actual == .any {
      report(.likelyPercent(typed.span, value: value), scope)
      return nil
    }
    guard value > range.above, value <= range.most else {
      report(.outOfRange(typed.span, what: what, must: must, value: value), scope)
      return nil
    }
    return value
  }
}
