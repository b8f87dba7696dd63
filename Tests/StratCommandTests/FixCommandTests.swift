import Foundation
import TestSupport
import Testing

/// `strat check --fix`.
struct FixCommandTests {
  private let wrong = """
    strategy "T" on 1h
    entry long when ta.crossover(close, open) && clsoe > 3
    exit long when close < open

    """
  private let right = """
    strategy "T" on 1h
    entry long when close crosses above open and close > 3
    exit long when close < open

    """

  private func text(_ path: String) throws -> String {
    try String(contentsOf: URL(fileURLWithPath: path), encoding: .utf8)
  }

  @Test func `sure fixes are made, shown, and the file is fine`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(wrong, to: "t.strat")
    let check = try StratProcess.run(["check", "--fix", file])
    #expect(check.status == 0, "\(check.errors)")
    #expect(try text(file) == right)
    #expect(check.output.contains("3 fixes made"), "\(check.output)")
    #expect(check.output.contains("  2 - entry long when ta.crossover(close, open) && clsoe > 3\n"))
    #expect(check.output.contains("  2 + entry long when close crosses above open and close > 3\n"))
    #expect(check.output.contains(": fine\n"))
    #expect(try StratProcess.run(["check", "--fix", file]).output.contains("nothing to fix"))
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(files == ["t.strat"], "nothing is left lying about")
  }

  @Test func `a dry run changes nothing`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(wrong, to: "t.strat")
    let check = try StratProcess.run(["check", "--fix", "--dry-run", file])
    #expect(check.status == 0)
    #expect(try text(file) == wrong)
    #expect(check.output.contains("3 fixes would be made"))
  }

  @Test func `what is left is still told`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(wrong + "let y = close[-1]\n", to: "t.strat")
    let check = try StratProcess.run(["check", "--fix", file])
    #expect(check.status == 1)
    #expect(check.errorCodes == ["E0403"])
    #expect(try text(file) == right + "let y = close[-1]\n")
  }

  @Test func `fixes are part of the JSON`() throws {
    let folder = try TemporaryDirectory()
    let file = try folder.write(wrong, to: "t.strat")
    let plain = try StratProcess.run(["check", "--format", "json", file])
    let found = try #require(try plain.objects().first?["diagnostics"] as? [[String: Any]])
    let fixes = found.compactMap { ($0["data"] as? [String: Any])?["fix"] as? [String: Any] }
    #expect(fixes.count == found.count)
    #expect(fixes.allSatisfy { $0["isSure"] as? Bool == true && $0["newText"] is String })
    let range = try #require(fixes.first?["range"] as? [String: [String: Int]])
    #expect(range["start"] == ["line": 1, "character": 16])
    let fixed = try StratProcess.run(["check", "--format", "json", "--fix", file])
    let made = try #require(try fixed.objects().first?["fixes"] as? [[String: Any]])
    #expect(made.count == 3)
    #expect(try fixed.objects().first?["ok"] as? Bool == true)
  }

  @Test func `a file that cannot be replaced is an error`() throws {
    #expect(try StratProcess.run(["check", "--fix", "nowhere.strat"]).errorCodes == ["C0201"])
    #expect(try StratProcess.run(["check", "--fix", "-"]).status == 2)
    #expect(try StratProcess.run(["check", "--dry-run", "x.strat"]).status == 2)
  }
}
