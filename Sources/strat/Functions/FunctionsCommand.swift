import ArgumentParser
import StratLanguage
import StratREPL
import StratSyntax

/// `strat functions`: the functions of the language.
struct FunctionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "functions",
    abstract: "List the functions of the language, or say what one does.",
    discussion: """
      Examples:
        strat functions
        strat functions rsi atr
        strat help rsi
      """)

  @ArgumentParser.Argument(help: ArgumentHelp("Names of functions.", valueName: "name"))
  var names: [String] = []

  @Option(help: "text for people, json for programs: an array with one object a function.")
  var format: ReportFormat = .text

  func run() throws {
    let wanted = names.isEmpty ? FunctionCatalogue.names : names
    var descriptions: [FunctionDescription] = []
    for name in wanted {
      guard let description = FunctionCatalogue.description(of: name) else {
        let near = nearestName(name, in: FunctionCatalogue.names)
        throw CommandError(
          .unknownFunction, "there is no function '\(name)'",
          help: near.map { "did you mean `\($0)`?" } ?? "`strat functions` lists all of them")
      }
      descriptions.append(description)
    }
    switch format {
    case .json:
      try StandardOutput.print(JSONValue.array(descriptions.map(\.json)).text + "\n")
    case .text:
      try StandardOutput.print(
        names.isEmpty ? list(descriptions) : descriptions.map(\.text).joined(separator: "\n"))
    }
  }

  /// Family by family, in the order of their names.
  private func list(_ descriptions: [FunctionDescription]) -> String {
    let palette = Palette(isColoured: Colour.onOutput)
    let families = Dictionary(grouping: descriptions, by: \.family)
    return families.sorted { $0.key < $1.key }.map { family, functions in
      var table = TextTable([(family, .left), ("", .left)])
      for function in functions { table.add(["  " + function.signature, function.summary]) }
      return table.text(palette)
    }.joined(separator: "\n")
  }
}

extension FunctionDescription {
  fileprivate var json: JSONValue {
    .object([
      ("name", .string(name)), ("family", .string(family)), ("signature", .string(signature)),
      ("parameters", .array(parameterNames.map { .string($0) })), ("summary", .string(summary)),
      ("definition", .string(definition)), ("source", .optional(source) { .string($0) }),
      ("options", .array(parameters.filter { !$0.choices.isEmpty }.map(\.json))),
      ("result", .optional(facts) { .string(resultText($0)) }),
      ("range", .optional(range) { .string($0.description) }),
      ("example", .optional(example) { .string($0) }),
      ("history", .optional(facts) { .string($0.historyText) }),
      ("elsewhere", .array(differences.map { .string($0) })),
    ])
  }
}

extension FunctionDescription.Parameter {
  fileprivate var json: JSONValue {
    .object([("name", .string(name)), ("choices", .array(choices.map { .string($0) }))])
  }
}
