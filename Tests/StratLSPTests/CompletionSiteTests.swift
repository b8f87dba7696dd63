import StratLanguage
import StratSyntax
import Testing

/// What is wanted at the end of a text.
struct CompletionSiteTests {
  private func site(_ text: String) -> CompletionSite { CompletionSite(Array(text.utf8)) }

  @Test(arguments: [
    ("", CompletionSite.Wanted.statement), ("let x = ", .value), ("let x = cl", .value),
    ("let x = close ", .afterValue), ("let x = close\n", .afterValue), ("let ", .nothing),
    ("let x = (close)", .afterValue), ("risk {", .riskSetting), ("risk { max_positions ", .value),
    ("entry long when close > open at ", .words(["limit", "stop"])),
    ("entry long when close > open at limit ", .value),
    ("entry long when close > open at stop ", .value), ("let x = at ", .afterValue),
    ("risk {\n  max_positions 5\n  ", .riskSetting), ("test \"x\" {", .words(["expect"])),
    ("def f(x : ", .dimension), ("def f(x) : ", .dimension), ("input x : ", .dimension),
    ("let x = f(n: ", .value), ("entry long when ", .value),
    (
      "let x = close on ",
      .words(
        ["1m", "5m", "15m", "30m", "1h", "4h", "1d", "1w"])
    ), ("def f(x) = { ", .value),
    ("def f(x) = { let a = ", .value), ("def f(x) = { let a = x; ", .value),
    ("param n = 1 in 1..9 step ", .value), ("risk { }\n", .statement), ("let x = \"a\"", .nothing),
  ])
  func `what is wanted follows from the words before`(
    text: String, wanted: CompletionSite.Wanted
  ) {
    #expect(site(text).wanted == wanted, "\(text)")
  }

  @Test(arguments: [
    ("let x = macd(close).", "macd(close)"), ("let x = m.", "m"), ("let x = 1 + m.si", "m"),
    ("let x = f(g(1), (2)).", "f(g(1), (2))"), ("let x = m[1].", "m[1]"),
    ("let x = (m).", "(m)"), ("let x = f(a.", "a"), ("let x = a.b.", "a.b"),
  ])
  func `the record before a dot is found`(text: String, record: String) {
    guard case .field(let span) = site(text).wanted else {
      Issue.record("\(site(text).wanted)")
      return
    }
    #expect(SourceText(name: "", text).text(span) == record)
  }

  @Test func `the open call, its argument and its labels are found`() {
    let site = site("let x = f(1, g(2, 3), n: 4, m: h(5) + ")
    #expect(site.call?.name.text == "f")
    #expect(site.call?.argument == 3)
    #expect(site.call?.label == "m")
    #expect(site.call?.labels == ["n"])
    #expect(!site.beginsArgument)
    #expect(self.site("let x = f(").beginsArgument)
    #expect(self.site("let x = f(1, ab").beginsArgument)
    #expect(self.site("let x = f(1)").call == nil)
    #expect(self.site("let x = (1 + f[").call == nil)
  }

  @Test func `any text has a site`() {
    let pieces = [
      "(", ")", "[", "]", "{", "}", ".", ",", ":", "let ", "x", "#", "\"", "\n", "5%", "on ", "é",
      "def f(", "risk ", "crosses ", "\u{0}",
    ]
    var state = UInt64(42)
    for _ in 0..<3_000 {
      var text = ""
      for _ in 0..<12 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let site = site(text)
      #expect(Int(site.typed.end) == text.utf8.count, "\(text)")
    }
  }
}
