import ArgumentParser
import StratLanguage
import StratREPL

/// `strat check`: everything known about strategies before they run.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find every mistake in strategies, and say what they need to run.",
    discussion: """
      Examples:
        strat check strategies/*.strat
        strat check strategies/golden_cross.strat --set fast=9
        strat check strategies/golden_cross.strat --format json
        cat draft.strat | strat check -
        strat check draft.strat --fix --dry-run
        strat check draft.strat --prove --data examples/data/EURUSD_1h.csv
        strat check strategies/golden_cross.strat --live --broker sim
      """)

  @Argument(help: ArgumentHelp("Strategies; - reads one from standard input.", valueName: "file"))
  var files: [String]

  @OptionGroup var settings: SettingOptions

  @Option(help: "text for people, json for programs: an array with one object a file.")
  var format: ReportFormat = .text

  @Flag(help: "The same as --format json.")
  var json = false

  @Flag(help: "Make every fix that is beyond doubt, then check; a file is replaced whole.")
  var fix = false

  @Flag(help: "With --fix: show what would be changed, and change nothing.")
  var dryRun = false

  @Flag(help: "Show over --data that no later bar changes an earlier decision.")
  var prove = false

  @Option(help: ArgumentHelp("A file of candles for --prove.", valueName: "file"))
  var data: String?

  @OptionGroup var reading: CandleOptions
  @OptionGroup var besides: SeriesOptions
  @OptionGroup var readiness: LiveOptions

  @Option(help: "Chooses the prefixes of long files that --prove runs.")
  var seed: UInt64 = 1

  func validate() throws {
    if prove != (data != nil) {
      throw CommandError(
        .usage, prove ? "--prove needs candles" : "--data goes with --prove",
        help: "write `--prove --data candles.csv`")
    }
    if fix, files.contains("-") {
      throw CommandError(
        .usage, "standard input cannot be fixed", help: "write it to a file and name that")
    }
    if dryRun, !fix {
      throw CommandError(.usage, "--dry-run goes with --fix", help: "add --fix")
    }
  }

  func run() throws {
    let format = json ? .json : format
    var hasFailed = false
    var items: [JSONValue] = []
    for file in files {
      var report: CheckReport
      var fixes: FixReport?
      do {
        if fix {
          let made = try FixReport(file, overrides: settings.overrides)
          if !dryRun { try made.write() }
          fixes = made
          report = try CheckReport(
            StrategySource(kind: .file, text: made.fixes.source), overrides: settings.overrides)
        } else {
          report = try CheckReport(file, overrides: settings.overrides)
        }
        if prove, let data {
          try report.prove(
            data: data, reading: reading, besides: besides, seed: seed)
        }
        if readiness.live { try report.askWhetherReady(readiness) }
        report.askWhatLimitsDid(readiness.store)
      } catch let error as CommandError {
        hasFailed = true
        switch format {
        case .text: StandardError.print(error.description)
        case .json: items.append(CheckReport.json(file, failure: error))
        }
        continue
      }
      if !report.isFine { hasFailed = true }
      switch format {
      case .text:
        if let fixes {
          try StandardOutput.print(
            fixes.text(isDryRun: dryRun, Palette(isColoured: Colour.onOutput)))
        }
        report.diagnostics.report(in: report.source.text)
        if let failure = report.failure { StandardError.print(failure.description) }
        for warning in report.warnings { StandardError.print(warning) }
        let text = report.text(Palette(isColoured: Colour.onOutput))
        try StandardOutput.print(text + (file == files.last ? "" : "\n"))
      case .json:
        for warning in report.warnings { StandardError.print(warning) }
        items.append(report.json(fixes: fixes?.json))
      }
    }
    if format == .json { try StandardOutput.print(JSONValue.array(items).text + "\n") }
    if hasFailed { throw ExitStatus.failure }
  }
}
