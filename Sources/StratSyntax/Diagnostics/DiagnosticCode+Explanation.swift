/// The long form of a diagnostic: what `strat explain` prints.
package struct Explanation: Sendable {
  /// One paragraph: what is wrong, why it matters, what to do.
  package var text: String
  /// A source that gives the diagnostic.
  package var wrong: String
  /// The same, mended.
  package var right: String

  init(_ text: String, wrong: String, right: String) {
    self.text = text
    self.wrong = wrong
    self.right = right
  }
}

extension DiagnosticCode {
  package var explanation: Explanation {
    switch self {
    case .unexpectedCharacter:
      Explanation(
        """
        A character stands where none of the language begins. Names are lower case, like \
        `entry_price`, and use the letters a to z, digits and underscores. Text stands between \
        straight double quotation marks. Characters pasted from a web page, such as curly \
        quotation marks or non-breaking spaces, look right and are not.
        """,
        wrong: "let Trend = sma(close, 200)", right: "let trend = sma(close, 200)")
    case .unterminatedString:
      Explanation(
        """
        A text begins with a quotation mark and its line ends before a second one. Text does not \
        go on over line ends, and there are no escapes in it: it is a title, a symbol or the name \
        of a file.
        """,
        wrong: "strategy \"Golden cross", right: "strategy \"Golden cross\"")
    case .malformedNumber:
      Explanation(
        """
        A number is written with digits, single underscores between digits, one decimal point \
        with digits on both sides, and an exponent such as `e-3`. Its value must fit a \
        double-precision number: about 1.8e308 is the largest, about 5e-324 the smallest that is \
        not zero.
        """,
        wrong: "let half = .5", right: "let half = 0.5")
    case .unexpectedToken:
      Explanation(
        """
        Something else was expected here. The message says what, and what was found instead. \
        Because every statement begins with a reserved word, the parser goes on at the next \
        statement, and the mistakes there are found in the same run.
        """,
        wrong: "param fast 12", right: "param fast = 12")
    case .expectedExpression:
      Explanation(
        """
        A formula, or the next part of one, is missing: after an operator, between parentheses, \
        or after a word such as `when`. Words of the language cannot be used as names in a \
        formula.
        """,
        wrong: "let trend = close +", right: "let trend = close + open")
    case .expectedStatement:
      Explanation(
        """
        A file holds statements, and each begins with its word: `strategy`, `param`, `let`, \
        `def`, `input`, `entry`, `exit`, `stop`, `target`, `size`, `risk`, `test`, `hours` or \
        `venue`. Words of other languages are not known; the help line names what to write.
        """,
        wrong: "buy when close > open", right: "entry long when close > open")
    case .foreignOperator:
      Explanation(
        """
        This is how other languages write it. Here `and`, `or` and `not` are words, `=` gives a \
        name and `==` compares, `^` is the power, `#` begins a comment, and line ends need no \
        `;`. The reader goes on as if the right spelling stood there, so that other mistakes are \
        found too.
        """,
        wrong: "let a = close > open && high > low",
        right: "let a = close > open and high > low")
    case .malformedDuration:
      Explanation(
        """
        A duration is a whole number and one unit without a space between them: `500ms`, `30s`, \
        `15m`, `1h`, `1d`, `1w`. Hours and a half are written in minutes: `90m`. There are no \
        months, since they have no fixed length: an interval must have one, so that bars can be \
        counted.
        """,
        wrong: "strategy \"Monthly\" on 1mo", right: "strategy \"Monthly\" on 30d")
    case .malformedTime:
      Explanation(
        """
        A time of day is two digits, a colon, and two digits, from `00:00` to `24:00`. There are \
        no seconds, and no `am` or `pm`.
        """,
        wrong: "hours 9:30..16:00", right: "hours 09:30..16:00")
    case .reservedWord:
      Explanation(
        """
        The words that give the language its shape cannot be given another meaning, so that \
        every strategy reads the same and a mistake in one statement does not spoil the next. \
        Choose another name.
        """,
        wrong: "let size = 5", right: "let my_size = 5")
    case .mixedChain:
      Explanation(
        """
        Comparisons can be chained when they go one way: `30 < x < 70` means that x lies between. \
        Two directions, equality or `crosses` in one chain have no such reading. Join two \
        comparisons with `and`, or put one in parentheses.
        """,
        wrong: "let a = open < close > high", right: "let a = open < close and close > high")
    case .invalidUTF8:
      Explanation(
        """
        The file has bytes that are not UTF-8. It was probably saved in another encoding; choose \
        UTF-8 in the editor and save it again. Only comments and text may hold characters beyond \
        ASCII.
        """,
        wrong: "# not shown: the bytes of another encoding", right: "# plain text, saved as UTF-8")
    case .unclosedBracket:
      Explanation(
        """
        A bracket is opened and not closed before the next statement or the end of the file. The \
        message points at the bracket that was opened and at the place where the closing one was \
        expected.
        """,
        wrong: "let a = rsi(close, 14\nlet b = close",
        right: "let a = rsi(close, 14)\nlet b = close")
    case .expectedBoolean:
      Explanation(
        """
        A condition is wanted here: something that is true, false or na, such as a comparison. \
        Numbers are not conditions; zero is not false.
        """,
        wrong: "entry long when rsi(close, 14)", right: "entry long when rsi(close, 14) < 30")
    case .expectedNumber:
      Explanation(
        """
        A number is wanted here, and this is a condition or a text. Conditions are not ones and \
        zeros: choose a number for each case with `if … then … else …`.
        """,
        wrong: "let a = (close > open) + 1", right: "let a = if close > open then 2 else 1")
    case .dimensionMismatch:
      Explanation(
        """
        The two sides count different things: a price and points from 0 to 100, a price and a \
        ratio, money and a volume. Adding or comparing them has no meaning, and is nearly always \
        a slip. Bare numbers and parameters fit everything. To move a price by a percentage, \
        multiply: `close * (1 + 5%)`.
        """,
        wrong: "entry long when close > rsi(close, 14)",
        right: "entry long when rsi(close, 14) > 50")
    case .equalityOnNumbers:
      Explanation(
        """
        Computed numbers are hardly ever equal to the last bit, so `==` between them is true by \
        accident if at all. Ask whether they are near each other, or which is larger, or whether \
        they cross.
        """,
        wrong: "entry long when sma(close, 10) == sma(close, 20)",
        right: "entry long when sma(close, 10) crosses above sma(close, 20)")
    case .branchTypes:
      Explanation(
        """
        Both branches of an `if`, and both sides of `??`, must be of one kind: two numbers of the \
        same dimension, or two conditions. Otherwise what comes out would be sometimes the one, \
        sometimes the other.
        """,
        wrong: "let a = if close > open then close else true",
        right: "let a = if close > open then close else open")
    case .expectedRecordField:
      Explanation(
        """
        This function returns several values by name, and the name after the point is not one of \
        them, or what stands before the point has no fields. The message lists the fields there \
        are.
        """,
        wrong: "let a = bbands(close).top", right: "let a = bbands(close).upper")
    case .recordUsedAsValue:
      Explanation(
        """
        This function returns several values, and one of them has to be chosen: write a point and \
        the name of the field after the call.
        """,
        wrong: "let a = macd(close) > 0", right: "let a = macd(close).histogram > 0")
    case .unknownName:
      Explanation(
        """
        No column, parameter, `let` or `input` has this name. A name must be declared before it \
        is used. Columns beyond open, high, low, close and volume are declared with `input`.
        """,
        wrong: "entry long when close > trnd",
        right: "let trend = sma(close, 200)\nentry long when close > trend")
    case .unknownFunction:
      Explanation(
        """
        There is no function of this name, neither built in nor defined with `def`. The nearest \
        name is suggested if there is one.
        """,
        wrong: "let a = smma_of(close, 20)", right: "let a = sma(close, 20)")
    case .wrongArguments:
      Explanation(
        """
        The function takes other arguments: too many or too few were given, one is named that it \
        does not have, or one is given twice. Arguments go by position or by name: \
        `macd(close, fast: 8)`.
        """,
        wrong: "let a = sma(close, 10, 20)", right: "let a = sma(close, 10)")
    case .duplicateName:
      Explanation(
        """
        A name means one thing in a file. It has been declared before, or it is the name of a \
        built-in column.
        """,
        wrong: "let trend = close\nlet trend = open", right: "let trend = close\nlet other = open")
    case .recursiveDefinition:
      Explanation(
        """
        A function may not use itself, also not through another. All functions are inlined, and \
        that must come to an end. A series that builds on its own past is written as a `let` with \
        a past bar.
        """,
        wrong: "def f(x) = f(x) + 1",
        right: "let k = (k[1] ?? close) + 0.1 * (close - (k[1] ?? close))")
    case .selfReferenceWithoutPast:
      Explanation(
        """
        A `let` may build on its own earlier values, and only on those: `k[1]` is the value one \
        bar ago. Without the past bar the value would depend on itself.
        """,
        wrong: "let k = k + 1", right: "let k = (k[1] ?? 0) + 1")
    case .duplicateStatement:
      Explanation(
        """
        This statement may stand once in a file, and it stands twice. Join two entry conditions \
        with `or`.
        """,
        wrong: "stop close * 0.9\nstop close * 0.8", right: "stop close * 0.9")
    case .foreignFunction:
      Explanation(
        """
        This is a function of another language. Functions have no namespace here, and some have \
        another form: `a crosses above b` instead of `crossover(a, b)`, `close[1]` instead of \
        `Ref(C, -1)`.
        """,
        wrong: "let a = ta.rsi(close, 14)", right: "let a = rsi(close, 14)")
    case .unknownDimension:
      Explanation(
        """
        The dimensions are `price`, `volume`, `money`, `ratio`, `points`, `bars`, `time` and \
        `any`. They say what a number counts.
        """,
        wrong: "input funding_rate : percent", right: "input funding_rate : ratio")
    case .expectedConstant:
      Explanation(
        """
        This must be known before anything runs: the length of a window, the number of bars back, \
        the bounds of a parameter. Numbers, parameters and arithmetic with them are known; series \
        are not.
        """,
        wrong: "let a = sma(close, volume)", right: "param n = 20\nlet a = sma(close, n)")
    case .constantOutOfRange:
      Explanation(
        """
        The value is known and outside of what is possible here: a window has at least one bar, \
        and what is asked for must fit the limits of the engine.
        """,
        wrong: "let a = sma(close, 0)", right: "let a = sma(close, 20)")
    case .futureBar:
      Explanation(
        """
        The number in `x[n]` counts bars back, and cannot be negative: a value from the future is \
        not known when the decision is made, and a backtest that uses one proves nothing.
        """,
        wrong: "let a = close[-1]", right: "let a = close[1]")
    case .parameterOutOfRange:
      Explanation(
        """
        The value of a parameter, written in the file or given from outside, lies outside of the \
        range that the file declares for it.
        """,
        wrong: "param fast = 60 in 5..50", right: "param fast = 12 in 5..50")
    case .unknownParameter:
      Explanation(
        """
        A value was given from outside for a parameter that the file does not declare. Declare it \
        with `param`, or mend the name.
        """,
        wrong: "# strat check --set fats=9\nparam fast = 12",
        right: "# strat check --set fast=9\nparam fast = 12")
    case .malformedRisk:
      Explanation(
        """
        The settings of a `risk` block are `max_positions`, `max_position_size`, \
        `max_daily_loss` and `max_drawdown`. The first is a whole number, the others are \
        percentages above zero.
        """,
        wrong: "risk { max_position 5 }", right: "risk { max_positions 5 }")
    case .notEvaluatedYet:
      Explanation(
        """
        The language has this, and this version cannot compute it yet. It is refused rather than \
        ignored, so that no strategy runs without a part of its meaning.
        """,
        wrong: "let a = close of \"SPY\"", right: "let a = close")
    case .sourceTooLarge:
      Explanation(
        """
        A source is larger than 16 MiB. No strategy is; the file is probably something else.
        """,
        wrong: "# a file of 20 MiB", right: "# a file of less than 16 MiB")
    case .nestingTooDeep:
      Explanation(
        """
        A formula has more than 200 levels: parentheses, calls and operators inside of each \
        other. Give parts of it names with `let`; that costs nothing when it runs.
        """,
        wrong: "# ((((…)))) with 201 parentheses", right: "let part = close\nlet whole = part + 1")
    case .tooManyInstructions:
      Explanation(
        """
        The strategy compiles to more instructions than the engine accepts. Functions are \
        inlined, so that one which is used in many places counts each time, unless the arguments \
        are the same. Share parts with `let`.
        """,
        wrong: "# a file with more formulas than the engine accepts",
        right: "let shared = sma(close, 20)\nlet a = shared + 1\nlet b = shared + 2")
    case .tooManyErrors:
      Explanation(
        """
        After a hundred errors no more are shown: mend the first ones, and look again.
        """,
        wrong: "# a file with more than a hundred errors", right: "let a = close")
    case .stateTooLarge:
      Explanation(
        """
        The windows and past bars of the strategy need more memory for each symbol than is \
        allowed. Shorten the longest ones.
        """,
        wrong: "let a = sma(close, 1_000_000_000)", right: "let a = sma(close, 200)")
    case .unusedName:
      Explanation(
        """
        A parameter or a `let` is declared and nothing uses it. Remove it, or use it: it may be \
        a sign that a formula names something else by mistake.
        """,
        wrong: "let trend = sma(close, 200)\nentry long when close > open",
        right: "let trend = sma(close, 200)\nentry long when close > trend")
    case .constantCondition:
      Explanation(
        """
        A condition can be decided before running: it is always true or never true. An \
        oscillator that goes from 0 to 100 is never above 120.
        """,
        wrong: "entry long when rsi(close, 14) > 120", right: "entry long when rsi(close, 14) > 70")
    case .noExit:
      Explanation(
        """
        The strategy opens positions and has no rule, stop or target that closes them. They \
        would stay open until the end.
        """,
        wrong: "entry long when close > open",
        right: "entry long when close > open\nexit long when close < open")
    }
  }
}
