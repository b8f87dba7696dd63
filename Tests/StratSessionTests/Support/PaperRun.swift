import Foundation
import StratMarket
import StratStore
import StratTrading
import TestSupport

/// A paper session from the command line: what to run on what, and the journals it leaves.
struct PaperRun: Sendable {
  let directory: TemporaryDirectory
  var strategy: String
  var data: [String]
  var options: [String] = []

  /// Trades often, so that there is something to lose at every moment.
  static let busy = """
    strategy "Busy"
    param fast = 3 in 2..20
    entry long when ema(close, fast) crosses above ema(close, 8)
    exit long when ema(close, fast) crosses below ema(close, 8)
    entry short when rsi(close, 5) > 75
    exit short when rsi(close, 5) < 50
    size 15% of equity
    """

  init(text: String, data: [String], options: [String] = []) throws {
    directory = try TemporaryDirectory()
    strategy = try directory.write(text, to: "rules.strat")
    self.data = data
    self.options = options
  }

  /// The busy strategy over the first hours of a real file.
  init(hours: Int, options: [String] = []) throws {
    try self.init(text: Self.busy, data: [], options: options)
    let frame = try Examples.frame(Examples.path("examples/data/EURUSD_1h.csv"))
    let path = directory.file("EURUSD_1h.csv")
    try CandleWriter.write(frame.prefix(hours), to: path)
    data = [path]
  }

  func arguments(_ journal: String) -> [String] {
    ["paper", strategy, "--data"] + data + ["--journal", directory.file(journal)] + options
  }

  func start(_ journal: String) throws -> Invocation { try Invocation(arguments(journal)) }

  func run(_ journal: String) throws -> Invocation.Outcome {
    try Invocation.run(arguments(journal))
  }

  /// What a journal holds, after its chain has been checked.
  func contents(_ journal: String) throws -> JournalContents {
    try JournalContents(path: directory.file(journal))
  }

  /// The bytes of a journal and of its log; 0 before there is one.
  func size(_ journal: String) -> Int { bytes(journal) + bytes(journal + "-wal") }

  /// Waits until a running session has committed something, or has ended.
  func waitForRecords(_ journal: String, of session: Invocation) throws {
    while try !session.hasEnded(), !hasRecords(journal) { usleep(2000) }
  }

  private func hasRecords(_ journal: String) -> Bool {
    guard
      let reader = try? SQLiteJournal.open(path: directory.file(journal), mode: .readOnly),
      let head = try? reader.head
    else { return false }
    return head.sequence > 0
  }

  private func bytes(_ name: String) -> Int {
    var status = stat()
    return unsafe stat(directory.file(name), &status) == 0 ? Int(status.st_size) : 0
  }
}

/// All records of a journal, and the hash that stands for them and for the session's identity.
struct JournalContents: Equatable, Sendable {
  var session: SessionIdentity
  var records: [JournalRecord]
  var head: JournalHead

  /// Throws when the chain is broken.
  init(path: String) throws {
    let journal = try SQLiteJournal.open(path: path, mode: .readOnly)
    defer { journal.close() }
    session = journal.session
    head = try journal.verify()
    records = try journal.records(after: 0, limit: .max)
  }

  /// Whether these are the first records of another journal of the same session.
  func isPrefix(of other: JournalContents) -> Bool {
    session == other.session && other.records.starts(with: records)
  }

  var decisions: [Decision] {
    records.compactMap {
      guard case .effect(.decision(let decision))? = JournalPayload($0) else { return nil }
      return decision
    }
  }
}

extension PaperRun {
  /// The same run over other candles.
  init(_ run: PaperRun, data: [String]) {
    self = run
    self.data = data
  }
}
