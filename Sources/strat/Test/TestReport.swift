import ProcessingEngine
import StratLanguage
import StratMarket
import StratREPL
import StratSyntax

/// What the tests of one file came to.
struct TestReport {
  private let path: String
  private let source: SourceText?
  private let diagnostics: [Diagnostic]
  private var results: [Outcome] = []
  private var failure: CommandError?

  /// A test that ran, or why it could not.
  private struct Outcome {
    var test: CheckedTest
    var result: Result<TestResult, any Error>
  }

  init(_ path: String, failure: CommandError) {
    self.path = path
    self.failure = failure
    source = nil
    diagnostics = []
  }

  init(_ path: String, overrides: [String: Double], filter: String?) throws(CommandError) {
    self.path = path
    let file = try StrategySource.file(path)
    source = file.text
    let compiled = file.compile(overrides: overrides)
    diagnostics = compiled.diagnostics.filter { $0.severity == .error }
    for test in compiled.strategy?.tests ?? [] {
      if let filter, !test.title.contains(filter) { continue }
      results.append(
        Outcome(
          test: test,
          result: Result {
            let candles = try TestFrame(
              test, SeriesProgram(test.strategy), besides: path)
            return try TestRun.result(of: test, over: candles.frame, others: candles.others)
          }))
    }
  }

  var count: Int { results.count }

  /// Tests that did not pass, for whatever reason.
  var failed: Int { results.count { (try? $0.result.get().isPassed) != true } }

  var isPassed: Bool { failed == 0 && !hasErrors }

  /// Something that kept tests from running.
  var hasErrors: Bool {
    failure != nil || !diagnostics.isEmpty || results.contains { (try? $0.result.get()) == nil }
  }

  // MARK: For people

  func tellErrors() {
    if let failure { StandardError.print(failure.description) }
    if let source { diagnostics.report(in: source) }
  }

  func text(_ palette: Palette) -> String {
    guard let source, failure == nil else { return "" }
    if !diagnostics.isEmpty {
      return "\(source.name): \(palette.bad("has errors, no test was run"))\n"
    }
    var text = "\(source.name)\(results.isEmpty ? ": no tests" : "")\n"
    for outcome in results {
      switch outcome.result {
      case .failure(let error):
        text += "  \(palette.bad("error"))  \(outcome.test.title)\n" + Self.indented("\(error)")
      case .success(let result):
        let verdict = result.isPassed ? palette.good("pass") : palette.bad("FAIL")
        let bars = "\(result.bars) bar\(result.bars == 1 ? "" : "s")"
        text += "  \(verdict)  \(result.title)  \(palette.faint("(\(bars))"))\n"
        for failure in result.failures { text += shown(failure, source, palette) }
      }
    }
    return text
  }

  /// The expectation with its caret, what happened instead, and the rule on that bar.
  private func shown(
    _ failure: TestResult.Failure, _ source: SourceText, _ palette: Palette
  ) -> String {
    let renderer = TextRenderer(colour: palette.isColoured)
    var text = "\n" + Self.indented(renderer.render(failure.diagnostic, in: source))
    for explanation in failure.explanations {
      text += Self.indented(
        palette.heading(explanation.role.title)
          + (failure.bar.map { " on bar \($0)" } ?? "")
          + (failure.candle.map { "  " + Self.prices($0) } ?? "") + "\n")
      text += explanation.lines().map { "      \($0)\n" }.joined()
    }
    return text
  }

  private static func prices(_ candle: Candle) -> String {
    [("open", candle.open), ("high", candle.high), ("low", candle.low), ("close", candle.close)]
      .filter { !$0.1.isNaN }.map { "\($0) \(BarExplanation.short($1))" }.joined(separator: "  ")
  }

  private static func indented(_ text: String) -> String {
    text.split(separator: "\n").map { "    \($0)\n" }.joined()
  }

  // MARK: For programs

  var json: JSONValue {
    let renderer = JSONRenderer()
    return .object([
      ("file", .string(path)), ("ok", .boolean(isPassed)),
      (
        "diagnostics",
        .array(
          source.map { source in
            diagnostics.inSourceOrder().map { .raw(renderer.render($0, in: source)) }
          } ?? [])
      ),
      ("failure", .optional(failure) { $0.json }),
      ("tests", .array(results.map(json))),
    ])
  }

  private func json(_ outcome: Outcome) -> JSONValue {
    var fields: [(String, JSONValue)] = [
      ("title", .string(outcome.test.title)),
      (
        "line",
        .optional(source) { .integer($0.location(of: outcome.test.span.start).line) }
      ),
    ]
    switch outcome.result {
    case .failure(let error):
      fields += [("passed", .boolean(false)), ("error", .string("\(error)"))]
    case .success(let result):
      fields += [
        ("passed", .boolean(result.isPassed)), ("bars", .integer(result.bars)),
        ("failures", .array(result.failures.map(json))),
      ]
    }
    return .object(fields)
  }

  private func json(_ failure: TestResult.Failure) -> JSONValue {
    .object([
      (
        "diagnostic",
        .optional(source) { .raw(JSONRenderer().render(failure.diagnostic, in: $0)) }
      ),
      ("bar", .optional(failure.bar) { .integer($0) }),
      ("time", .optional(failure.time) { .string($0.description) }),
      ("rules", .array(failure.explanations.map(\.json))),
    ])
  }
}
