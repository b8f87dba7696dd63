/// What trades came to together, added up in the order in which they closed.
struct TradeTally: Hashable, Sendable {
  private(set) var count = 0
  private(set) var wonCount = 0
  private(set) var won = 0.0
  private(set) var lost = 0.0
  private(set) var total = 0.0

  @inline(__always)
  mutating func add(_ profit: Double) {
    count += 1
    if profit > 0 {
      wonCount += 1
      won += profit
    }
    if profit < 0 { lost += profit }
    total += profit
  }

  var winRate: Double? { ReturnFigures.said(Double(wonCount) / Double(count)) }
  var profitFactor: Double? { ReturnFigures.said(won / -lost) }
  var expectancy: Double? { ReturnFigures.said(total / Double(count)) }
}
