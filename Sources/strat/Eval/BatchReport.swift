import ProcessingEngine
import StratLanguage
import StratMarket
import StratREPL

/// Many subjects over many files: a row each, subject by subject.
struct BatchReport {
  private let outcomes: [Evaluation.Outcome]

  /// - Parameter outcomes: file by file, as they were read.
  init(_ outcomes: [Evaluation.Outcome]) {
    var inputs: [String] = []
    var byInput: [String: [Evaluation.Outcome]] = [:]
    for outcome in outcomes {
      if byInput[outcome.input] == nil { inputs.append(outcome.input) }
      byInput[outcome.input, default: []].append(outcome)
    }
    self.outcomes = inputs.flatMap { byInput[$0] ?? [] }
  }

  var hasFailures: Bool {
    outcomes.contains { outcome in
      if case .failure = outcome.result { true } else { false }
    }
  }

  // MARK: For people

  func printTable() throws {
    let palette = Palette(isColoured: Colour.onOutput)
    var rules = TextTable([
      ("strategy", .left), ("symbol", .left), ("", .left), ("bars", .right), ("entries", .right),
      ("exits", .right), ("na", .right), ("last entry", .left), ("now", .left), ("remark", .left),
    ])
    var truths = TextTable([
      ("formula", .left), ("symbol", .left), ("", .left), ("bars", .right), ("true", .right),
      ("false", .right), ("na", .right), ("last true", .left), ("now", .left),
    ])
    var numbers = TextTable([
      ("formula", .left), ("symbol", .left), ("", .left), ("bars", .right), ("least", .right),
      ("mean", .right), ("greatest", .right), ("na", .right), ("now", .right),
    ])
    var failures = TextTable([("failed", .left), ("over", .left), ("why", .left)])
    for outcome in outcomes {
      switch outcome.result {
      case .failure(let error):
        failures.add([outcome.input, outcome.file, Self.sentence(error)])
      case .success(let evaluated):
        let source = [
          evaluated.frame.symbol, evaluated.frame.interval?.description ?? "",
          "\(evaluated.run.rows.count)",
        ]
        switch evaluated.compiled.source.kind {
        case .file:
          let rule = RuleCounts(evaluated)
          rules.add(
            [evaluated.compiled.source.label] + source + [
              "\(rule.entries)", "\(rule.exits)", "\(rule.missing)", rule.lastEntry, rule.now,
              evaluated.remark ?? "",
            ])
        case .formula:
          for (output, tally) in zip(evaluated.compiled.strategy.outputs, evaluated.run.tallies) {
            switch tally {
            case .truths(let tally):
              truths.add(
                [output.name] + source + [
                  "\(tally.trueCount)", "\(tally.falseCount)", "\(tally.missingCount)",
                  RuleCounts.time(tally.lastTrueRow, evaluated.frame), "\(tally.last)",
                ])
            case .numbers(let tally):
              numbers.add(
                [output.name] + source + [
                  NumberText.short(tally.least), NumberText.short(tally.mean),
                  NumberText.short(tally.greatest), "\(tally.missingCount)",
                  NumberText.short(tally.last),
                ])
            }
          }
        }
      }
    }
    let tables = [rules, truths, numbers, failures].filter { !$0.isEmpty }
    try StandardOutput.print(tables.map { $0.text(palette) }.joined(separator: "\n"))
  }

  // MARK: For programs

  /// One row a subject and file with the same columns whatever the subject; failures say why.
  func printCSV() throws {
    var output = StandardOutput()
    try output.write(
      CSVText.line([
        "input", "output", "file", "symbol", "interval", "bars", "true", "false", "na", "least",
        "mean", "greatest", "last", "last_true", "error",
      ]))
    for outcome in outcomes {
      switch outcome.result {
      case .failure(let error):
        let blanks = Array(repeating: "", count: 11)
        try output.write(
          CSVText.line([outcome.input, "", outcome.file] + blanks + [Self.sentence(error)]))
      case .success(let evaluated):
        for (strategyOutput, tally) in zip(
          evaluated.compiled.strategy.outputs, evaluated.run.tallies)
        {
          try output.write(
            CSVText.line(
              [
                outcome.input, strategyOutput.name, outcome.file, evaluated.frame.symbol,
                evaluated.frame.interval?.description ?? "", "\(evaluated.run.rows.count)",
              ] + Self.csvFields(tally, evaluated.frame) + [""]))
        }
      }
    }
    try output.flush()
  }

