import StratSyntax
import TestSupport
import Testing

struct NumberTests {
  private func value(_ text: String) -> Double? {
    let result = parseFormula(SourceText(name: "number", text))
    guard !result.hasErrors else { return nil }
    switch result.tree.kind {
    case .number(let value), .percent(let value): return value
    default: return nil
    }
  }

  @Test(arguments: [
    ("0", 0), ("1_000", 1000), ("0.5", 0.5), ("1e-3", 0.001), ("1e5", 100_000), ("007", 7),
    ("0.1", 0.1), ("123456789.123456789", 123456789.123456789), ("1e22", 1e22), ("1e23", 1e23),
    ("9007199254740993", 9_007_199_254_740_992), ("5e-324", Double.leastNonzeroMagnitude),
    ("1.7976931348623157e308", 1.7976931348623157e308),
    ("2.2250738585072011e-308", Double(bitPattern: 0x000F_FFFF_FFFF_FFFF)), ("0e99999", 0),
    ("0.000e-5", 0),
    ("5%", 0.05), ("12.5%", 0.125), ("0.1%", 0.001), ("100%", 1), ("1e2%", 1), ("0.07%", 0.0007),
  ])
  func `a number has its value`(_ text: String, _ expected: Double) {
    #expect(value(text) == expected)
  }

  @Test func `every number is rounded as the standard library rounds`() {
    var random = SplitMix64(seed: 3)
    for _ in 0..<20_000 {
      let digits = Int.random(in: 1...25, using: &random)
      var text = String(Int.random(in: 1...9, using: &random))
      for _ in 1..<max(digits, 2) { text += String(Int.random(in: 0...9, using: &random)) }
      if Bool.random(using: &random) {
        let point = Int.random(in: 1..<text.count, using: &random)
        text.insert(".", at: text.index(text.startIndex, offsetBy: point))
      }
      if Bool.random(using: &random) { text += "e\(Int.random(in: -300...280, using: &random))" }
      let expected = Double(text)
      #expect(value(text)?.bitPattern == expected?.bitPattern, "\(text)")
    }
  }

  @Test func `a percentage is a hundredth, rounded once`() {
    var random = SplitMix64(seed: 4)
    for _ in 0..<5_000 {
      let text =
        "\(Int.random(in: 0...999, using: &random)).\(Int.random(in: 0...99_999, using: &random))"
      #expect(value(text + "%")?.bitPattern == Double(text + "e-2")?.bitPattern, "\(text)")
    }
  }

  @Test(arguments: [
    "1e309", "1e99999", "9" + String(repeating: "0", count: 400), "1e-400", "1e307_0",
  ])
  func `a number that no double holds is an error, never infinite`(_ text: String) {
    #expect(value(text) == nil)
    let codes = parseFormula(SourceText(name: "number", text)).diagnostics.map(\.code)
    #expect(codes == [.malformedNumber])
  }

  @Test func `a number of many digits is refused without being computed`() {
    let text = String(repeating: "1", count: SyntaxLimits.numberLength + 1)
    #expect(
      parseFormula(SourceText(name: "number", text)).diagnostics.map(\.code) == [.malformedNumber])
  }

  @Test(
    arguments: [
      ("500ms", 500), ("30s", 30_000), ("15m", 900_000), ("1h", 3_600_000), ("1d", 86_400_000),
      ("1w", 604_800_000), ("1_440m", 86_400_000),
    ] as [(String, Int64)])
  func `a duration has its milliseconds`(_ text: String, _ expected: Int64) {
    guard case .duration(let milliseconds) = parseFormula(SourceText(name: "d", text)).tree.kind
    else {
      Issue.record("\(text) is a duration")
      return
    }
    #expect(milliseconds == expected)
  }

  @Test(arguments: [
    "0h", "1mo", "1M", "1.5h", "1h30m", "1H", "99999999999999999999d", "36526d", "5221w",
  ])
  func `a duration that is none is E0108`(_ text: String) {
    #expect(
      parseFormula(SourceText(name: "d", text)).diagnostics.map(\.code) == [.malformedDuration])
  }

  @Test(arguments: [("00:00", 0), ("09:30", 570), ("23:59", 1439), ("24:00", 1440)])
  func `a time has its minutes`(_ text: String, _ expected: Int) {
    guard case .time(let minutes) = parseFormula(SourceText(name: "t", text)).tree.kind else {
      Issue.record("\(text) is a time")
      return
    }
    #expect(minutes == expected)
  }
}
