package import StratMarket

/// How close an account is to being closed out by its venue; `nil` is not known or not there.
package struct AccountHealth: Codable, Hashable, Sendable {
  /// The share of its margin an account uses: it is closed out at 1.
  package var marginRatio: FixedDecimal?
  /// What a loan's security is worth beside the loan: it is closed out at 1.
  package var healthFactor: FixedDecimal?

  package init(marginRatio: FixedDecimal? = nil, healthFactor: FixedDecimal? = nil) {
    self.marginRatio = marginRatio
    self.healthFactor = healthFactor
  }
}

/// What the other sessions of the account hold.
package struct OtherSessions: Codable, Hashable, Sendable {
  /// The worth of their positions and pending entries, without signs.
  package var exposure: Money
  package var equity: Money

  package init(exposure: Money, equity: Money) {
    self.exposure = exposure
    self.equity = equity
  }

  package static let none = OtherSessions(exposure: .zero, equity: .zero)
}

/// What is so around a session, beside its candles and its orders.
package enum Circumstance: Hashable, Sendable {
  /// The time, so that cards expire; days and windows of losses go by the candles alone.
  case clock(Timestamp)
  case health(AccountHealth)
  case others(OtherSessions)
}
