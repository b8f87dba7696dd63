import Foundation
import GRDB
import StratMarket
import StratStore
import TestSupport
import Testing

/// Runs on file: what goes in comes out, once, with all its times.
struct EvidenceStoreTests {
  private let directory: TemporaryDirectory
  private let store: EvidenceStore

  init() throws {
    directory = try TemporaryDirectory()
    store = try EvidenceStore(path: directory.file("strat.db"))
  }

  private func time(_ seconds: Int64) -> Timestamp { Timestamp(milliseconds: seconds * 1000) }

  @Test func `what is filed comes back as it was`() throws {
    let text = "# \u{0} nothing\u{1F600}\n" + EvidenceFixture.rules
    let backtest = EvidenceFixture.record(source: text)
    let paper = EvidenceFixture.record(
      EvidenceFixture.inputs(kind: .paper), sharpe: nil,
      session: EvidenceFixture.session(agreeing: 9))
    let filed = try store.file(backtest, at: time(1))
    try store.file(paper, at: time(2))
    #expect(filed.record == backtest)
    #expect(filed.id == backtest.inputs.identity)
    store.close()
    let reopened = try EvidenceStore(path: store.path)
    let runs = try reopened.runs()
    #expect(runs.map(\.record) == [paper, backtest], "the latest first")
    #expect(runs.map(\.filings) == [[time(2)], [time(1)]])
    #expect(runs.last?.record.source.utf8.elementsEqual(text.utf8) == true)
  }

  @Test func `the same run filed twice is one run with two times`() throws {
    try store.file(EvidenceFixture.record(), at: time(1))
    try store.file(EvidenceFixture.record(EvidenceFixture.inputs(hash: "bb")), at: time(2))
    let again = try store.file(
      EvidenceFixture.record(source: "# told\n" + EvidenceFixture.rules, path: "b.strat"),
      at: time(3))
    #expect(again.filings == [time(1), time(3)])
    let runs = try store.runs()
    #expect(runs.count == 2)
    #expect(runs.first?.id == again.id, "filed last, whenever it was filed first")
    #expect(runs.first?.record.path == "b.strat", "where it is now")
  }

  @Test func `runs are chosen by strategy, kind, time, meaning and engine`() throws {
    try store.file(EvidenceFixture.record(), at: time(1))
    try store.file(
      EvidenceFixture.record(
        EvidenceFixture.inputs(kind: .paper, hash: "bb"), title: "Turtle", path: "t/turtle.strat",
        session: EvidenceFixture.session()), at: time(5))
    try store.file(
      EvidenceFixture.record(EvidenceFixture.inputs(engine: "2.0"), title: "100 %_x"), at: time(9))
    func titles(_ filter: RunFilter) throws -> [String] {
      try store.runs(filter).map(\.record.title)
    }
    #expect(try titles(RunFilter(strategy: "TURT")) == ["Turtle"])
    #expect(try titles(RunFilter(strategy: "crossing.strat")) == ["100 %_x", "Crossing"])
    #expect(try titles(RunFilter(strategy: "%_")) == ["100 %_x"], "no pattern")
    #expect(try titles(RunFilter(kind: .paper)) == ["Turtle"])
    #expect(try titles(RunFilter(since: time(5))) == ["100 %_x", "Turtle"])
    #expect(try titles(RunFilter(semanticHash: "aa")) == ["100 %_x", "Crossing"])
    #expect(try titles(RunFilter(semanticHash: "aa", engineVersion: "1.0")) == ["Crossing"])
    #expect(try titles(RunFilter(strategy: "turtle", kind: .backtest)).isEmpty)
  }

  @Test func `a run is found by the beginning of its id, when only one begins so`() throws {
    var ids: [String] = []
    for number in 0..<40 {
      ids.append(
        try store.file(
          EvidenceFixture.record(EvidenceFixture.inputs(hash: "\(number)")), at: time(1)
        ).id)
    }
    for id in ids {
      #expect(try store.run(id).id == id)
      #expect(try store.run(String(id.prefix(10)).uppercased()).id == id)
    }
    // Of forty, two begin alike.
    let first = Dictionary(grouping: ids) { $0.prefix(1) }
    let shared = try #require(first.first { $0.value.count > 1 }?.key)
    let ambiguous = try evidenceError { _ = try store.run(String(shared)) }
    #expect(ambiguous.code == .ambiguousRun)
    #expect(ambiguous.help != nil)
    for wrong in ["", "xyz", "%", "' OR 1", String(repeating: "f", count: 70)] {
      #expect(try evidenceError { _ = try store.run(wrong) }.code == .unknownRun, "\(wrong)")
    }
  }

  @Test func `variants of a title are counted once each, and stay counted`() throws {
    for (hash, parameters) in [("aa", "1"), ("bb", "2"), ("aa", "1")] {
      try store.file(
        EvidenceFixture.record(EvidenceFixture.inputs(hash: hash, parameters: parameters)),
        at: time(1))
    }
    try store.file(
      EvidenceFixture.record(EvidenceFixture.inputs(kind: .paper, hash: "ff")), at: time(1))
    try store.file(
      EvidenceFixture.record(EvidenceFixture.inputs(hash: "dd"), title: "Other"), at: time(1))
    #expect(try store.variants(of: "Crossing") == 2)
    #expect(try store.variants(of: "Crossing", with: "bb") == 2)
    #expect(try store.variants(of: "Crossing", with: "cc") == 3)
    #expect(try store.variants(of: "Nobody's", with: "cc") == 1)
    for run in try store.runs() { try store.delete(run) }
    #expect(try store.runs().isEmpty)
    #expect(try store.variants(of: "Crossing") == 2, "what was tried was tried")
  }

