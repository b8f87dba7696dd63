/// Where bars are absent: nights, weekends, minutes without a trade, holes of a source.
package struct GapSummary: Hashable, Sendable {
  /// Steps of more than one and a half intervals.
  package var count: Int
  /// Bars that would fill all the gaps.
  package var missingBars: Int
  package var longestMilliseconds: Int64
  /// The last bar before the longest gap.
  package var longestAfter: Timestamp

  /// Nil when there is no gap, or no interval to measure with.
  package init?(in frame: Frame) {
    guard let interval = frame.interval else { return nil }
    count = 0
    missingBars = 0
    longestMilliseconds = 0
    longestAfter = Timestamp(milliseconds: 0)
    for row in frame.times.indices.dropFirst() {
      let earlier = frame.times[row - 1]
      let (difference, over) = frame.times[row].subtractingReportingOverflow(earlier)
      let step = over ? Int64.max : difference
      let missing: Int
      switch interval {
      case .fixed(let length):
        guard step > length, step - length >= max(1, length / 2) else { continue }
        let whole = step / length
        missing = Int(step - whole * length >= (length + 1) / 2 ? whole : whole - 1)
      case .months(let months):
        let passed =
          frame.time(ofRow: row).date.monthIndex - frame.time(ofRow: row - 1).date.monthIndex
        guard passed > months else { continue }
        missing = passed / months - 1
      }
      count += 1
      missingBars =
        missingBars.addingReportingOverflow(missing).overflow
        ? Int.max : missingBars + missing
      if step > longestMilliseconds {
        longestMilliseconds = step
        longestAfter = Timestamp(milliseconds: earlier)
      }
    }
    if count == 0 { return nil }
  }
}

extension GapSummary: CustomStringConvertible {
  package var description: String {
    let longest = Self.durationText(longestMilliseconds)
    return "\(count) \(count == 1 ? "gap" : "gaps"), \(missingBars) bars absent, "
      + "the longest \(longest) after \(longestAfter)"
  }

  /// The two largest units of a duration, `2d 3h`.
  private static func durationText(_ milliseconds: Int64) -> String {
    var rest = milliseconds
    var parts: [String] = []
    for (name, length) in [
      ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1),
    ] as [(String, Int64)] where rest >= length && parts.count < 2 {
      parts.append("\(rest / length)\(name)")
      rest %= length
    }
    return parts.joined(separator: " ")
  }
}
