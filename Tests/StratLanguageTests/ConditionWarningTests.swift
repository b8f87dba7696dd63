import StratLanguage
import StratSyntax
import Testing

/// Warnings about conditions: what is said, where, and what is left alone.
struct ConditionWarningTests {
  private func entry(_ condition: String, before: String = "") -> String {
    "\(before)entry long when \(condition)\nexit long when close < close[1]\n"
  }

  @Test(arguments: [
    ("rsi(close, 14) > 120", "W1004", "rsi(close, 14) > 120"),
    ("rsi(close, 14) < 0 and volume > 0", "W1004", "rsi(close, 14) < 0"),
    ("close > highest(high, 20)", "W1004", "close > highest(high, 20)"),
    ("close crosses above highest(close, 20)", "W1004", "close crosses above highest(close, 20)"),
    ("low < lowest(low, 5)", "W1004", "low < lowest(low, 5)"),
    ("close < 0", "W1004", "close < 0"), ("stdev(close, 5) < 0", "W1004", "stdev(close, 5) < 0"),
    ("sqrt(0 - 1 - volume) > 3", "W1004", "sqrt(0 - 1 - volume) > 3"),
    ("willr(14) > 5", "W1004", "willr(14) > 5"),
    ("bars_since(close > open) < 0", "W1004", "bars_since(close > open) < 0"),
    ("rsi(close, 14) >= -1 and volume > 0", "W1005", "rsi(close, 14) >= -1"),
    ("high >= low and volume > 0", "W1005", "high >= low"),
    (
      "rsi(close, 2) > 30 or rsi(close, 2) < 70", "W1005",
      "rsi(close, 2) > 30 or rsi(close, 2) < 70"
    ),
    ("close > open and close < open", "W1007", "close > open and close < open"),
    ("70 < rsi(close, 14) < 30", "W1007", "70 < rsi(close, 14) < 30"),
    ("volume > 0 and not (volume > 0)", "W1007", "volume > 0 and not (volume > 0)"),
    (
      "close crosses above open and close < open", "W1007",
      "close crosses above open and close < open"
    ),
    ("rsi(close, 14) > 70 and rsi(close, 14) > 60", "W1008", "rsi(close, 14) > 60"),
    ("rsi(close, 14) > 70 or rsi(close, 14) > 60", "W1008", "rsi(close, 14) > 70"),
    ("close crosses above open and close > open", "W1008", "close > open"),
    ("close > open and volume > 0 and close > open", "W1009", "close > open"),
    ("close > close", "W1010", "close > close"),
    ("close crosses below close", "W1010", "close crosses below close"),
    ("close[0] > open", "W1011", "[0]"),
    ("sma(close, 5) > sma(close, 9)", "W1014", "sma(close, 5) > sma(close, 9)"),
  ])
  func `what cannot be meant is a warning`(_ condition: String, _ code: String, _ span: String)
    throws
  {
    let text = entry(condition)
    let found = findings(text)
    #expect(found.map(\.code.rawValue) == [code], "\(found.map(\.message))")
    let finding = try #require(found.first)
    let written = place(finding, in: text)
    #expect(written == span || text.contains("or \(written)") || span.contains(written))
    #expect(compile(SourceText(name: "t", text)).strategy != nil, "a warning stops nothing")
  }

  @Test(arguments: [
    "rsi(close, 14) > 100", "rsi(close, 14) > 99", "close > highest(high, 20)[1]", "close > 0",
    "volume > 0", "close > high[1]", "high > low", "close crosses above highest(high, 20)[1]",
    "rsi(close, 14) > 30 and rsi(close, 14) < 70", "rsi(close, 14) < 30 or rsi(close, 14) > 70",
    "rsi(close, 14) > 70 and rsi(close, 15) > 60", "close > open and not (volume > 0)",
    "close > sma(close, 200)", "ema(close, 5) > ema(close, 9) and volume > 0",
    "close > open and (close > open)[1]",
    "is_na(close) or close > open", "1 > 0 and close > open", "roc(close, 5) > 150",
  ])
  func `what can be meant is no warning`(_ condition: String) {
    #expect(codes(entry(condition)) == [])
  }

