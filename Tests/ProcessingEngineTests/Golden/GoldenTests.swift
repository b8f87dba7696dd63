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
}
