import StratMarket
import StratSyntax
import StratTrading

/// A backtest as one HTML file that needs nothing else: no script, no network.
package struct HTMLReport {
  /// A series of the strategy that is drawn over the prices.
  package struct Indicator: Sendable {
    package var name: String
    package var values: [Double]

    package init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  private let result: BacktestResult
  private let metrics: Metrics
  private let source: String
  private let indicators: [Indicator]

  private static let pointsAcross = 540
  private static let tradesShown = 1_000
  private static let signalsShown = 500

  package init(
    _ result: BacktestResult, _ metrics: Metrics, source: String, indicators: [Indicator]
  ) {
    self.result = result
    self.metrics = metrics
    self.source = source
    self.indicators = indicators
  }

  private var currency: String {
    result.configuration.instruments.first?.currency ?? ""
  }

  package var text: String {
    let title = HTMLText.escaped(result.configuration.strategyTitle)
    let symbols = result.series.map(\.frame.symbol).joined(separator: ", ")
    let days = "\(Ticks.day(Double(metrics.start))) to \(Ticks.day(Double(metrics.end)))"
    return """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title): backtest</title>
      <style>
      \(HTMLStyle.text)
      </style>
      </head>
      <body>
      <h1>\(title)</h1>
      <p class="under">\(HTMLText.escaped(symbols)) · \(days) · \(result.summary.bars) bars ·
      meaning <code>\(result.configuration.strategyHash.prefix(12))</code></p>
      \(cards)
      <h2>Equity</h2>
      <p class="key"><span class="own">strategy</span> <span class="hold">buy and hold</span></p>
      \(equityPlot)
      <h2>Drawdown</h2>
      \(drawdownPlot)
      <h2>Prices</h2>
      \(priceKey)
      \(pricePlot)
      <h2>Months</h2>
      \(monthTable)
      <h2>Trades</h2>
      \(tradeTable)
      <h2>Signals that did not become a trade</h2>
      \(blockedTable)
      <h2>Assumptions</h2>
      \(assumptions)
      <h2>Strategy</h2>
      <pre>\(HTMLText.escaped(source))</pre>
      </body>
      </html>

      """
  }

  private var cards: String {
    FigureTable.entries(metrics, currency: currency).map {
      "<div class=\"card\"><b>\(HTMLText.escaped($0.text))</b>"
        + "<span>\(HTMLText.escaped($0.name))</span></div>"
    }.joined(separator: "\n").wrapped(in: "div", "cards")
  }

  private var timeRange: ClosedRange<Double> { Double(metrics.start)...Double(metrics.end) }

  private func points(_ values: [Double]) -> [(time: Double, value: Double)] {
    Thinning.indices(of: values, buckets: Self.pointsAcross).map {
      (Double(result.curve.times[$0]), values[$0])
    }
  }

  private func range(_ values: [[Double]]) -> ClosedRange<Double> {
    var low = Double.infinity
    var high = -Double.infinity
    for value in values.joined() where value == value {
      low = min(low, value)
      high = max(high, value)
    }
    return low <= high ? low...high : 0...1
  }

  /// What the account would be worth had it bought the first symbol at its first close.
  private var hold: [Double] {
    guard result.series.count == 1 else { return [] }
    let closes = Array(result.series[0].close[result.rows[0]])
    guard let first = closes.first(where: { $0 == $0 }), closes.count == result.curve.times.count
    else { return [] }
    return closes.map { metrics.initial * $0 / first }
  }

  private var equityPlot: String {
    let hold = hold
    var plot = Plot(
      height: 260, times: timeRange, values: range([result.curve.equity, hold]),
      label: { FigureText.money($0).withoutDecimals })
    plot.line(points(hold), "hold")
    plot.line(points(result.curve.equity), "own")
    return plot.svg
  }

  private var drawdownPlot: String {
    var best = metrics.initial
    let falls = result.curve.equity.map { value in
      if value > best { best = value }
      return value / best - 1
    }
    let range = range([falls])
    var plot = Plot(
      height: 140, times: timeRange, values: min(range.lowerBound, -0.001)...0,
      label: { FigureText.percent($0, decimals: 1) })
    plot.area(points(falls), from: 0, "fall")
    return plot.svg
  }

  private var priceKey: String {
    let names = indicators.enumerated().map { index, indicator in
      "<span class=\"line\(index % 5)\">\(HTMLText.escaped(indicator.name))</span>"
    }
    return
      ([
        "<span class=\"price\">close</span>", "<span class=\"enter\">▲ entry</span>",
        "<span class=\"leave\">▼ exit</span>",
      ] + names).joined(separator: " ").wrapped(in: "p", "key")
  }

  private var pricePlot: String {
    guard let series = result.series.first else { return "" }
    let rows = result.rows[0]
    let times = series.frame.times
    let closes = Array(series.close[rows])
    func points(_ values: [Double]) -> [(time: Double, value: Double)] {
      Thinning.indices(of: values, buckets: Self.pointsAcross).map {
        (Double(times[rows.lowerBound + $0]), values[$0])
      }
    }
    let drawn = indicators.map { Array($0.values[rows]) }
    let plain = range([closes])
    var plot = Plot(
      height: 320, times: timeRange, values: range([closes] + drawn).clamped(around: plain),
      label: { FigureText.fixed($0, plain.upperBound < 10 ? 4 : 2) })
    for (index, values) in drawn.enumerated() { plot.line(points(values), "line\(index % 5)") }
    plot.line(points(closes), "price")
    let symbol = series.frame.symbol
    for record in result.trades.prefix(Self.tradesShown) where record.trade.symbol == symbol {
      let trade = record.trade
      plot.mark(
        Double(trade.openedAt.milliseconds), trade.entryPrice.double, up: trade.side == .long,
        "enter", "\(trade.openedAt) \(trade.side.rawValue) at \(trade.entryPrice)")
      plot.mark(
        Double(trade.closedAt.milliseconds), trade.exitPrice.double, up: trade.side == .short,
        "leave", "\(trade.closedAt) out at \(trade.exitPrice), \(trade.profit) \(currency)")
    }
    return plot.svg
  }

  private var monthTable: String {
    let names = [
      "", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
      "Dec", "year",
    ]
    var text = "<table class=\"months\"><thead>" + HTMLText.row(names, "th") + "</thead><tbody>\n"
    for year in metrics.monthly.years {
      text += "<tr><td>\(year)</td>"
      for month in 1...12 {
        let value = metrics.monthly.months.first { $0.year == year && $0.month == month }?.value
        text += Self.shaded(value)
      }
      text += Self.shaded(metrics.monthly.year(year)) + "</tr>\n"
    }
    return text + "</tbody></table>\n"
  }

  private static func shaded(_ value: Double?) -> String {
    guard let value else { return "<td></td>" }
    let strength = Int(min(value.magnitude / 0.1, 1) * 40)
    let hue = value < 0 ? 8 : 140
    return "<td style=\"background:hsl(\(hue) 60% \(98 - strength)%)\">"
      + "\(FigureText.fixed(value * 100, 1))</td>"
  }

  private var tradeTable: String {
    guard !result.trades.isEmpty else { return "<p>There was none.</p>\n" }
    let rows = result.trades.prefix(Self.tradesShown).enumerated().map { index, record in
      let trade = record.trade
      return [
        "\(index + 1)", trade.symbol, trade.side.rawValue, "\(trade.openedAt)",
        "\(trade.entryPrice)", "\(trade.closedAt)", "\(trade.exitPrice)", "\(trade.quantity)",
        FigureText.money(trade.profit.double), FigureText.percent(record.profitShare, signed: true),
        "\(record.bars)", FigureText.percent(record.adverse),
        FigureText.percent(record.favourable), trade.reason?.title ?? "entry of the other side",
      ]
    }
    let table = HTMLText.table(
      [
        "#", "symbol", "side", "in", "at", "out", "at", "quantity", "profit", "%", "bars", "MAE",
        "MFE", "why out",
      ], rows)
    return table + Self.more(result.trades.count, Self.tradesShown)
  }

  private static func more(_ count: Int, _ shown: Int) -> String {
    count > shown ? "<p>and \(count - shown) more; `--trades FILE` writes all of them.</p>\n" : ""
  }

  private var blockedTable: String {
    guard !result.blocked.isEmpty else { return "<p>There was none.</p>\n" }
    let rows = result.blocked.prefix(Self.signalsShown).map {
      ["\($0.time)", $0.symbol, $0.reason.code.rawValue, $0.reason.detail]
    }
    return HTMLText.table(["bar", "symbol", "code", "why not"], rows)
      + Self.more(result.blocked.count, Self.signalsShown)
  }

  private var assumptions: String {
    var rows = Assumptions.lines(result.configuration).map { [$0.name, $0.text] }
    if let bounds = result.bounds { rows.append(["both ways", bounds.text]) }
    return HTMLText.table(["", ""], rows)
  }
}

extension String {
  fileprivate func wrapped(in tag: String, _ style: String) -> String {
    "<\(tag) class=\"\(style)\">\(self)</\(tag)>\n"
  }

  fileprivate var withoutDecimals: String { String(prefix { $0 != "." }) }
}

extension ClosedRange<Double> {
  /// Not more than half as much again beyond another range, so that a start far off flattens
  /// nothing.
  fileprivate func clamped(around other: ClosedRange<Double>) -> ClosedRange<Double> {
    let room = (other.upperBound - other.lowerBound) / 2
    return Swift.max(
      lowerBound, other.lowerBound - room)...Swift.min(
        upperBound, other.upperBound + room)
  }
}
