import StratMarket

/// Puts a venue's reports into their order and finds those that are missing.
struct ReportNumbering: Sendable {
  /// The last report that was dealt with, once the session has joined.
  private(set) var last: Int64?
  /// Reports that came before others that they follow on.
  private var early: [Int64: VenueReport] = [:]
  /// The highest number that is known to exist.
  private(set) var highest: Int64 = 0

  /// Which gap the venue was asked about last, when, and how often in a row.
  private var asked: (gap: Int64, at: Timestamp, times: Int)?

  /// More than this many are not kept: they are asked for again.
  private static let kept = 4096

  mutating func join(at sequence: Int64) {
    last = max(last ?? sequence, sequence)
    highest = max(highest, sequence)
    early = early.filter { $0.key > sequence }
  }

  mutating func take(_ report: VenueReport) {
    highest = max(highest, report.sequence)
    guard let last, report.sequence > last, early.count < Self.kept else { return }
    early[report.sequence] = report
  }

  /// The next one in order, if it is here.
  mutating func next() -> VenueReport? {
    guard let last, let report = early.removeValue(forKey: last + 1) else { return nil }
    self.last = last + 1
    return report
  }

  mutating func exists(_ sequence: Int64) { highest = max(highest, sequence) }

  /// After which report something is missing.
  var gap: Int64? {
    guard let last, highest > last else { return nil }
    return last
  }

  /// After which report the venue is to be asked now: at once about a new gap, and again only after
  /// a wait that grows.
  mutating func toAsk(at now: Timestamp, _ settings: LiveSettings) -> Int64? {
    guard let gap else {
      asked = nil
      return nil
    }
    if let nextAsk = nextAsk(settings), nextAsk > now { return nil }
    let times = asked?.gap == gap ? (asked?.times ?? 0) + 1 : 0
    asked = (gap, now, times)
    return gap
  }

  /// When the venue is to be asked again about a gap that is still there.
  func nextAsk(_ settings: LiveSettings) -> Timestamp? {
    guard let gap, let asked, asked.gap == gap else { return nil }
    let delay = settings.lookUpDelay(after: asked.times + 2)
    return Timestamp(milliseconds: asked.at.milliseconds + delay)
  }

  /// A report that was dealt with before the session was restored.
  mutating func met(_ sequence: Int64) {
    last = max(last ?? sequence, sequence)
    highest = max(highest, sequence)
  }
}
