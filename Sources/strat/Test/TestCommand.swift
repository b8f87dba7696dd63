import ArgumentParser
import StratREPL

/// `strat test`: the `test` blocks of strategies.
struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run the tests that stand in strategies.",
    discussion: """
      A test runs the rules over candles, of a file beside the strategy or written into the test, \
      and says on which bars they should be true. Rules are signals: no position is opened.

      Ends with 0 when all tests pass, 1 when one fails, 2 when a file cannot be tested.

      Examples:
        strat test strategies/*.strat
        strat test golden_cross.strat --filter 'warming up'
        strat test golden_cross.strat --set fast=9 --format json
      """)

  @Argument(help: ArgumentHelp("Strategies; - reads one from standard input.", valueName: "file"))
  var files: [String]

  @Option(help: ArgumentHelp("Only tests with this text in their title.", valueName: "name"))
  var filter: String?

  @OptionGroup var settings: SettingOptions

  @Option(help: "text for people, json for programs: an array with one object a file.")
  var format: ReportFormat = .text

  @Flag(help: "The same as --format json.")
  var json = false

  func run() throws {
    let isJSON = json || format == .json
    let palette = Palette(isColoured: Colour.onOutput)
    var reports: [TestReport] = []
    var hasErrors = false
    for file in files {
      let report: TestReport
      do {
        report = try TestReport(file, overrides: settings.overrides, filter: filter)
      } catch {
        hasErrors = true
        report = TestReport(file, failure: error)
      }
      reports.append(report)
      if report.hasErrors { hasErrors = true }
      if isJSON { continue }
      report.tellErrors()
      try StandardOutput.print(report.text(palette))
    }
    let hasFailed = reports.contains { !$0.isPassed }
    if isJSON {
      try StandardOutput.print(JSONValue.array(reports.map(\.json)).text + "\n")
    } else {
      let count = reports.reduce(0) { $0 + $1.count }
      let failed = reports.reduce(0) { $0 + $1.failed }
      try StandardOutput.print(summary(count, failed, palette))
      if count == 0, !hasErrors, let filter {
        throw CommandError(
          .nothingToEvaluate, "no test has '\(filter)' in its title",
          help: "leave out --filter to run all of them")
      }
    }
    if hasErrors { throw ExitStatus.usage }
    if hasFailed { throw ExitStatus.failure }
  }

  private func summary(_ count: Int, _ failed: Int, _ palette: Palette) -> String {
    let tests = "\(count) test\(count == 1 ? "" : "s")"
    if count == 0 { return "no tests\n" }
    return failed == 0
      ? palette.good("\(tests), all passed") + "\n"
      : palette.bad("\(tests), \(failed) failed") + "\n"
  }
}
