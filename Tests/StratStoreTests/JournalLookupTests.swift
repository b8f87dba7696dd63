import StratMarket
import StratStore
import StratTrading
import TestSupport
import Testing

struct JournalLookupTests {
  let directory: TemporaryDirectory
  let journal: SQLiteJournal

  init() throws {
    directory = try TemporaryDirectory()
    journal = try SQLiteJournal.open(
      path: directory.file("run.journal"), mode: .create(.sample))
  }

  private func moment(_ milliseconds: Int64) -> Timestamp { Timestamp(milliseconds: milliseconds) }

  @Test func `an empty journal has no records and no last record`() throws {
    #expect(try journal.lastRecord == nil)
    #expect(try journal.count == 0)
    #expect(try journal.records(after: 0, limit: 10).isEmpty)
    #expect(try journal.lastRecords(ofKind: "event", limit: 3).isEmpty)
    #expect(try journal.verify().sequence == 0)
  }

  @Test func `pages put together are the journal`() throws {
    try journal.commitSamples(1...25)
    var pages: [[JournalRecord]] = []
    var last: Int64 = 0
    while let next = try pages.last.map({ try #require($0.last).sequence }) ?? last as Int64? {
      last = next
      let page = try journal.records(after: last, limit: 10)
      if page.isEmpty { break }
      pages.append(page)
    }
    #expect(pages.map(\.count) == [10, 10, 5])
    #expect(pages.flatMap { $0 } == (try journal.allRecords()))
    #expect(try journal.records(after: .max, limit: 10).isEmpty)
    #expect(try journal.records(after: .min, limit: 0).isEmpty)
    #expect(try journal.lastRecord?.sequence == 25)
    #expect(try journal.count == 25)
  }

  @Test func `records of a kind are found by time, the end excluded`() throws {
    try journal.commitSamples(1...10)
    let found = try journal.records(
      ofKind: "event", in: moment(3000)..<moment(7000), limit: .max)
    #expect(found.map(\.sequence) == [3, 5])
    #expect(
      try journal.records(ofKind: "event", in: moment(.min)..<moment(.max), limit: 2)
        .map(\.sequence) == [1, 3])
    #expect(
      try journal.records(ofKind: "eve", in: moment(.min)..<moment(.max), limit: 2).isEmpty)
  }

  @Test func `records of one moment come in the order they were written`() throws {
    for payload in ["c", "a", "b"] {
      try journal.append(kind: "event", time: moment(5), payload: payload)
    }
    try journal.append(kind: "event", time: moment(4), payload: "earlier by the clock")
    try journal.commit()
    let found = try journal.records(ofKind: "event", in: moment(0)..<moment(9), limit: .max)
    #expect(found.map(\.payload) == ["earlier by the clock", "c", "a", "b"])
  }

  @Test func `the newest records of a kind come oldest first`() throws {
    try journal.commitSamples(1...10)
    #expect(try journal.lastRecords(ofKind: "effect", limit: 2).map(\.sequence) == [8, 10])
    #expect(try journal.lastRecords(ofKind: "effect", limit: 99).count == 5)
  }

  @Test func `kinds that differ only in how a letter is encoded are different`() throws {
    try journal.append(kind: "\u{E9}", time: moment(1), payload: "one")
    try journal.append(kind: "e\u{301}", time: moment(1), payload: "two")
    try journal.append(kind: "\u{E9}\u{0}x", time: moment(1), payload: "three")
    try journal.commit()
    let range = moment(0)..<moment(2)
    #expect(try journal.records(ofKind: "\u{E9}", in: range, limit: 9).map(\.payload) == ["one"])
    #expect(
      try journal.records(ofKind: "\u{E9}\u{0}x", in: range, limit: 9).map(\.payload) == ["three"])
  }
}
