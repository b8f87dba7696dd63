import Foundation
import StratMarket
import StratStore
import StratTrading
import TestSupport
import Testing

/// Tests on a small file system of their own, which only the superuser can mount.
@Suite(.serialized) struct FullDiskTests {
  static let canMount = TemporaryMount.isPossible

  @Test(.enabled(if: canMount, "mounting a small file system takes superuser rights"))
  func `a full disk is an error, nothing is half written, and reading goes on`() throws {
    let mount = try TemporaryMount(kilobytes: 1024)
    let path = mount.path + "/run.journal"
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    try journal.commitSamples(1...10)
    let head = try journal.head
    let payload = "\"" + String(repeating: "x", count: 1000) + "\""
    for _ in 0..<2000 {
      try journal.append(kind: "event", time: Timestamp(milliseconds: 0), payload: payload)
    }
    let error = try journalError { try journal.commit() }
    #expect(error.code == .cannotWrite)
    #expect(error.message.contains("full"))
    #expect(try journal.head == head)
    #expect(try journal.verify(containing: head) == head)
    // Trying again without room fails again and changes nothing.
    #expect(try journalError { try journal.commit() }.code == .cannotWrite)
    journal.close()
    let resumed = try SQLiteJournal.open(path: path, mode: .resume)
    #expect(try resumed.verify() == head)
    try resumed.commitSamples(11...12)
    #expect(try resumed.verify().sequence == 12)
  }

  @Test(.enabled(if: canMount, "mounting a small file system takes superuser rights"))
  func `a commit that failed for lack of room succeeds once there is room`() throws {
    let mount = try TemporaryMount(kilobytes: 1024)
    let ballast = mount.path + "/ballast"
    let journal = try SQLiteJournal.open(
      path: mount.path + "/run.journal", mode: .create(.sample))
    try journal.commitSamples(1...1)
    try Data(count: 600 << 10).write(to: URL(fileURLWithPath: ballast))
    for number in 2...200 {
      try journal.append(
        kind: "event", time: Timestamp(milliseconds: Int64(number)),
        payload: String(repeating: "y", count: 2000))
    }
    #expect(try journalError { try journal.commit() }.code == .cannotWrite)
    #expect(try journal.count == 1)
    try FileManager.default.removeItem(atPath: ballast)
    try journal.commit()
    #expect(try journal.verify().sequence == 200)
  }

  @Test(.enabled(if: canMount, "mounting a small file system takes superuser rights"))
  func `creating on a full disk is an error and leaves nothing behind`() throws {
    let mount = try TemporaryMount(kilobytes: 16)
    let error = try journalError {
      _ = try SQLiteJournal.open(path: mount.path + "/run.journal", mode: .create(.sample))
    }
    #expect(error.code == .cannotOpen)
    #expect(try FileManager.default.contentsOfDirectory(atPath: mount.path).isEmpty)
  }

  @Test(.enabled(if: canMount, "mounting a small file system takes superuser rights"))
  func `a journal where nothing may be written can be read but not gone on with`() throws {
    let mount = try TemporaryMount(kilobytes: 1024)
    let path = mount.path + "/run.journal"
    try makeJournal(path, records: 5)
    try mount.makeReadOnly()
    let reader = try SQLiteJournal.open(path: path, mode: .readOnly)
    #expect(try reader.verify().sequence == 5)
    let error = try journalError { _ = try SQLiteJournal.open(path: path, mode: .resume) }
    #expect(error.code == .cannotOpen)
    #expect(error.message.contains("Read-only"))
    let creation = try journalError {
      _ = try SQLiteJournal.open(path: mount.path + "/new.journal", mode: .create(.sample))
    }
    #expect(creation.code == .cannotOpen)
    reader.close()
  }
}
