import ProcessingEngine
import StratLanguage
import StratMarket
import StratREPL
import StratSyntax

/// A strategy file or a formula from the command line, on its way to a program.
struct StrategySource {
  enum Kind {
    case file
    case formula
  }

  var kind: Kind
  var text: SourceText

  /// An argument that names a file, or looks as if it should, is one; all else is a formula.
  static func read(_ argument: String) throws(CommandError) -> StrategySource {
    guard argument == "-" || argument.hasSuffix(".strat") || TextFile.exists(argument) else {
      return StrategySource(kind: .formula, text: SourceText(name: "formula", argument))
    }
    return try file(argument)
  }

  static func file(_ path: String) throws(CommandError) -> StrategySource {
    let bytes: [UInt8]
    do {
      bytes = try TextFile.read(path == "-" ? "/dev/stdin" : path, limit: SourceText.sizeLimit)
    } catch {
      throw CommandError(error)
    }
    return StrategySource(
      kind: .file, text: SourceText(name: path == "-" ? "stdin" : path, bytes: bytes))
  }

  /// All of it, as it stands.
  var wholeText: String { text.text(SourceSpan(0, text.bytes.count)) }

  /// What stands in it, whether it makes sense or not.
  var tree: SyntaxTree { parseStrategy(text).tree }

  /// What a table calls it.
  var label: String {
    switch kind {
    case .file: text.name
    case .formula: wholeText
    }
  }

  /// - Parameter columns: those of the candles, which a formula may read without declaring them.
  func compile(overrides: [String: Double], columns: [String] = []) -> CheckResult {
    switch kind {
    case .file:
      return StratLanguage.compile(text, overrides: overrides)
    case .formula:
      // A formula has no place to declare a parameter: --set does.
      let declarations = overrides.sorted { $0.key < $1.key }.map { name, value in
        parseStrategy(SourceText(name: "--set", "param \(name) = \(value)")).tree
      }
      return compileFormula(
        text, context: FormulaContext(declarations: declarations, extraColumns: columns))
    }
  }
}

extension StrategySource {
  /// The strategy ready to run bar by bar; its findings are told, and errors end the command.
  func program(overrides: [String: Double]) throws -> StrategyProgram {
    let result = compile(overrides: overrides)
    result.diagnostics.report(in: text)
    guard let checked = result.strategy else { throw ExitStatus.failure }
    do {
      return try StrategyProgram(checked)
    } catch {
      throw CommandError(.tooLarge, error.description, path: text.name)
    }
  }
}

/// Something that compiled, with the program that runs it.
struct CompiledStrategy {
  var source: StrategySource
  var strategy: CheckedStrategy
  /// The program with its feeds.
  var series: SeriesProgram

  init(_ source: StrategySource, _ strategy: CheckedStrategy) throws(CommandError) {
    self.source = source
    self.strategy = strategy
    do {
      series = try SeriesProgram(strategy)
    } catch {
      throw CommandError(.tooLarge, error.description, path: source.text.name)
    }
  }

  /// How long its bars are, where it says so.
  var interval: Interval? {
    strategy.intervalMilliseconds.map { .fixed(milliseconds: $0) }
  }
}

extension [Diagnostic] {
  /// Prints them with their source lines to standard error.
  func report(in source: SourceText) {
    guard !isEmpty else { return }
    StandardError.print(TextRenderer(colour: Colour.onErrors).render(self, in: source))
  }
}
