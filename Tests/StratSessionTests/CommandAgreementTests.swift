import Foundation
import StratLanguage
import StratMarket
import StratTrading
import Testing

/// One meaning (R1.4), seen from outside: what `strat eval` prints is what `strat paper` decided.
@Suite(.serialized) struct CommandAgreementTests {
  @Test(arguments: ["blocks", "ticks"])
  func `eval prints the verdicts of the paper session's journal, digit for digit (R1.4)`(
    path: String
  ) throws {
    var run = try PaperRun(
      text: PaperRun.busy, data: [Examples.path("examples/data/EURUSD_1h.csv")])
    run.strategy = Examples.path("strategies/golden_cross.strat")
    #expect(try run.run("s.db").exit == .status(0))
    let decisions = try run.contents("s.db").decisions
    let eval = try Invocation.run(
      ["eval", run.strategy, "--data", run.data[0], "--format", "csv", "--path", path])
    #expect(eval.exit == .status(0), "\(eval.errors)")
    let lines = eval.output.split(separator: "\n", omittingEmptySubsequences: true)
    #expect(lines.first == "timestamp,entry long,exit long,stop,target,size")
    try #require(lines.count == decisions.count + 1)
    for (line, decision) in zip(lines.dropFirst(), decisions) {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      try #require(fields.count == 6)
      let verdict = decision.verdict
      let truths = [verdict.entryLong, verdict.exitLong].map { $0.map { "\($0)" } ?? "" }
      let numbers = [verdict.stop, verdict.target, verdict.size].map { $0?.bitPattern }
      let printed = fields[3...].map { Double($0)?.bitPattern }
      guard fields[0] == "\(decision.time)", Array(fields[1...2]) == truths, printed == numbers
      else {
        Issue.record("eval says \(line), the journal \(decision)")
        return
      }
    }
  }
}
