import StratBacktest
import StratMarket
import StratREPL
import StratStore

/// Runs as rows.
enum RunTable {
  static func text(_ runs: [FiledRun], _ palette: Palette) -> String {
    var table = TextTable([
      ("id", .left), ("kind", .left), ("strategy", .left), ("meaning", .left),
      ("candles", .left), ("bars", .right), ("trades", .right), ("Sharpe", .right),
      ("return", .right), ("drawdown", .right), ("parity", .right), ("filed", .left),
    ])
    for run in runs {
      let record = run.record
      table.add([
        run.shortID, record.inputs.kind.rawValue, record.title,
        String(record.inputs.semanticHash.prefix(8)), candles(record), "\(record.bars)",
        "\(record.trades)", FigureText.plain(record.figures["sharpe"]),
        FigureText.percent(record.figures["total_return"], signed: true),
        FigureText.percent(record.figures["max_drawdown"]),
        record.session.map { RunSheet.parity($0) } ?? "", filed(run),
      ])
    }
    return table.text(palette)
  }

  private static func candles(_ record: RunRecord) -> String {
    let symbols = record.candles.map(\.symbol).joined(separator: ",")
    return "\(symbols) \(record.start.dateText)..\(record.end.dateText)"
  }

  private static func filed(_ run: FiledRun) -> String {
    guard let last = run.filings.last else { return "" }
    return last.dateText + (run.filings.count > 1 ? " (\(run.filings.count) times)" : "")
  }

  /// A column for each figure that any of the runs has.
  static func csv(_ runs: [FiledRun]) -> String {
    let figures = Set(runs.flatMap(\.record.figures.keys)).sorted()
    var text = CSVText.line(
      [
        "id", "kind", "strategy", "meaning", "parameters", "symbols", "start", "end", "bars",
        "trade_count", "parity", "fingerprint", "engine", "filed", "times",
      ] + figures)
    for run in runs {
      let record = run.record
      text += CSVText.line(
        [
          run.id, record.inputs.kind.rawValue, record.title, record.inputs.semanticHash,
          record.inputs.parameters, record.candles.map(\.symbol).joined(separator: " "),
          "\(record.start)", "\(record.end)", "\(record.bars)", "\(record.trades)",
          record.session.map { "\($0.parity)" } ?? "", record.inputs.fingerprint,
          record.inputs.engineVersion, run.filings.last.map { "\($0)" } ?? "",
          "\(run.filings.count)",
        ] + figures.map { record.figures[$0].map { NumberText.exact($0, missing: "") } ?? "" })
    }
    return text
  }
}

extension FiledRun {
  var json: JSONValue {
    let inputs = record.inputs
    return .object([
      ("id", .string(id)), ("kind", .string(inputs.kind.rawValue)),
      ("strategy", .string(record.title)), ("file", .string(record.path)),
      ("meaning", .string(inputs.semanticHash)), ("parameters", .raw(inputs.parameters)),
      ("risk", .raw(inputs.risk)), ("assumptions", .raw(inputs.assumptions)),
      ("fingerprint", .string(inputs.fingerprint)), ("engine", .string(inputs.engineVersion)),
      ("candles", .array(record.candles.map(\.json))), ("bars", .integer(record.bars)),
      ("trades", .integer(record.trades)),
      ("figures", .object(record.figures.sorted { $0.key < $1.key }.map { ($0, .number($1)) })),
      ("session", .optional(record.session, \.json)),
      ("filed", .array(filings.map { .string("\($0)") })), ("source", .string(record.source)),
    ])
  }
}

extension RunRecord.Candles {
  fileprivate var json: JSONValue {
    .object([
      ("symbol", .string(symbol)), ("file", .string(path)), ("bars", .integer(bars)),
      ("from", .string("\(from)")), ("to", .string("\(to)")),
    ])
  }
}

extension RunRecord.Session {
  fileprivate var json: JSONValue {
    .object([
      ("journal", .string(journal)), ("head", .string(head)), ("days", .integer(days)),
      ("expectedBars", .integer(expectedBars)), ("compared", .integer(compared)),
      ("agreeing", .integer(agreeing)), ("parity", .number(parity)),
      ("disagreement", .optional(disagreement) { .string($0) }),
    ])
  }
}
