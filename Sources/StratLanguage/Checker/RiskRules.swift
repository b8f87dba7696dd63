import StratSyntax

/// The settings of a `risk` block, each stated once with its range.
package enum RiskSettingName: String, CaseIterable, Sendable {
  case maxPositions = "max_positions"
  case maxPositionSize = "max_position_size"
  case maxDailyLoss = "max_daily_loss"
  case maxDrawdown = "max_drawdown"
  case maxLoss24h = "max_loss_24h"
  case maxLossStreak = "max_loss_streak"
  case maxOrderNotional = "max_order_notional"
  case maxOrdersPerMinute = "max_orders_per_minute"
  case maxAccountExposure = "max_account_exposure"
  case marginRatioThreshold = "margin_ratio_threshold"
  case healthFactorThreshold = "health_factor_threshold"

  /// What the value of a setting is.
  enum Kind: Hashable, Sendable {
    case count(most: Int)
    /// A percentage; above nothing, and at most so much.
    case fraction(most: Double, ofEquity: Bool)
    case money(most: Double)
    /// A plain number.
    case number(above: Double, most: Double)
  }

  /// A position may be leveraged, a loss is at most all; an account is closed out at a health
  /// factor of 1.
  var kind: Kind {
    switch self {
    case .maxPositions: .count(most: 1_000_000)
    case .maxLossStreak: .count(most: 1_000)
    case .maxOrdersPerMinute: .count(most: 100_000)
    case .maxPositionSize, .maxAccountExposure: .fraction(most: 10, ofEquity: true)
    case .maxDailyLoss, .maxDrawdown, .maxLoss24h: .fraction(most: 1, ofEquity: true)
    case .marginRatioThreshold: .fraction(most: 1, ofEquity: false)
    case .maxOrderNotional: .money(most: 1e15)
    case .healthFactorThreshold: .number(above: 1, most: 100)
    }
  }

  package var example: String {
    switch self {
    case .maxPositions: "max_positions 5"
    case .maxPositionSize: "max_position_size 10% of equity"
    case .maxDailyLoss: "max_daily_loss 5%"
    case .maxDrawdown: "max_drawdown 20%"
    case .maxLoss24h: "max_loss_24h 8%"
    case .maxLossStreak: "max_loss_streak 5"
    case .maxOrderNotional: "max_order_notional 20000"
    case .maxOrdersPerMinute: "max_orders_per_minute 6"
    case .maxAccountExposure: "max_account_exposure 150%"
    case .marginRatioThreshold: "margin_ratio_threshold 80%"
    case .healthFactorThreshold: "health_factor_threshold 1.5"
    }
  }

  /// Whether a value of this setting may carry a unit.
  func takes(_ unit: SizeUnit) -> Bool {
    switch (kind, unit) {
    case (.fraction(_, ofEquity: true), .equity), (.money, .cash): true
    case (.fraction, _), (.money, _), (.count, _), (.number, _): false
    }
  }
}

/// The numbers of a `risk` block; `nil` where the file says nothing.
package struct RiskRules: Hashable, Sendable {
  package var maxPositions: Int?
  /// Fraction of equity.
  package var maxPositionSize: Double?
  /// Fraction of the equity at the start of the day.
  package var maxDailyLoss: Double?
  /// Fraction of the highest equity so far.
  package var maxDrawdown: Double?
  /// Fraction of the highest equity of the last 24 hours.
  package var maxLoss24h: Double?
  package var maxLossStreak: Int?
  package var maxOrderNotional: Double?
  package var maxOrdersPerMinute: Int?
  /// Fraction of the equity of all sessions.
  package var maxAccountExposure: Double?
  package var marginRatioThreshold: Double?
  package var healthFactorThreshold: Double?

  package init() {}

  /// The value of a setting, fractions as such.
  package subscript(name: RiskSettingName) -> Double? {
    switch name {
    case .maxPositions: maxPositions.map(Double.init)
    case .maxPositionSize: maxPositionSize
    case .maxDailyLoss: maxDailyLoss
    case .maxDrawdown: maxDrawdown
    case .maxLoss24h: maxLoss24h
    case .maxLossStreak: maxLossStreak.map(Double.init)
    case .maxOrderNotional: maxOrderNotional
    case .maxOrdersPerMinute: maxOrdersPerMinute.map(Double.init)
    case .maxAccountExposure: maxAccountExposure
    case .marginRatioThreshold: marginRatioThreshold
    case .healthFactorThreshold: healthFactorThreshold
    }
  }

  /// The value of a setting as it is written in a file, without its name.
  package func written(_ name: RiskSettingName) -> String? {
    guard let value = self[name] else { return nil }
    switch name.kind {
    case .count, .money, .number: return value.written
    // Whole numbers stay whole, though hundredths are not exact.
    case .fraction: return ((value * 1e6).rounded() / 1e4).written + "%"
    }
  }

  /// The settings made, in the order they are listed.
  package var made: [RiskSettingName] { RiskSettingName.allCases.filter { self[$0] != nil } }
}
