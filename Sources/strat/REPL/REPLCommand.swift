import ArgumentParser
import ProcessingEngine
import StratMarket
import StratREPL

/// `strat repl`: try formulas at a prompt.
struct REPLCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repl",
    abstract: "Try formulas at a prompt, with history and completion.",
    discussion: """
      Formulas are evaluated over the candles, `let`, `param`, `def` and `input` are remembered; \
      `:help` lists the commands. Reads a script from a pipe as well.

      What was typed is kept in $STRAT_HISTORY, else in $XDG_STATE_HOME/strat/history, else in \
      ~/.local/state/strat/history.

      Examples:
        strat repl --data examples/data/EURUSD_1h.csv
        echo 'highest(high, 20)' | strat repl --data candles.csv
      """)

  @Option(help: ArgumentHelp("A file of candles to begin with.", valueName: "file"))
  var data: String?

  @OptionGroup var settings: SettingOptions
  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions

  func validate() throws { _ = try reading.columnMap() }

  func run() throws {
    let interpreter = Interpreter(palette: Palette(isColoured: Colour.onOutput))
    interpreter.set(settings.overrides)
    for frame in try besides.otherSeries().frames { interpreter.add(frame) }
    var symbol = ""
    if let data {
      let candles = try CandleReader.read(path: data, options: reading.options(wanted: nil))
      try reading.check(symbolOf: candles.frame, path: data)
      var frame = candles.frame
      try reading.columnMap().apply(to: &frame)
      interpreter.use(frame)
      symbol = frame.symbol
      for message in candles.remarks(path: data) { StandardError.print(message) }
    }
    interpreter.join(try besides.joinedColumns(for: symbol))
    let hasFailed = Conversation.run(
      interpreter, historyPath: Conversation.historyPath { Environment[$0] })
    if hasFailed { throw ExitStatus.failure }
  }
}
