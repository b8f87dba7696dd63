import ArgumentParser
import ProcessingEngine
import StratLanguage

/// `strat disasm`: the bytecode of a strategy or formula.
struct DisasmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "disasm",
    abstract: "Print the bytecode of a strategy or formula.",
    discussion: """
      Columns and constants are shown by name and value, results as n7 (number) and t3 (truth), \
      the state of an instruction as s2.

      Examples:
        strat disasm strategies/golden_cross.strat
        strat disasm 'ema(close, 12) crosses above ema(close, 26)'
      """)

  @Argument(
    help: ArgumentHelp(
      "A strategy file (- for standard input), or a formula.",
      valueName: "file|formula"))
  var input: String

  @OptionGroup var settings: SettingOptions

  @Option(
    help: ArgumentHelp(
      "A column beyond open, high, low, close and volume that a formula may read.",
      valueName: "name"))
  var column: [String] = []

  func run() throws {
    let source = try StrategySource.read(input)
    let result = source.compile(overrides: settings.overrides, columns: column)
    result.diagnostics.report(in: source.text)
    guard let strategy = result.strategy else { throw ExitStatus.failure }
    let compiled = try CompiledStrategy(source, strategy)
    try StandardOutput.print(
      "# \(strategy.title)\n\n" + Disassembler.text(compiled.series, of: strategy))
  }
}
