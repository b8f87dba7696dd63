import StratLanguage
import StratSyntax
import Testing

struct ExplainCommandTests {
  private struct Entry {
    var code: String
    var title: String
    var text: String
    var wrong: String?
    var right: String?
  }

  private func entries() throws -> [Entry] {
    try StratProcess.run(["explain", "--format", "json"]).objects().compactMap { object in
      (object["code"] as? String).map {
        Entry(
          code: $0, title: object["title"] as? String ?? "", text: object["text"] as? String ?? "",
          wrong: object["wrong"] as? String, right: object["right"] as? String)
      }
    }
  }

  /// The codes found in an example, which is a strategy or a formula: of an error's, the errors.
  private func findings(
    _ text: String, of code: String, overrides: [String: Double] = [:]
  ) -> Set<String> {
    let first = String(text.prefix { !$0.isWhitespace && $0 != "(" })
    let source = SourceText(name: "example", text)
    // `fast = …` and `plot(…)` are examples of lines that are no statement.
    let isStrategy = TokenKind.statementWords.contains(first) || code == "E0106"
    let result = isStrategy ? compile(source, overrides: overrides) : compileFormula(source)
    let found = result.diagnostics.filter { code.hasPrefix("W") || $0.severity == .error }
    return Set(found.map(\.code.rawValue))
  }

  /// What is too large, or too little of a text, to be an example.
  private func madeWrong(_ code: DiagnosticCode) -> Set<String>? {
    func found(_ text: String) -> Set<String> {
      findings(text, of: code.rawValue)
    }
    let lets = (1...200).map { "let x\($0) = sma(x\($0 - 1), 100_000)\n" }.joined()
    switch code {
    case .invalidUTF8:
      let source = SourceText(name: "example", bytes: Array("let x = close # ".utf8) + [0xFF])
      return Set(compile(source).diagnostics.filter { $0.severity == .error }.map(\.code.rawValue))
    case .sourceTooLarge:
      return found("let x = 1" + String(repeating: " ", count: SourceText.sizeLimit))
    case .nestingTooDeep: return found(String(repeating: "(", count: 300) + "close")
    case .tooManyInstructions:
      let long = (1...10_100).map { "let x\($0) = x\($0 - 1) * \($0).5\n" }.joined()
      return found("let x0 = close\n\(long)entry long when x10100 > 1\nstop close")
    case .tooManyErrors:
      let all = found((1...200).map { "let x\($0) = unknown_\($0)_y" }.joined(separator: "\n"))
      return all.subtracting(["E0301"])
    case .tooManySeries:
      return found((1...70).map { "close of \"S\($0)\"" }.joined(separator: " + ") + " > 1")
    case .stateTooLarge: return found("let x0 = close\n\(lets)entry long when x200 > 9\nstop close")
    case .unknownParameter:
      return findings("entry long when close > open\nstop close", of: "E0405", overrides: ["n": 3])
    default: return nil
    }
  }

  @Test func `every code of the language is explained`() throws {
    let explained = try entries()
    #expect(Set(explained.map(\.code)).count == explained.count, "no code twice")
    for code in DiagnosticCode.allCases {
      #expect(explained.contains { $0.code == code.rawValue })
    }
    let own = Set(DiagnosticCode.allCases.map(\.rawValue))
    for entry in explained where own.contains(entry.code) {
      #expect(entry.title.count >= 8 && !entry.title.hasSuffix("."), "\(entry.code)")
      #expect(entry.text.count >= 30 && entry.text.hasSuffix("."), "\(entry.code): \(entry.text)")
    }
  }

  @Test(arguments: DiagnosticCode.allCases)
  func `the wrong example gets exactly its code, and the right one does not`(
    _ code: DiagnosticCode
  ) throws {
    let entry = try #require(try entries().first { $0.code == code.rawValue })
    // Only running shows that an expectation does not hold: `TestCommandTests`.
    if code == .expectationFailed { return }
    if let made = madeWrong(code) {
      #expect(made == [code.rawValue])
    } else {
      let wrong = try #require(entry.wrong, "\(code) has no wrong example")
      // What is read only by something unused comes with that; a later part with its own code.
      let company: Set<String> =
        code == .withoutEffect ? ["W1001"] : code == .malformedTime ? ["E0801"] : []
      let found = findings(wrong, of: code.rawValue).subtracting(company)
      #expect(found == [code.rawValue], "\(wrong)")
    }
    let right = try #require(entry.right, "\(code) has no right example")
    // What the grammar already accepts is right, if not evaluated yet.
    let isLater = code == .malformedTime
    #expect(
      findings(right, of: code.rawValue).subtracting(isLater ? ["E0801"] : []) == [], "\(right)")
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
