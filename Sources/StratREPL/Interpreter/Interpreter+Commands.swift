import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

/// The commands that begin with a colon.
extension Interpreter {
  func replyToCommand(_ text: Substring) -> Reply {
    let name = String(text.prefix { !$0.isWhitespace })
    let argument = String(text.dropFirst(name.count)).trimmed
    guard let command = InterpreterCommand.named(name) else {
      let known = InterpreterCommand.allCases.map(\.rawValue)
      let suggestion = nearestName(name, in: known).map { "did you mean `:\($0)`?" }
      return failure(
        .unknownCommand, "there is no command `:\(name)`", help: suggestion ?? "`:help` lists them")
    }
    switch command {
    case .help: return help(argument)
    case .load: return load(argument)
    case .with: return loadOther(argument)
    case .data: return data(argument)
    case .plot: return plot(argument)
    case .set: return set(argument)
    case .columns: return columns()
    case .names: return names()
    case .type: return withFormula(argument, command, type)
    case .why: return why(argument)
    case .time: return withFormula(argument, command, time)
    case .disasm: return withFormula(argument, command, disassemble)
    case .save: return save(argument)
    case .forget: return forget(argument)
    case .quit: return Reply(text: "", ends: true)
    }
  }

  // MARK: Looking around

  private func help(_ name: String) -> Reply {
    if name.isEmpty {
      var table = TextTable([("Commands", .left), ("", .left)])
      for command in InterpreterCommand.allCases {
        table.add(["  :\(command.rawValue) \(command.argument)", command.summary])
      }
      return Reply(
        text: table.text(palette) + """

          Anything else is a formula to evaluate, or a declaration to remember:
            rsi(close, 14) < 30
            let trend = sma(close, 200)
          Tab completes names; after `rsi(` it shows what the function takes. A line that is not
          finished goes on in the next; an empty line gives it up.

          """)
    }
    if let description = FunctionCatalogue.description(of: name) {
      return Reply(text: description.text)
    }
    if declarations[name] != nil { return Reply(text: self.description(of: name) + "\n") }
    let suggestion = nearestName(name, in: FunctionCatalogue.names).map { "did you mean `\($0)`?" }
    return failure(
      .unknownName, "there is no function `\(name)`",
      help: suggestion ?? "Tab after a few letters lists them")
  }

  private func columns() -> Reply {
    guard let frame else {
      return failure(.noCandles, "there are no candles", help: "read some: `:load candles.csv`")
    }
    var table = TextTable([
      ("column", .left), ("first", .right), ("last", .right), ("na", .right),
    ])
    for (name, values) in zip(frame.columnNames, frame.columns) {
      table.add([
        name, NumberText.short(values.first ?? .nan), NumberText.short(values.last ?? .nan),
        "\(values.count { $0.isNaN })",
      ])
    }
    return Reply(
      text: TimeText.heading(frame, rows: 0..<frame.rowCount) + "\n" + table.text(palette))
  }

  private func names() -> Reply {
    if declarations.entries.isEmpty, rules.entries.isEmpty {
      return Reply(text: "nothing has been declared\n")
    }
    var table = TextTable([("", .left), ("", .left)])
    for entry in declarations.entries {
      table.add([oneLine(entry.text), description(of: entry.name).replacing("\n", with: ", ")])
    }
    for entry in rules.entries { table.add([oneLine(entry.text), ""]) }
    return Reply(text: String(table.text(palette).drop { $0 == "\n" }))
  }

  // MARK: Formulas

  func withFormula(
    _ text: String, _ command: InterpreterCommand, _ body: (CheckedStrategy, SourceText) -> Reply
  ) -> Reply {
    guard !text.isEmpty else {
      return failure(
        .missingArgument, "`:\(command.rawValue)` wants a formula",
        help: "write `:\(command.rawValue) rsi(close, 14)`")
    }
    let source = SourceText(name: "input", text)
    let checked = compileFormula(source, context: declarations.context)
    guard let strategy = checked.strategy else { return refusal(checked.diagnostics, source) }
    var reply = body(strategy, source)
    reply.text = rendered(checked.diagnostics, source) + reply.text
    return reply
  }

  private func type(_ strategy: CheckedStrategy, _ source: SourceText) -> Reply {
    var text = strategy.outputs.map { "\($0.name) : \($0.typeName)\n" }.joined()
    let history = strategy.history
    text += "\(history.warmUp) bars until every part has a value"
    text +=
      history.settled.map { ", settled after \($0)\n" }
      ?? ", never settles: it remembers its start\n"
    return Reply(text: text + ranges(strategy))
  }

