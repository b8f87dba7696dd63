import StratSyntax
import Testing

/// Every hard limit is a finding with a code, never a crash.
struct LimitTests {
  private func codes(_ text: String) -> [DiagnosticCode] {
    parseFormula(SourceText(name: "formula", text)).diagnostics.map(\.code)
  }

  @Test(arguments: [
    "(", "-", "not ", "f(", "a[", "if a then ", "a ^ ", "a ?? ", "if ", "2 * (", "x.y[f(-",
  ])
  func `a hundred thousand of anything nested is E0902`(_ opening: String) {
    #expect(codes(String(repeating: opening, count: 100_000)) == [.nestingTooDeep])
  }

  @Test(arguments: [" + a", " and a", "[1]", ".x", " on 1d", " of \"S\"", " * a", " ?? a"])
  func `a hundred thousand operators in a row are E0902`(_ operation: String) {
    #expect(codes("a" + String(repeating: operation, count: 100_000)) == [.nestingTooDeep])
  }

  @Test func `the limit is where it is said to be`() {
    let fits = SyntaxLimits.nesting - 1
    #expect(
      codes(String(repeating: "(", count: fits) + "a" + String(repeating: ")", count: fits)) == [])
    #expect(codes("a" + String(repeating: " + a", count: fits)) == [])
    #expect(codes("a" + String(repeating: " + a", count: fits + 1)) == [.nestingTooDeep])
    #expect(
      codes(String(repeating: "(", count: fits + 1) + "a" + String(repeating: ")", count: fits + 1))
        == [.nestingTooDeep])
  }

  /// Chains inside of parentheses add up: the tree never becomes higher than the limit.
  @Test func `height counts, not only depth`() {
    var text = "a"
    for _ in 0..<20 { text = "(" + text + String(repeating: " + a", count: 20) + ")" }
    #expect(codes(text) == [.nestingTooDeep])
  }

  @Test func `a wide formula is not a deep one`() {
    #expect(codes("f(" + String(repeating: "a, ", count: 10_000) + "a)") == [])
    #expect(codes("0" + (1...5_000).map { " < \($0)" }.joined()) == [])
  }

  @Test func `a source above the limit is E0901 for every entry point`() {
    let source = SourceText(
      name: "big", bytes: [UInt8](repeating: 0x23, count: SourceText.sizeLimit + 1))
    #expect(parseStrategy(source).diagnostics.map(\.code) == [.sourceTooLarge])
    #expect(parseFormula(source).diagnostics.map(\.code).contains(.sourceTooLarge))
    guard case .invalid(let found) = parseInteractive(source) else {
      Issue.record("too large is not incomplete")
      return
    }
    #expect(found.map(\.code) == [.sourceTooLarge])
    #expect(!TextRenderer().render(found, in: source).isEmpty)
  }
}
