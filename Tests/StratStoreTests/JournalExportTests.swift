import Foundation
import StratMarket
import StratStore
import StratTrading
import TestSupport
import Testing

struct JournalExportTests {
  let directory: TemporaryDirectory
  let journal: SQLiteJournal

  init() throws {
    directory = try TemporaryDirectory()
    journal = try SQLiteJournal.open(
      path: directory.file("run.journal"), mode: .create(.sample))
  }

  private func lines(after sequence: Int64 = 0) throws -> [String] {
    var text = ""
    try journal.exportJSONLines(after: sequence) { text += $0 }
    #expect(text.hasSuffix("\n"))
    return text.split(separator: "\n").map(String.init)
  }

  private func object(_ line: String) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any], "\(line)")
  }

  @Test func `the first line tells the session, the others one record each`() throws {
    try journal.append(kind: "event", time: Timestamp(milliseconds: 7), payload: #"{"a":0.10}"#)
    try journal.commit()
    let lines = try lines()
    try #require(lines.count == 2)
    let genesis = SessionIdentity.sample.genesis.description
    #expect(
      lines[0]
        == #"{"configuration":{"risk":0.01},"created_ms":1700000000000,"#
        + #""data":{"symbols":["BTC"]},"engine_version":"0.1.0","format":1,"#
        + #""genesis":"\#(genesis)","parameters":{"fast":3},"semantic_hash":"abc123","#
        + #""session":"s-1","source":"enter when close > 1\n","title":"Überkreuzung"}"#)
    let hash = try journal.head.hash.description
    #expect(
      lines[1]
        == #"{"hash":"\#(hash)","kind":"event","previous_hash":"\#(genesis)","sequence":1,"#
        + #""time_ms":7,"payload":{"a":0.10}}"#)
  }

  @Test(arguments: [
    "not json", "", "{", "{}\n{}", "{\"a\":\r1}", "\u{0}", "\"\u{2028}\"x", "1 2", "\\", "😀",
  ])
  func `a payload that is not JSON on one line is a string`(payload: String) throws {
    try journal.append(kind: "\"\n\u{1}", time: Timestamp(milliseconds: 0), payload: payload)
    try journal.commit()
    let lines = try lines()
    try #require(lines.count == 2)
    let record = try object(lines[1])
    #expect(record["text"] as? String == payload)
    #expect(record["payload"] == nil)
    #expect(record["kind"] as? String == "\"\n\u{1}")
  }

  @Test(arguments: ["null", "0.1", "\"text\"", "[1,2]", "{\"é\":\"\\u0000\"}"])
  func `a payload that is JSON stands as it is`(payload: String) throws {
    try journal.append(kind: "event", time: Timestamp(milliseconds: 0), payload: payload)
    try journal.commit()
    let line = try #require(try lines().last)
    #expect(line.hasSuffix(#""payload":\#(payload)}"#))
    #expect(try object(line)["text"] == nil)
  }

  @Test func `a file gets every record, over more than one page`() throws {
    try journal.commitSamples(1...2500)
    let path = directory.file("out.jsonl")
    try Data().write(to: URL(fileURLWithPath: path))
    let file = try #require(FileHandle(forWritingAtPath: path))
    try journal.exportJSONLines(to: file)
    try file.close()
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    #expect(lines.count == 2501)
    let sequences = try lines.dropFirst().map { try object(String($0))["sequence"] as? Int }
    #expect(sequences == Array(1...2500))
    #expect(try self.lines(after: 2498).count == 3)
  }

  @Test func `a writer may read and write the journal while it is exported`() throws {
    try journal.commitSamples(1...3)
    var count = 0
    try journal.exportJSONLines { _ in
      count += 1
      let next = Int(try journal.head.sequence) + 1
      try journal.commitSamples(next...next)
    }
    #expect(count == 4)
  }

  @Test func `an output that cannot be written is an error`() throws {
    try journal.commitSamples(1...3)
    let file = try #require(FileHandle(forReadingAtPath: journal.path))
    let error = try journalError { try journal.exportJSONLines(to: file) }
    #expect(error.code == .cannotWrite)
  }
}
