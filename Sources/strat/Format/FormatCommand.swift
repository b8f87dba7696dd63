import ArgumentParser
import StratREPL
import StratSyntax

/// `strat fmt`: the one canonical layout.
struct FormatCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fmt",
    abstract: "Rewrite strategies in the one canonical layout.",
    discussion: """
      Comments stay, and so does the meaning. A file with errors is left as it is.

      Examples:
        strat fmt strategies/*.strat
        strat fmt --check strategies/*.strat
        strat fmt - < draft.strat
      """)

  @ArgumentParser.Argument(
    help: ArgumentHelp(
      "Strategies; - formats standard input to standard output.", valueName: "file"))
  var files: [String]

  @Flag(help: "Change nothing; name the files that are not in the canonical layout.")
  var check = false

  func run() throws {
    var hasFailed = false
    for file in files {
      do {
        try format(file)
      } catch let error as CommandError {
        hasFailed = true
        StandardError.print(error.description)
      } catch is ExitStatus {
        hasFailed = true
      }
    }
    if hasFailed { throw ExitStatus.failure }
  }

  private func format(_ file: String) throws {
    let source = try StrategySource.file(file)
    let formatted = try source.formatted()
    if file == "-", !check {
      try StandardOutput.print(formatted)
      return
    }
    if source.text.bytes.elementsEqual(formatted.utf8) { return }
    if check {
      throw CommandError(
        .notFormatted, "this file is not in the canonical layout", path: source.text.name,
        help: "rewrite it: `strat fmt \(file)`")
    }
    do {
      try TextFile.replace(file, with: Array(formatted.utf8))
    } catch {
      throw CommandError(error)
    }
    StandardError.print("formatted \(file)")
  }
}
