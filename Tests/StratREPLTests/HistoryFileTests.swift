import Foundation
import Testing

@testable import StratREPL

final class HistoryFileTests {
  let directory: String
  let history: HistoryFile

  init() throws {
    directory =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("strat-history-\(UUID().uuidString)").path
    history = HistoryFile(path: directory + "/deep/history")
  }

  deinit { try? FileManager.default.removeItem(atPath: directory) }

  private func write(_ bytes: some Sequence<UInt8>) throws {
    let url = URL(fileURLWithPath: history.path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  @Test func `a file that is not there is an empty history`() throws {
    #expect(try history.load().isEmpty)
  }

  @Test func `entries come back in order, each as one, whatever is in them`() throws {
    let entries = [
      "close > 1", "a\nb\n\nc", "\\", "\\n", "\\\\n\n\\", "trailing \\", "é 😀", "\t x ", "a\r\nb",
      "\u{85}\u{2028}x",
    ]
    for entry in entries { try history.append(entry) }
    #expect(try history.load() == entries)
  }

  @Test func `the file and the directories made for it are its owner's only`() throws {
    try history.append("x")
    let file = try FileManager.default.attributesOfItem(atPath: history.path)
    #expect(file[.posixPermissions] as? Int == 0o600)
    let parent = try FileManager.default.attributesOfItem(atPath: directory + "/deep")
    #expect(parent[.posixPermissions] as? Int == 0o700)
  }

  @Test func `a file grown too long is shortened to its newest entries`() throws {
    let count = HistoryFile.maximumEntries + 5
    try write((1...count).map { "entry \($0)\n" }.joined().utf8)
    let entries = try history.load()
    #expect(entries.count == HistoryFile.maximumEntries)
    #expect(entries.first == "entry 6")
    #expect(entries.last == "entry \(count)")
    #expect(try history.load() == entries)
    let lines = try String(contentsOfFile: history.path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == HistoryFile.maximumEntries)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: directory + "/deep") == ["history"])
  }

  @Test func `a file written by hand is read as it stands`() throws {
    try write(#"a\d \" "#.utf8 + [10, 10] + [0xFF, 0x61, 10] + "no line break at the end".utf8)
    #expect(try history.load() == [#"a\d \" "#, "\u{FFFD}a", "no line break at the end"])
  }

  @Test func `a directory in its place is a problem told in words, not a crash`() throws {
    try FileManager.default.createDirectory(
      atPath: history.path, withIntermediateDirectories: true)
    let reading = try #require(throws: HistoryFile.Problem.self) { try history.load() }
    #expect(reading.description.hasPrefix("cannot read the history \(history.path): "))
    let writing = try #require(throws: HistoryFile.Problem.self) { try history.append("x") }
    #expect(writing.description == "cannot write the history \(history.path): Is a directory")
  }

  @Test func `a file where a directory should be is a problem told in words`() throws {
    try write("x".utf8)
    let below = HistoryFile(path: history.path + "/history")
    let problem = try #require(throws: HistoryFile.Problem.self) { try below.append("x") }
    #expect(problem.description.hasPrefix("cannot write the history"))
  }
}
