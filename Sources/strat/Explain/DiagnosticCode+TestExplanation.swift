import StratSyntax

extension DiagnosticCode {
  /// The explanations of E06xx, which concern `test` blocks.
  var testExplanation: CodeExplanation {
    switch self {
    case .testWithoutCandles:
      CodeExplanation(
        "a test without candles",
        """
        A test runs the rules over candles: those of a file, named after `on` and found beside the \
        strategy, or its own, written behind `candles`.
        """,
        wrong: Self.rules + "test \"warm-up\" {\n  expect no entry\n}",
        right: Self.rules + "test \"warm-up\" {\n  candles close 10 11 12\n"
          + "  expect entry long at bar 2\n}")
    case .malformedTestCandles:
      CodeExplanation(
        "candles of a test that do not fit together",
        """
        Every column has as many values as the close, which has to be there; open, high and low \
        are derived from it where they are not given. A high below its close, a column given \
        twice, or a file besides own candles would test something nobody meant.
        """,
        wrong: Self.rules + "test \"uneven\" {\n  candles close 10 11 12\n"
          + "  candles volume 100 200\n  expect entry\n}",
        right: Self.rules + "test \"even\" {\n  candles close 10 11 12\n"
          + "  candles volume 100 200 150\n  expect entry\n}")
    case .testWithoutRule:
      CodeExplanation(
        "an expectation about a rule that is not there",
        """
        A strategy without `entry short when …` never enters short, so expecting it fails and \
        excluding it says nothing. Mostly the side is a slip.
        """,
        wrong: Self.rules + "test \"side\" {\n  candles close 10 11\n  expect no entry short\n}",
        right: Self.rules + "test \"side\" {\n  candles close 10 11\n  expect entry long\n}")
    case .testColumnMissing:
      CodeExplanation(
        "candles of a test without a column the rules read",
        """
        Open, high and low can be derived from the close; volume and the columns of `input` cannot. \
        Give them a line of their own.
        """,
        wrong: "entry long when volume > 100\nexit long when close < open\n"
          + "test \"volume\" {\n  candles close 10 11\n  expect no entry\n}",
        right: "entry long when volume > 100\nexit long when close < open\n"
          + "test \"volume\" {\n  candles close 10 11\n  candles volume 50 60\n"
          + "  expect no entry\n}")
    case .malformedTestMoment:
      CodeExplanation(
        "a bar or a time of a test that does not exist",
        """
        Bars are counted from 1 to the last candle; times are days of the calendar, such as \
        2017-03-02 or 2017-03-02T14:00Z, in UTC. What comes after `between` must not end before \
        it begins.
        """,
        wrong: Self.rules + "test \"late\" {\n  candles close 10 11\n  expect entry at bar 3\n}",
        right: Self.rules + "test \"late\" {\n  candles close 10 11\n  expect entry at bar 2\n}")
    case .emptyTest:
      CodeExplanation(
        "a test that expects nothing",
        "It would always pass. Write at least one line that begins with `expect`.",
        wrong: Self.rules + "test \"empty\" {\n  candles close 10 11\n}",
        right: Self.rules + "test \"filled\" {\n  candles close 10 11\n  expect 1 entry\n}")
    default:
      CodeExplanation(
        "an expectation that does not hold",
        """
        `strat test` ran the rules over the candles of the test, and something else happened. The \
        message says what, on which bars, and shows the rule on the bar that matters, part by \
        part. Either the rule or the expectation is wrong. Rules are signals here: an entry is a \
        bar on which the rule is true, whether or not a position is open.
        """,
        wrong: Self.rules + "test \"falls\" {\n  candles close 10 9\n  expect entry at bar 2\n}",
        right: Self.rules + "test \"rises\" {\n  candles close 10 11\n  expect entry at bar 2\n}")
    }
  }

  private static let rules = "entry long when close > open\nexit long when close < open\n"
}
