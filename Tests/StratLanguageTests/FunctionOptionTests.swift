import StratSyntax
import Testing

@testable import StratLanguage

/// Choices between definitions, made by a name out of a closed set.
@Suite struct `Options of functions` {
  private func findings(_ text: String) -> [Diagnostic] {
    compileFormula(SourceText(name: "test", text)).diagnostics
  }

  @Test func `the first choice is the default, by name or in its place`() throws {
    let plain = try formula("ema(close, 12)").semanticHash
    #expect(try formula("ema(close, 12, seed: mean)").semanticHash == plain)
    #expect(try formula("ema(close, 12, mean)").semanticHash == plain)
    #expect(try formula("ema(close, 12, seed: first)").semanticHash != plain)
  }

  @Test(arguments: [
    ("ema(close, 12, seed: first)", 0), ("rma(close, 12, seed: first)", 0), ("ema(close, 12)", 11),
    ("atr(14, first_bar: counted)", 13), ("atr(14)", 14),
    ("macd(close, 12, 26, 9, seed: first).signal", 0),
  ]) func `a choice changes the history where it changes the start`(
    text: String, warmUp: Int
  ) throws {
    #expect(try formula(text).history.warmUp == warmUp)
  }

  @Test func `an option of a function of the prelude reaches the kernels inside`() throws {
    #expect(
      try formula("macd(close, 5, 9, 3, seed: first).macd").semanticHash
        == formula("ema(close, 5, seed: first) - ema(close, 9, seed: first)").semanticHash)
    #expect(
      try formula("aroon_osc(5, ties: earliest)").semanticHash
        != formula("aroon_osc(5)").semanticHash)
    #expect(
      try formula("cmo(close, 9, sums: wilder)").semanticHash
        == formula(
          """
          100 * (rma(max(close - close[1], 0), 9) - rma(max(close[1] - close, 0), 9))
            / (rma(max(close - close[1], 0), 9) + rma(max(close[1] - close, 0), 9))
          """
        ).semanticHash)
    #expect(
      try formula("variance(close, 5, divisor: sample)").semanticHash
        == formula("stdev(close, 5) ^ 2 * (5 / 4)").semanticHash)
  }

  @Test func `a name that is no choice is refused, with the nearest one`() throws {
    let found = findings("ema(close, 12, seed: frist)")
    #expect(found.map(\.code) == [.wrongArguments])
    #expect(found.first?.message == "`seed` of `ema` is `mean` or `first`, not `frist`")
    #expect(found.first?.help == "did you mean `first`?")
    let inside = findings("aroon(14, ties: earliset).up")
    #expect(inside.first?.message == "`ties` of `aroon` is `latest` or `earliest`, not `earliset`")
  }

  @Test(arguments: ["1", "close", "true", "\"first\"", "seed", "mean + 1"])
  func `only a bare name chooses`(argument: String) {
    let found = findings("ema(close, 12, seed: \(argument))")
    #expect(found.map(\.code) == [.wrongArguments], "\(found.map(\.message))")
  }

  @Test func `a series may be called as a choice is, and a choice is no value`() {
    #expect(
      codes("let first = close\nentry long when ema(first, 3, seed: first) > open\nstop close")
        == [])
    #expect(findings("mean + 1").map(\.code) == [.unknownName])
    #expect(findings("close == first").map(\.code) == [.unknownName])
  }

  @Test func `users cannot declare options`() {
    let found = codes(
      "def f(x, s : seed = mean) = ema(x, 5, seed: s)\nentry long when f(close) > 1")
    #expect(found.contains("E0309"))
  }

  @Test func `ranges are read as they are written`() {
    #expect(DeclaredRange("0 to 100") == DeclaredRange(lower: 0, upper: 100))
    #expect(DeclaredRange("-1 to 1") == DeclaredRange(lower: -1, upper: 1))
    #expect(DeclaredRange("0 or more") == DeclaredRange(lower: 0))
    #expect(DeclaredRange("0 or less") == DeclaredRange(upper: 0))
    for text in ["", "0", "100 to 0", "0 to x", "x or more", "0 or so"] {
      #expect(DeclaredRange(text) == nil, "\(text)")
    }
    for text in ["0 to 100", "0 or more", "0 or less"] {
      #expect(DeclaredRange(text)?.description == text)
    }
    #expect(DeclaredRange(lower: 0).contains(1e300) && !DeclaredRange(lower: 0).contains(-1))
  }
}
