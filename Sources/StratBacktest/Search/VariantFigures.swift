/// The figures of a variant that searches sort by; `docs/backtesting.md` has the formula of each.
package struct VariantFigures: Hashable, Sendable {
  /// The semantic hash of the variant.
  package let meaning: String
  package let final: Double
  package let totalReturn: Double
  package let annualReturn: Double?
  package let sharpe: Double?
  package let sortino: Double?
  package let calmar: Double?
  package let drawdown: Double
  package let exposure: Double
  package let trades: Int
  package let winRate: Double?
  package let profitFactor: Double?
  package let expectancy: Double?

  package init(_ metrics: Metrics, meaning: String) {
    self.meaning = meaning
    final = metrics.final
    totalReturn = metrics.totalReturn
    annualReturn = metrics.annualReturn
    sharpe = metrics.sharpe
    sortino = metrics.sortino
    calmar = metrics.calmar
    drawdown = metrics.drawdown.depth
    exposure = metrics.exposure
    trades = metrics.trades
    winRate = metrics.winRate
    profitFactor = metrics.profitFactor
    expectancy = metrics.expectancy
  }

  /// The same from a ledger.
  init(_ outcome: LedgerOutcome, _ desk: LedgerDesk, meaning: String) {
    self.meaning = meaning
    let figures = ReturnFigures(
      initial: desk.initialCash, final: outcome.final, start: desk.start, end: desk.end,
      daily: DailyEquity(days: desk.days, equity: outcome.daily), depth: outcome.depth)
    final = outcome.final
    totalReturn = figures.totalReturn
    annualReturn = figures.annualReturn
    sharpe = figures.sharpe
    sortino = figures.sortino
    calmar = figures.calmar
    drawdown = outcome.depth
    exposure = Double(outcome.heldRows) / Double(desk.rows.count)
    trades = outcome.tally.count
    winRate = outcome.tally.winRate
    profitFactor = outcome.tally.profitFactor
    expectancy = outcome.tally.expectancy
  }
}

/// What a search wants most of.
package enum Objective: String, CaseIterable, Sendable {
  case sharpe
  case sortino
  case calmar
  case totalReturn = "return"
  case profitFactor = "profit-factor"
  case expectancy
  /// The shallowest deepest fall.
  case drawdown

  /// Higher is better; below everything where it cannot be said.
  package func score(_ figures: VariantFigures) -> Double {
    let value: Double? =
      switch self {
      case .sharpe: figures.sharpe
      case .sortino: figures.sortino
      case .calmar: figures.calmar
      case .totalReturn: figures.totalReturn
      case .profitFactor: figures.profitFactor
      case .expectancy: figures.expectancy
      case .drawdown: -figures.drawdown
      }
    guard let value, value == value else { return -.infinity }
    return value
  }

  /// The variants from best to worst; equals stay in their order.
  package func order(_ figures: [VariantFigures?]) -> [Int] {
    let scores = figures.map { $0.map(score) }
    return figures.indices.filter { scores[$0] != nil }.sorted { left, right in
      let (a, b) = (scores[left] ?? -.infinity, scores[right] ?? -.infinity)
      return a == b ? left < right : a > b
    }
  }
}
