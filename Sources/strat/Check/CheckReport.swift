import ProcessingEngine
import StratLanguage
import StratMarket
import StratREPL
import StratStore
import StratSyntax

/// What checking one file found.
struct CheckReport {
  let source: StrategySource
  let diagnostics: [Diagnostic]
  private let compiled: CompiledStrategy?
  private var proof: ProofReport?
  /// What trading live takes, where that was asked for.
  private(set) var live: LiveReport?
  /// What is known of its limits, where somebody asked.
  private var limits: LimitReport?

  init(_ path: String, overrides: [String: Double]) throws(CommandError) {
    try self.init(StrategySource.file(path), overrides: overrides)
  }

  init(_ source: StrategySource, overrides: [String: Double]) throws(CommandError) {
    self.source = source
    let result = source.compile(overrides: overrides)
    diagnostics = result.diagnostics
    if let strategy = result.strategy {
      compiled = try CompiledStrategy(source, strategy)
    } else {
      compiled = nil
    }
  }

  var isFine: Bool { compiled != nil && proof?.isProven != false && live?.isReady != false }

  /// Set when a later bar changed an earlier decision.
  var failure: CommandError? { proof?.failure }

  /// Runs the strategy over beginnings of the candles as well as over all of them.
  mutating func prove(
    data: String, reading: CandleOptions, besides: SeriesOptions, seed: UInt64
  ) throws {
    if let compiled {
      proof = try ProofReport(
        compiled, data: data, reading: reading, besides: besides, seed: seed)
    }
  }

  /// Gathers what trading live takes.
  mutating func askWhetherReady(_ options: LiveOptions) throws {
    if let compiled { live = try options.report(compiled.strategy) }
  }

  /// Looks up how often its limits have fired.
  mutating func askWhatLimitsDid(_ store: StoreOptions) {
    guard let compiled else { return }
    // A check needs no store: what cannot be read is not said.
    let found = try? LimitReport(compiled.strategy, store: store.existing())
    limits = found ?? LimitReport(compiled.strategy)
  }

  /// What may be wrong though it stops nothing.
  var warnings: [String] {
    (live?.warnings ?? []) + (live == nil ? [] : limits?.warnings(source.text.name) ?? [])
  }

  private var findings: String {
    let errors = diagnostics.count { $0.severity == .error }
    let warnings = diagnostics.count - errors
    let parts = [(errors, "error"), (warnings, "warning")].filter { $0.0 > 0 }
      .map { "\($0.0) \($0.1)\($0.0 == 1 ? "" : "s")" }
    return parts.isEmpty ? "fine" : parts.joined(separator: ", ")
  }

  // MARK: For people

  func text(_ palette: Palette) -> String {
    let isSound = compiled != nil && proof?.isProven != false
    let verdict = isSound ? palette.good(findings) : palette.bad(findings)
    var text = "\(source.text.name): \(verdict)\n"
    guard let compiled else { return text }
    let strategy = compiled.strategy
    let interval = strategy.intervalMilliseconds.map { ", on \(Interval.fixed(milliseconds: $0))" }
    let zone = strategy.zone.map { ", in \($0)" }
    let series = compiled.series
    let program = series.program
    let sections: [(title: String, rows: [[String]])] = [
      ("strategy", [[strategy.title + (interval ?? "") + (zone ?? "")]]),
      ("hours", strategy.hours.map { [[$0.written]] } ?? []),
      ("parameters", strategy.parameters.map(parameter)),
      (
        "outputs",
        strategy.outputs.isEmpty
          ? [["none: it says nothing about when to trade"]]
          : strategy.outputs.map { [$0.name, type($0)] }
      ),
      ("risk", limits?.rows ?? []),
      (
        "columns",
        [[series.inputs.isEmpty ? "none" : series.inputs.map(\.written).joined(separator: " ")]]
      ),
      ("other bars", otherBars(series.feeds, strategy.feeds, of: "")),
      ("history", [[historyText]]),
      (
        "cost",
        [
          [
            "\(program.instructionsPerBar) instructions a bar, about \(nanoseconds(program)) ns; "
              + "\(NumberText.bytes(series.stateBytes)) of state a symbol"
          ]
        ]
      ),
      ("meaning", [[strategy.semanticHash]]),
      ("proof", proof?.rows ?? []),
    ]
    for (title, rows) in sections { text += Self.section(title, rows) }
    return text + (live?.text(palette) ?? "")
  }

