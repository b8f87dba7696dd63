import StratMarket
import StratREPL
import StratStore
import StratTrading

/// What a paper session comes to, as a table and as JSON.
struct PaperReport {
  var configuration: SessionConfiguration
  var summary: SessionSummary
  /// Bars that may have gone both against a position and for it.
  var bothHitBars: Int
  var frames: [Frame]
  var lastSymbol: String
  var lastTime: Timestamp?
  /// What it was filed as.
  var filed: FiledRun?

  func text(journal: String) -> String {
    let currency = configuration.instruments.first?.currency ?? ""
    var rows: [(String, String)] = []
    rows.append(
      ("strategy", "\(configuration.strategyTitle)  [\(configuration.strategyHash.prefix(12))]"))
    for frame in frames {
      rows.append(("candles", TimeText.heading(frame, rows: 0..<frame.rowCount)))
    }
    rows.append(("decisions", "\(summary.bars)   \(outcomes)"))
    rows.append(("signals", "\(summary.signals)"))
    rows.append(("blocked", blocked))
    rows.append(("orders", "\(summary.orders), rejected \(summary.rejections)"))
    rows.append(("fills", "\(summary.fills), fees \(summary.fees) \(currency)"))
    if bothHitBars > 0 {
      let first = configuration.fills.bothHit.rawValue
      rows.append(("went both ways", "\(bothHitBars) candles, read with the \(first) first"))
    }
    if let payments = summary.payments {
      rows.append(("payments", "\(payments) \(currency) for holding"))
    }
    rows.append(
      ("trades", "\(summary.trades), won \(summary.winningTrades), open \(summary.openPositions)"))
    rows.append(("P&L", "\(profit) \(currency) (\(profitPercent))"))
    rows.append(("equity", "\(summary.equity) of \(summary.initialCash) \(currency)"))
    rows.append(("max drawdown", Self.percent(summary.maxDrawdown)))
    rows.append(("state", summary.mode.rawValue))
    if let filed, let session = filed.record.session {
      rows.append(
        (
          "parity",
          "\(RunSheet.parity(session)) of \(session.compared) decisions as in a backtest"
        ))
      rows.append(("filed", filed.shortID))
    }
    rows.append(("journal", journal))
    let width = rows.map(\.0.count).max() ?? 0
    var text = "Paper session \(configuration.id)\n"
    for (name, value) in rows {
      text += "  \(name)\(String(repeating: " ", count: width - name.count))  \(value)\n"
    }
    if let lastTime {
      text += "\nWhy something was done or not on a bar:\n"
      text += "  strat why \(journal) \(lastSymbol) \(lastTime)\n"
    }
    return text
  }

  private var outcomes: String {
    summary.decisions.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      .joined(separator: " · ")
  }

  private var blocked: String {
    let sum = summary.blocked.values.reduce(0, +)
    guard sum > 0 else { return "0" }
    let reasons = summary.blocked.sorted {
      $0.value > $1.value || ($0.value == $1.value && $0.key < $1.key)
    }
    .map { code, count in
      let name = GateReason.Code(rawValue: code).map { "\($0)" } ?? ""
      return "\(code) \(name) \(count)"
    }
    return "\(sum)   \(reasons.joined(separator: " · "))"
  }

  private var profit: String {
    guard let profit = try? summary.equity - summary.initialCash else { return "?" }
    return "\(profit.isNegative ? "" : "+")\(profit)"
  }

  private var profitPercent: String {
    guard let profit = try? summary.equity - summary.initialCash,
      let share = try? profit / summary.initialCash
    else { return "?" }
    return Self.percent(share)
  }

  private static func percent(_ share: FixedDecimal) -> String {
    let hundredths = (share.double * 10_000).rounded() / 100
    return "\(hundredths) %"
  }

  var json: String {
    (try? CanonicalJSON.encode(summary)) ?? "{}"
  }
}
