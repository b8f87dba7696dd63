import StratMarket

/// The figures of a backtest with their names, in the order they are shown.
package enum FigureTable {
  package struct Entry: Sendable {
    package let name: String
    package let text: String
  }

  package static func entries(_ metrics: Metrics, currency: String) -> [Entry] {
    func span(_ count: Int) -> String { count == 1 ? "1 bar" : "\(count) bars" }
    var entries: [Entry] = []
    func add(_ name: String, _ text: String) { entries.append(Entry(name: name, text: text)) }
    add("final equity", "\(FigureText.money(metrics.final)) \(currency)")
    add("total return", FigureText.percent(metrics.totalReturn, signed: true))
    add("annual return", FigureText.percent(metrics.annualReturn, signed: true))
    add("buy and hold", FigureText.percent(metrics.holdReturn, signed: true))
    add("volatility", FigureText.percent(metrics.volatility))
    add("Sharpe", FigureText.plain(metrics.sharpe))
    add("Sortino", FigureText.plain(metrics.sortino))
    add("Calmar", FigureText.plain(metrics.calmar))
    add("max drawdown", FigureText.percent(metrics.drawdown.depth))
    add("longest drawdown", span(metrics.drawdown.longest))
    add("exposure", FigureText.percent(metrics.exposure))
    add("trades", "\(metrics.trades)")
    add("win rate", FigureText.percent(metrics.winRate))
    add("profit factor", FigureText.plain(metrics.profitFactor))
    add("expectancy", "\(FigureText.money(metrics.expectancy)) \(currency) a trade")
    add("mean trade", FigureText.percent(metrics.expectedShare, signed: true, decimals: 3))
    add("best trade", FigureText.percent(metrics.bestTrade, signed: true))
    add("worst trade", FigureText.percent(metrics.worstTrade, signed: true))
    add("mean length", metrics.averageBars.map { "\(FigureText.plain($0, 1)) bars" } ?? "–")
    add("mean MAE", FigureText.percent(metrics.meanAdverse))
    add("mean MFE", FigureText.percent(metrics.meanFavourable))
    add("turnover", metrics.turnover.map { "\(FigureText.plain($0, 1)) times a year" } ?? "–")
    add("fees", "\(FigureText.money(metrics.fees)) \(currency)")
    add("alpha", FigureText.percent(metrics.alpha, signed: true))
    add("beta", FigureText.plain(metrics.beta))
    add("P(Sharpe > 0)", FigureText.percent(metrics.sharpeProbability))
    add(
      "deflated Sharpe",
      "\(FigureText.percent(metrics.deflatedSharpe)) of \(metrics.trials) tried")
    return entries
  }
}
