import ArgumentParser
import StratMarket
import StratREPL
import StratStore

/// `strat runs`: backtests and paper sessions on file.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List, compare and export the backtests and paper sessions on file.",
    discussion: """
      `strat backtest` and `strat paper` file what they come to, under the meaning of the \
      strategy, its parameters and risk settings, what was assumed, the candles and the version of \
      strat. An id may be shortened as long as it is clear.

      Examples:
        strat runs --strategy "Golden cross" --since 2024-01-01
        strat runs show 3f2a9c
        strat runs compare 3f2a9c 81d0be
        strat runs export --csv > runs.csv
        strat runs file s.db
      """,
    subcommands: [
      ListRuns.self, ShowRun.self, CompareRuns.self, ExportRuns.self, FileRun.self,
      DeleteRuns.self,
    ],
    defaultSubcommand: ListRuns.self)
}

/// Which runs.
struct RunSelection: ParsableArguments {
  @Option(help: ArgumentHelp("Those with this in their title or path.", valueName: "text"))
  var strategy: String?

  @Option(help: "Those of one kind: backtest or paper.")
  var kind: RunKind?

  @Option(help: ArgumentHelp("Those filed on this day or later.", valueName: "time"))
  var since: String?

  @OptionGroup var store: StoreOptions

  func validate() throws { _ = try moment() }

  /// The runs, the one filed last first; none where nothing was ever filed.
  func runs() throws -> [FiledRun] {
    guard let store = try store.existing() else { return [] }
    return try store.runs(RunFilter(strategy: strategy, kind: kind, since: moment()))
  }

  private func moment() throws(CommandError) -> Timestamp? {
    guard let since else { return nil }
    guard let moment = Timestamp(since) else {
      throw CommandError(
        .malformedMoment, "--since wants a day or a time, this is '\(since)'",
        help: "write `--since 2024-03-02`")
    }
    return moment
  }
}

extension RunKind: ExpressibleByArgument {}

/// `strat runs list`.
struct ListRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the runs on file, the latest first.")

  @OptionGroup var selection: RunSelection

  @Flag(help: "Print an array with one object a run.")
  var json = false

  func run() throws {
    let runs = try selection.runs()
    if json {
      try StandardOutput.print(JSONValue.array(runs.map(\.json)).text + "\n")
    } else if runs.isEmpty {
      StandardError.print("nothing of that is filed in \(try selection.store.location().path)")
    } else {
      try StandardOutput.print(RunTable.text(runs, Palette(isColoured: Colour.onOutput)))
    }
  }
}

/// `strat runs show`.
struct ShowRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show what a run was made of and what it came to.")

  @Argument(help: "The id of a run, or the beginning of it.")
  var id: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print the strategy's text as it was run, and nothing else.")
  var source = false

  @Flag(help: "Print an object with everything.")
  var json = false

  func run() throws {
    let store = try store.filled()
    let run = try store.run(id)
    if source {
      try StandardOutput.print(run.record.source)
    } else if json {
      try StandardOutput.print(run.json.text + "\n")
    } else {
      let tried = try store.variants(of: run.record.title)
      try StandardOutput.print(RunSheet(run: run, variants: tried).text)
    }
  }
}

/// `strat runs compare`.
struct CompareRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare", abstract: "Show in what two runs differ, and their figures.")

  @Argument(help: "The id of a run, or the beginning of it.")
  var first: String

  @Argument(help: "Another one.")
  var second: String

  @OptionGroup var store: StoreOptions

  @Flag(help: "Print an object: what differs, and both figures.")
  var json = false

  func run() throws {
    let store = try store.filled()
    let comparison = RunComparison(first: try store.run(first), second: try store.run(second))
    try StandardOutput.print(
      json
        ? comparison.json.text + "\n" : comparison.text(Palette(isColoured: Colour.onOutput)))
  }
}

/// `strat runs export`.
struct ExportRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Write the runs on file for other programs, oldest first.")

  @Flag(help: "One line of CSV a run, a column for each figure.")
  var csv = false

  @Flag(help: "One object of JSON a line, with everything that is filed.")
  var jsonl = false

  @OptionGroup var selection: RunSelection

  func validate() throws {
    guard csv != jsonl else {
      throw CommandError(
        .usage, "an export is --csv or --jsonl", help: "write `strat runs export --csv`")
    }
  }

  func run() throws {
    let runs = Array(try selection.runs().reversed())
    try StandardOutput.print(
      csv ? RunTable.csv(runs) : runs.map { $0.json.text + "\n" }.joined())
  }
}

/// `strat runs delete`.
struct DeleteRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Remove runs from the file.",
    discussion: """
      Journals and reports stay where they are. How many variants of a strategy were tried stays \
      counted: what was tried was tried.
      """)

  @Argument(help: "The ids of runs, or their beginnings.")
  var ids: [String]

  @OptionGroup var store: StoreOptions

  func run() throws {
    let store = try store.filled()
    // All are looked up before any is deleted.
    let runs = try ids.map { try store.run($0) }
    for run in runs {
      try store.delete(run)
      try StandardOutput.print(
        "deleted \(run.shortID), \(run.record.inputs.kind.rawValue) of \(run.record.title)\n")
    }
  }
}
