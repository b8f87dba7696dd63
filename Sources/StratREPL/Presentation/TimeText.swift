package import StratMarket

/// Writes the times of one frame: days without their midnight, everything else in full.
package struct TimeText {
  private let daysOnly: Bool

  package init(_ frame: Frame, rows: Range<Int>) {
    daysOnly =
      !rows.isEmpty
      && rows.allSatisfy { frame.time(ofRow: $0).millisecondOfDay == 0 }
  }

  package func text(_ time: Timestamp) -> String { daysOnly ? time.dateText : time.description }

  /// `AAPL, 1d, 3270 bars, 2000-03-01 to 2013-03-01`.
  package static func heading(_ frame: Frame, rows: Range<Int>) -> String {
    var parts = [frame.symbol]
    if let interval = frame.interval { parts.append(interval.description) }
    parts.append("\(rows.count) \(rows.count == 1 ? "bar" : "bars")")
    if let first = rows.first, let last = rows.last {
      let ends = TimeText(ends: frame, first, last)
      parts.append(
        "\(ends.text(frame.time(ofRow: first))) to \(ends.text(frame.time(ofRow: last)))")
    }
    return parts.joined(separator: ", ")
  }

  private init(ends frame: Frame, _ first: Int, _ last: Int) {
    daysOnly = [first, last].allSatisfy { frame.time(ofRow: $0).millisecondOfDay == 0 }
  }
}
