/// How long to wait before something is tried again: exponentially longer, with full jitter.
///
/// Full jitter draws from zero up to the longest wait of the attempt, so that sessions that lost
/// the same venue at the same moment do not come back at the same moment.
package struct Backoff: Codable, Hashable, Sendable {
  package var firstMilliseconds: Int64
  package var longestMilliseconds: Int64

  package init(firstMilliseconds: Int64, longestMilliseconds: Int64) {
    self.firstMilliseconds = firstMilliseconds
    self.longestMilliseconds = longestMilliseconds
  }

  /// - Parameters:
  ///   - failures: how often in a row it came to nothing, from 1.
  ///   - asked: how long the other side wants to be left alone; it is never cut short.
  package func wait(
    afterFailures failures: Int, asked: Int64? = nil, random: () -> Double
  ) -> Int64 {
    let doublings = min(max(failures - 1, 0), 30)
    let (grown, overflow) = firstMilliseconds.multipliedReportingOverflow(by: 1 << doublings)
    let longest = overflow ? longestMilliseconds : min(grown, longestMilliseconds)
    let drawn = Int64(Double(longest) * random())
    return max(1, (asked ?? 0) + drawn)
  }
}
