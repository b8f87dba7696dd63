import StratSyntax
import Testing

/// What fixtures become, kept beside them.
struct FixtureTests {
  @Test func `there are fixtures enough to mean something`() {
    #expect(Fixtures.valid.count >= 30)
    #expect(Fixtures.invalid.count >= 40)
  }

  @Test(arguments: Fixtures.valid)
  func `the tree and the layout of a valid fixture are as recorded`(_ file: Fixtures.File) throws {
    let tree = parseStrategy(SourceText(name: file.name, bytes: file.bytes)).tree
    let formatted = try #require(format(tree))
    try Fixtures.expectSnapshot("\(tree.dump)-- formatted --\n\(formatted)", of: file)
  }

  @Test(arguments: Fixtures.invalid)
  func `R1.7 the findings of an invalid fixture are as recorded`(_ file: Fixtures.File) throws {
    let source = SourceText(name: file.name, bytes: file.bytes)
    let result = parseStrategy(source)
    let rendered = TextRenderer().render(result.diagnostics, in: source)
    try Fixtures.expectSnapshot("\(rendered)-- understood --\n\(result.tree.dump)", of: file)
  }
}
