package import StratMarket

/// The money of a session, and the marks that its risk limits are measured from.
///
/// Short sales add to the cash and their positions count against it. Two equations hold exactly:
/// `equity = cash + Σ signed quantity × mark` and
/// `equity = initial + realised + unrealised − fees + payments`.
package struct Account: Codable, Hashable, Sendable {
  package let initialCash: Money
  package internal(set) var cash: Money
  /// What closed parts of positions earned before fees.
  package internal(set) var realised: Money = .zero
  package internal(set) var fees: Money = .zero
  /// What holding brought, less what it cost: funding, borrowing, interest.
  package internal(set) var payments: Money = .zero
  /// The value of all positions at their marks, shorts counted below zero, and without signs.
  package private(set) var holdings: Money = .zero
  package private(set) var exposure: Money = .zero
  /// The highest equity since the start, or since the user last lifted a drawdown hold.
  package internal(set) var peakEquity: Money
  /// Days since 1970 (UTC) of the newest event, once there is one.
  package private(set) var day: Int64?
  package internal(set) var dayStartEquity: Money
  /// Trades in a row that have lost, up to the last one.
  package internal(set) var losingTrades = 0
  /// The highest equity since the start, and the deepest fall from it as a fraction.
  package private(set) var highestEquity: Money
  package private(set) var maxDrawdown: FixedDecimal = .zero

  init(initialCash: Money) {
    self.initialCash = initialCash
    cash = initialCash
    peakEquity = initialCash
    highestEquity = initialCash
    dayStartEquity = initialCash
  }

  /// Cash and positions together, at the latest marks.
  package func equity() throws(DecimalError) -> Money { try cash + holdings }

  /// Takes in or gives out money for something that was held.
  mutating func pay(_ amount: Money) throws(DecimalError) {
    cash = try cash + amount
    payments = try payments + amount
  }

  /// The cash that earns interest: not what short sales brought in, and nothing when it is owed.
  func idleCash() throws(DecimalError) -> Money { max(.zero, min(cash, try equity())) }

  /// A symbol's holding went from one value to another.
  mutating func revalue(from old: Money, to new: Money) throws(DecimalError) {
    holdings = try holdings - old + new
    exposure = try exposure - old.magnitude + new.magnitude
  }

  /// Measures equity after a bar against its highest.
  mutating func observeEquity() throws(DecimalError) {
    let equity = try equity()
    peakEquity = max(peakEquity, equity)
    highestEquity = max(highestEquity, equity)
    guard highestEquity.isPositive else { return }
    maxDrawdown = max(maxDrawdown, try (highestEquity - equity) / highestEquity)
  }

  /// Starts the day of a moment unless it has started; says whether it did.
  ///
  /// A day begins with the equity at the marks of the day before, so that a gap over night counts
  /// for the day it shows on.
  mutating func enterDay(of time: Timestamp) throws(DecimalError) -> Bool {
    let (quotient, rest) = time.milliseconds.quotientAndRemainder(dividingBy: 86_400_000)
    let today = rest < 0 ? quotient - 1 : quotient
    if let day, day >= today { return false }
    dayStartEquity = try equity()
    day = today
    return true
  }

  /// Whether the day's loss is at or over a fraction of the equity it began with.
  func lossReached(_ limit: FixedDecimal) throws(DecimalError) -> Bool {
    let loss = try dayStartEquity - equity()
    let allowed = try dayStartEquity * limit
    return loss.isPositive && loss >= allowed
  }

  /// Whether equity has fallen from its peak by a fraction of it or more.
  func drawdownReached(_ limit: FixedDecimal) throws(DecimalError) -> Bool {
    let fall = try peakEquity - equity()
    let allowed = try peakEquity * limit
    return fall.isPositive && fall >= allowed
  }
}
