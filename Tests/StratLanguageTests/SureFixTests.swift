import StratLanguage
import StratSyntax
import TestSupport
import Testing

/// Fixes that are made without asking.
struct SureFixTests {
  private func mended(_ text: String) -> String {
    let fixed = SureFixes(SourceText(name: "test", text))
    return fixed.source.text(SourceSpan(0, fixed.source.bytes.count))
  }

  /// Inside a strategy that is otherwise right.
  private func formula(_ text: String) -> String {
    let before = "entry long when close > open\nstop close\nlet x = "
    let after = mended(before + text + "\n")
    guard after.hasPrefix(before) else { return after }
    return String(after.dropFirst(before.count).dropLast())
  }

  @Test(arguments: [
    // Pine
    ("close > open && volume > 0", "close > open and volume > 0"),
    ("close>open&&volume>0", "close>open and volume>0"),
    ("close > open || !(volume > 0)", "close > open or not (volume > 0)"),
    ("ta.rsi(close, 14)", "rsi(close, 14)"), ("math.abs(close)", "abs(close)"),
    ("ta.crossover(close, open)", "close crosses above open"),
    ("crossunder(close, sma(close, 9))", "close crosses below sma(close, 9)"),
    ("crossover(close, open) and volume > 0", "close crosses above open and volume > 0"),
    ("not crossover(close, open)", "not close crosses above open"),
    (
      "ta.crossover(ta.ema(close, 9), ta.ema(close, 21))",
      "ema(close, 9) crosses above ema(close, 21)"
    ),
    ("na(close)", "is_na(close)"), ("barssince(close > open)", "bars_since(close > open)"),
    ("valuewhen(close > open, high, 1)", "value_when(close > open, high, 1)"),
    ("iff(close > open, 1, 2)", "if close > open then 1 else 2"),
    ("2 * iff(close > open, 1, 2)", "2 * (if close > open then 1 else 2)"),
    ("close > open ? 1 : 2", "if close > open then 1 else 2"),
    (
      "close > open ? 1 : volume > 0 ? 2 : 3",
      "if close > open then 1 else if volume > 0 then 2 else 3"
    ),
    ("max(close > open ? high : low, hl2)", "max(if close > open then high else low, hl2)"),
    ("ta.sma(close, length=20)", "sma(close, n: 20)"),
    // AFL
    ("Ref(C, -1)", "close[1]"), ("Ref(C + O, -1)", "(close + open)[1]"),
    ("HHV(H, 20)", "highest(high, 20)"), ("Cross(C, O)", "close crosses above open"),
    ("C > O AND V > 0", "close > open and volume > 0"),
    ("IIf(C > O, 1, 2)", "if close > open then 1 else 2"),
    ("BarsSince(C > O)", "bars_since(close > open)"),
    ("MA(C, 20)", "sma(close, 20)"), ("C <> O", "close != open"),
    // thinkScript, TA-Lib, Python
    ("ExpAverage(close, 12)", "ema(close, 12)"), ("Average(close, 12)", "sma(close, 12)"),
    ("talib.RSI(close, timeperiod=14)", "rsi(close, n: 14)"),
    ("close.shift(1)", "close[1]"), ("(close + open).shift(2)", "(close + open)[2]"),
    ("close.rolling(20).mean()", "sma(close, 20)"), ("close.rolling(20).std()", "stdev(close, 20)"),
    ("close.ewm(span=12).mean()", "ema(close, 12)"),
    ("high.rolling(window=5).max()", "highest(high, 5)"),
    ("close.diff()", "change(close, 1)"), ("close.fillna(0) > 3", "(close ?? 0) > 3"),
    ("close.isna()", "is_na(close)"), ("close ** 2", "close ^ 2"),
    ("close > open and True", "close > open and true"),
    // Slips
    ("clsoe > 3", "close > 3"), ("smaa(close, 20)", "sma(close, 20)"),
    ("close + 5%", "close * (1 + 5%)"), ("close - 5%", "close * (1 - 5%)"),
    ("rsi(close, 14) > 70%", "rsi(close, 14) > 70"), ("close == na", "is_na(close)"),
    ("close = open", "close == open"), ("close \u{2265} open", "close >= open"),
    (".5 * close", "0.5 * close"), ("macd(close).histogramm", "macd(close).histogram"),
    ("close[0]", "close"), ("+close", "close"),
    ("close crosses over open", "close crosses above open"),
  ])
  func `a foreign spelling or a slip is mended`(_ wrong: String, _ right: String) {
    #expect(formula(wrong) == right)
    #expect(formula(right) == right)
  }

