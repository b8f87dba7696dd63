import ArgumentParser

/// The tool an author of strategies uses: parse arguments, call, print.
struct Strat: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "strat",
    abstract: "Write trading rules, check them, and run them over candles.",
    discussion: """
      Examples:
        strat check strategies/golden_cross.strat
        strat eval 'rsi(close, 14) < 30' --data examples/data/AAPL_1d.csv
        strat repl --data examples/data/EURUSD_1h.csv

      Ends with 0 when all is well, 1 when something was found or failed, 2 when the command \
      line makes no sense.
      """,
    version: "0.1.0",
    subcommands: [
      CheckCommand.self, TestCommand.self, DiffCommand.self, EvalCommand.self, REPLCommand.self,
      BacktestCommand.self, SweepCommand.self, BatchCommand.self, PaperCommand.self,
      DrillCommand.self,
      WhyCommand.self, RunsCommand.self,
      DisasmCommand.self, ExplainCommand.self, FunctionsCommand.self, FormatCommand.self,
      LSPCommand.self,
    ])

  /// What evidence and journals name as the engine that made them.
  static var engineVersion: String { configuration.version }
}
