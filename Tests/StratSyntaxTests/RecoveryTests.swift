import StratSyntax
import Testing

/// One mistake gives one finding, five give five (R1.7).
struct RecoveryTests {
  private func codes(_ text: String) -> [String] {
    parseStrategy(SourceText(name: "test", text)).diagnostics.map(\.code.rawValue)
  }

  @Test func `five mistakes give five findings`() throws {
    let file = try #require(Fixtures.invalid.first { $0.name == "five_mistakes.strat" })
    let found = parseStrategy(SourceText(name: file.name, bytes: file.bytes)).diagnostics
    let lines = found.map {
      SourceText(name: "", bytes: file.bytes).location(of: $0.primary.span.start).line
    }
    #expect(lines == [2, 3, 4, 6, 7])
  }

  /// Every kind of statement, each with a mistake in it that must not reach the next.
  @Test(arguments: [
    "strategy 5", "param = 5", "let x close", "let x = (close", "let x = close +", "def f(x = 1",
    "def f(x) = { let a = 1; }", "def f(x) = { let a = 1 a }", "input x", "entry long close",
    "exit when close", "stop *", "target )", "size 5 of", "risk { 5 }", "risk { a 5",
    "test \"x\" { expect }", "test \"x\" { entry long }", "hours 9", "venue 5", "let x = f(a, (b)",
    "let x = a[1", "entyr long when x", "let x = \"open", "let x = a @ b", "let x = 1..2",
    "let stop", "strategy \"x\" on", "leg a: long \"x\"", "expect entry", "} close", "let x = {",
  ])
  func `a mistake in one statement stays there`(_ mistake: String) {
    let before = "let before = close\n"
    let after = "\nentry long when close > open\nlet after = close\n"
    let result = parseStrategy(SourceText(name: "test", before + mistake + after))
    #expect(result.diagnostics.count == 1, "\(result.diagnostics.map(\.message))")
    let lines = result.tree.dump.split(separator: "\n")
    #expect(lines.first == "(let before close)")
    #expect(lines.suffix(2) == ["(entry long (compare close > open))", "(let after close)"])
  }

  @Test func `misspelt statements are found one by one`() {
    #expect(
      codes("entyr long when a\nparm x = 5\nlet ok = 1\nbuy when b\nsell when c\n")
        == Array(repeating: "E0106", count: 4))
  }

  @Test func `a misspelt statement names the nearest word`() {
    let found = parseStrategy(SourceText(name: "test", "entyr long when a > b")).diagnostics
    #expect(found.first?.help == "did you mean `entry`?")
    #expect(found.first?.fix?.replacement == "entry")
  }

  @Test func `an unclosed block ends at the next statement`() {
    #expect(
      codes("test \"t\" {\n expect no entry\n\nentry long when a\nexit long when b") == ["E0113"])
    #expect(codes("risk {\n max_positions 5\n\nlet a = b") == ["E0113"])
  }

  @Test func `a name is known although its value is not`() {
    let tree = parseStrategy(SourceText(name: "test", "let a = close *\nlet b = a")).tree
    #expect(tree.dump == "(let a <missing>)\n(let b a)\n")
  }

  @Test func `findings come in the order of the source`() {
    let found = parseStrategy(
      SourceText(name: "test", "let a = (\nlet B = 1\nlet c = )\nlet d = 1 @")
    ).diagnostics
    let starts = found.map(\.primary.span.start)
    #expect(starts == starts.sorted())
    #expect(found.count == 4)
  }

  @Test func `after a hundred errors there is one more line and silence`() {
    let text = String(repeating: "let a = @\nlet = 5\n", count: 500)
    let found = parseStrategy(SourceText(name: "test", text)).diagnostics
    #expect(found.count == SyntaxLimits.errors + 1)
    #expect(found.last?.code == .tooManyErrors)
  }

  /// Applying the offered fix removes the finding.
  @Test(arguments: Fixtures.invalid)
  func `a fix mends what it is offered for`(_ file: Fixtures.File) {
    let source = SourceText(name: file.name, bytes: file.bytes)
    for found in parseStrategy(source).diagnostics {
      guard let fix = found.fix else { continue }
      let bytes =
        Array(file.bytes[..<Int(fix.span.start)]) + Array(fix.replacement.utf8)
        + Array(file.bytes[Int(fix.span.end)...])
      let again = parseStrategy(SourceText(name: file.name, bytes: bytes)).diagnostics
      let isGone = !again.contains {
        $0.code == found.code && $0.primary.span.start == found.primary.span.start
      }
      #expect(isGone, "\(file.name): \(found.message)")
    }
  }
}
