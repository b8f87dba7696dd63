import StratLanguage
import StratSyntax
import Testing

struct ExplainCommandTests {
  private struct Entry {
    var code: String
    var wrong: String?
    var right: String?
  }

  private func entries() throws -> [Entry] {
    try StratProcess.run(["explain", "--format", "json"]).objects().compactMap { object in
      (object["code"] as? String).map {
        Entry(code: $0, wrong: object["wrong"] as? String, right: object["right"] as? String)
      }
    }
  }

  /// The codes found in an example, which is a strategy or a formula.
  private func findings(_ text: String) -> [DiagnosticCode] {
    let keywords = [
      "strategy", "let", "param", "def", "input", "entry", "exit", "stop", "size", "hours",
    ]
    let first = text.prefix { !$0.isWhitespace }
    let source = SourceText(name: "example", text)
    // `fast = …` is the example of a line that is no statement.
    let isStrategy = keywords.contains(String(first)) || text.hasPrefix("fast =")
    let result = isStrategy ? compile(source) : compileFormula(source)
    return result.diagnostics.map(\.code)
  }

  @Test func `every code of the language is explained`() throws {
    let explained = Set(try entries().map(\.code))
    for code in DiagnosticCode.allCases { #expect(explained.contains(code.rawValue)) }
    #expect(explained.count == (try entries().count), "no code twice")
  }

  @Test func `the wrong example gets the code, the right one does not`() throws {
    let withExamples = try entries().filter { $0.wrong != nil }
    #expect(withExamples.count >= 30)
    for entry in withExamples {
      let wrong = findings(entry.wrong ?? "").map(\.rawValue)
      #expect(wrong.contains(entry.code), "\(entry.code): \(wrong) in \(entry.wrong ?? "")")
      guard let right = entry.right else { continue }
      let left = findings(right).filter { $0.severity == .error || $0.rawValue == entry.code }
      #expect(left.isEmpty, "\(entry.code): \(left) in \(right)")
    }
  }

  @Test func `one code is explained at length`() throws {
    let explain = try StratProcess.run(["explain", "e0203"])
    #expect(explain.status == 0)
    #expect(explain.output.hasPrefix("E0203: "))
    #expect(explain.output.contains("Wrong:\n  close > rsi(close, 14)"))
    #expect(explain.lines.allSatisfy { $0.count <= 80 })
  }

  @Test func `an unknown code is refused`() throws {
    let explain = try StratProcess.run(["explain", "E9999"])
    #expect(explain.status == 1)
    #expect(explain.errorCodes == ["C0401"])
  }

  @Test func `all functions are listed and described`() throws {
    let list = try StratProcess.run(["functions", "--format", "json"])
    let names = try list.objects().compactMap { $0["name"] as? String }
    #expect(names == FunctionCatalogue.names)
    let one = try StratProcess.run(["functions", "rsi"])
    #expect(one.output.hasPrefix("rsi(x, n = 14) : points\n"))
    #expect(try StratProcess.run(["help", "rsi"]).output == one.output)
    for part in [
      "  Definition\n      def rsi(x, n = 14) : points = {", "  Source\n      Wilder (1978)",
      "  Parameters\n      x ", "  Result\n      points; 0 to 100",
      "  History\n      rsi(close, 14): 14 bars, settled after 108",
      "  Example\n      rsi(close, 14)",
      "  Elsewhere\n      pandas-ta",
    ] {
      #expect(one.output.contains(part), "\(part)")
    }
    let chosen = try StratProcess.run(["help", "ema"])
    #expect(chosen.output.contains("seed = mean     mean or first"))
    let unknown = try StratProcess.run(["functions", "rsii"])
    #expect(unknown.status == 1)
    #expect(unknown.errorCodes == ["C0402"])
    #expect(unknown.errors.contains("did you mean `rsi`?"))
  }
}
