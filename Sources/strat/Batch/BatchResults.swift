import StratBacktest
import StratREPL
import StratTrading

/// The results of a batch as a table, as CSV and as lines of JSON.
struct BatchResults {
  let rows: [BatchRow]

  var hasFailures: Bool { rows.contains { $0.status == .failed } }

  var text: String {
    let palette = Palette(isColoured: Colour.onOutput)
    var done = TextTable([
      ("strategy", .left), ("symbol", .left), ("", .left), ("bars", .right), ("trades", .right),
      ("return", .right), ("a year", .right), ("Sharpe", .right), ("drawdown", .right),
      ("exposure", .right), ("blocked", .right),
    ])
    var others = TextTable([("", .left), ("strategy", .left), ("over", .left), ("why", .left)])
    for row in rows {
      switch row.status {
      case .done:
        done.add([
          row.strategy, row.symbol ?? "", row.interval ?? "", "\(row.bars ?? 0)",
          "\(row.trades ?? 0)", FigureText.percent(row.totalReturn, signed: true),
          FigureText.percent(row.annualReturn, signed: true), FigureText.plain(row.sharpe),
          FigureText.percent(row.maxDrawdown), FigureText.percent(row.exposure),
          "\(row.blocked ?? 0)",
        ])
      case .skipped, .failed:
        others.add([row.status.rawValue, row.strategy, row.file, row.reason ?? ""])
      }
    }
    let tables = [done, others].filter { !$0.isEmpty }
    return tables.map { $0.text(palette) }.joined(separator: "\n")
  }

  /// The columns of a line, without what only tells results apart.
  var csv: String {
    let keys = BatchRow.CodingKeys.allCases.filter { $0 != .identity }
    func number(_ value: Double?) -> String { NumberText.exact(value ?? .nan, missing: "") }
    func count(_ value: Int?) -> String { value.map(String.init) ?? "" }
    return CSVText.line(keys.map(\.rawValue))
      + rows.map { row in
        CSVText.line(
          keys.map { key in
            switch key {
            case .identity: row.identity
            case .strategy: row.strategy
            case .file: row.file
            case .symbol: row.symbol ?? ""
            case .interval: row.interval ?? ""
            case .status: row.status.rawValue
            case .reason: row.reason ?? ""
            case .bars: count(row.bars)
            case .trades: count(row.trades)
            case .totalReturn: number(row.totalReturn)
            case .annualReturn: number(row.annualReturn)
            case .sharpe: number(row.sharpe)
            case .sortino: number(row.sortino)
            case .maxDrawdown: number(row.maxDrawdown)
            case .exposure: number(row.exposure)
            case .winRate: number(row.winRate)
            case .profitFactor: number(row.profitFactor)
            case .final: number(row.final)
            case .blocked: count(row.blocked)
            }
          })
      }.joined()
  }

  var lines: String {
    rows.compactMap { try? CanonicalJSON.encode($0) }.map { $0 + "\n" }.joined()
  }
}
