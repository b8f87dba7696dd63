package import ProcessingEngine
import StratLanguage
package import StratMarket
import StratSyntax

/// Answers what is typed at the prompt: formulas, declarations and commands.
///
/// It knows nothing of terminals: text goes in and a reply comes out.
package final class Interpreter {
  package struct Reply: Sendable {
    package var text: String
    package var isError = false
    /// The user wants to leave.
    package var ends = false

    static let none = Reply(text: "")
  }

  var declarations = Declarations()
  private(set) var frame: Frame?
  /// The candles of other symbols, for `of`.
  private(set) var others = OtherSeries()
  /// Columns of other files, for `input`.
  private(set) var joined = JoinedColumns()
  /// The values asked for last, for `:save`.
  var last: (strategy: CheckedStrategy, run: SeriesRun)?
  /// What makes a strategy of the declarations.
  var rules = SessionRules() { didSet { declarations.clock = rules.clock } }
  /// Whether the user wants an end to what is going on.
  package var isInterrupted: @Sendable () -> Bool = { false }
  /// How many columns there are to draw in.
  package var screenWidth: () -> Int = { 80 }
  let palette: Palette

  package init(palette: Palette) { self.palette = palette }

  /// Gives parameters their values, those that no file declares too.
  package func set(_ overrides: [String: Double]) {
    for (name, value) in overrides.sorted(by: { $0.key < $1.key }) {
      let tree = parseStrategy(SourceText(name: "--set", "param \(name) = \(value)")).tree
      for statement in tree.statements {
        _ = try? declarations.add(statement, in: tree.source)
      }
    }
    declarations.overrides = overrides
  }

  /// Makes candles the ones that formulas are evaluated over.
  package func use(_ frame: Frame) {
    self.frame = frame
    nameColumns()
  }

  /// Makes the candles of another symbol known.
  package func add(_ other: Frame) { others.add(other) }

  /// Makes the columns of other files known, which have times of their own.
  package func join(_ columns: JoinedColumns) {
    joined = columns
    nameColumns()
  }

  private func nameColumns() {
    let own = frame?.columnNames ?? []
    declarations.columns = own + joined.names.filter { !own.contains($0) }
  }

  /// The candles with what a program reads besides, and those of the symbols it reads.
  func candles(for series: SeriesProgram, _ frame: Frame) throws(SeriesError) -> (
    frame: Frame, others: OtherSeries
  ) {
    var others = others
    others.add(frame)
    var joined = frame
    try self.joined.join(series.inputs, to: &joined)
    return (joined, others)
  }

  /// Whether an entry can be answered, rather than going on in the next line.
  ///
  /// An empty line ends an entry whatever is missing.
  package func isComplete(_ entry: String) -> Bool {
    if entry.drop(while: \.isWhitespace).first == ":" { return true }
    if entry.contains("\n"),
      entry.split(separator: "\n", omittingEmptySubsequences: false)
        .last?.allSatisfy(\.isWhitespace) ?? false
    {
      return true
    }
    if case .incomplete = parseInteractive(SourceText(name: "input", entry)) { return false }
    return true
  }

  package func reply(to entry: String) -> Reply {
    let text = entry.drop(while: \.isWhitespace)
    if text.first == ":" { return replyToCommand(text.dropFirst()) }
    let source = SourceText(name: "input", entry)
    switch parseInteractive(source) {
    case .empty: return .none
    case .formula(let expression): return evaluate(expression, source)
    case .statements(let tree): return take(tree)
    case .incomplete:
      return refusal(findings(ofUnfinished: source), source)
    case .invalid(let diagnostics): return refusal(diagnostics, source)
    }
  }

  /// The findings of an entry that is not whole.
  private func findings(ofUnfinished source: SourceText) -> [Diagnostic] {
    let asFormula = parseFormula(source).diagnostics
    let asStatements = parseStrategy(source).diagnostics
    // Read as what it is not, it is wrong from its start.
    let formulaStart = asFormula.map(\.primary.span.start).min() ?? 0
    let statementStart = asStatements.map(\.primary.span.start).min() ?? 0
    return formulaStart >= statementStart ? asFormula : asStatements
  }

  // MARK: Formulas

  private func evaluate(_ expression: Expression, _ source: SourceText) -> Reply {
    let checked = checkFormula(expression, source: source, context: declarations.context)
    return evaluate(checked, source)
  }

  func evaluate(_ checked: CheckResult, _ source: SourceText) -> Reply {
    guard let strategy = checked.strategy else { return refusal(checked.diagnostics, source) }
    let series: SeriesProgram
    do {
      series = try SeriesProgram(strategy)
    } catch {
      return failure(.cannotRun, "\(error)", help: "make the formula smaller")
    }
    let warnings = rendered(checked.diagnostics, source)
    if series.program.columns.isEmpty { return constants(series.program, warnings) }
    guard let frame else {
      let inputs =
        series.inputs.isEmpty ? series.program.columns.map(\.name) : series.inputs.map(\.name)
      let names = inputs.map { "`\($0)`" }.joined(separator: ", ")
      return failure(
        .noCandles, "there are no candles to take \(names) from",
        help: "read some: `:load candles.csv`")
    }
    do {
      let rows = 0..<frame.rowCount
      let (joined, others) = try candles(for: series, frame)
      let run = try running { () throws(SeriesError) in
        try SeriesRun(series, over: joined, others: others, rows: rows, keeping: rows)
      }
      if isInterrupted() { return interrupted }
      last = (strategy, run)
      return Reply(text: warnings + report(strategy, run, over: frame))
    } catch {
      return failure(error)
    }
  }

  private func report(_ strategy: CheckedStrategy, _ run: SeriesRun, over frame: Frame) -> String {
    let report = OutputReport(strategy, over: frame, run, palette)
    var text = report.summary
    let width = strategy.outputs.map { $0.name.unicodeScalars.count }.max() ?? 0
    for (output, values) in zip(strategy.outputs, run.values) {
      let line = Sparkline.text(values)
      if line.isEmpty || frame.rowCount < 2 { continue }
      let padding = String(repeating: " ", count: width - output.name.unicodeScalars.count)
      text += palette.faint(output.name + padding) + "  " + line + "\n"
    }
    let lastRows = report.lastValues(5)
    return lastRows.isEmpty ? text : text + "\n" + lastRows
  }

  /// What reads no column is the same on every bar.
  private func constants(_ program: Program, _ warnings: String) -> Reply {
    let frame = Frame(symbol: "", times: [0], columnNames: [], columns: [])
    guard let run = try? SeriesRun(program, over: frame, rows: 0..<1, keeping: 0..<1) else {
      return .none
    }
    let values = run.values.map { values in
      switch values {
      case .numbers(let numbers): NumberText.exact(numbers.first ?? .nan, missing: "na")
      case .truths(let truths): "\(truths.first.flatMap(Kleene.init) ?? .na)"
      }
    }
    return Reply(text: warnings + values.joined(separator: "\n") + "\n")
  }

  // MARK: Declarations

  private func take(_ tree: SyntaxTree) -> Reply {
    var text = ""
    for statement in tree.statements {
      let reply = take(statement, tree.source)
      text += reply.text
      if reply.isError { return Reply(text: text, isError: true) }
    }
    return Reply(text: text)
  }

  private func take(_ statement: Statement, _ source: SourceText) -> Reply {
    switch statement.kind {
    case .parameter, .binding, .function, .input: return declare(statement, source)
    case .rule(let rule):
      for formula in rule.formulas.dropFirst() {
        let reply = evaluate(formula, source)
        if reply.isError { return reply }
      }
      return keep(statement, source, evaluate(rule.condition, source))
    case .stop(let expression), .target(let expression):
      return keep(statement, source, evaluate(expression, source))
    case .hours: return takeHours(statement, source)
    case .strategy, .size, .risk, .test, .venue:
      let keyword = source.text(statement.span).prefix { !$0.isWhitespace }
      return failure(
        .onlyInFiles, "`\(keyword)` means nothing at the prompt",
        help: "write it into a file, and read that: `:load my.strat`")
    }
  }

  /// From here on, sessions are these; they are saved with the strategy.
  private func takeHours(_ statement: Statement, _ source: SourceText) -> Reply {
    let tree = SyntaxTree(source: source, statements: [statement], comments: [])
    let diagnostics = checkDeclarations(tree, context: declarations.context)
    guard !diagnostics.contains(where: { $0.severity == .error }) else {
      return refusal(diagnostics, source)
    }
    rules.add(statement, in: source)
    return Reply(text: oneLine(source.text(statement.span)) + "\n")
  }

  /// Remembers a rule that makes sense, so that the session can be saved as a strategy.
  private func keep(_ statement: Statement, _ source: SourceText, _ reply: Reply) -> Reply {
    if !reply.isError { rules.add(statement, in: source) }
    return reply
  }

  func declare(_ statement: Statement, _ source: SourceText) -> Reply {
    do {
      let warnings = try declarations.add(statement, in: source)
      let name = statement.declaredName?.text ?? ""
      return Reply(text: rendered(warnings, source) + description(of: name) + "\n")
    } catch {
      guard let dependent = error.dependent else { return refusal(error.diagnostics, source) }
      return failure(
        .inUse,
        "`\(statement.declaredName?.text ?? "")` cannot become this: `\(dependent)` uses what it is now",
        help: "`:forget \(dependent)` first")
    }
  }

  /// `trend : price`, `n = 14 in 5..50`, `mid(a, b) : price`.
  func description(of name: String) -> String {
    guard let entry = declarations[name] else { return name }
    switch entry.statement.kind {
    case .parameter(let declaration):
      let value = declarations.overrides[name].map { " (--set \(NumberText.short($0)))" } ?? ""
      let text = entry.source.text(
        SourceSpan(Int(declaration.name.span.start), Int(entry.statement.span.end)))
      return oneLine(text) + value
    case .function(let declaration):
      return FunctionDescription(declaration, family: "Declared here").signature
    case .input(let declaration):
      let isThere = frame?.columnIndex(name) != nil
      return "\(name) : \(declaration.dimension.text)"
        + (frame == nil || isThere ? "" : " (the candles have no such column)")
    case .binding, .rule, .stop, .target, .strategy, .size, .risk, .test, .hours, .venue:
      let checked = compileFormula(
        SourceText(name: "input", name), context: declarations.context)
      let outputs = checked.strategy?.outputs ?? []
      return outputs.map { "\($0.name) : \($0.typeName)" }.joined(separator: "\n")
    }
  }

  // MARK: Long evaluations

  /// Runs something that ends early once the user wants it to; ask `isInterrupted` afterwards.
  func running<Value, Failure: Error>(
    _ body: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    try Evaluation.interruptible(by: isInterrupted, body)
  }

  var interrupted: Reply {
    failure(.interrupted, "interrupted", help: "try fewer bars, or a smaller formula")
  }

  // MARK: Words

  func refusal(_ diagnostics: [Diagnostic], _ source: SourceText) -> Reply {
    Reply(text: rendered(diagnostics, source), isError: true)
  }

  func failure(_ code: InterpreterFailure, _ message: String, help: String) -> Reply {
    let title = palette.bad("error[\(code.rawValue)]")
    return Reply(text: "\(title): \(message)\n  = help: \(help)\n", isError: true)
  }

  /// Why a formula cannot run over the candles there are.
  func failure(_ error: SeriesError) -> Reply {
    switch error {
    case .missingColumn:
      failure(.cannotRun, "\(error)", help: "load candles that have this column")
    case .missingSymbol(let symbol, _):
      failure(.cannotRun, "\(error)", help: "read them: `:with FILE` with the candles of \(symbol)")
    case .unknownInterval:
      failure(.cannotRun, "\(error)", help: "load candles of two bars or more")
    case .intervalNotLonger, .intervalNotMultiple, .unknownZone, .misfitStamp:
      failure(.cannotRun, "\(error)", help: error.help)
    }
  }

  /// Errors of files come with code, place and help.
  func failure(_ error: any Error & CustomStringConvertible) -> Reply {
    Reply(text: error.description + "\n", isError: true)
  }

  func rendered(_ diagnostics: [Diagnostic], _ source: SourceText) -> String {
    diagnostics.isEmpty
      ? "" : TextRenderer(colour: palette.isColoured).render(diagnostics, in: source)
  }

  func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
