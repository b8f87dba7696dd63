import StratSyntax
import Testing

/// What the prompt needs to know about a line (R1.5).
struct InteractiveTests {
  private func kind(_ text: String) -> String {
    switch parseInteractive(SourceText(name: "input", text)) {
    case .empty: "empty"
    case .formula: "formula"
    case .statements(let tree): "statements \(tree.statements.count)"
    case .incomplete: "incomplete"
    case .invalid(let found): "invalid \(found.first?.code.rawValue ?? "")"
    }
  }

  @Test(arguments: ["", "  \n", "# a comment", "\n# x\n"])
  func `nothing is empty`(_ text: String) { #expect(kind(text) == "empty") }

  @Test(arguments: [
    "close", "close > open", "rsi(close,\n14)", "if a then b else c", "(a\n)", "a # b",
  ])
  func `a whole formula is one`(_ text: String) { #expect(kind(text) == "formula") }

  @Test(arguments: [
    ("let a = close", 1), ("let a = close let b = a", 2), ("param n = 5 in 1..9", 1),
    ("entry long when a > b\n", 1), ("risk {}", 1), ("def f(x) = { let a = x; a }", 1),
  ])
  func `whole statements are counted`(_ text: String, _ count: Int) {
    #expect(kind(text) == "statements \(count)")
  }

  @Test(arguments: [
    "close >", "rsi(close,", "rsi(close", "(", "close[", "close[1", "-", "not", "if a",
    "if a then b",
    "if a then b else", "close crosses", "close crosses above", "close on", "a and", "let", "let a",
    "let a =", "let a = close +", "param", "param a = 5 in", "param a = 5 in 1..", "def f(",
    "def f(x)",
    "def f(x) =", "def f(x) = {", "def f(x) = { let a = x;", "def f(x) = { up: 1,", "entry",
    "entry long", "entry long when", "risk", "risk {", "risk { max_positions",
    "risk { max_positions 5",
    "test", "test \"a\"", "test \"a\" {", "test \"a\" { expect", "test \"a\" { expect no entry",
    "strategy", "strategy \"x\" on", "hours", "hours 09:30..", "input a :", "venue", "size", "a.",
  ])
  func `an unfinished input wants more`(_ text: String) { #expect(kind(text) == "incomplete") }

  @Test(arguments: [
    ("close close", "E0104"), ("close)", "E0104"), ("a @ b", "E0101"), ("let 5 = a", "E0104"),
    ("\"open", "E0102"), ("let A = (", "E0101"), ("f(a b", "E0104"), ("* 2", "E0105"),
    ("1..", "E0104"),
  ])
  func `a mistake is not unfinished`(_ text: String, _ code: String) {
    #expect(kind(text) == "invalid \(code)")
  }
}
