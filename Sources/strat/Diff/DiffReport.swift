import ProcessingEngine
import StratLanguage
import StratMarket
import StratREPL
import StratSyntax

/// How two strategies differ, in meaning and over candles.
struct DiffReport {
  private let strategies: [CompiledStrategy]
  private var frame: Frame?
  private var others = OtherSeries()
  private var comparison: DecisionComparison?
  /// The row to explain, and what it came to in both.
  private var row: Int?
  private var explanations: [[BarExplanation]] = []

  init(
    _ first: String, _ second: String, data: String?, at moment: Timestamp?,
    overrides: [String: Double], reading: CandleOptions, besides: SeriesOptions
  ) throws {
    strategies = try [first, second].map { path in
      let source = try StrategySource.file(path)
      let result = source.compile(overrides: overrides)
      guard let strategy = result.strategy else {
        result.diagnostics.filter { $0.severity == .error }.report(in: source.text)
        throw ExitStatus.failure
      }
      return try CompiledStrategy(source, strategy)
    }
    guard let data, !meansTheSame else { return }
    let candles = try SeriesCandles(data, for: strategies, reading, besides)
    let frame = candles.frame
    others = candles.others
    let comparison = try DecisionComparison(
      strategies[0].strategy, strategies[1].strategy, over: frame, others: others)
    self.frame = frame
    self.comparison = comparison
    row = try moment.map { try Self.row(at: $0, in: frame) } ?? comparison.rows.first
    if let row { explanations = try strategies.map { try explain($0, row, frame, comparison) } }
  }

  private static func row(at moment: Timestamp, in frame: Frame) throws(CommandError) -> Int {
    let next = frame.firstRow(atOrAfter: Timestamp(milliseconds: moment.milliseconds + 1))
    guard next > 0 else {
      throw CommandError(
        .unknownBar, "the candles begin after \(moment)", help: "choose a later time")
    }
    return next - 1
  }

  /// What differs on the row; everything where nothing does.
  private func explain(
    _ compiled: CompiledStrategy, _ row: Int, _ frame: Frame, _ comparison: DecisionComparison
  ) throws -> [BarExplanation] {
    let series = try SeriesProgram(compiled.strategy, fuses: false)
    let explainer = Explainer(
      compiled.strategy, try BarValues(series, over: frame, row: row, others: others))
    let roles = Set(comparison.changes.filter { $0.row == row }.map(\.role))
    return compiled.strategy.outputs
      .filter { roles.isEmpty || roles.contains($0.role) }.map(explainer.explain)
  }

  private var meansTheSame: Bool {
    strategies[0].strategy.semanticHash == strategies[1].strategy.semanticHash
  }

  /// Without candles the meaning decides, with them the decisions.
  var differs: Bool { comparison.map { !$0.changes.isEmpty } ?? !meansTheSame }

  // MARK: For people

  func text(limit: Int, _ palette: Palette) -> String {
    let names = strategies.map(\.source.text.name)
    if meansTheSame {
      return "\(names[0]) and \(names[1]) mean the same: "
        + palette.good(strategies[0].strategy.semanticHash) + "\n"
    }
    var text = ""
    for strategy in strategies {
      text += "\(strategy.strategy.semanticHash.prefix(16))…  \(strategy.source.text.name)\n"
    }
    text += meaningRemarks.map { $0 + "\n" }.joined()
    guard let frame, let comparison else {
      return text + "their meanings differ; --data FILE shows on which bars\n"
    }
    let heading = TimeText.heading(frame, rows: 0..<frame.rowCount)
    let rows = comparison.rows
    if rows.isEmpty {
      text += palette.good("no decision differs") + " over \(heading)\n"
    } else {
      text += palette.bad("decisions differ on \(rows.count) bar\(rows.count == 1 ? "" : "s")")
      text += " of \(heading)\n" + counts(comparison) + "\n" + table(comparison, limit, palette)
    }
    if let row { text += explained(row, frame, palette) }
    return text
  }

