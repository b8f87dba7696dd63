import ArgumentParser
import StratREPL

/// `strat explain`: what the code of an error means.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain the code of an error, or list all codes.",
    discussion: """
      Examples:
        strat explain E0203
        strat explain
      """)

  @Argument(help: ArgumentHelp("A code such as E0203.", valueName: "code"))
  var codes: [String] = []

  @Option(help: "text for people, json for programs: an array with one object a code.")
  var format: ReportFormat = .text

  func run() throws {
    var entries = codes.isEmpty ? ExplainedCode.all : []
    for text in codes {
      guard let entry = ExplainedCode.all.first(where: { $0.code == text.uppercased() }) else {
        throw CommandError(
          .unknownCode, "there is no code '\(text)'", help: "`strat explain` lists all of them")
      }
      entries.append(entry)
    }
    switch format {
    case .json:
      try StandardOutput.print(JSONValue.array(entries.map(\.json)).text + "\n")
    case .text:
      let palette = Palette(isColoured: Colour.onOutput)
      try StandardOutput.print(
        codes.isEmpty
          ? ExplainedCode.list(entries, palette)
          : entries.map { $0.text(palette) }.joined(separator: "\n"))
    }
  }
}
