import StratSyntax
import Testing

@testable import StratLanguage

@Suite struct PreludeTests {
  @Test(arguments: FunctionCatalogue.names)
  func `every function has documentation, a source and an example that compiles`(
    _ name: String
  ) throws {
    let description = try #require(FunctionCatalogue.description(of: name))
    #expect(description.summary.hasSuffix(".") && description.summary.count > 10)
    #expect(description.definition.count > 1)
    #expect(description.source?.isEmpty == false)
    #expect(!description.family.isEmpty)
    #expect(description.signature.hasPrefix("\(name)("))
    let example = try #require(description.example)
    #expect(example.contains(name))
    let checked = compileFormula(SourceText(name: "example", example))
    #expect(checked.diagnostics.isEmpty, "\(checked.diagnostics.map(\.message))")
    let facts = try #require(description.facts)
    #expect(!facts.results.isEmpty && !facts.historyText.isEmpty)
    for parameter in description.parameters where parameter.kind == "option" {
      #expect(parameter.choices.first == parameter.defaultText, "\(name): \(parameter.name)")
    }
  }

  @Test(arguments: Prelude.names)
  func `every function of the prelude is found, and its comment read`(_ name: String) throws {
    let function = try #require(FunctionCatalogue.prelude(name))
    #expect(function.name.text == name)
    let description = try #require(FunctionCatalogue.description(of: name))
    #expect(description.definition.hasPrefix("def \(name)("))
    #expect(!description.summary.contains(":") || !description.summary.contains("History"))
    let hasRange = function.documentation.contains { $0.hasPrefix("Range:") }
    #expect(hasRange == (description.range != nil))
  }

  @Test func `the history a function states begins as the checker finds it`() throws {
    for (text, warmUp) in [
      ("rsi(close, 14)", 14), ("atr(14)", 14), ("macd(close).signal", 33), ("hma(close, 16)", 18),
      ("dmi(14).adx", 27), ("ultimate()", 28), ("trix(close, 15)", 43), ("aroon(14).up", 14),
      ("kama(close)", 10), ("supertrend().line", 10), ("tema(close, 5)", 12), ("mfi(14)", 14),
      ("zlema(close, 9)", 12), ("stoch().d", 17), ("covariance(close, open, 5)", 4),
    ] {
      #expect(try formula(text).history.warmUp == warmUp, "\(text)")
    }
  }

  @Test func `the families hold what they say and nothing twice`() {
    let all = Prelude.families.flatMap { Prelude.functions(in: $0.text).map(\.name) }
    #expect(all.count == Set(all).count)
    #expect(all.count == Prelude.names.count)
    for family in Prelude.families {
      let parsed = parseStrategy(SourceText(name: family.title, family.text))
      #expect(parsed.diagnostics.isEmpty)
      let names = parsed.tree.statements.compactMap { statement -> String? in
        if case .function(let function) = statement.kind { function.name.text } else { nil }
      }
      #expect(names == Prelude.functions(in: family.text).map(\.name))
    }
  }

  @Test(arguments: Prelude.names)
  func `every series that reads its own past is given a start`(_ name: String) throws {
    let example = try #require(FunctionCatalogue.description(of: name)?.example)
    let graph = try formula(example).graph
    for root in graph.recurrenceRoots {
      #expect(!Availability.isNeverAvailable(graph, root: root, from: 0))
    }
  }

  @Test func `no function has the name of a kernel`() {
    for name in Prelude.names { #expect(FunctionCatalogue.kernel(name) == nil) }
  }

  @Test func `the relative strength is written out as Wilder defines it`() throws {
    let spelt = try formula(
      """
      100 * rma(max(close - close[1], 0), 14)
        / (rma(max(close - close[1], 0), 14) + rma(max(close[1] - close, 0), 14))
      """)
    #expect(try formula("rsi(close)").semanticHash == spelt.semanticHash)
  }

  @Test func `the true range is not available on the first bar`() throws {
    let spelt = try formula("max(high - low, abs(high - close[1]), abs(low - close[1]))")
    #expect(try formula("tr").semanticHash == spelt.semanticHash)
    #expect(try formula("atr(5)").semanticHash == formula("rma(tr, 5)").semanticHash)
  }

  @Test func `a function of the prelude does not see the user's names`() throws {
    let text =
      "let width = volume\nentry long when close > bbands(close).upper and width > 1\nstop close"
    #expect(codes(text) == [])
  }

  @Test func `a correlation is a ratio also when one side has no dimension of its own`() throws {
    let context = FormulaContext(extraColumns: ["index_close"])
    for text in ["correlation(index_close, close, 20)", "correlation(close, index_close, 20)"] {
      #expect(try formula(text, context: context).outputs.map(\.dimension) == [.ratio])
    }
  }

  @Test func `a description tells form, meaning and source`() throws {
    let description = try #require(FunctionCatalogue.description(of: "rsi"))
    #expect(description.signature == "rsi(x, n = 14) : points")
    #expect(description.parameterNames == ["x", "n"])
    #expect(description.source == "Wilder (1978); TA-Lib RSI")
    #expect(description.family == "Momentum")
    #expect(description.example == "rsi(close, 14)")
    #expect(description.range == DeclaredRange(lower: 0, upper: 100))
    #expect(description.facts?.historyText == "14 bars, settled after 108")
    #expect(FunctionCatalogue.description(of: "sma")?.signature == "sma(x, n)")
    #expect(FunctionCatalogue.description(of: "ema")?.signature == "ema(x, n, seed = mean)")
    #expect(
      FunctionCatalogue.description(of: "aroon")?.parameters.last?.choices
        == ["latest", "earliest"])
    #expect(FunctionCatalogue.description(of: "max")?.signature == "max(a, b, …)")
    #expect(FunctionCatalogue.description(of: "nothing") == nil)
  }
}
