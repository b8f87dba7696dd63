import StratSyntax
import Testing

struct FormatterTests {
  private func formatted(_ text: String) -> String? {
    format(parseStrategy(SourceText(name: "test", text)).tree)
  }

  @Test(arguments: Fixtures.valid)
  func `formatting keeps the tree and the comments, and is done once`(_ file: Fixtures.File) throws
  {
    let parsed = parseStrategy(SourceText(name: file.name, bytes: file.bytes))
    let once = try #require(format(parsed.tree))
    let again = parseStrategy(SourceText(name: file.name, once))
    #expect(again.diagnostics.isEmpty)
    #expect(again.tree.dump == parsed.tree.dump)
    #expect(again.tree.comments.map(\.text) == parsed.tree.comments.map(\.text))
    #expect(format(again.tree) == once)
    #expect(!once.split(separator: "\n").contains { $0.hasSuffix(" ") })
    #expect(once.isEmpty || (once.hasSuffix("\n") && !once.hasSuffix("\n\n")))
  }

  @Test(arguments: Fixtures.invalid)
  func `what has errors is not formatted`(_ file: Fixtures.File) {
    #expect(format(parseStrategy(SourceText(name: file.name, bytes: file.bytes)).tree) == nil)
  }

  @Test func `the layout does not depend on the line ends of the source`() throws {
    let file = try #require(Fixtures.valid.first { $0.name == "golden_cross.strat" })
    let canonical = try #require(formatted(file.text))
    #expect(canonical == file.text)
    let crushed = file.text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("#") || $0.isEmpty ? "\($0)\n" : "  \($0)\n\n" }.joined()
    let compact = try #require(formatted(crushed))
    let gapless = { (text: String) in text.split(separator: "\n") }
    #expect(gapless(compact) == gapless(canonical))
  }

  /// A comment after every token of a text: none is lost, and the tree stays.
  @Test(arguments: Fixtures.valid.filter { $0.bytes.count < 900 })
  func `comments may stand anywhere`(_ file: Fixtures.File) throws {
    let source = SourceText(name: file.name, bytes: file.bytes)
    let tokens = tokenise(source).tokens.dropLast()
    for style in [" # %\n", "\n# %\n", "\n\n  # %\n# % again\n\n"] {
      var text = ""
      for (index, token) in tokens.enumerated() {
        text += source.text(token.span)
        text += style.split(separator: "%", omittingEmptySubsequences: false).joined(
          separator: "\(index)")
      }
      let parsed = parseStrategy(SourceText(name: "commented", text))
      let once = try #require(format(parsed.tree))
      let again = parseStrategy(SourceText(name: "formatted", once))
      #expect(again.tree.comments.map(\.text) == parsed.tree.comments.map(\.text))
      #expect(again.tree.statements.count == parsed.tree.statements.count)
      let isStable = format(again.tree) == once
      #expect(isStable, "\(once)")
    }
  }

  @Test func `rules of comments keep their look`() {
    #expect(
      formatted("#text\n#\n## heading\n#!marker\n#   kept\nlet a = 1")
        == "# text\n#\n## heading\n#!marker\n#   kept\nlet a = 1\n")
  }

  @Test func `a number and a point are kept apart`() {
    #expect(formatted("let a = 5 .x") == "let a = 5 .x\n")
  }
}