  @Test(arguments: [
    (
      "length = input.int(14, \"Length\", minval=1, maxval=50, step=2)",
      "param length = 14 in 1..50 step 2"
    ),
    ("let length = input(14)", "param length = 14"),
    ("let length = input.int(defval=9, title=\"n\")", "param length = 9"),
    ("var x = close", "let x = close"), ("x := close", "let x = close"),
    ("lte x = close", "let x = close"), ("// words", "# words"),
    ("let fastLine = close\nlet y = fastLine", "let fast_line = close\nlet y = fast_line"),
    ("strategy 'X' on 1hour", "strategy \"X\" on 1h"), ("size 10 of equity", "size 10% of equity"),
    ("size = 10% of equity;", "size 10% of equity"), ("stop: close * 0.9", "stop close * 0.9"),
  ])
  func `a statement is mended`(_ wrong: String, _ right: String) {
    let found = mended(wrong).replacing("  ", with: " ")
    #expect(found == right)
  }

  @Test(arguments: [
    "close[-1]", "sma(close, 3) == sma(close, 4)", "close @ open", "close > open)", "x > 3",
    "close > rsi(close, 14)", "ref(close, n)", "iMA(1, 2)", "close + open + 5%",
    "sma(close, 0)", "close.rolling(20)", "input.int(volume)", "rsi",
  ])
  func `what is not certain is left alone`(_ text: String) {
    let before = "entry long when close > open\nstop close\nlet y = \(text)\n"
    let fixed = SureFixes(SourceText(name: "test", before))
    #expect(!fixed.result.diagnostics.isEmpty)
    #expect(!fixed.result.diagnostics.contains { $0.fix?.isSure == true && $0.severity == .error })
  }

  @Test func `two names as near as each other are not chosen between`() {
    let text = "let aa = close\nlet ab = open\nentry long when ac > aa and ab > 0\nstop close\n"
    #expect(mended(text) == text)
  }

  @Test func `what comes from where is said`() {
    func notes(_ text: String) -> [String] { formulaFindings(text).flatMap(\.notes) }
    #expect(notes("crossover(close, open)") == ["`crossover` comes from Pine"])
    #expect(notes("hhv(close, 3)") == ["`hhv` comes from AFL"])
    #expect(notes("talib.rsi(close)") == ["`talib.` comes from TA-Lib"])
    #expect(notes("i_ma(close, 3)") == ["`i_ma` comes from MQL"])
    #expect(notes("close.shift(1)").first?.hasSuffix("comes from pandas") == true)
  }

  @Test func `a fix that makes things worse is not made`() {
    // Lower case, the name is one that exists.
    let text = "let level = close\nlet Level = open\nentry long when level > Level\nstop close\n"
    let fixed = SureFixes(SourceText(name: "test", text))
    let before = compile(SourceText(name: "test", text)).diagnostics.count { $0.severity == .error }
    let after = fixed.result.diagnostics.count { $0.severity == .error }
    #expect(after <= before)
  }

  @Test(arguments: 0..<40)
  func `fixing always ends, helps, and has nothing left to do`(_ index: Int) {
    var random = SplitMix64(seed: UInt64(index))
    let parts = [
      "ta.", "crossover(", "close", "open", ")", "&&", "||", "!", "?", ":", "5%", "+", "-", "C",
      "=",
      "==", ":=", "(", "Ref(C,-1)", ".shift(1)", "na(", "[0]", ";", "'a'", "70%", "rsi(close,14)",
      "let x =", "\n", "entry long when", "input.int(3)", "iff(", ",", "1", "AND", "clsoe",
    ]
    let text = (0..<30).map { _ in parts.randomElement(using: &random) ?? "" }.joined(
      separator: " ")
    let source = SourceText(name: "random", text)
    let fixed = SureFixes(source)
    func errors(_ findings: [Diagnostic]) -> Int {
      findings.count { $0.severity == .error && $0.code.rawValue.hasPrefix("E01") }
    }
    #expect(
      errors(fixed.result.diagnostics) <= errors(compile(source).diagnostics), "\(index): \(text)")
    let again = SureFixes(fixed.source)
    #expect(again.source.bytes == fixed.source.bytes, "\(index): \(text)")
  }
}
