import StratLanguage
import StratSyntax
import Testing

@Suite struct TypeDiagnosticsTests {
  @Test(arguments: [
    ("close and open > 1", "E0201"), ("not close", "E0201"),
    ("if close then 1 else 2", "E0201"), ("count(close, 3)", "E0201"),
    ("(close > open) + 1", "E0202"), ("sma(close > open, 3)", "E0202"),
    ("-(close > open)", "E0202"), ("close > (open > 1)", "E0202"), ("\"text\"", "E0202"),
    ("if close > open then 1 else close > open", "E0205"),
    ("(close > open) ?? 1", "E0205"), ("macd(close) > 0", "E0207"), ("macd(close)[1]", "E0207"),
    ("macd(close).sgnal", "E0206"), ("close.high", "E0206"),
    ("close == na", "E0204"), ("na != close", "E0204"),
    ("sma(close, 5) == sma(close, 10)", "E0204"),
  ])
  func `values of the wrong kind are refused`(_ text: String, _ code: String) {
    #expect(formulaCodes(text) == [code], "\(text)")
  }

  @Test(arguments: [
    "close == open", "round(close) == 3", "bars_since(close > open) == 0", "sma(close, 3) == 5",
    "(close > open) == (open > low)", "(close > open) != true", "highest(high, 5) == high",
  ])
  func `equality that can be meant is allowed`(_ text: String) {
    #expect(formulaCodes(text) == [])
  }

  @Test func `comparing with na suggests is_na`() throws {
    #expect(formulaFindings("close == na").first?.fix?.replacement == "is_na(close)")
    #expect(formulaFindings("close != na").first?.fix?.replacement == "not is_na(close)")
  }

  @Test func `na stands for a truth where one is wanted`() throws {
    #expect(try constantTruth("na and false") == .false)
    #expect(try constantTruth("not na") == .na)
    #expect(try dimension("(close > open) ?? na") == "bool")
  }

  @Test func `a misspelt field is answered with the nearest`() throws {
    let finding = try #require(formulaFindings("macd(close).sgnal").first)
    #expect(finding.fix?.replacement == "signal")
  }

  @Test func `a record used as a value names its fields`() throws {
    let finding = try #require(formulaFindings("bbands(close) > 1").first)
    #expect(finding.message.contains("upper, middle, lower"))
    #expect(finding.help == "write `bbands(close).upper`")
  }

  @Test func `a record outside a def is refused`() {
    let number = Expression(.number(1), SourceSpan(0, 1))
    let record = Expression(
      .record([RecordField(name: Name("a", SourceSpan(0, 1)), value: number)]),
      SourceSpan(0, 1))
    let result = checkFormula(record, source: SourceText(name: "formula", "1"))
    #expect(result.diagnostics.map(\.code) == [.recordUsedAsValue])
    #expect(result.strategy == nil)
  }

  @Test func `a tree with a hole never becomes a strategy`() {
    let hole = Expression(.missing, SourceSpan(0, 0))
    let result = checkFormula(hole, source: SourceText(name: "formula", ""))
    #expect(result.strategy == nil)
  }
}
