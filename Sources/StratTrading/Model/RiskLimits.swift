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
  }

  private static func exact(_ value: Double?) throws(DecimalError) -> FixedDecimal? {
    guard let value else { return nil }
    return try FixedDecimal(value)
  }

  var problems: [String] {
    var found: [String] = []
    if let maxPositions, maxPositions < 1 { found.append("max_positions must be 1 or more") }
    let fractions = [
      ("max_position_size", maxPositionSize), ("max_daily_loss", maxDailyLoss),
      ("max_drawdown", maxDrawdown),
    ]
    for case (let name, let value?) in fractions where !value.isPositive {
      found.append("\(name) must be above zero")
    }
    return found
  }
}
