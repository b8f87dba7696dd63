import Foundation
import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import TestSupport
import Testing

/// Strategies that run as one program say what each says alone.
struct JointProgramTests {
  private func checked(_ text: String, _ overrides: [String: Double] = [:]) throws
    -> CheckedStrategy
  {
    let result = compile(SourceText(name: "test", text), overrides: overrides)
    return try #require(result.strategy, "\(result.diagnostics.map(\.message))")
  }

  private func examples() throws -> [CheckedStrategy] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().appending(path: "strategies")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".strat") }.sorted()
      .map { try checked(String(contentsOf: folder.appending(path: $0), encoding: .utf8)) }
  }

  private func values(_ strategy: CheckedStrategy, over frame: Frame) throws -> [OutputValues] {
    let series = try SeriesProgram(strategy)
    let batch = try SeriesBatch(series, over: frame)
    return try SeriesRun(
      series.program, over: batch.frame, rows: 0..<0, keeping: 0..<frame.rowCount
    ).values
  }

  private func check(_ strategies: [CheckedStrategy], over frame: Frame, _ note: String) throws {
    for group in JointProgram.groups(strategies) where group.count > 1 {
      let members = group.map { strategies[$0] }
      let joint = try JointProgram(members)
      let batch = try SeriesBatch(joint.series, over: frame)
      let run = try SeriesRun(
        joint.series.program, over: batch.frame, rows: 0..<0, keeping: 0..<frame.rowCount)
      for (strategy, places) in zip(members, joint.outputs) {
        for (together, alone) in zip(run.values[places], try values(strategy, over: frame)) {
          switch (together, alone) {
          case (.numbers(let a), .numbers(let b)):
            #expect(
              a.map(\.bitPattern) == b.map(\.bitPattern), "\(strategy.title), \(note)")
          case (.truths(let a), .truths(let b)): #expect(a == b, "\(strategy.title), \(note)")
          default: Issue.record("outputs change their type")
          }
        }
      }
    }
  }

  private func frame(seed: UInt64, rows: Int, columns: [String]) -> Frame {
    var random = SplitMix64(seed: seed)
    var price = 100.0
    let names = ["open", "high", "low", "close", "volume"]
    var values = (names + columns).map { _ in [Double]() }
    for _ in 0..<rows {
      price *= Double.random(in: 0.97...1.03, using: &random)
      let row = [price, price * 1.01, price * 0.99, price * 1.002, 1_000]
      for index in values.indices {
        let value = index < 5 ? row[index] : Double.random(in: -0.01...0.01, using: &random)
        values[index].append(random.chance(0.02) ? .nan : value)
      }
    }
    return Frame(
      symbol: "TEST", times: (0..<rows).map { Int64($0) * 3_600_000 },
      columnNames: names + columns, columns: values)
  }

  @Test(arguments: [UInt64(1), 2])
  func `every example strategy, all of them together`(seed: UInt64) throws {
    let strategies = try examples().filter(\.feeds.isEmpty)
    let inputs = Set(strategies.flatMap { $0.graph.columns.map(\.name) })
      .subtracting(["open", "high", "low", "close", "volume"])
    #expect(strategies.count > 15)
    try check(
      strategies, over: frame(seed: seed, rows: 1_200, columns: inputs.sorted()),
      "seed \(seed)")
  }

  @Test func `variants of strategies that refer to themselves`() throws {
    let text = """
      param n = 5 in 2..20
      let level = if close > (level[1] ?? 0) then close - n else level[1] ?? close
      let count = if close > level then (count[1] ?? 0) + 1 else 0
      def smooth(x, k) = { let s = ((s[1] ?? x) * (k - 1) + x) / k; s }
      entry long when count >= n and smooth(close, 5) > smooth(close, n)
      exit long when close < level
      """
    let variants = try [5.0, 6, 5, 9].map { try checked(text, ["n": $0]) }
    try check(variants, over: frame(seed: 8, rows: 700, columns: []), "variants")
  }

  @Test func `what is in common is there once`() throws {
    let text = """
      param n = 5 in 2..20
      let s = (s[1] ?? close) * 0.9 + close * 0.1
      entry long when ema(close, 12) crosses above s
      exit long when rsi(close, n) > 70
      """
    let one = try checked(text)
    let alone = try SeriesProgram(one).program
    #expect(try JointProgram([one, one, one]).series.program.code.count == alone.code.count)
    let other = try checked(text, ["n": 6])
    let both = try JointProgram([one, other]).series.program
    #expect(both.code.count < 2 * alone.code.count - 2)
    #expect(both.stateBytes < 2 * alone.stateBytes)
  }

  @Test func `strategies that do not fit run apart`() throws {
    let strategies = try [
      "entry long when close > open", "entry long when close > (close on 1d)",
      "strategy \"x\" in \"Asia/Tokyo\"\nentry long when hour > 5", "entry long when hour > 5",
      "entry long when hour > 6",
    ].map { try checked($0) }
    #expect(JointProgram.groups(strategies) == [[0], [1], [2], [3, 4]])
  }
}
