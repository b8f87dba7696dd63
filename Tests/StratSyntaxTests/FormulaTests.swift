import StratSyntax
import Testing

struct FormulaTests {
  private func dump(_ text: String) -> String {
    parseFormula(SourceText(name: "formula", text)).tree.dump
  }

  @Test(arguments: [
    ("a or b and c", "(or a (and b c))"),
    ("a and b or c", "(or (and a b) c)"),
    ("not a and b", "(and (not a) b)"),
    ("not a < b", "(not (compare a < b))"),
    ("a < b ?? c", "(compare a < (?? b c))"),
    ("a ?? b ?? c", "(?? a (?? b c))"),
    ("a ?? b + c", "(?? a (+ b c))"),
    ("a - b - c", "(- (- a b) c)"),
    ("a + b * c", "(+ a (* b c))"),
    ("a / b / c", "(/ (/ a b) c)"),
    ("-a * b", "(* (- a) b)"),
    ("-a ^ b", "(- (^ a b))"),
    ("a ^ b ^ c", "(^ a (^ b c))"),
    ("a ^ -b * c", "(* (^ a (- b)) c)"),
    ("a * -b", "(* a (- b))"),
    ("-a[1]", "(- (past a 1.0))"),
    ("a ^ b[1]", "(^ a (past b 1.0))"),
    ("a.b[1]", "(past (field a b) 1.0)"),
    ("a + b on 1d", "(+ a (on 86400000 b))"),
    ("(a + b) on 1d", "(on 86400000 (group (+ a b)))"),
    ("a of \"SPY\" on 1h", "(on 3600000 (of \"SPY\" a))"),
    ("a crosses above b + 1", "(crosses above a (+ b 1.0))"),
    ("a crosses below b and c", "(and (crosses below a b) c)"),
    ("1 < a <= 2 and b", "(and (compare 1.0 < a <= 2.0) b)"),
    ("if a then b else if c then d else e or f", "(if a b (if c d (or e f)))"),
    ("f(a, n: if b then 1 else 2)", "(call f a n: (if b 1.0 2.0))"),
    ("f()", "(call f)"),
    ("5% * 10:15", "(* (percent 0.05) (time 615))"),
  ])
  func `precedence is as the reference says`(_ text: String, _ expected: String) {
    #expect(dump(text) == expected)
  }

  @Test func `spans cover what was written`() {
    let source = SourceText(name: "formula", "  (a + b) * f(c, d)[1] ")
    let expression = parseFormula(source).tree
    #expect(source.text(expression.span) == "(a + b) * f(c, d)[1]")
    guard case .binary(.multiply, let left, let right) = expression.kind else {
      Issue.record("a product")
      return
    }
    #expect(source.text(left.span) == "(a + b)")
    #expect(source.text(right.span) == "f(c, d)[1]")
  }

  @Test func `each operator of a chain has its own span`() {
    let source = SourceText(name: "formula", "30 < a <= 70")
    guard case .comparison(let operands, let operators) = parseFormula(source).tree.kind else {
      Issue.record("a comparison")
      return
    }
    #expect(operands.map { source.text($0.span) } == ["30", "a", "70"])
    #expect(operators.map { source.text($0.1) } == ["<", "<="])
  }

  @Test func `a formula ends where its source does`() {
    let result = parseFormula(SourceText(name: "formula", "a b"))
    #expect(result.diagnostics.map(\.code) == [.unexpectedToken])
    #expect(result.tree.dump == "a")
  }

  @Test func `an empty formula says what is missing`() {
    let result = parseFormula(SourceText(name: "formula", " # nothing\n"))
    #expect(
      result.diagnostics.map(\.message) == ["expected a formula, found the end of the formula"])
  }
}
