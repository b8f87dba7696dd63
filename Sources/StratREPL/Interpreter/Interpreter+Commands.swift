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
    if declarations.entries.isEmpty { return Reply(text: "nothing has been declared\n") }
    var table = TextTable([("", .left), ("", .left)])
    for entry in declarations.entries {
      table.add([oneLine(entry.text), description(of: entry.name).replacing("\n", with: ", ")])
    }
    return Reply(text: String(table.text(palette).drop { $0 == "\n" }))
  }

  // MARK: Formulas

  private func withFormula(
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
    return Reply(text: text)
  }

  /// The last word may be a time.
  private func why(_ argument: String) -> Reply {
    guard let frame, frame.rowCount > 0 else {
      return failure(.noCandles, "there are no candles", help: "read some: `:load candles.csv`")
    }
    var formula = argument
    var row = frame.rowCount - 1
    if let blank = argument.lastIndex(where: \.isWhitespace),
      let moment = Timestamp(String(argument[argument.index(after: blank)...]))
    {
      formula = String(argument[..<blank])
      let found = frame.firstRow(atOrAfter: moment)
      let isExact = found < frame.rowCount && frame.time(ofRow: found) == moment
      let next = isExact ? found + 1 : found
      guard next > 0 else {
        return failure(
          .noCandles, "the candles begin at \(frame.time(ofRow: 0))", help: "choose a later time")
      }
      row = next - 1
    }
    return withFormula(formula, .why) { strategy, _ in explain(strategy, row, of: frame) }
  }

  private func explain(_ strategy: CheckedStrategy, _ row: Int, of frame: Frame) -> Reply {
    let series: SeriesProgram
    do {
      series = try SeriesProgram(strategy, fuses: false)
    } catch {
      return failure(.cannotRun, "\(error)", help: "make the formula smaller")
    }
    do {
      let (joined, others) = try candles(for: series, frame)
      let explainer = Explainer(
        strategy, try BarValues(series, over: joined, row: row, others: others))
      var lines = [palette.heading("bar \(row + 1), \(frame.time(ofRow: row))")]
      for output in strategy.outputs { lines += explainer.explain(output).lines() }
      return Reply(text: lines.joined(separator: "\n") + "\n")
    } catch {
      return failure(error)
    }
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
    let compiling = Self.best(of: 20) {
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
      let running = Self.best(of: 5) {
        do throws(SeriesError) {
          _ = try SeriesRun(
            series, over: candles.frame, others: candles.others, rows: rows, keeping: 0..<0,
            path: path)
        } catch {
          failed = error
        }
      }
      if let failed { return failure(failed) }
      let perBar = running / Double(frame.rowCount) * 1e9
      let name = path.rawValue + String(repeating: " ", count: 9 - path.rawValue.count)
      text += "\(name)\(Self.text(running)) for \(frame.rowCount) bars, "
      text += "\((perBar * 10).rounded() / 10) ns a bar\n"
    }
    return Reply(text: text)
  }

  private static func best(of runs: Int, _ body: () -> Void) -> Double {
    let clock = ContinuousClock()
    var best = Duration.seconds(Int64.max / 2)
    var spent = Duration.zero
    for _ in 0..<runs where spent < .milliseconds(500) {
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

  // MARK: Files

  package func load(_ path: String) -> Reply {
    guard !path.isEmpty else {
      return failure(.missingArgument, "`:load` wants a file", help: "write `:load candles.csv`")
    }
    return path.hasSuffix(".strat") ? loadStrategy(path) : loadCandles(path)
  }

  private func loadCandles(_ path: String) -> Reply {
    do {
      let file = try CandleReader.read(path: path)
      use(file.frame)
      var text = TimeText.heading(file.frame, rows: 0..<file.frame.rowCount) + "\n"
      text += file.frame.columnNames.joined(separator: " ") + "\n"
      text += file.remarks(path: path).map { $0 + "\n" }.joined()
      return Reply(text: text)
    } catch {
      return failure(error)
    }
  }

  private func loadOther(_ path: String) -> Reply {
    guard !path.isEmpty else {
      return failure(.missingArgument, "`:with` wants a file", help: "write `:with candles.csv`")
    }
    do {
      let file = try CandleReader.read(path: path)
      add(file.frame)
      return Reply(
        text: TimeText.heading(file.frame, rows: 0..<file.frame.rowCount) + "\n"
          + file.remarks(path: path).map { $0 + "\n" }.joined())
    } catch {
      return failure(error)
    }
  }

  /// Takes in the declarations of a strategy and shows what its rules say.
  private func loadStrategy(_ path: String) -> Reply {
    let source: SourceText
    do {
      source = SourceText(
        name: path, bytes: try TextFile.read(path, limit: SourceText.sizeLimit))
    } catch {
      return failure(error)
    }
    let tree = parseStrategy(source).tree
    let names = Set(tree.statements.filter(\.isParameter).compactMap(\.declaredName))
    let overrides = declarations.overrides.filter { names.contains($0.key) }
    let checked = compile(source, overrides: overrides)
    guard checked.strategy != nil else { return refusal(checked.diagnostics, source) }
    var text = ""
    for statement in tree.statements where statement.declaredName != nil {
      let reply = declare(statement, source)
      text += reply.text
      if reply.isError { return Reply(text: text, isError: true) }
    }
    guard let frame else { return Reply(text: text) }
    if let milliseconds = checked.strategy?.intervalMilliseconds, let found = frame.interval,
      found.milliseconds != milliseconds
    {
      text += "note: written for \(Interval.fixed(milliseconds: milliseconds)), "
      text += "the candles are \(found)\n"
    }
    let reply = evaluate(checked, source)
    return Reply(text: text + reply.text, isError: reply.isError)
  }

  private func save(_ path: String) -> Reply {
    guard path.hasSuffix(".strat") || path.hasSuffix(".csv") else {
      return failure(
        .missingArgument,
        "`:save` wants a .strat file for the declarations or a .csv file for the last values",
        help: "write `:save my.strat`")
    }
    if path.hasSuffix(".strat"), declarations.entries.isEmpty {
      return failure(
        .nothingToSave, "nothing has been declared",
        help: "declare something: `let x = sma(close, 9)`")
    }
    let bytes: [UInt8]
    if path.hasSuffix(".strat") {
      let text = declarations.entries.map { $0.text + "\n" }.joined()
      bytes = Array((format(parseStrategy(SourceText(name: path, text)).tree) ?? text).utf8)
    } else if let frame, let last {
      bytes = CandleWriter.csv(last.run.frame(like: frame, last.strategy.outputs.map(\.name)))
    } else {
      return failure(
        .nothingToSave, "no formula has been evaluated over candles", help: "evaluate one first")
    }
    do {
      try TextFile.create(path, with: bytes)
      return Reply(text: "written to \(path)\n")
    } catch {
      return failure(error)
    }
  }

  private func forget(_ name: String) -> Reply {
    if name.isEmpty {
      declarations.removeAll()
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

extension SeriesRun {
  /// The kept values as columns; a truth is 1, 0 or missing.
  fileprivate func frame(like frame: Frame, _ names: [String]) -> Frame {
    let columns = values.map { values -> [Double] in
      switch values {
      case .numbers(let numbers): numbers
      case .truths(let truths):
        truths.map { truth in
          switch Kleene(rawValue: truth) ?? .na {
          case .true: 1
          case .false: 0
          case .na: .nan
          }
        }
      }
    }
    return Frame(
      symbol: frame.symbol, times: Array(frame.times[keptRows]), columnNames: names,
      columns: columns)
  }
}

extension String {
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
