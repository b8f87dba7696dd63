import ProcessingEngine
import StratLanguage
import StratMarket
import StratSyntax
import Testing

/// Every function of the library is held against something that is not the library.
@Suite struct `The function library` {
  /// Four a day, so that days, weeks and months pass.
  private static func frame(_ c: PlainCandles) -> Frame {
    Frame(
      symbol: "PLAIN", times: (0..<c.count).map { Int64($0) * 21_600_000 },
      columnNames: ["open", "high", "low", "close", "volume"],
      columns: [c.open, c.high, c.low, c.close, c.volume])
  }

  private static func run(_ strategy: CheckedStrategy, _ frame: Frame) throws -> Execution {
    let series = try SeriesProgram(strategy)
    return try Execution.blocks(
      series.program, try SeriesBatch(series, over: frame).frame, size: 512)
  }

  private static func values(_ formula: String, _ frame: Frame) throws -> [Double] {
    let checked = compileFormula(SourceText(name: "formula", formula))
    let strategy = try #require(
      checked.strategy, "\(formula): \(checked.diagnostics.map(\.message))")
    let run = try Self.run(strategy, frame)
    switch strategy.outputs[0].type {
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

  @Test(arguments: FunctionReference.all)
  func `gives what plain arithmetic gives`(_ reference: FunctionReference) throws {
    // Long enough for the rarest pattern.
    let isTruth = reference.formula.hasPrefix("if is_na")
    let candles = PlainCandles(seed: 2, rows: isTruth ? 6_000 : 400)
    let ours = try Self.values(reference.formula, Self.frame(candles))
    let theirs = reference.compute(candles)
    try #require(ours.count == theirs.count)
    let scale = theirs.filter { !$0.isNaN }.map(\.magnitude).max() ?? 0
    #expect(scale > 0, "a reference that is never anything but zero proves nothing")
    for (row, (a, b)) in zip(ours, theirs).enumerated() {
      let isSame = a.isNaN == b.isNaN && (a.isNaN || (a - b).magnitude <= 1e-10 * scale)
      if !isSame {
        Issue.record("row \(row): \(a) instead of \(b)")
        break
      }
    }
  }

  /// Kernels whose every bit is worked out by hand and drawn at random.
  private static let byHand: Set<String> = [
    "abs", "sqrt", "log", "exp", "sin", "cos", "atan", "floor", "ceil", "round", "sign", "min",
    "max", "pow", "nz", "is_na",
  ]

  @Test func `is covered by a table, a reference or by hand, without exception`() {
    let tables = GoldenCase.all.reduce(into: Set<String>()) { $0.formUnion($1.functions) }
    let references = Set(FunctionReference.all.map(\.function))
    // The candles' own stop is `psar`, which tables cover.
    let through: Set<String> = ["parabolic_stop"]
    let covered = tables.union(references).union(Self.byHand).union(through)
    #expect(Set(FunctionCatalogue.names).subtracting(covered).sorted() == [])
    #expect(references.isSubset(of: Set(FunctionCatalogue.names)))
  }

  @Test func `names at least 150 functions`() {
    #expect(FunctionCatalogue.names.count >= 150)
  }

  /// What a declaration says about its range, no candles refute.
  ///
  /// Candles, that is: prices above zero with open and close between low and high. The last digit is
  /// rounding.
  @Test(
    arguments: FunctionCatalogue.names.filter {
      FunctionCatalogue.description(of: $0)?.range != nil
    })
  func `stays within the range it promises`(_ name: String) throws {
    let description = try #require(FunctionCatalogue.description(of: name))
    let range = try #require(description.range)
    let example = try #require(description.example)
    let strategy = try #require(
      compileFormula(SourceText(name: "example", example)).strategy)
    let wide = DeclaredRange(
      lower: range.lower.map { $0 - 1e-9 * max($0.magnitude, 1) },
      upper: range.upper.map { $0 + 1e-9 * max($0.magnitude, 1) })
    for seed in UInt64(0)..<6 {
      let frame = Self.frame(PlainCandles(seed: seed, rows: 400))
      let run = try Self.run(strategy, frame)
      var known = 0
      for column in run.numbers {
        for bits in column where !Double(bitPattern: bits).isNaN {
          known += 1
          let value = Double(bitPattern: bits)
          if !wide.contains(value) { Issue.record("\(example) is \(value), seed \(seed)") }
        }
      }
      #expect(known > 0)
    }
  }
}
