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
    for index in 1...200 { text += "let x\(index) = sma(close + \(index), 100_000)\n" }
    let sum = (1...200).map { "x\($0)" }.joined(separator: " + ")
    #expect(codes("\(text)entry long when \(sum) > 1\nstop close") == ["E0905"])
  }

  @Test func `a long sum is no deep nesting`() throws {
    let sum = Array(repeating: "close", count: 3_000).enumerated()
      .map { "\($0.element) * \($0.offset)" }.joined(separator: " + ")
    let found = formulaCodes("\(sum) > 1")
    #expect(found.isEmpty || found == ["E0902"])
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
    #expect(found.count <= 205)
    #expect(found.contains("E0904"))
  }
}
