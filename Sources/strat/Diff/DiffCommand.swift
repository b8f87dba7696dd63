import ArgumentParser
import StratMarket
import StratREPL

/// `strat diff`: whether two strategies mean the same, and where they decide differently.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Compare what two strategies mean and what they decide.",
    discussion: """
      Two texts with the same semantic hash compute the same, whatever their layout and names. \
      Otherwise both run over the candles, and every bar is shown on which a rule is true in one \
      and not in the other, or on which an entry would have another stop, target or size. The \
      first such bar, or the one of --at, is explained in both.

      Ends with 0 when nothing differs, 1 when something does, 2 when they cannot be compared.

      Examples:
        strat diff old.strat new.strat --data examples/data/EURUSD_1h.csv
        strat diff old.strat new.strat --data candles.csv --at 2017-03-02T14:00Z
      """)

  @Argument(help: "A strategy.")
  var first: String

  @Argument(help: "Another one.")
  var second: String

  @Option(help: ArgumentHelp("A file of candles to decide over.", valueName: "file"))
  var data: String?

  @Option(help: ArgumentHelp("Explain the bar that holds this time.", valueName: "time"))
  var at: String?

  @Option(help: ArgumentHelp("How many of the bars that differ to list.", valueName: "count"))
  var limit = 10

  @OptionGroup var settings: SettingOptions
  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions

  @Option(help: "text for people, json for programs.")
  var format: ReportFormat = .text

  @Flag(help: "The same as --format json.")
  var json = false

  func validate() throws {
    _ = try reading.columnMap()
    if limit < 0 {
      throw CommandError(.usage, "--limit is a number of bars", help: "write `--limit 20`")
    }
    if at != nil, data == nil {
      throw CommandError(.usage, "--at needs candles", help: "name a file: `--data candles.csv`")
    }
  }

  func run() throws {
    let report: DiffReport
    do {
      report = try DiffReport(
        first, second, data: data, at: moment(), overrides: settings.overrides, reading: reading,
        besides: besides)
    } catch is ExitStatus {
      throw ExitStatus.usage
    } catch {
      StandardError.print("\(error)")
      throw ExitStatus.usage
    }
    if json || format == .json {
      try StandardOutput.print(report.json.text + "\n")
    } else {
      try StandardOutput.print(
        report.text(limit: limit, Palette(isColoured: Colour.onOutput)))
    }
    if report.differs { throw ExitStatus.failure }
  }

  private func moment() throws -> Timestamp? {
    guard let at else { return nil }
    guard let moment = Timestamp(at) else {
      throw CommandError(
        .malformedMoment, "'\(at)' is no time", help: "write 2017-03-02T14:00Z")
    }
    return moment
  }
}
