import Foundation
import GRDB
import StratMarket
import StratTrading
import TestSupport
import Testing

@testable import StratStore

struct JournalCrashTests {
  let directory: TemporaryDirectory
  let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.file("run.journal")
  }

  /// Copies the files as they are, in a process of its own: closing them in this one would drop
  /// SQLite's locks.
  private func copyFiles(to copy: String) throws {
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path + suffix) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/cp")
      process.arguments = [path + suffix, copy + suffix]
      try process.run()
      process.waitUntilExit()
      try #require(process.terminationStatus == 0)
    }
  }

  @Test func `a commit waits for the disk`() throws {
    for mode in [.create(.sample), .resume] as [SQLiteJournal.Mode] {
      let journal = try SQLiteJournal.open(path: path, mode: mode)
      let (synchronous, logging) = try journal.queue.unsafeRead { database in
        (
          try Int.fetchOne(database, sql: "PRAGMA synchronous"),
          try String.fetchOne(database, sql: "PRAGMA journal_mode")
        )
      }
      // 2 is FULL: the log is synced with every transaction.
      #expect(synchronous == 2)
      #expect(logging == "wal")
      journal.close()
    }
  }

  @Test func `a copy taken between commits holds exactly what was committed`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    var committed = 0
    for round in 0..<25 {
      let size = Int.random(in: 1...400, using: &random)
      try journal.commitSamples((committed + 1)...(committed + size))
      committed += size
      for extra in 0..<Int.random(in: 0...50, using: &random) {
        try journal.append(
          kind: "lost", time: Timestamp(milliseconds: 0), payload: String(extra))
      }
      let copy = directory.file("copy-\(round)")
      try copyFiles(to: copy)
      let resumed = try SQLiteJournal.open(path: copy, mode: .resume)
      #expect(try resumed.verify() == journal.head, "seed \(seed), round \(round)")
      #expect(try resumed.records(after: 0, limit: .max) == journal.allRecords())
      // What was appended but lost in the copy is committed in the original.
      try journal.commit()
      committed = try journal.count
    }
  }

  @Test func `a log torn at any byte leaves a prefix of whole commits`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix64(seed: seed)
    let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
    var boundaries: Set<Int64> = [0]
    var committed = 0
    for _ in 0..<12 {
      let size = Int.random(in: 1...60, using: &random)
      try journal.commitSamples((committed + 1)...(committed + size))
      committed += size
      boundaries.insert(Int64(committed))
    }
    let complete = directory.file("complete")
    try copyFiles(to: complete)
    let database = try Data(contentsOf: URL(fileURLWithPath: complete))
    let log = try Data(contentsOf: URL(fileURLWithPath: complete + "-wal"))
    var seen: Set<Int64> = []
    for round in 0..<60 {
      let torn = directory.file("torn-\(round)")
      try database.write(to: URL(fileURLWithPath: torn))
      var rest = log.prefix(Int.random(in: 0...log.count, using: &random))
      if round.isMultiple(of: 2), !rest.isEmpty {
        // A sector that never reached the disk.
        rest[Int.random(in: 0..<rest.count, using: &random)] ^= 0x5A
      }
      try Data(rest).write(to: URL(fileURLWithPath: torn + "-wal"))
      let resumed = try SQLiteJournal.open(path: torn, mode: .resume)
      let head = try resumed.verify()
      #expect(boundaries.contains(head.sequence), "seed \(seed), round \(round): \(head)")
      seen.insert(head.sequence)
      try resumed.commitSamples(Int(head.sequence) + 1...Int(head.sequence) + 3)
      try resumed.verify()
    }
    #expect(seen.count > 1, "seed \(seed): the cuts fell on different commits")
  }

  @Test func `a killed writer leaves every committed record and nothing else`() async throws {
    let path = path
    let result = await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let journal = try SQLiteJournal.open(path: path, mode: .create(.sample))
      for batch in 0..<20 {
        try journal.commitSamples((batch * 50 + 1)...(batch * 50 + 50))
      }
      try journal.append(kind: "lost", time: Timestamp(milliseconds: 0), payload: "lost")
      kill(getpid(), SIGKILL)
    }
    try #require(result != nil)
    #expect(try SQLiteJournal.open(path: path, mode: .readOnly).verify().sequence == 1000)
    let resumed = try SQLiteJournal.open(path: path, mode: .resume)
    try resumed.commitSamples(1001...1010)
    #expect(try resumed.verify().sequence == 1010)
  }
}