  /// What the candles at hand make of it; nothing where they do not fit.
  private func ranges(_ strategy: CheckedStrategy) -> String {
    guard let frame, frame.rowCount > 0, let series = try? SeriesProgram(strategy),
      let (joined, others) = try? candles(for: series, frame),
      let run = try? running({ () throws(SeriesError) in
        try SeriesRun(
          series, over: joined, others: others, rows: 0..<frame.rowCount, keeping: 0..<0)
      }), !isInterrupted()
    else { return "" }
    return zip(strategy.outputs, run.tallies).map { output, tally in
      let name = strategy.outputs.count > 1 ? "\(output.name) " : ""
      switch tally {
      case .numbers(let tally):
        let ends = "\(NumberText.short(tally.least)) to \(NumberText.short(tally.greatest))"
        return "\(name)over these candles from \(ends)\n"
      case .truths(let tally):
        return "\(name)over these candles true on \(tally.trueCount) of \(frame.rowCount) bars\n"
      }
    }.joined()
  }

  private func disassemble(_ strategy: CheckedStrategy, _ source: SourceText) -> Reply {
    do {
      return Reply(text: Disassembler.text(try SeriesProgram(strategy), of: strategy))
    } catch {
      return failure(.cannotRun, "\(error)", help: "make the formula smaller")
    }
  }

  /// The best of several runs, which disturbances can only make longer.
  private func time(_ strategy: CheckedStrategy, _ source: SourceText) -> Reply {
    let context = declarations.context
    let series: SeriesProgram
    do {
      series = try SeriesProgram(strategy)
    } catch {
      return failure(.cannotRun, "\(error)", help: "make the formula smaller")
    }
    let compiling = best(of: 20) {
      if let strategy = compileFormula(source, context: context).strategy {
        _ = try? SeriesProgram(strategy)
      }
    }
    var text = "compile  \(Self.text(compiling))\n"
    guard let frame, frame.rowCount > 0 else {
      return Reply(text: text + "no candles to run over: `:load candles.csv`\n")
    }
    let rows = 0..<frame.rowCount
    let candles: (frame: Frame, others: OtherSeries)
    do {
      candles = try self.candles(for: series, frame)
    } catch {
      return failure(error)
    }
    for path in ExecutionPath.allCases {
      var failed: SeriesError?
      let seconds = best(of: 5) {
        do throws(SeriesError) {
          try running { () throws(SeriesError) in
            _ = try SeriesRun(
              series, over: candles.frame, others: candles.others, rows: rows, keeping: 0..<0,
              path: path)
          }
        } catch {
          failed = error
        }
      }
      if let failed { return failure(failed) }
      if isInterrupted() { return interrupted }
      let perBar = seconds / Double(frame.rowCount) * 1e9
      let name = path.rawValue + String(repeating: " ", count: 9 - path.rawValue.count)
      text += "\(name)\(Self.text(seconds)) for \(frame.rowCount) bars, "
      text += "\((perBar * 10).rounded() / 10) ns a bar\n"
    }
    return Reply(text: text)
  }

  private func best(of runs: Int, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    var best = Duration.seconds(Int64.max / 2)
    var spent = Duration.zero
    for _ in 0..<runs where spent < .milliseconds(500) && !isInterrupted() {
      let taken = clock.measure(body)
      best = min(best, taken)
      spent += taken
    }
    return Double(best.components.seconds) + Double(best.components.attoseconds) * 1e-18
  }

  private static func text(_ seconds: Double) -> String {
    let (value, unit) =
      seconds < 1e-3 ? (seconds * 1e6, "µs") : seconds < 1 ? (seconds * 1e3, "ms") : (seconds, "s")
    return "\((value * 10).rounded() / 10) \(unit)"
  }

  // MARK: Declarations

  private func forget(_ name: String) -> Reply {
    if name.isEmpty { declarations.removeAll() }
    if name.isEmpty || name == "rules" {
      rules.removeAll()
      return .none
    }
    guard declarations[name] != nil else {
      let suggestion = nearestName(name, in: declarations.entries.map(\.name))
      return failure(
        .unknownName, "nothing named `\(name)` has been declared",
        help: suggestion.map { "did you mean `\($0)`?" } ?? "`:names` lists what has been")
    }
    do {
      try declarations.remove(name)
      return .none
    } catch {
      let dependent = error.dependent ?? name
      return failure(.inUse, "`\(dependent)` uses `\(name)`", help: "`:forget \(dependent)` first")
    }
  }
}
