import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import Testing

/// What came of comparing one formula with one column.
struct GoldenRun {
  struct Difference: CustomStringConvertible {
    var row: Int
    var ours: Double
    var theirs: Double

    var description: String { "row \(row): \(ours) instead of \(theirs)" }
  }

  struct Refused: Error, CustomStringConvertible {
    var description: String
  }

  var strategy: CheckedStrategy
  var rowsCompared = 0
  var firstRow: Int?
  var rowsExcepted = 0
  var largestError = 0.0
  /// The largest number the table has in the rows compared.
  var largestValue = 0.0
  /// Differences beyond the tolerance, and rows where one side has a value and the other none.
  var differences: [Difference] = []
  /// Where blocks and ticks were not the same, on bits.
  var disagreements: [String] = []

  init(_ test: GoldenCase) throws {
    let data = try GoldenData.of(test.table.name)
    strategy = try Self.compiled(test, data.frame)
    let series = try SeriesProgram(strategy)
    let program = series.program
    let frame = try SeriesBatch(series, over: data.frame).frame
    let blocks = try Execution.blocks(program, frame, size: 512)
    let others = [
      ("blocks of 7", try Execution.blocks(program, frame, size: 7)),
      ("ticks", try Execution.split(program, frame, at: 0, blockSize: 7, peeks: true)),
    ]
    for (name, other) in others
    where blocks.numbers != other.numbers || blocks.truths != other.truths
      || Execution.canonical(blocks.state) != Execution.canonical(other.state)
    {
      disagreements.append(name)
    }
    try compare(Self.values(of: blocks, program), data, test)
  }

  /// From text to the checked graph, as a user's formula goes.
  private static func compiled(_ test: GoldenCase, _ frame: Frame) throws -> CheckedStrategy {
    let declarations = test.table.definitions.map { definition in
      parseStrategy(SourceText(name: "definitions", definition.text))
    }
    for parsed in declarations where parsed.hasErrors {
      throw Refused(description: parsed.diagnostics.map(\.message).joined(separator: "; "))
    }
    let candle = ["open", "high", "low", "close", "volume"]
    let result = compileFormula(
      SourceText(name: "formula", test.column.formula),
      context: FormulaContext(
        declarations: declarations.map(\.tree),
        extraColumns: frame.columnNames.filter { !candle.contains($0) }))
    guard let strategy = result.strategy else {
      throw Refused(description: result.diagnostics.map(\.message).joined(separator: "; "))
    }
    return strategy
  }

  /// The only output, with truths as 1 and 0.
  private static func values(of run: Execution, _ program: Program) throws -> [Double] {
    try #require(program.outputs.count == 1)
    switch program.outputs[0].type {
    case .number: return run.numbers[0].map { Double(bitPattern: $0) }
    case .boolean:
      return run.truths[0].map { byte in
        switch Kleene(rawValue: byte) {
        case .true: 1
        case .false: 0
        case .na, nil: .nan
        }
      }
    }
  }

  private mutating func compare(
    _ values: [Double], _ data: GoldenData, _ test: GoldenCase
  ) throws {
    let expected = try data.readings(test.column)
    try #require(values.count == expected.count)
    for row in values.indices.dropFirst(test.column.from) {
      let difference = Difference(row: row, ours: values[row], theirs: expected[row])
      if expected[row].isNaN {
        if !values[row].isNaN, !test.column.allowsMore { differences.append(difference) }
        continue
      }
      if data.isExcepted(row, test.column.exceptions) {
        rowsExcepted += 1
        continue
      }
      guard test.tolerance.allows(values[row], for: expected[row]) else {
        differences.append(difference)
        continue
      }
      rowsCompared += 1
      firstRow = firstRow ?? row
      largestError = max(largestError, (values[row] - expected[row]).magnitude)
      largestValue = max(largestValue, expected[row].magnitude)
    }
  }
}
