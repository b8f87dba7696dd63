import Foundation
import StratLanguage
import Testing

@Suite(.enabled(if: GoldenTables.exist, "the golden tables are not beside the package"))
struct `Formulas agree with published tables` {
  @Test(arguments: GoldenCase.all)
  func `from text to both executors`(_ test: GoldenCase) throws {
    let run = try GoldenRun(test)
    let count = run.differences.count
    #expect(count == 0, "\(count) rows differ, first \(run.differences.prefix(3))")
    #expect(run.disagreements == [], "not the same bits as blocks of 512")
    #expect(run.rowsCompared >= test.table.leastRows)
  }

  @Test func `each column of each table is compared, or the reason is given`() throws {
    let names = try GoldenTables.names()
    #expect(GoldenCase.tables.map(\.name).sorted() == names)
    for table in GoldenCase.tables {
      let compared = Set(table.columns.map(\.name))
      if table.notCovered[""] != nil {
        #expect(compared.isEmpty && table.notCovered.count == 1, "\(table.name)")
        continue
      }
      let excluded = Set(table.notCovered.keys)
      #expect(compared.isDisjoint(with: excluded), "\(table.name)")
      let all = try Set(GoldenData.of(table.name).expected.keys)
      #expect(compared.union(excluded) == all, "\(table.name)")
    }
  }

  @Test func `docs/golden.md is up to date`() throws {
    let text = try GoldenReport().text
    if ProcessInfo.processInfo.environment["STRAT_UPDATE_GOLDEN"] != nil {
      try FileManager.default.createDirectory(
        at: GoldenReport.file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: GoldenReport.file)
    }
    let written = try String(contentsOf: GoldenReport.file, encoding: .utf8)
    let lines = zip(
      written.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false))
    let changed = lines.first { $0 != $1 }.map { "\($0) should be \($1)" } ?? "its length"
    #expect(written == text, "STRAT_UPDATE_GOLDEN=1 writes it anew; first change: \(changed)")
  }
}

@Suite struct `The golden cases` {
  /// What the issue calls the core, as it is written in formulas.
  private static let core: [String] = [
    "sma", "ema", "rma", "wma", "rsi", "atr", "tr", "highest", "lowest", "highest_bar",
    "lowest_bar", "stdev", "sum", "change", "roc", "mom", "crosses above", "crosses below",
    "bars_since", "value_when", "count", "any", "all", "rising", "falling", "bbands", "macd",
    "zscore",
  ]

  @Test(arguments: core) func `name each core function`(_ function: String) {
    #expect(function.contains(" ") || FunctionCatalogue.contains(function))
    #expect(GoldenCase.all.contains { $0.functions.contains(function) })
  }

  /// Kernels for which no source has a column; the differential tests and hand-computed cases
  /// hold them.
  private static let withoutTable: Set<String> = [
    "exp", "ceil", "round", "sign", "sqrt", "nz", "pow", "sin", "cos", "atan", "skew",
    "kurtosis", "rank", "percentile", "parabolic_stop", "recent_mean", "recent_sine",
    "recent_cosine",
  ]

  @Test func `name each kernel that some source has a table for`() {
    let named = GoldenCase.all.reduce(into: Set<String>()) { $0.formUnion($1.functions) }
    let kernels = FunctionCatalogue.names.filter { FunctionCatalogue.kernel($0) != nil }
    #expect(Set(kernels).subtracting(named) == Self.withoutTable)
  }

  @Test func `say why when they leave rows out or read the table otherwise`() {
    for test in GoldenCase.all {
      let column = test.column
      let isPlain =
        column.from == 0 && !column.allowsMore && column.exceptions.isEmpty
        && column.reading == .value && column.tolerance == nil
      #expect(isPlain || !column.note.isEmpty, "\(test.testDescription)")
    }
  }

  @Test func `are not written twice`() {
    let all = GoldenCase.all.map(\.testDescription)
    #expect(Set(all).count == all.count)
  }

  @Test func `refuse a value that is too far, and a missing one`() {
    let tolerance = GoldenTolerance(relative: 1e-3, absolute: 1e-6)
    #expect(tolerance.allows(1000.9, for: 1000))
    #expect(!tolerance.allows(1001.1, for: 1000))
    #expect(tolerance.allows(5e-7, for: 0))
    #expect(!tolerance.allows(2e-6, for: 0))
    #expect(!tolerance.allows(.nan, for: 1000))
  }

  @Test func `wait until the start of an average no longer shows`() {
    // Half of it is left after one bar of an average of 3, a quarter after two.
    #expect(Settled.ema(3, from: 10, within: 0.25) == 12)
    #expect(Settled.rma(2, from: 10, within: 0.25) == 12)
  }
}
