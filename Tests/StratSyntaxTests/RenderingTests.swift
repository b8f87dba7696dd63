import StratSyntax
import Testing

struct RenderingTests {
  private func render(_ diagnostic: Diagnostic, _ text: String, colour: Bool = false) -> String {
    TextRenderer(colour: colour).render(diagnostic, in: SourceText(name: "x.strat", text))
  }

  @Test func `R1.7 both sides of a mismatch are named under the line`() {
    let text = "let a = 1\nentry long when close > rsi(close, 14)\n"
    let found = Diagnostic(
      .dimensionMismatch, "compares a price with points (0 to 100)",
      at: Label(SourceSpan(32, 33), "compared here"),
      secondary: [
        Label(SourceSpan(26, 31), "this is a price"),
        Label(SourceSpan(34, 48), "this is in points"),
      ], notes: ["points go from 0 to 100"], help: "compare it with a price")
    #expect(
      render(found, text) == """
        error[E0203]: compares a price with points (0 to 100)
         --> x.strat:2:23
          |
        2 | entry long when close > rsi(close, 14)
          |                       ^ compared here
          |                 ----- this is a price
          |                         -------------- this is in points
          |
          = note: points go from 0 to 100
          = help: compare it with a price

        """)
  }

  @Test func `labels on other lines bring their lines with them`() {
    let text = (1...12).map { "let a\($0) = close\n" }.joined()
    let found = Diagnostic(
      .duplicateName, "declared twice", at: Label(SourceSpan(161, 166), "again"),
      secondary: [Label(SourceSpan(4, 6), "first"), Label(SourceSpan(19, 21))])
    #expect(
      render(found, text) == """
        error[E0304]: declared twice
          --> x.strat:11:11
           |
         1 | let a1 = close
           |     -- first
         2 | let a2 = close
           |     --
        ...
        11 | let a11 = close
           |           ^^^^^ again

        """)
  }

  @Test func `tabs and wide characters line up`() {
    let text = "\tlet\tx = \"漢字é\" @\n"
    let start = Array(text.utf8).firstIndex(of: UInt8(ascii: "@")) ?? 0
    let lines = render(
      Diagnostic(.unexpectedCharacter, "no", at: Label(SourceSpan(start, start + 1))), text
    ).split(separator: "\n")
    #expect(lines[3] == "1 |     let x = \"漢字é\" @")
    // Eighteen columns: four for each tab stop, two for each ideograph.
    #expect(lines[4] == "  |                     ^")
  }

  @Test func `a line of megabytes is clipped around its place`() {
    let text =
      String(repeating: "close + ", count: 200_000) + "@"
      + String(repeating: " + open", count: 200_000)
    let found = Diagnostic(
      .unexpectedCharacter, "no", at: Label(SourceSpan(1_600_000, 1_600_001), "here"))
    let lines = render(found, text).split(separator: "\n")
    #expect(lines[1] == " --> x.strat:1:1600001")
    #expect(lines[3].hasPrefix("1 | …"))
    #expect(lines[3].hasSuffix("…"))
    #expect(lines[3].count < 130)
    let place = lines[3].firstIndex(of: "@").map {
      lines[3].distance(from: lines[3].startIndex, to: $0)
    }
    let caret = lines[4].firstIndex(of: "^").map {
      lines[4].distance(from: lines[4].startIndex, to: $0)
    }
    #expect(place == caret)
  }

  @Test func `labels far apart on a long line are shown in two excerpts`() {
    let text = "a" + String(repeating: " ", count: 5_000) + "b"
    let found = Diagnostic(
      .duplicateName, "x", at: Label(SourceSpan(5_001, 5_002), "last"),
      secondary: [Label(SourceSpan(0, 1), "first")])
    let lines = render(found, text).split(separator: "\n")
    #expect(lines.contains { $0.hasSuffix("^ last") })
    #expect(lines.contains { $0.hasSuffix("- first") })
    #expect(lines.filter { $0.hasPrefix("1 |") }.count == 2)
  }

  @Test func `an excerpt cannot steer the terminal`() {
    let text = "let a = \u{1B}[31m \u{202E} \u{7}\n"
    let shown = render(
      Diagnostic(.unexpectedCharacter, "bad \u{1B}[0m\n", at: Label(SourceSpan(8, 9), "\u{1B}")),
      text)
    #expect(!shown.unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{7}" || $0 == "\u{202E}" })
  }

  @Test func `the end of the file and an empty file can be pointed at`() {
    let atEnd = render(
      Diagnostic(.expectedExpression, "x", at: Label(SourceSpan(8, 8))), "let a = \n")
    #expect(atEnd.contains("1 | let a = \n  |         ^"))
    let empty = render(Diagnostic(.expectedExpression, "x", at: Label(SourceSpan(0, 0))), "")
    #expect(empty == "error[E0105]: x\n --> x.strat:1:1\n")
    _ = render(Diagnostic(.expectedExpression, "x", at: Label(SourceSpan(900, 999))), "a\nb")
  }

  @Test func `colour is added and nothing else`() {
    let found = Diagnostic(
      .unusedName, "unused", at: Label(SourceSpan(4, 5), "here"), notes: ["n"], help: "h")
    let plain = render(found, "let a = 1")
    let colour = render(found, "let a = 1", colour: true)
    #expect(plain.hasPrefix("warning[W1001]"))
    #expect(colour.contains("\u{1B}[1;33m"))
    var stripped = ""
    var inEscape = false
    for character in colour {
      if character == "\u{1B}" { inEscape = true }
      if !inEscape { stripped.append(character) }
      if inEscape, character == "m" { inEscape = false }
    }
    #expect(stripped == plain)
  }

  @Test func `JSON has the shape of the language server protocol`() {
    let text = "# 😀é\nlet \"é😀\" = x\n"
    let source = SourceText(name: "a\"b.strat", text)
    let bytes = Array(text.utf8)
    let place = bytes.lastIndex(of: UInt8(ascii: "x")) ?? 0
    let found = Diagnostic(
      .unknownName, "no `x`\n", at: Label(SourceSpan(place, place + 1), "here"),
      secondary: [Label(SourceSpan(0, 1), "there")], notes: ["n"], help: "h",
      fix: FixIt(SourceSpan(place, place + 1), "y"))
    #expect(
      JSONRenderer().render([found], in: source)
        == #"{"uri":"a\"b.strat","diagnostics":[{"range":{"start":{"line":1,"character":12},"#
        + #""end":{"line":1,"character":13}},"severity":1,"code":"E0301","source":"strat","#
        + #""message":"no `x`\n","relatedInformation":[{"location":{"uri":"a\"b.strat","range":"#
        + #"{"start":{"line":0,"character":0},"end":{"line":0,"character":1}}},"message":"there"}],"#
        + #""data":{"label":"here","notes":["n"],"help":"h","fix":{"range":{"start":"#
        + #"{"line":1,"character":12},"end":{"line":1,"character":13}},"newText":"y","isSure":true}}}]}"#
    )
  }

  @Test func `findings are sorted, and said once`() {
    let late = Diagnostic(.unexpectedToken, "late", at: Label(SourceSpan(9, 10)))
    let early = Diagnostic(.unexpectedToken, "early", at: Label(SourceSpan(1, 2)))
    let warning = Diagnostic(.unusedName, "warning", at: Label(SourceSpan(1, 2)))
    let again = Diagnostic(.unexpectedToken, "again", at: Label(SourceSpan(9, 10)))
    #expect(
      [late, warning, early, again].inSourceOrder().map(\.message) == ["early", "warning", "late"])
  }
}