  /// The title before the first row, the second cells of all rows in one column.
  private static func section(_ title: String, _ rows: [[String]]) -> String {
    func padded(_ text: String, _ width: Int) -> String {
      text + String(repeating: " ", count: max(0, width - text.unicodeScalars.count))
    }
    let width = rows.filter { $0.count > 1 }.map { $0[0].unicodeScalars.count }.max() ?? 0
    var text = ""
    for (index, row) in rows.enumerated() {
      text += "  " + padded(index == 0 ? title : "", 12)
      text += row.count > 1 && !row[1].isEmpty ? padded(row[0], width + 2) + row[1] : row[0]
      text += "\n"
    }
    return text
  }

  private func parameter(_ parameter: BoundParameter) -> [String] {
    var range = ""
    if let low = parameter.low, let high = parameter.high {
      range = "in \(number(low))..\(number(high))"
      if let step = parameter.step { range += " step \(number(step))" }
    }
    if parameter.overridden { range += (range.isEmpty ? "" : ", ") + "from --set" }
    return ["\(parameter.name) = \(number(parameter.value))", range]
  }

  private func type(_ output: StrategyOutput) -> String {
    switch output.type {
    case .boolean: return "boolean"
    case .number:
      let unit = output.role == .size ? compiled?.strategy.sizeUnit : nil
      return output.dimension.name + (unit.map { " (\($0.phrase))" } ?? "")
    }
  }

  private var historyText: String {
    guard let history = compiled?.strategy.history else { return "" }
    let settled =
      history.settled.map { "settled to one thousandth after \($0)" }
      ?? "never settles: it remembers its first bars"
    return "\(history.warmUp) bars until every part has a value; \(settled)" + longestHistory
  }

  /// What longer bars need in bars of the strategy's own.
  private var longestHistory: String {
    guard let strategy = compiled?.strategy, let milliseconds = strategy.intervalMilliseconds,
      strategy.barsNeeded > strategy.history.warmUp + 1
    else { return "" }
    return "; with longer bars up to \(strategy.barsNeeded) of "
      + "\(Interval.fixed(milliseconds: milliseconds))"
  }

  /// A row for each series of other bars, with what it reads and how many of them it needs.
  private func otherBars(
    _ series: [SeriesProgram], _ feeds: [CheckedFeed], of reader: String
  ) -> [[String]] {
    zip(series, feeds).flatMap { series, feed -> [[String]] in
      let name = reader + feed.source.label
      let columns = series.inputs.map(\.name).joined(separator: " ")
      let row = [
        name, "\(columns); \(feed.history.warmUp + 1) of them until every part has a value",
      ]
      return [row] + otherBars(series.feeds, feed.feeds, of: name + ", ")
    }
  }

  private func nanoseconds(_ program: Program) -> String {
    "\((program.costPerBar * 10).rounded() / 10)"
  }

  private func number(_ value: Double) -> String { NumberText.exact(value, missing: "na") }

  // MARK: For programs