  private static func csvFields(_ tally: OutputTally, _ frame: Frame) -> [String] {
    switch tally {
    case .truths(let tally):
      let last = tally.last == .na ? "" : "\(tally.last)"
      let time = tally.lastTrueRow.map { frame.time(ofRow: $0).description } ?? ""
      return [
        "\(tally.trueCount)", "\(tally.falseCount)", "\(tally.missingCount)", "", "", "", last,
        time,
      ]
    case .numbers(let tally):
      return ["", "", "\(tally.missingCount)"]
        + [tally.least, tally.mean, tally.greatest, tally.last]
        .map { NumberText.exact($0, missing: "") } + [""]
    }
  }

  func printJSON() throws {
    let items = outcomes.map { outcome -> JSONValue in
      let head: [(String, JSONValue)] = [
        ("input", .string(outcome.input)), ("file", .string(outcome.file)),
      ]
      switch outcome.result {
      case .failure(let error):
        return .object(head + [("error", .string(Self.sentence(error)))])
      case .success(let evaluated):
        let outputs = zip(evaluated.compiled.strategy.outputs, evaluated.run.tallies).map {
          JSONValue.object(Self.outputFields($0, $1, evaluated.frame))
        }
        return .object(
          head + Self.frameFields(evaluated) + [("outputs", .array(outputs))])
      }
    }
    try StandardOutput.print(JSONValue.array(items).text + "\n")
  }

  static func frameFields(_ evaluated: Evaluation.Evaluated) -> [(String, JSONValue)] {
    let frame = evaluated.frame
    let rows = evaluated.run.rows
    return [
      ("title", .string(evaluated.compiled.strategy.title)),
      ("symbol", .string(frame.symbol)),
      ("interval", .optional(frame.interval) { .string($0.description) }),
      ("bars", .integer(rows.count)),
      ("from", .optional(rows.first) { .string(frame.time(ofRow: $0).description) }),
      ("to", .optional(rows.last) { .string(frame.time(ofRow: $0).description) }),
      ("semanticHash", .string(evaluated.compiled.strategy.semanticHash)),
      ("remark", .optional(evaluated.remark) { .string($0) }),
    ]
  }

  static func outputFields(
    _ output: StrategyOutput, _ tally: OutputTally, _ frame: Frame
  ) -> [(String, JSONValue)] {
    let head: [(String, JSONValue)] = [
      ("name", .string(output.name)),
      ("type", .string(output.type == .boolean ? "boolean" : "number")),
    ]
    switch tally {
    case .truths(let tally):
      return head + [
        ("true", .integer(tally.trueCount)), ("false", .integer(tally.falseCount)),
        ("na", .integer(tally.missingCount)),
        ("firstTrue", .optional(tally.firstTrueRow) { .string("\(frame.time(ofRow: $0))") }),
        ("lastTrue", .optional(tally.lastTrueRow) { .string("\(frame.time(ofRow: $0))") }),
        ("last", json(tally.last)),
      ]
    case .numbers(let tally):
      return head + [
        ("dimension", .string(output.dimension.name)), ("na", .integer(tally.missingCount)),
        ("least", .number(tally.least)), ("mean", .number(tally.mean)),
        ("greatest", .number(tally.greatest)), ("last", .number(tally.last)),
      ]
    }
  }

  static func json(_ value: Kleene?) -> JSONValue {
    switch value ?? .na {
    case .true: .boolean(true)
    case .false: .boolean(false)
    case .na: .null
    }
  }

  /// The first line of an error: the rest was told when it happened.
  private static func sentence(_ error: any Error) -> String {
    String("\(error)".prefix { $0 != "\n" })
  }
}

/// What the rules of a strategy came to over a file.
struct RuleCounts {
  private(set) var entries = 0
  private(set) var exits = 0
  /// Bars on which an entry was unknown, for the side where there are more.
  private(set) var missing = 0
  private(set) var lastEntry = ""
  /// The rules that are true on the last bar.
  private(set) var now = ""

  init(_ evaluated: Evaluation.Evaluated) {
    var lastEntryRow: Int?
    var current: [String] = []
    for (output, tally) in zip(evaluated.compiled.strategy.outputs, evaluated.run.tallies) {
      guard case .truths(let tally) = tally else { continue }
      switch output.role {
      case .entry:
        entries += tally.trueCount
        missing = max(missing, tally.missingCount)
        lastEntryRow = [lastEntryRow, tally.lastTrueRow].compactMap(\.self).max()
      case .exit: exits += tally.trueCount
      case .entryPrice, .stop, .target, .size, .formula: continue
      }
      if tally.last == .true { current.append(output.name) }
    }
    lastEntry = Self.time(lastEntryRow, evaluated.frame)
    now = current.joined(separator: ", ")
  }

  static func time(_ row: Int?, _ frame: Frame) -> String {
    guard let row else { return "" }
    return TimeText(frame, rows: row..<row + 1).text(frame.time(ofRow: row))
  }
}