  /// What is part of the meaning and decides nothing by itself.
  private var meaningRemarks: [String] {
    let (a, b) = (strategies[0].strategy, strategies[1].strategy)
    var remarks: [String] = []
    if a.intervalMilliseconds != b.intervalMilliseconds {
      remarks.append("they are written for different intervals")
    }
    if a.hours != b.hours { remarks.append("they trade at different hours") }
    if a.risk != b.risk { remarks.append("their risk settings differ") }
    if a.sizeUnit != b.sizeUnit { remarks.append("their sizes count different things") }
    return remarks
  }

  private func counts(_ comparison: DecisionComparison) -> String {
    var text = ""
    for role in Self.roles(of: comparison) {
      let changes = comparison.changes.filter { $0.role == role }
      text += "  \(role.title): \(changes.count) bar\(changes.count == 1 ? "" : "s")"
      if role.isRule {
        let first = changes.count { $0.first == .truth(.true) }
        text += ", \(first) only in the first, \(changes.count - first) only in the second"
      }
      text += "\n"
    }
    return text
  }

  private static func roles(of comparison: DecisionComparison) -> [OutputRole] {
    var roles: [OutputRole] = []
    for change in comparison.changes where !roles.contains(change.role) {
      roles.append(change.role)
    }
    return roles
  }

  private func table(
    _ comparison: DecisionComparison, _ limit: Int, _ palette: Palette
  ) -> String {
    let shown = Set(comparison.rows.prefix(limit))
    var table = TextTable([
      ("bar", .right), ("time", .left), ("output", .left), ("first", .right), ("second", .right),
    ])
    for change in comparison.changes where shown.contains(change.row) {
      table.add([
        "\(change.row + 1)", frame?.time(ofRow: change.row).description ?? "", change.role.title,
        Self.show(change.first), Self.show(change.second),
      ])
    }
    let rest = comparison.rows.count - shown.count
    return (table.isEmpty ? "" : table.text(palette)) + (rest > 0 ? "and \(rest) more bars\n" : "")
  }

  private static func show(_ value: BarExplanation.Value?) -> String {
    value.map(BarExplanation.show) ?? "none"
  }

  private func explained(_ row: Int, _ frame: Frame, _ palette: Palette) -> String {
    let candle = frame.candle(atRow: row)
    let short = BarExplanation.short
    var text = "\nbar \(row + 1), \(frame.time(ofRow: row))"
    for (name, price) in [
      ("open", candle.open), ("high", candle.high), ("low", candle.low), ("close", candle.close),
    ] where !price.isNaN {
      text += "  \(name) \(short(price))"
    }
    text += "\n"
    for (strategy, explanations) in zip(strategies, explanations) {
      text += palette.heading(strategy.source.text.name) + "\n"
      if explanations.isEmpty { text += "  has none of these outputs\n" }
      for explanation in explanations {
        text += "  \(explanation.role.title)\n"
        text += explanation.lines().map { "    \($0)\n" }.joined()
      }
    }
    return text
  }

  // MARK: For programs

  var json: JSONValue {
    var fields: [(String, JSONValue)] = [
      ("same", .boolean(meansTheSame)), ("differs", .boolean(differs)),
      (
        "strategies",
        .array(
          strategies.map { strategy in
            .object([
              ("file", .string(strategy.source.text.name)),
              ("semanticHash", .string(strategy.strategy.semanticHash)),
            ])
          })
      ),
    ]
    guard let frame, let comparison else { return .object(fields) }
    fields += [
      ("bars", .integer(comparison.rowCount)),
      ("differingBars", .integer(comparison.rows.count)),
      (
        "changes",
        .array(
          comparison.changes.map { change in
            .object([
              ("bar", .integer(change.row + 1)),
              ("time", .string(frame.time(ofRow: change.row).description)),
              ("output", .string(change.role.title)), ("first", Self.json(change.first)),
              ("second", Self.json(change.second)),
            ])
          })
      ),
      ("explainedBar", .optional(row) { .integer($0 + 1) }),
      ("explanations", .array(explanations.map { .array($0.map(\.json)) })),
    ]
    return .object(fields)
  }

  private static func json(_ value: BarExplanation.Value?) -> JSONValue {
    switch value {
    case .number(let number)?: .number(number)
    case .truth(.true)?: .boolean(true)
    case .truth(.false)?: .boolean(false)
    case .truth(.na)?, nil: .null
    }
  }
}
