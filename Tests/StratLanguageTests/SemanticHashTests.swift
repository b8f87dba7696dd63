import StratLanguage
import StratSyntax
import Testing

@Suite struct SemanticHashTests {
  private let base = """
    param n = 14
    let trend = sma(close, 50)
    let strength = rsi(close, n)
    entry long when strength > 70 and close > trend
    exit long when strength < 30
    stop close - 2 * atr(14)
    size 10% of equity
    risk { max_positions 5 }
    """

  private func hash(_ text: String, _ overrides: [String: Double] = [:]) throws -> String {
    try strategy(text, overrides: overrides).semanticHash
  }

  @Test func `the price of an entry and the way it waits are part of the meaning`() throws {
    let exit = "\nexit long when close < open"
    let texts = ["", " at limit low", " at stop low", " at stop high"]
    let hashes = try texts.map { try hash("entry long when close > open" + $0 + exit) }
    #expect(Set(hashes).count == texts.count)
  }

  @Test func `is 64 hexadecimal digits and does not change between versions`() throws {
    let value = try hash("entry long when close > open\nstop close")
    #expect(value.count == 64)
    #expect(value == pinned)
  }

  /// Changing this value means that all evidence filed so far is lost: do it knowingly.
  private let pinned = "4c4812d5a60c657ed35bf0ebf897021c2413c7c7d57ea56e9319c01ca59061d1"

  @Test(
    arguments: [
      { (text: String) in "# a comment\n" + text.replacing("\n", with: "\n\n  ") },
      { $0.replacing("trend", with: "average") },
      { $0.replacing("n = 14", with: "length = 14").replacing(", n)", with: ", length)") },
      { $0.replacing("strength > 70 and close > trend", with: "close > trend and strength > 70") },
      { $0.replacing("sma(close, 50)", with: "sma(close, 25 * 2)") },
      { $0.replacing("rsi(close, n)", with: "rsi(n: n, x: close)") },
      { $0.replacing("close > trend", with: "close > sma(close, 50)") },
      { $0.replacing("2 * atr(14)", with: "atr() * 2") },
      { $0.replacing("strength > 70", with: "(strength) > 70 and true") },
      { $0 + "\nlet unused = ema(close, 3)" },
      { "strategy \"A title\"\n" + $0 },
      { $0.replacing("param n = 14", with: "param n = 14 in 2..50 step 2") },
      {
        $0.replacing("let trend = sma(close, 50)\n", with: "")
          .replacing("entry", with: "let trend = sma(close, 50)\nentry")
      },
    ] as [@Sendable (String) -> String])
  func `stays when the meaning stays`(_ change: @Sendable (String) -> String) throws {
    let changed = change(base)
    #expect(changed != base)
    #expect(try hash(changed) == hash(base), "\(changed)")
  }

  @Test(arguments: [
    ("70", "71"), ("> 70", ">= 70"), ("50", "51"), ("rsi(close", "rsi(open"), ("and", "or"),
    ("10%", "11%"), ("max_positions 5", "max_positions 6"), ("of equity", "units"),
    ("entry long", "entry short"), ("stop", "target"), ("2 * atr", "3 * atr"),
    ("exit long when strength < 30\n", ""), ("max_positions 5", "max_drawdown 5%"),
    ("param n = 14", "param n = 15"), ("sma(", "ema("), ("close > trend", "trend > close"),
    ("param n", "strategy \"x\" on 1h\nparam n"),
  ])
  func `changes when the meaning changes`(_ old: String, _ new: String) throws {
    let changed = base.replacing(old, with: new, maxReplacements: 1)
    #expect(changed != base)
    let sized = changed.replacing("10% units", with: "10 units")
    #expect(try hash(sized) != hash(base), "\(sized)")
  }

  @Test func `binds parameters`() throws {
    #expect(try hash(base, ["n": 15]) != hash(base))
    #expect(try hash(base, ["n": 14]) == hash(base))
    #expect(try hash(base, ["n": 15]) == hash(base.replacing("n = 14", with: "n = 15")))
  }

  @Test func `the order of rules of a kind leaves no trace`() throws {
    let a = "entry long when close > open\nentry long when close > high[1]\nstop close"
    let b = "entry long when close > high[1]\nentry long when close > open\nstop close"
    #expect(try hash(a) == hash(b))
  }

  @Test func `minus zero and zero are different constants`() throws {
    #expect(
      try hash("entry long when close > 0\nstop close")
        != hash("entry long when close > -0\nstop close"))
  }

  @Test func `self-referring series are told apart by what they do`() throws {
    func rule(_ a: String, _ b: String) -> String {
      "let a = \(a)\nlet b = \(b)\nentry long when a > b\nstop close"
    }
    let one = rule("(a[1] ?? 0) + 1", "(b[1] ?? 0) + 2")
    #expect(try hash(one) == hash(one.replacing("b", with: "c")))
    #expect(try hash(one) != hash(rule("(a[1] ?? 0) + 2", "(b[1] ?? 0) + 1")))
    #expect(try hash(one) != hash(rule("(a[2] ?? 0) + 1", "(b[1] ?? 0) + 2")))
    let swapped = """
      let b = (b[1] ?? 0) + 2
      let a = (a[1] ?? 0) + 1
      entry long when a > b
      stop close
      """
    #expect(try hash(one) == hash(swapped))
  }

  @Test func `a series inside another is not taken for the other`() throws {
    func nested(_ inner: String) -> String {
      """
      def f(x) = { let s = \(inner); s }
      let k = f(k[1] ?? close)
      entry long when k > open
      stop close
      """
    }
    let own = try hash(nested("(s[1] ?? close) + 0 * x"))
    let outer = try hash(nested("(x ?? close) + 0 * (s[1] ?? close)"))
    #expect(own != outer)
  }
}
