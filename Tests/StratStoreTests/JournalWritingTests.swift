import Foundation
import StratMarket
import StratStore
import StratTrading
import TestSupport
import Testing

struct JournalWritingTests {
  let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("run.journal")
  }

  @Test func `records come back as they were appended, numbered without holes`() throws {
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    try journal.append(kind: "event", time: Timestamp(milliseconds: -5), payload: "{}")
    try journal.append(kind: "effect", time: Timestamp(milliseconds: .max), payload: "[1,null]")
    try journal.commit()
    try journal.append(kind: "decision", time: Timestamp(milliseconds: .min), payload: "0.1")
    try journal.commit()
    #expect(
      try journal.allRecords() == [
        JournalRecord(
          sequence: 1, kind: "event", time: Timestamp(milliseconds: -5), payload: "{}"),
        JournalRecord(
          sequence: 2, kind: "effect", time: Timestamp(milliseconds: .max), payload: "[1,null]"),
        JournalRecord(
          sequence: 3, kind: "decision", time: Timestamp(milliseconds: .min), payload: "0.1"),
      ])
    #expect(try journal.verify().sequence == 3)
  }

  @Test func `an appended record is seen only after commit, by the writer and by readers`() throws {
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    let reader = try SQLiteJournal.open(path: path, mode: .readOnly)
    try journal.append(kind: "event", time: Timestamp(milliseconds: 1), payload: "1")
    #expect(try journal.allRecords().isEmpty)
    #expect(try reader.allRecords().isEmpty)
    try journal.commit()
    #expect(try journal.allRecords().count == 1)
    #expect(try reader.allRecords().map(\.payload) == ["1"])
    #expect(try reader.head == journal.head)
  }

  @Test func `closing drops what was not committed`() throws {
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    try journal.commitSamples(1...2)
    try journal.append(kind: "event", time: Timestamp(milliseconds: 9), payload: "lost")
    journal.close()
    let resumed = try SQLiteJournal.open(path: path, mode: .resume)
    #expect(try resumed.allRecords().count == 2)
  }

  @Test func `resuming goes on after the last record and keeps the chain`() throws {
    try makeJournal(path, records: 3)
    let journal = try SQLiteJournal.open(path: path, mode: .resume)
    #expect(journal.session == .sample)
    try journal.commitSamples(4...7)
    #expect(try journal.allRecords().map(\.sequence) == Array(1...7))
    let head = try journal.verify()
    #expect(try journal.head == head)
    #expect(head.sequence == 7)
  }

  @Test func `a commit without records writes nothing`() throws {
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    let head = try journal.head
    try journal.commit()
    #expect(try journal.head == head)
    #expect(head == JournalHead(sequence: 0, hash: SessionIdentity.sample.genesis))
  }

  @Test func `kinds and payloads keep every text, byte for byte`() throws {
    let texts = [
      "", "\u{0}", "a\u{0}b", "\u{0}\u{0}", "e\u{301}", "\u{E9}", "👩‍👩‍👧‍👦", "\u{10FFFF}", "\u{FEFF}x",
      "\u{202E}abc", "\r\n", "'; DROP TABLE journal; --", "\u{FFFD}", "\u{1}\u{1F}\u{7F}", "nul\\0",
    ]
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    for text in texts {
      try journal.append(kind: text, time: Timestamp(milliseconds: 0), payload: text)
    }
    // Every scalar there is, but surrogates, which are none.
    let scalars = (UInt32(0)...0x10FFFF).compactMap(Unicode.Scalar.init)
    for start in stride(from: 0, to: scalars.count, by: 65_536) {
      var text = String.UnicodeScalarView()
      text.append(contentsOf: scalars[start..<min(start + 65_536, scalars.count)])
      try journal.append(kind: "all", time: Timestamp(milliseconds: 1), payload: String(text))
    }
    try journal.commit()
    journal.close()
    let reader = try SQLiteJournal.open(path: path, mode: .readOnly)
    let records = try reader.allRecords()
    for (text, record) in zip(texts, records) {
      #expect(Array(record.kind.utf8) == Array(text.utf8))
      #expect(Array(record.payload.utf8) == Array(text.utf8))
    }
    let read = records.dropFirst(texts.count).flatMap { Array($0.payload.unicodeScalars) }
    #expect(read == scalars)
    try reader.verify()
  }

  @Test func `a session's identity keeps every text`() throws {
    var session = SessionIdentity.sample
    session.strategySource = "\u{FEFF}-- \u{0} tail\r\n\u{1F4C8}"
    session.parameters = ""
    try SQLiteJournal.open(path: path, mode: .create(session)).close()
    let reader = try SQLiteJournal.open(path: path, mode: .readOnly)
    #expect(Array(reader.session.strategySource.utf8) == Array(session.strategySource.utf8))
    #expect(reader.session == session)
    try reader.verify()
  }

  @Test func `a journal opened for reading takes no records`() throws {
    try makeJournal(path, records: 1)
    let reader = try SQLiteJournal.open(path: path, mode: .readOnly)
    let error = try journalError {
      try reader.append(kind: "event", time: Timestamp(milliseconds: 0), payload: "")
    }
    #expect(error.code == .cannotWrite)
    try reader.commit()
    #expect(try reader.count == 1)
  }

  @Test func `a record too large for a row is refused at once and does not block the others`()
    throws
  {
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    let huge = String(repeating: "x", count: 64 << 20)
    let error = try journalError {
      try journal.append(kind: "event", time: Timestamp(milliseconds: 0), payload: huge)
    }
    #expect(error.code == .cannotWrite)
    try journal.commitSamples(1...1)
    #expect(try journal.count == 1)
  }

  @Test func `a closed journal answers with an error`() throws {
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    try journal.commitSamples(1...1)
    journal.close()
    #expect(try journalError { _ = try journal.allRecords() }.code == .cannotOpen)
    #expect(try journalError { try journal.commitSamples(2...2) }.code == .cannotWrite)
  }

  @Test func `a record slipped in while the journal is open stops the next commit`() throws {
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    try journal.commitSamples(1...2)
    try tamper(path, "INSERT INTO journal VALUES (3, 'event', 0, '{}', x'00', x'00')")
    #expect(try journalError { try journal.commitSamples(3...4) }.code == .brokenChain)
    #expect(try journal.count == 3)
  }

  @Test func `records removed while the journal is open stop the next commit`() throws {
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    try journal.commitSamples(1...2)
    try tamper(path, "DELETE FROM journal WHERE sequence = 2")
    #expect(try journalError { try journal.commitSamples(3...4) }.code == .brokenChain)
  }

  @Test func `a failed commit writes nothing and succeeds once the cause is gone`() throws {
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    try journal.commitSamples(1...2)
    try tamper(
      path,
      """
      CREATE TRIGGER stop BEFORE INSERT ON journal WHEN new.sequence = 5
      BEGIN SELECT raise(ABORT, 'no room'); END
      """)
    let error = try journalError { try journal.commitSamples(3...6) }
    #expect(error.code == .cannotWrite)
    #expect(error.message.contains("no room"))
    #expect(try journal.allRecords().count == 2)
    try tamper(path, "DROP TRIGGER stop")
    try journal.commit()
    #expect(try journal.allRecords().map(\.sequence) == Array(1...6))
    try journal.verify()
  }
}
