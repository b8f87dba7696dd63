import Foundation
import StratLanguage

/// The table of function × source × largest error, as `docs/golden.md` shows it.
struct GoldenReport {
  private typealias Outcome = (test: GoldenCase, run: GoldenRun)

  static let file = GoldenTables.packageRoot.appending(path: "docs/golden.md")

  private var outcomes: [(source: String, outcomes: [Outcome])] = []

  init() throws {
    for (title, tables) in GoldenCase.sources {
      let outcomes = try tables.flatMap { table in
        try table.columns.map { column in
          let test = GoldenCase(table: table, column: column)
          return (test, try GoldenRun(test))
        }
      }
      self.outcomes.append((title, outcomes))
    }
  }

  var text: String {
    let all = outcomes.flatMap(\.outcomes)
    let rows = all.reduce(0) { $0 + $1.run.rowsCompared }
    let tables = Set(all.map(\.test.table.name))
    return """
      # Golden values

      Every formula below goes the way of a user's formula (text, checker, bytecode, both executors) \
      and is compared, row by row, with values that others published or that their software computed: \
      \(all.count) comparisons with \(tables.count) tables, \(rows) values. Blocks and ticks give the \
      same bits in each. The tests write this page (`STRAT_UPDATE_GOLDEN=1`) and fail when it is out \
      of date.

      An error is the largest distance from the published values as a part of the column's largest \
      value, rounded up to a power of ten. Sources that round (Lean, ChartSchool, Achelis, cinar) \
      show their rounding here, not ours.

      ## By function

      A formula counts for each function it names.

      \(byFunction)

      \(bySource)

      ## Not covered

      \(notCovered)

      ## Definitions used above

      Written in the language, where a table starts an average otherwise or combines what the \
      library has.

      ```
      \(definitions)
      ```

      """
  }

  private var byFunction: String {
    let sources = outcomes.filter { !$0.outcomes.isEmpty }
    var lines = [
      "| function | " + sources.map(\.source).joined(separator: " | ") + " |",
      "|---|" + String(repeating: "---|", count: sources.count),
    ]
    let functions = Set(outcomes.flatMap(\.outcomes).flatMap { $0.test.functions }).sorted()
    for function in functions {
      let cells = sources.map { source in
        let shares = source.outcomes.filter { $0.test.functions.contains(function) }
          .map(\.run.errorShare)
        return shares.max().map(Self.rounded) ?? ""
      }
      lines.append("| `\(function)` | " + cells.joined(separator: " | ") + " |")
    }
    return lines.joined(separator: "\n")
  }

  private var bySource: String {
    outcomes.filter { !$0.outcomes.isEmpty }.map { source, outcomes in
      let lines = outcomes.map { test, run in
        let excepted = run.rowsExcepted == 0 ? "" : " (\(run.rowsExcepted) left out)"
        let cells = [
          test.table.name, test.column.name + test.column.reading.suffix,
          "`\(test.column.formula)`", "\(run.rowsCompared)\(excepted)",
          run.firstRow.map { "\($0)" } ?? "", Self.rounded(run.errorShare),
          test.tolerance.description, test.column.note,
        ]
        return "| " + cells.map(Self.escaped).joined(separator: " | ") + " |"
      }
      return """
        ## \(source)

        | table | column | formula | rows | from row | largest error | tolerance | note |
        |---|---|---|---|---|---|---|---|
        \(lines.joined(separator: "\n"))
        """
    }.joined(separator: "\n\n")
  }

  private var notCovered: String {
    let lines = GoldenCase.tables.flatMap { table in
      Dictionary(grouping: table.notCovered.keys) { table.notCovered[$0] ?? "" }
        .map { reason, columns in
          let names = columns.sorted().filter { !$0.isEmpty }.joined(separator: ", ")
          return "| \(table.name) | \(Self.escaped(names.isEmpty ? "all" : names)) | \(reason) |"
        }.sorted()
    }
    return (["| table | columns | reason |", "|---|---|---|"] + lines).joined(separator: "\n")
  }

  private var definitions: String {
    var seen: Set<GoldenDefinition> = []
    return GoldenCase.tables.flatMap(\.definitions).filter { seen.insert($0).inserted }
      .map(\.text).joined(separator: "\n")
  }

  private static func escaped(_ cell: String) -> String {
    cell.replacingOccurrences(of: "|", with: "\\|")
  }

  /// The power of ten not below a share.
  static func rounded(_ share: Double) -> String {
    share == 0 ? "0" : "1e\(Int(log10(share).rounded(.up)))"
  }
}

extension GoldenRun {
  var errorShare: Double { largestError == 0 ? 0 : largestError / largestValue }
}

extension GoldenColumn.Reading {
  fileprivate var suffix: String {
    switch self {
    case .value: ""
    case .delayed(let bars): ", \(bars) rows later"
    case .positive: ", above zero"
    case .negative: ", below zero"
    case .nonzero: ", not zero"
    case .rowsSinceNonzero: ", rows since a mark"
    case .nonzeroAmong(let n): ", marks among \(n) rows"
    case .anyNonzeroAmong(let n): ", any mark among \(n) rows"
    case .allNonzeroAmong(let n): ", marks in all of \(n) rows"
    }
  }
}

extension GoldenCase {
  /// The functions of the library that the formula names, and the crosses.
  var functions: Set<String> {
    // What follows a dot is a field: `.rising` is not the function.
    let words = column.formula.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
      .compactMap { $0.split(separator: ".", omittingEmptySubsequences: false).first }
    var found = Set(words.map(String.init).filter(FunctionCatalogue.contains))
    for cross in ["crosses above", "crosses below"] where column.formula.contains(cross) {
      found.insert(cross)
    }
    return found
  }
}
