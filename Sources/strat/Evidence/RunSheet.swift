import StratBacktest
import StratMarket
import StratREPL
import StratStore

/// Everything about one run, for people.
struct RunSheet {
  let run: FiledRun
  let variants: Int

  var text: String {
    let record = run.record
    let inputs = record.inputs
    var rows: [(String, String)] = [
      ("strategy", record.title + (record.path.isEmpty ? "" : ", \(record.path)")),
      ("meaning", inputs.semanticHash), ("parameters", inputs.parameters),
      ("risk", inputs.risk), ("assumptions", inputs.assumptions),
    ]
    for candles in record.candles {
      rows.append(
        (
          "candles",
          "\(candles.symbol), \(candles.bars) bars, \(candles.from) to \(candles.to), "
            + candles.path
        ))
    }
    rows += [("fingerprint", inputs.fingerprint), ("engine", "strat \(inputs.engineVersion)")]
    rows += run.filings.map { ("filed", "\($0)") }
    if let session = record.session { rows += Self.rows(session, bars: record.bars) }
    rows.append(("bars", "\(record.bars)"))
    rows.append(("trades", "\(record.trades)"))
    for (name, value) in record.figures.sorted(by: { $0.key < $1.key }) where name != "trades" {
      rows.append((name, NumberText.short(value)))
    }
    if record.session == nil,
      let deflated = SharpeEvidence.deflated(record.figures, trials: variants)
    {
      rows.append(("deflated Sharpe", "\(FigureText.percent(deflated)) of \(variants) tried"))
    }
    return "\(inputs.kind.rawValue) \(run.shortID)\n" + Self.aligned(rows)
  }

  private static func rows(_ session: RunRecord.Session, bars: Int) -> [(String, String)] {
    var rows = [
      ("journal", session.journal), ("head", session.head), ("days", "\(session.days)"),
      ("uptime", "\(bars) of \(session.expectedBars) bars"),
      (
        "parity",
        "\(parity(session)), \(session.agreeing) of \(session.compared) decisions as in a backtest"
      ),
    ]
    if let disagreement = session.disagreement { rows.append(("differs", disagreement)) }
    return rows
  }

  /// Never rounded up to all.
  static func parity(_ session: RunRecord.Session) -> String {
    let hundredths = (session.parity * 10_000).rounded(.down) / 100
    return "\(NumberText.exact(hundredths, missing: "–")) %"
  }

  static func aligned(_ rows: [(String, String)]) -> String {
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, value in
      "  \(name)\(String(repeating: " ", count: width - name.count))  \(value)\n"
    }.joined()
  }

  /// What is told when a session has been filed.
  static func filed(_ run: FiledRun) -> String {
    let record = run.record
    var rows = [("strategy", record.title), ("meaning", record.inputs.semanticHash)]
    if let session = record.session { rows += Self.rows(session, bars: record.bars) }
    return "filed as \(run.shortID)\n" + aligned(rows)
  }
}
