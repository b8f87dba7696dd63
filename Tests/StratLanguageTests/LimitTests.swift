import StratLanguage
import StratSyntax
import Testing

@Suite struct LimitTests {
  @Test func `too many operations are E0903`() {
    var text = "let x0 = close\n"
    for index in 1...10_100 { text += "let x\(index) = x\(index - 1) * \(index).5\n" }
    #expect(
      codes("\(text)entry long when x10100 > 1\nstop close").filter { $0.hasPrefix("E") }
        == ["E0903"])
  }

  @Test func `functions that expand without end in sight are E0903`() {
    var text = "def f0(x) = x + 1\n"
    for level in 1...30 {
      text += "def f\(level)(x) = f\(level - 1)(x) + f\(level - 1)(x + \(level))\n"
    }
    let found = codes("\(text)entry long when f30(close) > 1\nstop close")
    #expect(found.filter { $0.hasPrefix("E") } == ["E0903"])
  }

  @Test func `windows too large together are E0905`() {
    var text = ""
    for index in 1...200 { text += "let x\(index) = sma(x\(index - 1) + 1, 100_000)\n" }
    let whole = "let x0 = close\n\(text)entry long when x200 > 1\nstop close"
    #expect(codes(whole).filter { $0 < "W" } == ["E0905"])
    #expect(codes(whole.replacing("x200 > 1", with: "x150 > 1")).filter { $0 < "W" } == [])
  }

  @Test func `a chain of calls too deep is E0902`() {
    var text = "def f0(x) = x + 1\n"
    for level in 1...500 { text += "def f\(level)(x) = f\(level - 1)(x) + \(level)\n" }
    let found = codes("\(text)entry long when f500(close) > 1\nstop close")
    #expect(found == ["E0902"])
  }

  @Test func `many mistakes end in E0904`() {
    let text = (0..<300).map { "let a\($0) = unknown_\($0)_x + 5" }.joined(separator: "\n")
    let found = codes(text)
    #expect(found.filter { $0 < "W" }.count == SyntaxLimits.errors + 1)
    #expect(found.count { $0 == "E0904" } == 1)
  }

  @Test func `many warnings are cut short and are no error`() throws {
    let text = (0..<300).map { "let a\($0) = close" }.joined(separator: "\n")
    let found = findings(text)
    #expect(found.count == SyntaxLimits.errors)
    #expect(found.allSatisfy { $0.code == .unusedName })
    #expect(found.last?.notes == ["200 more warnings are not shown"])
    #expect(throws: Never.self) { try strategy(text) }
  }
}
