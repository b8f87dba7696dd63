import StratBacktest
import StratMarket
import StratREPL
import StratStore
import StratSyntax
import StratTrading

/// What a backtest comes to, as a table and as JSON.
struct BacktestReport {
  let result: BacktestResult
  let metrics: Metrics
  let frames: [Frame]
  /// What it was filed as.
  var filed: FiledRun?

  private var configuration: SessionConfiguration { result.configuration }
  private var currency: String { configuration.instruments.first?.currency ?? "" }

  var text: String {
    var rows: [(String, String)] = []
    rows.append(
      ("strategy", "\(configuration.strategyTitle)  [\(configuration.strategyHash.prefix(12))]"))
    for (frame, range) in zip(frames, result.rows) {
      rows.append(("candles", TimeText.heading(frame, rows: range)))
    }
    rows.append(("signals", signals))
    rows.append(("fills", "\(result.fills.count), open at the end \(result.open.count)"))
    if let bounds = result.bounds { rows.append(("both ways", bounds.text)) }
    if let payments = result.summary.payments {
      rows.append(("payments", "\(FigureText.money(payments.double)) \(currency) for holding"))
    }
    for entry in FigureTable.entries(metrics, currency: currency) {
      rows.append((entry.name, entry.text))
    }
    if let filed { rows.append(("filed", filed.shortID)) }
    var text = "Backtest\n" + Self.aligned(rows)
    text += "\nReturns by month, in per cent\n" + months
    if !result.blocked.isEmpty { text += "\nSignals that did not become a trade\n" + blocked }
    text += "\nAssumed\n"
    text += Self.aligned(Assumptions.lines(configuration).map { ($0.name, $0.text) })
    return text
  }

  private static func aligned(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, value in
      "  \(name)\(String(repeating: " ", count: width - name.count))  \(value)\n"
    }.joined()
  }

  private var signals: String {
    let entered = result.summary.signals
    return "\(entered) acted on, \(result.blocked.count) blocked"
  }

  private var months: String {
    let names = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "year",
    ]
    var table = TextTable(
      [("", .left)] + names.map { (title: $0, alignment: TextTable.Alignment.right) })
    for year in metrics.monthly.years {
      let cells = (1...12).map { month in
        metrics.monthly.months.first { $0.year == year && $0.month == month }
          .map { FigureText.fixed($0.value * 100, 1) } ?? ""
      }
      table.add(["  \(year)"] + cells + [FigureText.fixed(metrics.monthly.year(year) * 100, 1)])
    }
    return table.text(Palette(isColoured: false))
  }

  private var blocked: String {
    var counts: [GateReason.Code: Int] = [:]
    for signal in result.blocked { counts[signal.reason.code, default: 0] += 1 }
    let rows = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
    return Self.aligned(
      rows.map { code, count in ("\(count)", "\(code.rawValue) \(code)") })
  }

  var json: String {
    JSONValue.object([
      ("strategy", .string(configuration.strategyTitle)),
      ("hash", .string(configuration.strategyHash)),
      ("symbols", .array(frames.map { .string($0.symbol) })),
      ("start", .string("\(Timestamp(milliseconds: metrics.start))")),
      ("end", .string("\(Timestamp(milliseconds: metrics.end))")),
      ("bars", .integer(result.summary.bars)),
      ("currency", .string(currency)),
      ("figures", .object(Self.figures(metrics))),
      ("bounds", .optional(result.bounds, Self.bounds)),
      ("payments", .number(result.summary.payments?.double ?? 0)),
      ("filed", .optional(filed) { .string($0.id) }),
      ("trades", .array(result.trades.map(Self.trade))),
      ("blocked", .array(result.blocked.map(Self.signal))),
      (
        "assumptions",
        .object(Assumptions.lines(configuration).map { ($0.name, .string($0.text)) })
      ),
      ("fills", .optional(try? configuration.fills.canonicalText(), JSONValue.string)),
    ]).text
  }

  static func figures(_ metrics: Metrics) -> [(String, JSONValue)] {
    func number(_ value: Double?) -> JSONValue { .optional(value, JSONValue.number) }
    return [
      ("initial", .number(metrics.initial)), ("final", .number(metrics.final)),
      ("total_return", .number(metrics.totalReturn)),
      ("annual_return", number(metrics.annualReturn)),
      ("buy_and_hold", number(metrics.holdReturn)),
      ("volatility", number(metrics.volatility)), ("sharpe", number(metrics.sharpe)),
      ("sortino", number(metrics.sortino)), ("calmar", number(metrics.calmar)),
      ("max_drawdown", .number(metrics.drawdown.depth)),
      ("longest_drawdown_bars", .integer(metrics.drawdown.longest)),
      ("exposure", .number(metrics.exposure)), ("trades", .integer(metrics.trades)),
      ("win_rate", number(metrics.winRate)), ("profit_factor", number(metrics.profitFactor)),
      ("expectancy", number(metrics.expectancy)),
      ("mean_trade", number(metrics.expectedShare)), ("best_trade", number(metrics.bestTrade)),
      ("worst_trade", number(metrics.worstTrade)), ("mean_bars", number(metrics.averageBars)),
      ("mae", number(metrics.meanAdverse)), ("mfe", number(metrics.meanFavourable)),
      ("turnover", number(metrics.turnover)), ("fees", .number(metrics.fees)),
      ("alpha", number(metrics.alpha)), ("beta", number(metrics.beta)),
      ("sharpe_probability", number(metrics.sharpeProbability)),
      ("deflated_sharpe", number(metrics.deflatedSharpe)), ("trials", .integer(metrics.trials)),
    ]
  }

  private static func bounds(_ bounds: FillBounds) -> JSONValue {
    func side(_ outcome: FillBounds.Outcome) -> JSONValue {
      .object([
        ("final", .number(outcome.finalEquity.double)), ("trades", .integer(outcome.trades)),
      ])
    }
    return .object([
      ("bars", .integer(bounds.bars)), ("stop", side(bounds.stopFirst)),
      ("target", side(bounds.targetFirst)),
    ])
  }

  private static func trade(_ record: TradeRecord) -> JSONValue {
    let trade = record.trade
    return .object([
      ("symbol", .string(trade.symbol)), ("side", .string(trade.side.rawValue)),
      ("opened", .string("\(trade.openedAt)")), ("entry_price", .string("\(trade.entryPrice)")),
      ("closed", .string("\(trade.closedAt)")), ("exit_price", .string("\(trade.exitPrice)")),
      ("quantity", .string("\(trade.quantity)")), ("profit", .string("\(trade.profit)")),
      ("fees", .string("\(trade.fees)")), ("bars", .integer(record.bars)),
      ("mae", .number(record.adverse)), ("mfe", .number(record.favourable)),
      ("reason", .string(trade.reason?.rawValue ?? "opposite")),
    ])
  }

  private static func signal(_ signal: BlockedSignal) -> JSONValue {
    .object([
      ("symbol", .string(signal.symbol)), ("bar", .integer(signal.bar)),
      ("time", .string("\(signal.time)")), ("code", .string(signal.reason.code.rawValue)),
      ("detail", .string(signal.reason.detail)),
    ])
  }
}
