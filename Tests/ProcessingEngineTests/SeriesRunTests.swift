import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import TestSupport
import Testing

/// Counting and keeping outputs over a frame.
struct SeriesRunTests {
  private func program(_ formula: String) throws -> Program {
    let checked = compileFormula(SourceText(name: "formula", formula))
    return try Lowering.lower(try #require(checked.strategy))
  }

  private func frame(rows: Int, seed: UInt64) -> Frame {
    var generator = SplitMix64(seed: seed)
    let close = (0..<rows).map { _ in
      Double.random(in: 0..<1, using: &generator) < 0.05
        ? .nan : Double.random(in: 50..<150, using: &generator)
    }
    return Frame(
      symbol: "TEST", times: (0..<rows).map { Int64($0) * 60_000 },
      columnNames: ["open", "close"], columns: [close.reversed(), close])
  }

  @Test(arguments: [1, 2, 511, 512, 513, 1_000, 3_000], [UInt64(1), 2])
  func `counts are those of the kept values, in any stretch of rows`(
    rows: Int, seed: UInt64
  ) throws {
    let frame = frame(rows: rows, seed: seed)
    var generator = SplitMix64(seed: seed &+ 99)
    for formula in ["close > open", "sma(close, 3)", "close > sma(close, 20) and close < 140"] {
      let program = try program(formula)
      let ends = [
        Int.random(in: 0...rows, using: &generator), Int.random(in: 0...rows, using: &generator),
      ]
      let stretch = (ends.min() ?? 0)..<(ends.max() ?? 0)
      for path in ExecutionPath.allCases {
        let whole = try SeriesRun(
          program, over: frame, rows: 0..<rows, keeping: 0..<rows, path: path)
        let part = try SeriesRun(program, over: frame, rows: stretch, keeping: stretch, path: path)
        try check(whole, rows: 0..<rows)
        try check(part, rows: stretch)
        switch (whole.values[0], part.values[0]) {
        case (.numbers(let all), .numbers(let some)):
          #expect(all[stretch].map(\.bitPattern) == some.map(\.bitPattern), "seed \(seed)")
        case (.truths(let all), .truths(let some)): #expect(Array(all[stretch]) == some)
        default: Issue.record("outputs change their type")
        }
      }
    }
  }

  private func check(_ run: SeriesRun, rows: Range<Int>) throws {
    switch (run.tallies[0], run.values[0]) {
    case (.numbers(let tally), .numbers(let values)):
      let present = values.filter { !$0.isNaN }
      #expect(tally.count == present.count)
      #expect(tally.missingCount == values.count - present.count)
      #expect(tally.least.bitPattern == (present.min() ?? .nan).bitPattern)
      #expect(tally.greatest.bitPattern == (present.max() ?? .nan).bitPattern)
      if let last = values.last { #expect(tally.last.bitPattern == last.bitPattern) }
      let mean = present.reduce(0, +) / Double(present.count)
      #expect(present.isEmpty ? tally.mean.isNaN : tally.mean == mean)
    case (.truths(let tally), .truths(let values)):
      #expect(tally.trueCount == values.count { $0 == Kleene.true.rawValue })
      #expect(tally.falseCount == values.count { $0 == Kleene.false.rawValue })
      #expect(tally.missingCount == values.count { $0 == Kleene.na.rawValue })
      let first = values.firstIndex(of: Kleene.true.rawValue).map { rows.lowerBound + $0 }
      let last = values.lastIndex(of: Kleene.true.rawValue).map { rows.lowerBound + $0 }
      #expect(tally.firstTrueRow == first)
      #expect(tally.lastTrueRow == last)
    default: Issue.record("a tally of the wrong type")
    }
  }

  @Test func `a missing column is named`() throws {
    let program = try program("high > low")
    let frame = frame(rows: 3, seed: 1)
    for path in ExecutionPath.allCases {
      #expect(throws: MissingColumn.self) {
        try SeriesRun(program, over: frame, rows: 0..<3, keeping: 0..<0, path: path)
      }
    }
  }
}