  @Test func `a session that went on takes the place of what was filed of it`() throws {
    func record(_ fingerprint: String) -> RunRecord {
      var inputs = EvidenceFixture.inputs(kind: .paper)
      inputs.fingerprint = fingerprint
      return EvidenceFixture.record(inputs, session: EvidenceFixture.session())
    }
    let first = try store.file(record("1"), at: time(1))
    let second = try store.file(record("2"), at: time(2), supersedes: [first.id])
    #expect(second.filings == [time(1), time(2)])
    #expect(try store.runs().map(\.id) == [second.id])
    let again = try store.file(record("2"), at: time(3), supersedes: [second.id])
    #expect(again.filings.count == 3, "it does not take its own place")
  }

  // MARK: - What is in the way

  private func opening(_ name: String) throws -> EvidenceError {
    try evidenceError { _ = try EvidenceStore(path: directory.file(name)) }
  }

  @Test func `a file that is something else is refused and left as it is`() throws {
    let text = Data("This is not a database, but long enough to be one. ".utf8)
    try text.write(to: URL(fileURLWithPath: directory.file("text.db")))
    #expect(try opening("text.db").code == .notAStore)
    #expect(try Data(contentsOf: URL(fileURLWithPath: directory.file("text.db"))) == text)
    let foreign = try DatabaseQueue(path: directory.file("foreign.db"))
    try foreign.write { try $0.execute(sql: "CREATE TABLE run (id)") }
    try foreign.close()
    #expect(try opening("foreign.db").code == .notAStore)
    try makeJournal(directory.file("s.db"), records: 3)
    let journal = try opening("s.db")
    #expect(journal.code == .notAStore)
    #expect(journal.help?.contains("--db") == true)
    let still = try SQLiteJournal.open(path: directory.file("s.db"), mode: .readOnly)
    #expect(try still.verify().sequence == 3)
  }

  @Test func `a newer store is refused`() throws {
    store.close()
    let queue = try DatabaseQueue(path: store.path)
    try queue.write { try $0.execute(sql: "PRAGMA user_version = 99") }
    try queue.close()
    let error = try opening("strat.db")
    #expect(error.code == .newerStore)
    #expect(error.message.contains("version 99"))
  }

  @Test func `a folder, no folder, and no right to write are told apart from evidence`() throws {
    let folder = try evidenceError { _ = try EvidenceStore(path: directory.path) }
    #expect(folder.code == .cannotOpen)
    #expect(folder.message.contains("is a directory"))
    #expect(try opening("no/where/strat.db").code == .cannotOpen)
    #expect(try EvidenceStore.existing(at: directory.file("none.db")) == nil)
    #expect(!FileManager.default.fileExists(atPath: directory.file("none.db")))
  }

  @Test func `an empty file becomes a store, as what a crash leaves does`() throws {
    try Data().write(to: URL(fileURLWithPath: directory.file("empty.db")))
    let store = try EvidenceStore(path: directory.file("empty.db"))
    #expect(try store.runs().isEmpty)
  }

  @Test func `a run whose inputs were changed is not believed`() throws {
    try store.file(EvidenceFixture.record(), at: time(1))
    let queue = try DatabaseQueue(path: store.path)
    try queue.write { try $0.execute(sql: "UPDATE run SET semantic_hash = 'other'") }
    try queue.close()
    let error = try evidenceError { _ = try store.runs() }
    #expect(error.code == .damaged)
    #expect(error.message.contains("is not what was filed"))
  }

  @Test func `two stores on one file see each other's runs`() throws {
    let other = try EvidenceStore(path: store.path)
    for number in 0..<20 {
      let writer = number.isMultiple(of: 2) ? store : other
      try writer.file(
        EvidenceFixture.record(EvidenceFixture.inputs(hash: "\(number)")), at: time(1))
    }
    #expect(try store.runs().count == 20)
    #expect(try other.runs() == store.runs())
  }

  @Test func `a store that is locked for good is an error, not a wait without end`() throws {
    let queue = try DatabaseQueue(path: store.path)
    try queue.writeWithoutTransaction { database in
      try database.execute(sql: "BEGIN EXCLUSIVE")
      let error = try evidenceError {
        try store.file(EvidenceFixture.record(), at: time(1))
      }
      #expect(error.code == .busy)
      try database.execute(sql: "ROLLBACK")
    }
    try store.file(EvidenceFixture.record(), at: time(1))
  }
}

/// On a small file system of its own, which only the superuser can mount.
@Suite(.serialized) struct EvidenceFullDiskTests {
  @Test(
    .enabled(
      if: TemporaryMount.isPossible, "mounting a small file system takes superuser rights"))
  func `a full disk is an error, and what was filed before is whole`() throws {
    let mount = try TemporaryMount(kilobytes: 256)
    let store = try EvidenceStore(path: mount.path + "/strat.db")
    let text = String(repeating: "# the same comment again\n", count: 400)
    var filed: [String] = []
    var failure: EvidenceError?
    for number in 0..<200 where failure == nil {
      do throws(EvidenceError) {
        let record = EvidenceFixture.record(
          EvidenceFixture.inputs(hash: "\(number)"), source: "# \(number)\n" + text)
        filed.append(try store.file(record, at: Timestamp(milliseconds: Int64(number))).id)
      } catch {
        failure = error
      }
    }
    let error = try #require(failure)
    #expect(error.code == .cannotFile)
    #expect(error.message.contains("full"))
    #expect(error.help == "make room on the disk")
    #expect(!filed.isEmpty)
    #expect(try store.runs().map(\.id) == filed.reversed())
    store.close()
    let reopened = try EvidenceStore(path: mount.path + "/strat.db")
    #expect(try reopened.runs().map(\.id) == filed.reversed())
    reopened.close()
  }
}
