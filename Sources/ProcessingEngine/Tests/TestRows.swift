import StratMarket
import StratSyntax

/// Which rows of a frame a moment of an expectation means.
struct TestRows {
  enum Answer {
    case found(Range<Int>)
    /// Why there are none.
    case missing(String)
  }

  private let frame: Frame

  init(_ frame: Frame) { self.frame = frame }

  func rows(of moment: TestMoment?) -> Answer {
    let all = 0..<frame.rowCount
    guard !all.isEmpty else { return .missing("there are no candles") }
    guard let moment else { return .found(all) }
    let points = [moment.point] + (moment.end.map { [$0] } ?? [])
    for case .bar(let bar) in points.map(\.kind) where !(1...all.count).contains(bar) {
      return .missing("there are only \(all.count) bars")
    }
    let rows: Range<Int>
    switch moment.relation {
    case .before: rows = 0..<first(atOrAfter: moment.point)
    case .after: rows = min(first(after: moment.point), all.count)..<all.count
    case .between:
      let start = first(atOrAfter: moment.point)
      rows = start..<max(start, first(after: moment.end ?? moment.point))
    case .at:
      let next = first(after: moment.point)
      rows = isInside(moment.point, row: next - 1) ? next - 1..<next : 0..<0
    }
    if !rows.isEmpty { return .found(rows) }
    let span = "\(frame.time(ofRow: 0)) to \(frame.time(ofRow: all.count - 1))"
    return .missing(
      moment.relation == .at
        ? "there is no bar at that time, the candles run from \(span)"
        : "there is no bar \(moment.relation.rawValue) that, the candles run from \(span)")
  }

  private func first(atOrAfter point: TestPoint) -> Int {
    switch point.kind {
    case .bar(let bar): bar - 1
    case .time(let milliseconds):
      frame.firstRow(atOrAfter: Timestamp(milliseconds: milliseconds ?? 0))
    }
  }

  private func first(after point: TestPoint) -> Int {
    switch point.kind {
    case .bar(let bar): bar
    case .time(let milliseconds):
      frame.firstRow(atOrAfter: Timestamp(milliseconds: (milliseconds ?? 0) + 1))
    }
  }

  /// Whether a moment lies within a bar: from its opening up to the next, and for the last or
  /// before a gap as long as bars usually are.
  private func isInside(_ point: TestPoint, row: Int) -> Bool {
    guard row >= 0 else { return false }
    guard case .time(let milliseconds?) = point.kind else { return true }
    let opening = frame.time(ofRow: row)
    if opening.milliseconds == milliseconds { return true }
    // A month has no fixed length, but every bar up to the next is one of its days.
    guard let length = frame.interval?.milliseconds else { return row + 1 < frame.rowCount }
    return milliseconds - opening.milliseconds < length
  }
}
