import ArgumentParser
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
      """)

  @Argument(help: ArgumentHelp("Strategies; - reads one from standard input.", valueName: "file"))
  var files: [String]

  @OptionGroup var settings: SettingOptions

  @Option(help: "text for people, json for programs: an array with one object a file.")
  var format: ReportFormat = .text

  func run() throws {
    var hasFailed = false
    var items: [JSONValue] = []
    for file in files {
      let report: CheckReport
      do {
        report = try CheckReport(file, overrides: settings.overrides)
      } catch {
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
        report.diagnostics.report(in: report.source.text)
        let text = report.text(Palette(isColoured: Colour.onOutput))
        try StandardOutput.print(text + (file == files.last ? "" : "\n"))
      case .json: items.append(report.json)
      }
    }
    if format == .json { try StandardOutput.print(JSONValue.array(items).text + "\n") }
    if hasFailed { throw ExitStatus.failure }
  }
}
