import StratSyntax

extension TokenKind {
  /// What a word of the language is for, in a sentence; nil for everything that is no such word.
  var meaning: String? {
    switch self {
    case .strategy: "`strategy \"Title\" on 1h` names the strategy and the bars it is written for."
    case .param:
      "`param n = 14 in 5..50 step 1` is a constant that `--set n=9` and optimisers may change."
    case .let: "`let trend = sma(close, 200)` gives a series a name."
    case .def:
      "`def mid(a, b) = (a + b) / 2` makes a function; it is written out where it is called."
    case .input: "`input funding_rate : ratio` declares a column that the candles must have."
    case .entry: "`entry long when …` opens a position when the condition is true on a closed bar."
    case .exit: "`exit long when …` closes the position when the condition is true on a closed bar."
    case .stop:
      "`stop close - 2 * atr(14)` is the price at which a losing position is closed; `at stop` in "
        + "an entry is the price that it waits for."
    case .target: "`target close + 4 * atr(14)` is the price at which a winning position is closed."
    case .size: "`size 10% of equity`, `size 2 units` or `size 1000 cash`: how much to trade."
    case .risk: "`risk { max_positions 5 }` limits what the account may lose."
    case .test: "`test \"…\" on \"candles.csv\" { expect … }` says what the strategy has to do."
    case .hours: "`hours 09:30..16:00 in \"America/New_York\"` are the hours of trading."
    case .venue: "`venue binance` is where orders go."
    case .leg: "`leg spot: long \"BTCUSDT\"` is one of several orders of an entry."
    case .expect: "`expect no entry before bar 200` is one thing a test checks."
    case .when: "What follows `when` decides: only *true* trades, `na` never does."
    case .in: "`in 5..50` is the range of a parameter."
    case .or: "True when either side is; `na or true` is true."
    case .and: "True when both sides are; `na and false` is false."
    case .not: "Turns true and false round; `not na` is `na`."
    case .crosses:
      "`a crosses above b`: above it on this bar, and not above it on the bar before."
    case .if, .then, .else: "`if c then a else b` is `a` where `c` is true, else `b`."
    case .on: "`x on 1d` is `x` of longer bars, as of the last closed one."
    case .of: "`x of \"SPY\"` is `x` of another symbol, as of its last closed bar."
    case .true, .false: "A truth: `true`, `false`, or `na` where it is not known."
    case .na: "Not available: what is computed from it is `na` too, and no rule triggers."
    default: nil
    }
  }
}
