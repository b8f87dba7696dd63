import StratLanguage
import StratSyntax

extension DiagnosticCode {
  /// What the code of a finding in a strategy means, with an example that tests run.
  var explanation: CodeExplanation {
    switch self {
    case .unexpectedCharacter:
      CodeExplanation(
        "a character that means nothing here",
        """
        Names are made of a to z, digits and underscores, and begin with a letter. Capital \
        letters, letters of other alphabets, typographic quotation marks and unusual blanks are \
        not part of the language; they often come along when text is copied from a web page.
        """, wrong: "let Fast = ema(close, 9)", right: "let fast = ema(close, 9)")
    case .unterminatedString:
      CodeExplanation(
        "a text without its closing quotation mark",
        "A text begins and ends with a straight double quotation mark on the same line.",
        wrong: "strategy \"Golden cross on 1h", right: "strategy \"Golden cross\" on 1h")
    case .malformedNumber:
      CodeExplanation(
        "a number that is not written as one",
        """
        A number begins with a digit and has at most one decimal point with digits on both sides. \
        Underscores may stand between digits: 1_000. Exponents are written 1e20.
        """, wrong: "close > .5", right: "close > 0.5")
    case .unexpectedToken:
      CodeExplanation(
        "something else was expected at this place",
        """
        The text up to here makes sense, but cannot go on like this. The message says what could \
        follow. What is missing often is an operator, a comma or a closing parenthesis.
        """, wrong: "ema(close 9)", right: "ema(close, 9)")
    case .expectedExpression:
      CodeExplanation(
        "a formula is missing",
        "An operator, a comma or a keyword needs a formula after it: a name, a number, a call.",
        wrong: "close >", right: "close > open")
    case .expectedStatement:
      CodeExplanation(
        "no statement begins like this",
        """
        Every statement begins with one of the keywords strategy, param, let, def, input, entry, \
        exit, stop, target, size, risk, hours, venue, test. A formula alone is not a statement in \
        a file: give it a name with let.
        """, wrong: "fast = ema(close, 9)", right: "let fast = ema(close, 9)")
    case .foreignOperator:
      CodeExplanation(
        "written as in another language",
        """
        Pine, AFL and Python write this differently: && is `and`, || is `or`, ! is `not`, = in a \
        condition is `==`, := is `=`, // and /* */ comments begin with #.
        """, wrong: "close > open && volume > 0", right: "close > open and volume > 0")
    case .malformedDuration:
      CodeExplanation(
        "a duration that is not written as one",
        """
        A duration is a whole number and one unit: ms, s, m, h, d or w, as in 15m or 1d. Months \
        and years have no fixed length and are not durations.
        """, wrong: "strategy \"X\" on 1hour", right: "strategy \"X\" on 1h")
    case .malformedTime:
      CodeExplanation(
        "a time of day that is not written as one",
        "A time has two digits, a colon and two digits, from 00:00 to 24:00.",
        wrong: "hours 9:30..16:00", right: "hours 09:30..16:00")
    case .reservedWord:
      CodeExplanation(
        "a word of the language used as a name",
        "Keywords cannot be names, so that every statement can be told by its first word.",
        wrong: "let exit = close", right: "let exit_level = close")
    case .mixedChain:
      CodeExplanation(
        "comparisons that cannot be chained",
        """
        A chain goes one way, as in 30 < x < 70 or 70 >= x > 30: it says that every neighbouring \
        pair holds. Different directions, == and crosses cannot be part of one.
        """, wrong: "30 < rsi(close, 14) > 20",
        right: "30 < rsi(close, 14) and rsi(close, 14) > 20")
    case .invalidUTF8:
      CodeExplanation(
        "bytes that are not UTF-8 text",
        "Strategies are UTF-8. Save the file again with that encoding; UTF-16 is not read.",
        right: "let mean = sma(close, 20)  # prices in €")
    case .unclosedBracket:
      CodeExplanation(
        "a bracket that is never closed",
        "Every (, [ and { needs its partner before the statement ends.",
        wrong: "sma((close + open) / 2, 20", right: "sma((close + open) / 2, 20)")
    case .expectedBoolean:
      CodeExplanation(
        "a number where a condition is needed",
        """
        Rules, and, or, not and if want something that is true or false. A number is neither, not \
        even 0 and 1: compare it with something.
        """, wrong: "rsi(close, 14) and close > open", right: "rsi(close, 14) > 50 and close > open"
      )
    case .expectedNumber:
      CodeExplanation(
        "a condition where a number is needed",
        "Arithmetic and windows want numbers. To count how often a condition held, use count.",
        wrong: "sum(close > open, 10)", right: "count(close > open, 10)")
    case .dimensionMismatch:
      CodeExplanation(
        "two numbers that count different things",
        """
        Every number has a dimension: price, volume, money, ratio (5% is 0.05), points (0 to 100), \
        bars, time. Only equal ones can be added, compared or crossed; bare numbers and params fit \
        any. A price above an oscillator would be true for ever, and mean nothing.
        """, wrong: "close > rsi(close, 14)", right: "close > sma(close, 14)")
    case .equalityOnNumbers:
      CodeExplanation(
        "== where it can never or hardly ever be true",
        """
        A comparison with na is na, never true: ask is_na(x) instead. Two computed numbers are \
        equal only by chance, since both are rounded: use crosses, or a tolerance.
        """, wrong: "close == na", right: "is_na(close)")
    case .branchTypes:
      CodeExplanation(
        "a number on one side, a condition on the other",
        "Both branches of an if, and both sides of ?? and ==, are numbers or both are conditions.",
        wrong: "if close > open then 1 else false", right: "if close > open then 1 else 0")
    case .expectedRecordField:
      CodeExplanation(
        "a field that is not there",
        "Some functions give several values, each with a name: bbands(close).upper.",
        wrong: "macd(close).line", right: "macd(close).macd")
    case .recordUsedAsValue:
      CodeExplanation(
        "several values where one is needed",
        "Say which of the values is meant by writing its name after a dot.",
        wrong: "close > bbands(close)", right: "close > bbands(close).upper")
    case .unknownName:
      CodeExplanation(
        "a name nobody has declared",
        """
        Names are the columns open, high, low, close and volume, and what is declared above: let, \
        param, input. Another column of the candles needs an input: `input funding_rate : ratio`.
        """, wrong: "closs > 10", right: "close > 10")
    case .unknownFunction:
      CodeExplanation(
        "a function that does not exist",
        "`strat functions` lists all there are. Your own are declared with def.",
        wrong: "smaa(close, 20)", right: "sma(close, 20)")
    case .wrongArguments:
      CodeExplanation(
        "a call with wrong arguments",
        """
        `strat functions NAME` shows what a function takes. Arguments stand in order, or are named \
        as in macd(close, fast: 8); those with a default may be left out.
        """, wrong: "sma(close)", right: "sma(close, 20)")
    case .duplicateName:
      CodeExplanation(
        "a name given twice",
        "A name means one thing in a whole file, and columns and functions keep theirs.",
        wrong: "let close = open", right: "let my_close = open")
    case .recursiveDefinition:
      CodeExplanation(
        "a function that calls itself",
        """
        Functions are written out where they are called, so this would never end. What depends on \
        its own past is a let: `let k = (k[1] ?? close) * 0.9 + close * 0.1`.
        """, wrong: "def f(x) = f(x) + 1", right: "def f(x) = x + 1")
    case .selfReferenceWithoutPast:
      CodeExplanation(
        "a let defined by its own value on the same bar",
        "A let may use its own past, never its present.",
        wrong: "let up = up + 1", right: "let up = (up[1] ?? 0) + 1")
    case .duplicateStatement:
      CodeExplanation(
        "a statement that may stand only once",
        "strategy, stop, target, size and risk stand at most once; entry and exit rules may be many.",
        wrong: "stop close * 0.9\nstop close * 0.8", right: "stop close * 0.9")
    case .foreignFunction:
      CodeExplanation(
        "a function by its name in another language",
        """
        The message says how it is written here: ta.sma(x, n) is sma(x, n), crossover(a, b) is \
        a crosses above b.
        """,
        wrong: "crossover(close, open)", right: "close crosses above open")
    case .unknownDimension:
      CodeExplanation(
        "a dimension that does not exist",
        "The dimensions are price, volume, money, ratio, points, bars, time, any and number.",
        wrong: "input funding_rate : percent", right: "input funding_rate : ratio")
    case .unknownZone:
      CodeExplanation(
        "a time zone that does not exist",
        """
        Zones are named after places, as in the IANA database: America/New_York, Europe/Berlin, \
        Asia/Tokyo; or UTC. Offsets such as GMT+5 are not taken: they know no summer time.
        """, wrong: "strategy \"x\" in \"New York\"",
        right: "strategy \"x\" in \"America/New_York\"")
    case .emptySymbol:
      CodeExplanation(
        "a symbol without a name", "Name the symbol whose candles are meant.",
        wrong: "close of \"\"", right: "close of \"SPY\"")
    case .selfReferenceElsewhere:
      CodeExplanation(
        "a look at its own past on other bars",
        """
        A let reads its own past on the bars it is declared on. To have all of it on longer bars, \
        declare it without on, and put on behind its name where it is used.
        """, wrong: "let k = (k[1] on 1d ?? close) * 0.9 + close * 0.1",
        right: "let k = (k[1] ?? close) * 0.9 + close * 0.1")
    case .joinedElsewhere:
      CodeExplanation(
        "a joined column of another symbol",
        "An input with `as of` meets the strategy's own candles; of other symbols it is not known.",
        wrong: "input rate : ratio as of 8h\nlet r = rate of \"SPY\"",
        right: "input rate : ratio as of 8h\nlet r = rate")
    case .expectedConstant:
      CodeExplanation(
        "a value that must be known before running",
        """
        Lengths of windows and lags are fixed, so that memory and history are known before \
        anything runs. They may use numbers and params, not columns.
        """, wrong: "sma(close, volume)", right: "sma(close, 20)")
    case .constantOutOfRange:
      CodeExplanation(
        "a constant outside what makes sense",
        "The message says what is allowed. A share of the equity is written with %: 10%, not 10.",
        wrong: "sma(close, 0)", right: "sma(close, 20)")
    case .futureBar:
      CodeExplanation(
        "a look into the future",
        "x[n] is the value n bars ago. There is no way to read a bar that has not happened.",
        wrong: "close[-1] > close", right: "close > close[1]")
    case .parameterOutOfRange:
      CodeExplanation(
        "a parameter outside its range",
        "The value, from the file or from --set, must lie in the range the file declares.",
        wrong: "param n = 3 in 5..50", right: "param n = 10 in 5..50")
    case .unknownParameter:
      CodeExplanation(
        "a value for a parameter that does not exist",
        """
        --set gives a value to a param of the file; `strat check FILE` lists them. A file without \
        any takes none.
        """, right: "param n = 20\nentry long when close > sma(close, n)\nstop close * 0.9")
    case .malformedRisk:
      CodeExplanation(
        "a size or risk setting that cannot be read",
        """
        A size says what it counts: `10% of equity`, `2 units` or `1000 cash`. The settings of a \
        risk block are \(RiskSettingName.allCases.map(\.rawValue).joined(separator: ", ")).
        """, wrong: "size 10%", right: "size 10% of equity")
    case .intervalNotLonger:
      CodeExplanation(
        "an interval that is not longer than the bars",
        """
        `on` makes longer bars out of the bars at hand; shorter ones cannot be made, and bars of \
        the same length are the bars themselves.
        """, wrong: "strategy \"x\" on 1h\nlet a = close on 15m",
        right: "strategy \"x\" on 1h\nlet a = close on 1d")
    case .intervalNotWhole:
      CodeExplanation(
        "an interval that does not fit",
        """
        Longer bars begin and end with days, so they are a part of a day (15m, 4h, 12h) or whole \
        days (1d, 3d, 1w), and a whole number of the bars they are made of.
        """, wrong: "close on 5h", right: "close on 6h")
    case .malformedJoin:
      CodeExplanation(
        "a rule about stamps that cannot be meant",
        "`as of` says how old a value may be, `within` how late its stamp, which is less.",
        wrong: "input rate : ratio as of 1s within 8h",
        right: "input rate : ratio as of 8h within 1s")
    case .tooManySeries:
      CodeExplanation(
        "too many other series of bars",
        "A strategy reads at most 63 other intervals and symbols, counted where they are read.",
        right: "close on 1d > close of \"SPY\" on 1d")
    case .mixedEntryPrices:
      CodeExplanation(
        "entries of one side that wait in different ways",
        """
        Several entries of a side are one entry with one order: all of them go to the market, all \
        wait for a limit, or all for a stop. The price is that of the first rule that is true.
        """,
        wrong: "entry long when close > open at stop high\nentry long when close < open\n"
          + "exit long when close < close[1]",
        right: "entry long when close > open at stop high\n"
          + "entry long when close < open at stop highest(high, 5)\n"
          + "exit long when close < close[1]")
    case .hoursOnLongBars:
      CodeExplanation(
        "hours of trading for bars of days",
        """
        `hours` say at what time of day positions may be opened and when sessions begin. A bar of a \
        day or longer ends once a day, whatever the hours, and its orders wait for the next opening.
        """, wrong: "strategy \"x\" on 1d\nhours 09:30..16:00",
        right: "strategy \"x\" on 15m\nhours 09:30..16:00")
    case .testWithoutCandles, .malformedTestCandles, .testWithoutRule, .testColumnMissing,
      .malformedTestMoment, .emptyTest, .expectationFailed:
      testExplanation
    case .notEvaluatedYet:
      CodeExplanation(
        "part of the grammar, not evaluated yet",
        """
        The grammar accepts it so that files keep their meaning when it arrives. Nothing is \
        ignored silently: leave it out for now.
        """, wrong: "strategy \"x\" on 1h each tick", right: "strategy \"x\" on 1h")
    case .sourceTooLarge:
      CodeExplanation(
        "a file that is too large",
        """
        A source has at most 16 MiB, far more than anyone writes: mostly this is another file. \
        Split what really is so long into several.
        """, right: "entry long when close > open\nstop close * 0.9")
    case .nestingTooDeep:
      CodeExplanation(
        "a formula nested too deeply",
        """
        A formula has at most 200 levels of brackets and calls, functions written out 400. Give \
        its parts names with let: that also shows their values in explanations.
        """, right: "let range = high - low\nlet wide = range > 2 * atr(14)")
    case .tooManyInstructions:
      CodeExplanation(
        "a strategy that computes too much a bar",
        """
        A strategy has at most 20,000 operations a bar. Functions are written out where they are \
        called, so functions inside functions multiply. Share parts with let, or split it.
        """,
        right: "let mean = sma(close, 20)\nentry long when close > mean and mean > mean[1]\n"
          + "stop close * 0.9")
    case .tooManyErrors:
      CodeExplanation(
        "more errors than are worth reading",
        "Mend the first ones: later ones often follow from them.",
        right: "let x = close\nentry long when x > open\nstop close * 0.9")
    case .stateTooLarge:
      CodeExplanation(
        "windows that hold too many values",
        "All windows of a strategy together hold at most 16 million values: use shorter ones.",
        right: "entry long when close > sma(close, 200)\nstop close * 0.9")
    case .neverTrue, .alwaysTrue, .ruleNeverTrue, .contradiction, .impliedCondition,
      .repeatedCondition, .selfComparison, .uselessPast, .rulesTogether, .withoutEffect,
      .levelEntry, .wrongSide, .unreachablePrice:
      conditionExplanation
    case .unusedName:
      CodeExplanation(
        "a name that is never used",
        "Nothing depends on it: either it is left over, or a rule misses a condition.",
        wrong: "let trend = sma(close, 200)\nentry long when close > open\n"
          + "exit long when close < open",
        right: "let trend = sma(close, 200)\nentry long when close > trend\n"
          + "exit long when close < trend")
    case .constantCondition:
      CodeExplanation(
        "a condition that is the same on every bar",
        "A rule that is always true, never true or always na does not look at the market.",
        wrong: "entry long when 1 > 2\nexit long when close < open",
        right: "entry long when close > open\nexit long when close < open")
    case .noExit:
      CodeExplanation(
        "positions that nothing closes",
        "Add an exit rule for the side, a stop or a target.",
        wrong: "entry long when close > open",
        right: "entry long when close > open\nexit long when close < open")
    }
  }
}
