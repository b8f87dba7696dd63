import StratSyntax

extension DiagnosticCode {
  /// The explanations of W1004 and on: conditions that cannot do what they seem to.
  ///
  /// All of them hold for candles as they should be: no price and no volume is negative, low is
  /// the smallest and high the largest of the four prices.
  var conditionExplanation: CodeExplanation {
    switch self {
    case .neverTrue:
      CodeExplanation(
        "a comparison that can never be true",
        """
        The two sides lie in ranges that do not meet, whatever the candles: an RSI runs from 0 to \
        100, a price is never negative, and the close is never above the highest high of bars \
        that include its own. For the channel that this bar may break, leave it out: \
        highest(high, 20)[1].
        """,
        wrong: "entry long when close > highest(high, 20)\nexit long when close < open",
        right: "entry long when close > highest(high, 20)[1]\nexit long when close < open")
    case .alwaysTrue:
      CodeExplanation(
        "a comparison that is true on every bar",
        "It says nothing: on every bar on which both sides are known it holds.",
        wrong: "entry long when volume >= 0 and close > open\nexit long when close < open",
        right: "entry long when volume > 0 and close > open\nexit long when close < open")
    case .ruleNeverTrue:
      CodeExplanation(
        "a rule that can never be true",
        """
        Its parts exclude each other, or a series or function it reads is never true. The strategy \
        runs, and this rule does nothing.
        """,
        wrong: "def falling_and(x) = x and close < open\n"
          + "entry long when falling_and(close > open)\nexit long when close < open",
        right: "def falling_and(x) = x and close < open\n"
          + "entry long when falling_and(volume > 0)\nexit long when close > open")
    case .contradiction:
      CodeExplanation(
        "two conditions that exclude each other",
        "Joined with `and` they are never true together. Mostly `or` was meant, or one is a slip.",
        wrong: "entry long when rsi(close, 14) < 30 and rsi(close, 14) > 70\n"
          + "exit long when close < open",
        right: "entry long when rsi(close, 14) < 30 or rsi(close, 14) > 70\n"
          + "exit long when close < open")
    case .impliedCondition:
      CodeExplanation(
        "a condition that follows from another",
        """
        Of two conditions joined with `and`, the weaker adds nothing; of two joined with `or`, the \
        stronger. One of the numbers may be a slip.
        """,
        wrong: "entry long when rsi(close, 14) > 70 and rsi(close, 14) > 60\n"
          + "exit long when close < open",
        right: "entry long when rsi(close, 14) > 60\nexit long when close < open")
    case .repeatedCondition:
      CodeExplanation(
        "a condition that stands there twice",
        "The second says nothing. It may have been copied to be changed, and was not.",
        wrong: "entry long when close > open and volume > 0 and close > open\n"
          + "exit long when close < open",
        right: "entry long when close > open and volume > 0\nexit long when close < open")
    case .selfComparison:
      CodeExplanation(
        "a value compared with itself",
        "Both sides are computed the same way, so the answer is the same on every bar.",
        wrong: "entry long when close > close\nexit long when close < open",
        right: "entry long when close > close[1]\nexit long when close < open")
    case .uselessPast:
      CodeExplanation(
        "the value no bars ago",
        "x[0] is x. The bar before is x[1]; there is no way to write the bar to come.",
        wrong: "entry long when close[0] > open\nexit long when close < open",
        right: "entry long when close > open\nexit long when close < open")
    case .rulesTogether:
      CodeExplanation(
        "an entry that is contradicted whenever it is true",
        """
        Where entry and exit of one side are true on the same bar, or both entries are, nothing \
        is opened (G0202). Here that is always so, so this entry never opens anything.
        """,
        wrong: "entry long when close > open and volume > 0\nexit long when close > open",
        right: "entry long when close > open and volume > 0\nexit long when close < open")
    case .withoutEffect:
      CodeExplanation(
        "something that no rule depends on",
        "It is read, but only by something that nothing uses: changing it changes nothing.",
        wrong: "param n = 20\nlet trend = sma(close, n)\nentry long when close > open\n"
          + "exit long when close < open",
        right: "param n = 20\nlet trend = sma(close, n)\nentry long when close > trend\n"
          + "exit long when close < trend")
    case .levelEntry:
      CodeExplanation(
        "an entry that is a state and not an event",
        """
        One average above another stays so for a long time, so after every exit the strategy \
        enters again on the next bar. Mostly the moment is meant at which the order changes.
        """,
        wrong: "entry long when ema(close, 9) > ema(close, 21)\nexit long when close < open",
        right: "entry long when ema(close, 9) crosses above ema(close, 21)\n"
          + "exit long when close < open")
    case .unreachablePrice:
      CodeExplanation(
        "an entry at a price that is never there",
        """
        The price that the entry waits for is na on every bar, or never above zero, so no order \
        is ever sent (G0709).
        """,
        wrong: "entry long when close > open at limit na\nexit long when close < open",
        right: "entry long when close > open at limit close * 0.99\nexit long when close < open")
    default:
      CodeExplanation(
        "a stop, a target or the price of an entry on the wrong side of the price",
        """
        A stop protects a long position from below and a short one from above; a target lies on \
        the other side. An entry whose stop or target lies on the wrong side is refused \
        (G0802, G0803), here on every bar. An entry at a price that has been passed already is \
        filled at the next open.
        """,
        wrong: "entry long when close > open\nstop close + 2 * atr(14)",
        right: "entry long when close > open\nstop close - 2 * atr(14)")
    }
  }
}
