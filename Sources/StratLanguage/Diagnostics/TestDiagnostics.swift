import StratSyntax

/// Messages about `test` blocks (E06xx).
extension Diagnostic {
  static func testWithoutCandles(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .testWithoutCandles, "this test has no candles", at: Label(span),
      help: "name a file, `test \"…\" on \"candles.csv\"`, or write some: `candles close 10 11 12`")
  }

  static func testCandles(
    _ message: String, _ span: SourceSpan, help: String? = nil
  ) -> Diagnostic {
    Diagnostic(.malformedTestCandles, message, at: Label(span), help: help)
  }

  static func testCandlesUnknown(_ name: Name) -> Diagnostic {
    Diagnostic(
      .malformedTestCandles, "there is no column `\(name.text)`", at: Label(name.span),
      help: "columns are open, high, low, close, volume and what `input` declares")
  }

  static func testWithoutRule(
    _ action: RuleAction, _ side: Side?, _ span: SourceSpan
  ) -> Diagnostic {
    let rule = action.rawValue + (side.map { " \($0.rawValue)" } ?? "")
    return Diagnostic(
      .testWithoutRule, "the strategy has no `\(rule)` rule", at: Label(span),
      notes: ["what nothing can do is not worth expecting, nor excluding"],
      help: "add the rule or remove the expectation")
  }

  static func testColumnMissing(_ name: String, bars: Int, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .testColumnMissing, "the candles of this test have no `\(name)`, which is read",
      at: Label(span), help: "add `candles \(name) 100 for \(bars) bars`")
  }

  static func testMoment(_ message: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(.malformedTestMoment, message, at: Label(span))
  }

  static func emptyTest(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .emptyTest, "this test expects nothing", at: Label(span),
      help: "write what should happen: `expect no entry before bar 200`")
  }
}
