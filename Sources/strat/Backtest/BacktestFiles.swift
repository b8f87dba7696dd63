import StratBacktest
import StratMarket
import StratREPL
import StratSyntax
import StratTrading

/// The files a backtest leaves.
struct BacktestFiles {
  let result: BacktestResult
  let metrics: Metrics

  func write(trades: String?, equity: String?) throws {
    if let trades { try Self.write(tradeLines, to: trades) }
    if let equity { try Self.write(equityLines, to: equity) }
  }

  static func write(_ text: String, to path: String) throws {
    var file = try OutputFile(path: path)
    try file.write(Array(text.utf8))
    try file.finish()
  }

  private var tradeLines: String {
    var text = CSVText.line([
      "symbol", "side", "opened", "entry_price", "closed", "exit_price", "quantity", "profit",
      "profit_share", "fees", "bars", "mae", "mfe", "reason",
    ])
    for record in result.trades {
      let trade = record.trade
      text += CSVText.line([
        trade.symbol, trade.side.rawValue, "\(trade.openedAt)", "\(trade.entryPrice)",
        "\(trade.closedAt)", "\(trade.exitPrice)", "\(trade.quantity)", "\(trade.profit)",
        "\(record.profitShare)", "\(trade.fees)", "\(record.bars)", "\(record.adverse)",
        "\(record.favourable)", trade.reason?.rawValue ?? "opposite",
      ])
    }
    return text
  }

  private var equityLines: String {
    var text = "time,equity,exposure\n"
    let curve = result.curve
    let (equity, exposure) = (curve.equity, curve.exposure)
    for index in curve.times.indices {
      text += "\(Timestamp(milliseconds: curve.times[index])),\(equity[index]),"
      text += "\(exposure[index])\n"
    }
    return text
  }
}