  @Test func `both sides are shown with what they can be`() throws {
    let text = entry("rsi(close, 14) > 120")
    let finding = try #require(findings(text).first)
    #expect(finding.secondary.map(\.text) == ["from 0 to 100", "always 120"])
    let joined = try #require(findings(entry("close > open and close < open")).first)
    #expect(joined.secondary.map(\.text) == ["where this is true,", "this is not"])
  }

  @Test func `another value of a parameter may make sense of it`() {
    let both = "rsi(close, 14) > low_level and rsi(close, 14) > high_level"
    let parameters = "param low_level = 60\nparam high_level = 70\n"
    #expect(codes(entry(both, before: parameters)) == [])
    #expect(
      codes(entry("rsi(close, 14) > high_level", before: "param high_level = 170\n")) == ["W1004"])
  }

  @Test func `a rule that nothing makes true is said where nothing inside it is`() {
    let text = """
      let both = close > open and close < open
      entry long when both[1]
      exit long when close < open
      """
    #expect(codes(text) == ["W1007", "W1006"])
    #expect(codes(entry("rsi(close, 14) > 120")) == ["W1004"])
  }

  @Test func `rules that contradict each other are told`() {
    #expect(codes("entry long when close > open\nexit long when close >= open") == ["W1012"])
    #expect(
      codes("entry long when close > open and volume > 9\nexit long when close > open") == ["W1012"]
    )
    #expect(
      codes("entry long when close > open\nentry short when close > open\nstop hl2")
        == ["W1012", "W1012"])
    #expect(codes("entry long when close > open\nexit long when close > open and volume > 9") == [])
    #expect(
      codes(
        "entry long when close > open\nentry long when close > open\nexit long when close < open")
        == ["W1009"])
  }

  @Test(arguments: [
    ("entry long when close > open\nstop close + atr(14)", ["W1015"]),
    ("entry long when close > open\nstop close * (1 + 5%)", ["W1015"]),
    ("entry long when close > open\nstop highest(high, 20)", ["W1015"]),
    ("entry long when close > open\ntarget close - atr(14)", ["W1015"]),
    ("entry long when close > open\ntarget lowest(low, 5)", ["W1015"]),
    ("entry short when close > open\nstop close * 95%", ["W1015"]),
    ("entry short when close > open\ntarget high", ["W1015"]),
    ("entry long when close > open at limit high\nexit long when close < open", ["W1015"]),
    ("entry long when close > open at stop low\nexit long when close < open", ["W1015"]),
    ("entry short when close > open at limit low\nexit short when close < open", ["W1015"]),
    ("entry short when close > open at stop high\nexit short when close < open", ["W1015"]),
    ("entry long when close > open at limit low\nexit long when close < open", []),
    ("entry long when close > open at stop high\nexit long when close < open", []),
    ("entry long when close > open at stop close\nexit long when close < open", []),
    ("entry long when close > open at stop na\nexit long when close < open", ["W1016"]),
    ("entry long when close > open at stop 0\nexit long when close < open", ["W1016"]),
    ("entry long when close > open\nstop close - atr(14)\ntarget close * (1 + 5%)", []),
    ("entry short when close > open\nstop close + atr(14)\ntarget close * (1 - 5%)", []),
    ("entry long when close > open\nstop sma(close, 20)", []),
    ("entry long when close > open\nstop close", []),
    (
      "entry long when close > open\nentry short when close < open\nstop close + atr(14)", []
    ),
  ])
  func `a price on the wrong side of the close is told`(_ text: String, _ expected: [String]) {
    #expect(codes(text) == expected)
  }

  @Test func `what no rule depends on has no effect`() {
    let text = """
      param n = 9
      def half(x) = x / 2
      let a = half(sma(close, n))
      let b = a * 2
      entry long when close > open
      exit long when close < open
      """
    #expect(codes(text) == ["W1013", "W1013", "W1013", "W1001"])
    #expect(codes(text + "\ntest \"t\" { candles close 1\n expect b > 0 at bar 1 }") == [])
  }

  @Test func `strategies with mistakes are not lectured`() {
    #expect(codes("entry long when rsi(close, 14) > 120 and closs > 3\nstop close") == ["E0301"])
  }

  @Test func `functions are left alone`() {
    let text = "def never(x) = x > highest(x, 3)\n"
    #expect(codes(text + entry("never(close) or close > open")) == [])
  }
}
