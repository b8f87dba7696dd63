import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax

/// Setting parameters, and writing down what the session has come to.
extension Interpreter {
  func set(_ text: String) -> Reply {
    if text.isEmpty { return parameters() }
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    guard parts.count == 2, let value = Self.number(parts[1]) else {
      return failure(
        .malformedOption, "`\(text)` gives no parameter a value", help: "write `:set n=9`")
    }
    let name = parts[0]
    guard let entry = declarations[name], entry.statement.isParameter else {
      let known = declarations.entries.filter { $0.statement.isParameter }.map(\.name)
      return failure(
        .unknownName, "there is no parameter `\(name)`",
        help: nearestName(name, in: known).map { "did you mean `\($0)`?" }
          ?? "declare it first: `param \(Self.isName(name) ? name : "n") = \(parts[1])`")
    }
    do {
      try declarations.set(name, to: value)
      return Reply(text: description(of: name) + "\n")
    } catch {
      guard let dependent = error.dependent else {
        return refusal(error.diagnostics, entry.source)
      }
      return failure(
        .inUse, "`\(name)` cannot be this: `\(dependent)` makes no sense then",
        help: "choose another value")
    }
  }

  private func parameters() -> Reply {
    let all = declarations.entries.filter { $0.statement.isParameter }
    if all.isEmpty { return Reply(text: "there are no parameters\n") }
    return Reply(text: all.map { description(of: $0.name) + "\n" }.joined())
  }

  /// `9`, `-1.5`, `5%`.
  private static func number(_ text: String) -> Double? {
    let source = SourceText(name: "input", text)
    guard let output = compileFormula(source).strategy?.outputs.first,
      let program = (compileFormula(source).strategy).flatMap({ try? Lowering.lower($0) }),
      program.columns.isEmpty, output.type == .number
    else { return nil }
    let frame = Frame(symbol: "", times: [0], columnNames: [], columns: [])
    let run = try? SeriesRun(program, over: frame, rows: 0..<1, keeping: 0..<1)
    guard case .numbers(let values)? = run?.values.first, let value = values.first,
      value.isFinite
    else { return nil }
    return value
  }

  private static func isName(_ text: String) -> Bool {
    let tokens = tokenise(SourceText(name: "input", text)).tokens
    return tokens.count == 2 && tokens.first?.kind == .identifier
  }

  // MARK: Saving

  func save(_ path: String) -> Reply {
    guard path.hasSuffix(".strat") || path.hasSuffix(".csv") else {
      return failure(
        .missingArgument,
        "`:save` wants a .strat file for the session or a .csv file for the last values",
        help: "write `:save my.strat`")
    }
    if path.hasSuffix(".strat") { return saveStrategy(path) }
    guard let frame, let last else {
      return failure(
        .nothingToSave, "no formula has been evaluated over candles", help: "evaluate one first")
    }
    return write(
      CandleWriter.csv(last.run.frame(like: frame, last.strategy.outputs.map(\.name))), to: path)
  }

  private func saveStrategy(_ path: String) -> Reply {
    if declarations.entries.isEmpty, rules.entries.isEmpty {
      return failure(
        .nothingToSave, "nothing has been declared",
        help: "declare something: `let x = sma(close, 9)`")
    }
    let (header, rules) = rules.texts
    let body = declarations.entries.map(\.text) + rules
    var source = SourceText(name: path, (header + body).joined(separator: "\n") + "\n")
    // At the prompt the candles' own columns need no `input`; in a file they do.
    let unknown = Set(
      compile(source).diagnostics.filter { $0.code == .unknownName }
        .map { source.text($0.primary.span) })
    let inputs = declarations.columns.filter { unknown.contains($0) }.map { "input \($0) : any" }
    source = SourceText(
      name: path, (header + inputs + body).joined(separator: "\n") + "\n")
    let errors = compile(source).diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty, let text = format(parseStrategy(source).tree) else {
      return refusal(errors, source)
    }
    let reply = write(Array(text.utf8), to: path)
    let settings = declarations.entries.compactMap { entry in
      declarations.overrides[entry.name].map { "--set \(entry.name)=\(NumberText.short($0))" }
    }
    guard !reply.isError, !settings.isEmpty else { return reply }
    return Reply(
      text: reply.text + "parameters as declared; run it with \(settings.joined(separator: " "))\n")
  }

  func write(_ bytes: [UInt8], to path: String) -> Reply {
    do {
      try TextFile.create(path, with: bytes)
      return Reply(text: "written to \(path)\n")
    } catch {
      return failure(error)
    }
  }
}

extension SeriesRun {
  /// The kept values as columns; a truth is 1, 0 or missing.
  fileprivate func frame(like frame: Frame, _ names: [String]) -> Frame {
    Frame(
      symbol: frame.symbol, times: Array(frame.times[keptRows]), columnNames: names,
      columns: values.map(\.asNumbers))
  }
}

extension OutputValues {
  /// A truth is 1, 0 or missing.
  var asNumbers: [Double] {
    switch self {
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
}

extension String {
  /// Without blanks at its ends.
  var trimmed: String {
    var text = Substring(self)
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}
