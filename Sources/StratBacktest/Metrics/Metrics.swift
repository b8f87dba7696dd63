import StratMarket
import StratSyntax
import StratTrading

/// The figures of a backtest; `docs/backtesting.md` has the formula of each.
///
/// `nil` is "cannot be said": no trades, no spread, not two days.
package struct Metrics: Sendable {
  package let start: Int64
  package let end: Int64
  package let years: Double
  package let initial: Double
  package let final: Double
  /// Returns as fractions.
  package let totalReturn: Double
  package let annualReturn: Double?
  package let volatility: Double?
  package let sharpe: Double?
  package let sortino: Double?
  package let calmar: Double?
  package let drawdown: Drawdown
  /// Share of bars on which something was held.
  package let exposure: Double
  package let trades: Int
  package let winRate: Double?
  /// What winners earned for each unit that losers lost.
  package let profitFactor: Double?
  /// Mean profit of a trade, in money and as a fraction of what was paid.
  package let expectancy: Double?
  package let expectedShare: Double?
  package let averageBars: Double?
  package let meanAdverse: Double?
  package let meanFavourable: Double?
  package let bestTrade: Double?
  package let worstTrade: Double?
  /// What was traded a year, as a multiple of the mean equity.
  package let turnover: Double?
  package let fees: Double
  package let holdReturn: Double?
  /// Daily returns against those of holding the first symbol.
  package let alpha: Double?
  package let beta: Double?
  /// The probability that the Sharpe ratio is above zero, and above what luck makes of the trials.
  package let sharpeProbability: Double?
  package let deflatedSharpe: Double?
  package let trials: Int
  /// Of the daily returns.
  package let sample: Sample
  package let monthly: MonthlyReturns

  package init(_ result: BacktestResult, trials: Int = 1) {
    let curve = result.curve
    let account = CurveFigures(curve, from: result.configuration.initialCash.double)
    self.trials = trials
    initial = account.initial
    final = account.final
    start = curve.times.first ?? 0
    end = curve.times.last ?? 0
    let daily = account.daily
    monthly = MonthlyReturns(daily, from: initial)
    let fall = account.drawdown
    drawdown = fall
    let figures = ReturnFigures(
      initial: initial, final: final, start: start, end: end, daily: daily, depth: fall.depth)
    years = figures.years
    totalReturn = figures.totalReturn
    annualReturn = figures.annualReturn
    volatility = figures.volatility
    sharpe = figures.sharpe
    sortino = figures.sortino
    calmar = figures.calmar
    sample = figures.sample
    exposure = curve.times.isEmpty ? 0 : Double(account.held) / Double(curve.times.count)
    sharpeProbability = Self.said(
      SharpeEvidence.probability(of: figures.ratio, above: 0, figures.sample))
    deflatedSharpe = Self.said(
      SharpeEvidence.deflated(figures.ratio, figures.sample, trials: trials))

    var tally = TradeTally()
    for record in result.trades { tally.add(record.trade.profit.double) }
    trades = tally.count
    let count = Double(tally.count)
    winRate = tally.winRate
    profitFactor = tally.profitFactor
    expectancy = tally.expectancy
    let shares = result.trades.map(\.profitShare)
    expectedShare = Self.said(shares.reduce(0, +) / count)
    bestTrade = shares.max()
    worstTrade = shares.min()
    averageBars = Self.said(Double(result.trades.reduce(0) { $0 + $1.bars }) / count)
    meanAdverse = Self.said(result.trades.reduce(0) { $0 + $1.adverse } / count)
    meanFavourable = Self.said(result.trades.reduce(0) { $0 + $1.favourable } / count)
    let mean = account.sum / Double(curve.times.count)
    turnover = Self.said(result.turnover / mean / years)
    fees = result.summary.fees.double

    let market = result.series[0]
    let rows = result.rows[0]
    let first = rows.lazy.map { market.close[$0] }.first { $0 == $0 }
    let last = rows.reversed().lazy.map { market.close[$0] }.first { $0 == $0 }
    holdReturn = first.flatMap { first in last.flatMap { Self.said($0 / first - 1) } }
    let fit = Regression(
      of: daily, from: initial,
      on: DailyEquity(market.frame.times, market.close, rows: rows))
    beta = fit.flatMap { Self.said($0.slope) }
    alpha = fit.flatMap { Self.said($0.intercept * daily.daysPerYear) }
  }

  private static func said(_ value: Double) -> Double? { ReturnFigures.said(value) }
}
