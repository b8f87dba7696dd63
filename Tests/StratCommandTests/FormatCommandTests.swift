import Foundation
import TestSupport
import Testing

struct FormatCommandTests {
  private let messy =
    "# why\nlet   x=sma( close,9 )\nentry long when close>x\nexit long when close<x"

  @Test func `a file is rewritten once`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(messy, to: "messy.strat")
    let check = try StratProcess.run(["fmt", "--check", file])
    #expect(check.status == 1)
    #expect(check.errorCodes == ["C0406"])
    #expect(try String(contentsOfFile: file, encoding: .utf8) == messy)
    let format = try StratProcess.run(["fmt", file])
    #expect(format.status == 0)
    let text = try String(contentsOfFile: file, encoding: .utf8)
    #expect(text.hasPrefix("# why\nlet x = sma(close, 9)\n"))
    let again = try StratProcess.run(["fmt", file])
    #expect(again.status == 0 && again.errors.isEmpty)
    #expect(try String(contentsOfFile: file, encoding: .utf8) == text)
    #expect(try StratProcess.run(["fmt", "--check", file]).status == 0)
  }

  @Test func `standard input goes to standard output`() throws {
    let format = try StratProcess.run(["fmt", "-"], input: messy)
    #expect(format.status == 0)
    #expect(format.output.hasPrefix("# why\nlet x = sma(close, 9)\n"))
  }

  @Test func `a file with errors is left as it is`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write("let x = ", to: "broken.strat")
    let format = try StratProcess.run(["fmt", file])
    #expect(format.status == 1)
    #expect(format.errorCodes == ["E0105"])
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "let x = ")
  }
}