  /// - Parameter fixes: what was mended before, if that was asked for.
  func json(fixes: JSONValue? = nil) -> JSONValue {
    let renderer = JSONRenderer()
    var fields: [(String, JSONValue)] = [
      ("file", .string(source.text.name)), ("ok", .boolean(isFine)),
      (
        "diagnostics",
        .array(
          diagnostics.inSourceOrder().map { .raw(renderer.render($0, in: source.text)) })
      ),
    ]
    if let fixes { fields.append(("fixes", fixes)) }
    guard let compiled else { return .object(fields) }
    let strategy = compiled.strategy
    let series = compiled.series
    let program = series.program
    fields += [
      ("title", .string(strategy.title)),
      ("intervalMilliseconds", .optional(strategy.intervalMilliseconds) { .integer(Int($0)) }),
      ("parameters", .array(strategy.parameters.map(\.json))),
      ("outputs", .array(strategy.outputs.map { json($0) })),
      (
        "risk",
        .object([
          ("maxPositions", .optional(strategy.risk.maxPositions) { .integer($0) }),
          ("maxPositionSize", .optional(strategy.risk.maxPositionSize) { .number($0) }),
          ("maxDailyLoss", .optional(strategy.risk.maxDailyLoss) { .number($0) }),
          ("maxDrawdown", .optional(strategy.risk.maxDrawdown) { .number($0) }),
          ("maxLoss24h", .optional(strategy.risk.maxLoss24h) { .number($0) }),
          ("maxLossStreak", .optional(strategy.risk.maxLossStreak) { .integer($0) }),
          ("maxOrderNotional", .optional(strategy.risk.maxOrderNotional) { .number($0) }),
          ("maxOrdersPerMinute", .optional(strategy.risk.maxOrdersPerMinute) { .integer($0) }),
          ("maxAccountExposure", .optional(strategy.risk.maxAccountExposure) { .number($0) }),
          ("marginRatioThreshold", .optional(strategy.risk.marginRatioThreshold) { .number($0) }),
          (
            "healthFactorThreshold",
            .optional(strategy.risk.healthFactorThreshold) { .number($0) }
          ),
        ])
      ),
      ("zone", .optional(strategy.zone) { .string($0) }),
      ("columns", .array(series.inputs.map { .string($0.name) })),
      ("otherBars", .array(strategy.feeds.map(\.json))),
      (
        "history",
        .object([
          ("warmUp", .integer(strategy.history.warmUp)),
          ("settled", .optional(strategy.history.settled) { .integer($0) }),
          ("needed", .integer(strategy.barsNeeded)),
        ])
      ),
      ("instructionsPerBar", .integer(program.instructionsPerBar)),
      ("nanosecondsPerBar", .number((program.costPerBar * 10).rounded() / 10)),
      ("stateBytes", .integer(series.stateBytes)),
      ("semanticHash", .string(strategy.semanticHash)),
      ("tests", .integer(strategy.tests.count)),
    ]
    if let proof { fields.append(("proof", proof.json)) }
    if let limits { fields.append(("limits", limits.json)) }
    if let live { fields.append(("live", live.json)) }
    return .object(fields)
  }

  private func json(_ output: StrategyOutput) -> JSONValue {
    let unit = output.role == .size ? compiled?.strategy.sizeUnit : nil
    return .object([
      ("name", .string(output.name)),
      ("type", .string(output.type == .boolean ? "boolean" : "number")),
      ("dimension", output.type == .boolean ? .null : .string(output.dimension.name)),
      ("unit", .optional(unit) { .string($0.rawValue) }),
    ])
  }

  /// A file that could not be read.
  static func json(_ path: String, failure: CommandError) -> JSONValue {
    .object([
      ("file", .string(path)), ("ok", .boolean(false)), ("diagnostics", .array([])),
      ("failure", failure.json),
    ])
  }
}

extension CommandError {
  var json: JSONValue {
    .object([
      ("code", .string(code.rawValue)), ("message", .string(message)),
      ("help", .optional(help) { .string($0) }),
    ])
  }
}

extension SeriesProgram.Input {
  /// The name, with the rule by which it meets the candles.
  fileprivate var written: String { joining.map { "\(name) (\($0.written))" } ?? name }
}

extension CheckedFeed {
  fileprivate var json: JSONValue {
    .object([
      ("symbol", .optional(source.symbol) { .string($0) }),
      (
        "intervalMilliseconds",
        .optional(source.intervalMilliseconds) { .integer(Int($0)) }
      ),
      ("warmUp", .integer(history.warmUp)),
      ("settled", .optional(history.settled) { .integer($0) }),
      ("needed", .integer(barsNeeded)),
      ("otherBars", .array(feeds.map(\.json))),
    ])
  }
}

extension BoundParameter {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)), ("value", .number(value)), ("overridden", .boolean(overridden)),
      ("low", .optional(low) { .number($0) }), ("high", .optional(high) { .number($0) }),
      ("step", .optional(step) { .number($0) }),
    ])
  }
}

extension SizeUnit {
  fileprivate var phrase: String {
    switch self {
    case .equity: "of equity"
    case .units: "units"
    case .cash: "cash"
    }
  }
}
