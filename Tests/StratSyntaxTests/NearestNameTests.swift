import StratSyntax
import Testing

struct NearestNameTests {
  @Test(arguments: [
    ("trnd", "trend"), ("emaa", "ema"), ("RSI", "rsi"), ("colse", "close"), ("hgih", "high"),
    ("bolinger", "bollinger"), ("sma", "sma"), ("volumes", "volume"),
  ])
  func `the nearest name is found`(_ name: String, _ expected: String) {
    let names = ["trend", "ema", "rsi", "close", "high", "bollinger", "sma", "volume", "low"]
    #expect(nearestName(name, in: names) == expected)
  }

  @Test(arguments: ["unknown_function", "x", "zzz", "", "parse_duration"])
  func `nothing is suggested that has little in common`(_ name: String) {
    #expect(nearestName(name, in: ["trend", "ema", "rsi", "y"]) == nil)
  }

  @Test func `a match but for case wins over a nearer spelling before it`() {
    #expect(nearestName("Ema", in: ["em", "ema"]) == "ema")
  }

  @Test func `a very long name is not measured`() {
    #expect(nearestName(String(repeating: "a", count: 1_000_000), in: ["a"]) == nil)
  }
}
