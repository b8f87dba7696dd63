import StratSyntax
import TestSupport
import Testing

/// Whatever the bytes: an answer, in bounded time and memory, and the same when asked again.
struct FuzzTests {
  /// Parses, renders and formats, and checks what must hold for any input.
  private func exercise(_ bytes: [UInt8], _ name: String) {
    let source = SourceText(name: "fuzz", bytes: bytes)
    let list = tokenise(source)
    var end = 0
    for token in list.tokens {
      if token.start < end || token.end < token.start || token.end > bytes.count {
        Issue.record("\(name): tokens overlap or leave the source: \(bytes)")
        return
      }
      end = token.end
    }
    let result = parseStrategy(source)
    #expect(result.diagnostics.count <= SyntaxLimits.errors + 1, "\(name)")
    for found in result.diagnostics {
      for span in [found.primary.span] + found.secondary.map(\.span)
        + [found.fix?.span].compactMap({ $0 })
      {
        if span.start < 0 || span.start > span.end || Int(span.end) > bytes.count {
          Issue.record("\(name): \(found.code) points outside of the source: \(bytes)")
        }
      }
    }
    _ = TextRenderer().render(Array(result.diagnostics.prefix(5)), in: source)
    _ = JSONRenderer().render(Array(result.diagnostics.prefix(5)), in: source)
    _ = parseFormula(source)
    _ = parseInteractive(source)
    let formatted = format(result.tree)
    if (formatted == nil) != result.hasErrors {
      Issue.record("\(name): formatted although it has errors, or not although it has none")
    }
    if let formatted {
      let again = parseStrategy(SourceText(name: "formatted", formatted))
      if again.tree.dump != result.tree.dump || format(again.tree) != formatted {
        Issue.record("\(name): formatting changed \(String(decoding: bytes, as: UTF8.self))")
      }
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `random bytes are answered`(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for round in 0..<40 {
      let count = Int.random(in: 0...200, using: &random)
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      exercise(bytes, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `random characters of the language are answered`(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let alphabet = Array("aeltofn_019.:%<>=!?+-*/^()[]{},;#\"'&| \n\tE≥é".utf8)
    for round in 0..<40 {
      let count = Int.random(in: 0...120, using: &random)
      let bytes = (0..<count).compactMap { _ in alphabet.randomElement(using: &random) }
      exercise(bytes, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: UInt64(1)...20)
  func `a soup of tokens is answered`(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let fixed = TokenKind.allCases.compactMap(\.spelling)
    let others = [
      "a", "close", "5", "0.5", "5%", "1h", "09:30", "\"x\"", "long", "above", "bar", "units",
      "# c\n", "\n",
    ]
    for round in 0..<40 {
      let count = Int.random(in: 0...60, using: &random)
      let words = (0..<count).compactMap { _ in (fixed + others).randomElement(using: &random) }
      exercise(Array(words.joined(separator: " ").utf8), "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: Fixtures.valid + Fixtures.invalid)
  func `every token of every fixture can be dropped or doubled`(_ file: Fixtures.File) {
    let tokens = tokenise(SourceText(name: file.name, bytes: file.bytes)).tokens.dropLast()
    for (index, token) in tokens.enumerated() {
      let before = Array(file.bytes[..<token.start])
      let itself = Array(file.bytes[token.start..<token.end])
      let after = Array(file.bytes[token.end...])
      exercise(before + after, "\(file.name) without token \(index)")
      exercise(before + itself + [0x20] + itself + after, "\(file.name) with token \(index) twice")
    }
  }

  @Test(arguments: Fixtures.valid)
  func `every fixture can be cut anywhere`(_ file: Fixtures.File) {
    for length in stride(from: 0, to: file.bytes.count, by: 7) {
      exercise(Array(file.bytes[..<length]), "\(file.name) cut at \(length)")
    }
  }

  @Test(arguments: [
    "(", "{", "[", "risk {", "test \"t\" {", "let a = ", "@ ", "'", "\"", "1", "A", "é", "5 ",
    "#\n", ";", ")", "\u{FEFF}",
  ])
  func `a long line of one thing is answered`(_ unit: String) {
    let bytes = Array(String(repeating: unit, count: 100_000 / unit.utf8.count).utf8)
    let source = SourceText(name: "fuzz", bytes: bytes)
    let result = parseStrategy(source)
    #expect(result.diagnostics.count <= SyntaxLimits.errors + 1)
    #expect(TextRenderer().render(result.diagnostics, in: source).utf8.count < 100_000)
  }

  @Test func `a line of ten megabytes is answered`() {
    let formula = Array("let a = f(".utf8)
    let bytes = formula + [UInt8](repeating: UInt8(ascii: "x"), count: 10 << 20) + Array(" y)".utf8)
    let source = SourceText(name: "fuzz", bytes: bytes)
    let result = parseStrategy(source)
    #expect(result.diagnostics.map(\.code) == [.unexpectedToken])
    #expect(TextRenderer().render(result.diagnostics, in: source).utf8.count < 1_000)
  }
}
