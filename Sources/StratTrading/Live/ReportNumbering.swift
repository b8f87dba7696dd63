import StratMarket

/// Puts a venue's reports into their order and finds those that are missing.
struct ReportNumbering: Sendable {
  /// The last report that was dealt with, once the session has joined.
  private(set) var last: Int64?
  /// Reports that came before others that they follow on.
  private var early: [Int64: VenueReport] = [:]
  /// The highest number that is known to exist.
  private(set) var highest: Int64 = 0

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

  /// A report that was dealt with before the session was restored.
  mutating func met(_ sequence: Int64) {
    last = max(last ?? sequence, sequence)
    highest = max(highest, sequence)
  }
}
