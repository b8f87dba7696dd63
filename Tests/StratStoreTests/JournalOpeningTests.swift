import Foundation
import GRDB
import StratMarket
import StratStore
import StratTrading
import TestSupport
import Testing

struct JournalOpeningTests {
  let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("run.journal")
  }

  private func refusal(_ path: String, _ mode: SQLiteJournal.Mode) throws -> JournalError {
    try journalError { _ = try SQLiteJournal.open(path: path, mode: mode) }
  }

  @Test func `nothing at the path is an error and leaves nothing behind`() throws {
    #expect(try refusal(path, .resume).code == .cannotOpen)
    #expect(try refusal(path, .readOnly).code == .cannotOpen)
    #expect(try refusal(directory.file("no/such/place"), .create(.sample)).code == .cannotOpen)
    #expect(try refusal(directory.file("no/such/place"), .resume).code == .cannotOpen)
    #expect(try refusal("", .resume).code == .cannotOpen)
    #expect(try directory.contents.isEmpty)
  }

  @Test func `a directory is refused`() throws {
    for mode in [.create(.sample), .resume, .readOnly] as [SQLiteJournal.Mode] {
      let error = try refusal(directory.path, mode)
      #expect(error.code == .cannotOpen)
      #expect(error.message.contains(directory.path))
    }
  }

  @Test func `a path through a file is refused`() throws {
    try Data("x".utf8).write(to: URL(fileURLWithPath: path))
    #expect(try refusal(path + "/run.journal", .create(.sample)).code == .cannotOpen)
    #expect(try refusal(path + "/run.journal", .resume).code == .cannotOpen)
  }

  @Test func `an existing file is never created over`() throws {
    try makeJournal(path, records: 2)
    let error = try refusal(path, .create(.sample))
    #expect(error.code == .cannotOpen)
    #expect(error.message.contains("exists"))
    #expect(try directory.contents == ["run.journal"])
    #expect(try SQLiteJournal.open(path: path, mode: .readOnly).count == 2)
  }

  @Test(arguments: ["", "enter when close > 1\n", String(repeating: "x", count: 10_000)])
  func `J0004: a file that is no database is refused and left alone`(content: String) throws {
    try Data(content.utf8).write(to: URL(fileURLWithPath: path))
    for mode in [.resume, .readOnly] as [SQLiteJournal.Mode] {
      #expect(try refusal(path, mode).code == .notAJournal)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(content.utf8))
    #expect(try directory.contents == ["run.journal"])
  }

  @Test func `J0004: another program's database is refused and left alone`() throws {
    try tamper(path, "CREATE TABLE journal (sequence INTEGER PRIMARY KEY, hash BLOB)")
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    for mode in [.resume, .readOnly] as [SQLiteJournal.Mode] {
      #expect(try refusal(path, mode).code == .notAJournal)
    }
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    #expect(try directory.contents == ["run.journal"])
  }

  @Test func `J0004: our mark without our tables is refused`() throws {
    try tamper(path, "PRAGMA application_id = 0x5354524A; CREATE TABLE t (a)")
    #expect(try refusal(path, .resume).code == .notAJournal)
    try tamper(path, "PRAGMA user_version = 1")
    #expect(try refusal(path, .resume).code == .cannotOpen)
    #expect(try refusal(path, .readOnly).message.contains("no such table"))
  }

  @Test func `J0004: a journal that names no session is refused`() throws {
    try makeJournal(path, records: 1)
    try tamper(path, "DELETE FROM session")
    #expect(try refusal(path, .resume).code == .notAJournal)
  }

  @Test func `J0006: a journal of a newer format is refused and left alone`() throws {
    try makeJournal(path, records: 1)
    try tamper(path, "PRAGMA user_version = 2")
    for mode in [.resume, .readOnly] as [SQLiteJournal.Mode] {
      let error = try refusal(path, mode)
      #expect(error.code == .newerVersion)
      #expect(error.message.contains("format 2"))
    }
  }

  @Test func `a damaged file is an error, not a crash`() throws {
    try makeJournal(path, records: 500)
    let intact = try Data(contentsOf: URL(fileURLWithPath: path))
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    for round in 0..<60 {
      var bytes = intact
      if round.isMultiple(of: 3) {
        bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random))
      }
      for _ in 0..<Int.random(in: 1...200, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      let copy = directory.file("damaged-\(round)")
      try bytes.write(to: URL(fileURLWithPath: copy))
      // Damage may miss everything that matters; whatever is read must then be whole.
      do throws(JournalError) {
        let reader = try SQLiteJournal.open(path: copy, mode: .readOnly)
        let head = try reader.verify()
        #expect(head.sequence <= 500, "seed \(seed), round \(round)")
      } catch {
        #expect(
          [.cannotOpen, .brokenChain, .notAJournal, .newerVersion].contains(error.code),
          "seed \(seed), round \(round): \(error)")
      }
    }
  }

  @Test func `a second writer is refused, a reader is not`() throws {
    let first = try SQLiteJournal.open(path: path, mode: .create(.sample))
    try first.commitSamples(1...2)
    let error = try refusal(path, .resume)
    #expect(error.code == .cannotOpen)
    #expect(error.message.contains("process \(ProcessInfo.processInfo.processIdentifier)"))
    #expect(try refusal(path, .create(.sample)).code == .cannotOpen)
    #expect(try SQLiteJournal.open(path: path, mode: .readOnly).count == 2)
    try first.commitSamples(3...3)
    first.close()
    let second = try SQLiteJournal.open(path: path, mode: .resume)
    #expect(try second.count == 3)
  }

  @Test func `a second writer by another name of the same file is refused`() throws {
    let first = try SQLiteJournal.open(path: path, mode: .create(.sample))
    let link = directory.file("link.journal")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    #expect(try refusal(link, .resume).message.contains("is writing"))
    first.close()
    let second = try SQLiteJournal.open(path: link, mode: .resume)
    try second.commitSamples(1...1)
    #expect(second.path == first.path)
  }

  @Test func `a writer that is let go of frees the journal`() throws {
    var first: SQLiteJournal? = try SQLiteJournal.open(path: path, mode: .create(.sample))
    try first?.commitSamples(1...1)
    first = nil
    #expect(try SQLiteJournal.open(path: path, mode: .resume).count == 1)
    #expect(try directory.contents == ["run.journal"])
  }

  @Test func `a second process is refused while the first writes`() async throws {
    let first = try SQLiteJournal.open(path: path, mode: .create(.sample))
    let path = path
    await #expect(processExitsWith: .success) { [path = path as String] in
      do throws(JournalError) {
        _ = try SQLiteJournal.open(path: path, mode: .resume)
        exit(1)
      } catch {
        exit(error.code == .cannotOpen && error.message.contains("is writing") ? 0 : 2)
      }
    }
    first.close()
    await #expect(processExitsWith: .success) { [path = path as String] in
      let journal = try SQLiteJournal.open(path: path, mode: .resume)
      try journal.append(kind: "event", time: Timestamp(milliseconds: 1), payload: "child")
      try journal.commit()
    }
    #expect(try SQLiteJournal.open(path: path, mode: .readOnly).count == 1)
  }

  @Test func `a draft left by a crash while creating is no obstacle`() throws {
    try Data("half a database".utf8).write(to: URL(fileURLWithPath: path + "-new"))
    try Data("999".utf8).write(to: URL(fileURLWithPath: path + "-lock"))
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    #expect(try journal.count == 0)
    journal.close()
    #expect(try directory.contents == ["run.journal"])
  }

  @Test func `paths with signs that mean something elsewhere are only names`() throws {
    for name in ["a b.journal", "100%25.journal", "what?immutable=1", "#1", "é😀", "file:x"] {
      let odd = directory.file(name)
      try makeJournal(odd, records: 1)
      #expect(try SQLiteJournal.open(path: odd, mode: .readOnly).count == 1)
      #expect(try directory.contents.contains(name))
    }
  }

  @Test func `J0005: a session that would decide otherwise is refused with what differs`() throws {
    try makeJournal(path, records: 0)
    let journal = try SQLiteJournal.open(path: path, mode: .resume)
    var other = SessionIdentity.sample
    other.sessionID = "another"
    other.engineVersion = "9.9"
    try journal.session.require(other)
    #expect(journal.session.differences(from: other) == [.engineVersion])
    other.parameters = "{}"
    other.semanticHash = "fff"
    let error = try journalError { try journal.session.require(other) }
    #expect(error.code == .otherSession)
    #expect(error.message.hasSuffix("different rules, parameters"))
  }
}
