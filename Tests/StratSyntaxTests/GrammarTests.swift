import StratSyntax
import TestSupport
import Testing

/// The published grammar and the parser describe the same language (R1.2).
struct GrammarTests {
  let recogniser: GrammarRecogniser

  init() throws {
    recogniser = GrammarRecogniser(grammar: try Grammar(Fixtures.text("grammar/strat.ebnf")))
  }

  @Test(arguments: Fixtures.valid)
  func `a valid fixture belongs to the grammar and parses`(_ file: Fixtures.File) {
    #expect(recogniser.accepts(file.bytes, as: "file"))
    let result = parseStrategy(SourceText(name: file.name, bytes: file.bytes))
    #expect(result.diagnostics.isEmpty)
  }

  @Test(arguments: Fixtures.invalid)
  func `an invalid fixture belongs to neither`(_ file: Fixtures.File) {
    #expect(!recogniser.accepts(file.bytes, as: "file"))
    #expect(parseStrategy(SourceText(name: file.name, bytes: file.bytes)).hasErrors)
  }

  @Test(
    .enabled(if: !Fixtures.strategies.isEmpty, "there are no strategies yet"),
    arguments: Fixtures.strategies)
  func `every strategy belongs to the grammar and parses`(_ file: Fixtures.File) {
    #expect(recogniser.accepts(file.bytes, as: "file"))
    let source = SourceText(name: file.name, bytes: file.bytes)
    let result = parseStrategy(source)
    #expect(!result.hasErrors, "\(TextRenderer().render(result.diagnostics, in: source))")
  }

  @Test(
    .enabled(if: !Fixtures.documents.isEmpty, "there are no documents yet"),
    arguments: Fixtures.documents)
  func `every strategy in the documents belongs to the grammar and parses`(_ file: Fixtures.File) {
    for block in Fixtures.blocks(of: file) {
      #expect(recogniser.accepts(block, as: "file"), "\(block)")
      #expect(!parseStrategy(SourceText(name: file.name, block)).hasErrors, "\(block)")
    }
  }

  @Test func `valid formulas belong to the grammar and parse`() throws {
    for line in try Fixtures.lines("Tests/Fixtures/syntax/formulas/valid.txt") {
      #expect(recogniser.accepts(line, as: "formula"), "\(line)")
      let found = parseFormula(SourceText(name: "formula", line)).diagnostics
      #expect(found.isEmpty, "\(line): \(found.map(\.message))")
    }
  }

  @Test func `invalid formulas belong to neither`() throws {
    for line in try Fixtures.lines("Tests/Fixtures/syntax/formulas/invalid.txt") {
      #expect(!recogniser.accepts(line, as: "formula"), "\(line)")
      #expect(parseFormula(SourceText(name: "formula", line)).hasErrors, "\(line)")
    }
  }

  @Test func `the grammar reserves the words that the lexer does`() throws {
    guard case .choice(let words)? = recogniser.grammar.lexical["reserved"] else {
      Issue.record("`reserved` is a choice of words")
      return
    }
    var reserved: Set<String> = []
    for case .terminal(let word) in words { reserved.insert(word) }
    #expect(reserved == Set(TokenKind.reservedWords))
  }

  @Test(arguments: UInt64(1)...40)
  func `a random text of the grammar parses, and formatting keeps its tree`(_ seed: UInt64) throws {
    var generator = GrammarGenerator(recogniser.grammar, seed: seed)
    for budget in [8, 18, 20, 22, 24] {
      let text = generator.text(of: "statement", budget: budget)
      let shown = "seed \(seed): \(text.prefix(400))"
      let parsed = parseStrategy(SourceText(name: "random", text))
      #expect(parsed.diagnostics.map(\.message) == [], "\(shown)")
      let formatted = try #require(format(parsed.tree), "\(shown)")
      let again = parseStrategy(SourceText(name: "formatted", formatted))
      let isSameTree = again.tree.dump == parsed.tree.dump
      #expect(isSameTree, "\(shown)")
      let isStable = format(again.tree) == formatted
      #expect(isStable, "\(shown)")
    }
  }

  /// Changes a token of every short fixture: grammar and parser must agree on what comes out.
  @Test(arguments: Fixtures.valid.filter { $0.bytes.count < 900 })
  func `grammar and parser agree about damaged fixtures`(_ file: Fixtures.File) {
    let tokens = tokenise(SourceText(name: file.name, bytes: file.bytes)).tokens
    var random = SplitMix64(seed: 7)
    for round in 0..<12 where tokens.count > 1 {
      let victim = tokens[Int.random(in: 0..<tokens.count - 1, using: &random)]
      let other = tokens[Int.random(in: 0..<tokens.count - 1, using: &random)]
      var bytes = Array(file.bytes[..<victim.start])
      switch round % 3 {
      case 0: break
      case 1:
        bytes +=
          file.bytes[victim.start..<victim.end] + [0x20] + file.bytes[victim.start..<victim.end]
      default: bytes += [0x20] + file.bytes[other.start..<other.end] + [0x20]
      }
      bytes += file.bytes[victim.end...]
      let accepted = !parseStrategy(SourceText(name: file.name, bytes: bytes)).hasErrors
      #expect(
        recogniser.accepts(bytes, as: "file") == accepted,
        "round \(round): \(String(decoding: bytes, as: UTF8.self))")
    }
  }
}
