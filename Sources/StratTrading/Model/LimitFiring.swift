package import StratLanguage

/// How a limit shows that it works.
package enum LimitFiring: Hashable, Sendable {
  /// It stops trading as a whole.
  case holds(Hold.Kind)
  /// It refuses an entry.
  case blocks(GateReason.Code)
  /// It makes an entry smaller.
  case cuts(Decision.Cap)
}

extension RiskSettingName {
  package var firing: LimitFiring {
    switch self {
    case .maxPositions: .blocks(.maxPositionsOpen)
    case .maxPositionSize: .cuts(.maxPositionSize)
    case .maxDailyLoss: .holds(.dailyLoss)
    case .maxDrawdown: .holds(.drawdown)
    case .maxLoss24h: .holds(.rollingLoss)
    case .maxLossStreak: .holds(.lossStreak)
    case .maxOrderNotional: .blocks(.orderTooLarge)
    case .maxOrdersPerMinute: .blocks(.tooManyOrders)
    case .maxAccountExposure: .blocks(.accountExposureReached)
    case .marginRatioThreshold: .holds(.margin)
    case .healthFactorThreshold: .holds(.health)
    }
  }
}

extension RiskLimits {
  /// The limits that are set, in the order they are listed.
  package var made: [RiskSettingName] {
    RiskSettingName.allCases.filter { name in
      switch name {
      case .maxPositions: maxPositions != nil
      case .maxPositionSize: maxPositionSize != nil
      case .maxDailyLoss: maxDailyLoss != nil
      case .maxDrawdown: maxDrawdown != nil
      case .maxLoss24h: maxLoss24h != nil
      case .maxLossStreak: maxLossStreak != nil
      case .maxOrderNotional: maxOrderNotional != nil
      case .maxOrdersPerMinute: maxOrdersPerMinute != nil
      case .maxAccountExposure: maxAccountExposure != nil
      case .marginRatioThreshold: marginRatioThreshold != nil
      case .healthFactorThreshold: healthFactorThreshold != nil
      }
    }
  }
}
