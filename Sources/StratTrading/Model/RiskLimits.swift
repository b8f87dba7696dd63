package import StratLanguage
package import StratMarket

/// The limits on new exposure; `nil` is no limit.
package struct RiskLimits: Codable, Hashable, Sendable {
  package var maxPositions: Int?
  /// Largest position at entry, as a fraction of equity.
  ///
  /// A larger size is cut down to it.
  package var maxPositionSize: FixedDecimal?
  /// Largest loss of a day (UTC), as a fraction of the equity it began with.
  package var maxDailyLoss: FixedDecimal?
  /// Largest fall from the highest equity, as a fraction of it.
  package var maxDrawdown: FixedDecimal?
  /// Largest fall from the highest equity of the last 24 hours, as a fraction of it.
  package var maxLoss24h: FixedDecimal?
  /// Losing trades in a row.
  package var maxLossStreak: Int?
  /// Largest worth of an order that opens; a larger one is refused.
  package var maxOrderNotional: Money?
  /// Orders that open within a minute.
  package var maxOrdersPerMinute: Int?
  /// Largest worth of all that the sessions of the account hold, as a fraction of their equity.
  package var maxAccountExposure: FixedDecimal?
  /// The margin ratio from which on nothing is opened.
  package var marginRatioThreshold: FixedDecimal?
  /// The health factor down from which nothing is opened.
  package var healthFactorThreshold: FixedDecimal?
  /// How long ago a bar may have been over when it is received, in milliseconds.
  package var maxBarAge: Int64?

  package init(
    maxPositions: Int? = nil, maxPositionSize: FixedDecimal? = nil,
    maxDailyLoss: FixedDecimal? = nil, maxDrawdown: FixedDecimal? = nil
  ) {
    self.maxPositions = maxPositions
    self.maxPositionSize = maxPositionSize
    self.maxDailyLoss = maxDailyLoss
    self.maxDrawdown = maxDrawdown
  }

  /// The limits of a strategy's `risk` block.
  package init(_ rules: RiskRules) throws(DecimalError) {
    maxPositions = rules.maxPositions
    maxPositionSize = try Self.exact(rules.maxPositionSize)
    maxDailyLoss = try Self.exact(rules.maxDailyLoss)
    maxDrawdown = try Self.exact(rules.maxDrawdown)
    maxLoss24h = try Self.exact(rules.maxLoss24h)
    maxLossStreak = rules.maxLossStreak
    maxOrderNotional = try Self.exact(rules.maxOrderNotional).map(Money.init)
    maxOrdersPerMinute = rules.maxOrdersPerMinute
    maxAccountExposure = try Self.exact(rules.maxAccountExposure)
    marginRatioThreshold = try Self.exact(rules.marginRatioThreshold)
    healthFactorThreshold = try Self.exact(rules.healthFactorThreshold)
  }

  private static func exact(_ value: Double?) throws(DecimalError) -> FixedDecimal? {
    guard let value else { return nil }
    return try FixedDecimal(value)
  }

  /// Whether some limit is measured on the equity of every bar.
  package var watchEquity: Bool {
    maxDailyLoss != nil || maxDrawdown != nil || maxLoss24h != nil
  }

  var problems: [String] {
    var found: [String] = []
    let counts = [
      ("max_positions", maxPositions), ("max_loss_streak", maxLossStreak),
      ("max_orders_per_minute", maxOrdersPerMinute),
    ]
    for case (let name, let value?) in counts where value < 1 {
      found.append("\(name) must be 1 or more")
    }
    let fractions = [
      ("max_position_size", maxPositionSize), ("max_daily_loss", maxDailyLoss),
      ("max_drawdown", maxDrawdown), ("max_loss_24h", maxLoss24h),
      ("max_order_notional", maxOrderNotional?.exact),
      ("max_account_exposure", maxAccountExposure),
      ("margin_ratio_threshold", marginRatioThreshold),
      ("health_factor_threshold", healthFactorThreshold),
    ]
    for case (let name, let value?) in fractions where !value.isPositive {
      found.append("\(name) must be above zero")
    }
    if let maxBarAge, maxBarAge < 1 { found.append("the age of a bar must be above zero") }
    return found
  }
}
