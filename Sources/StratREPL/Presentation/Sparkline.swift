package import ProcessingEngine
import StratLanguage

/// A series drawn with blocks of eight heights in one line.
package enum Sparkline {
  private static let heights: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Each character stands for the mean of its share of the bars, or how many of them are true;
  /// a blank for bars that are all `na`.
  package static func text(_ values: OutputValues, width: Int = 60) -> String {
    switch values {
    case .numbers(let numbers):
      let means = buckets(numbers.count, width).map { mean(numbers[$0]) }
      let present = means.filter { !$0.isNaN }
      guard let least = present.min(), let greatest = present.max() else { return "" }
      return drawn(means, least: least, greatest: greatest)
    case .truths(let truths):
      let shares = buckets(truths.count, width).map { bucket in
        mean(
          truths[bucket].map { truth in
            switch Kleene(rawValue: truth) ?? .na {
            case .true: 1
            case .false: 0
            case .na: .nan
            }
          })
      }
      // A single true bar among thousands must still be seen.
      return drawn(shares.map { $0 > 0 ? max($0, 1 / 7) : $0 }, least: 0, greatest: 1)
    }
  }

  private static func drawn(_ values: [Double], least: Double, greatest: Double) -> String {
    let range = greatest - least
    return String(
      values.map { value -> Character in
        guard !value.isNaN else { return " " }
        guard range > 0, range.isFinite else { return heights[3] }
        return heights[Int(((value - least) / range * 7).rounded())]
      })
  }

  private static func buckets(_ count: Int, _ width: Int) -> [Range<Int>] {
    let width = min(width, count)
    return (0..<width).map { $0 * count / width..<($0 + 1) * count / width }
  }

  private static func mean(_ values: some Collection<Double>) -> Double {
    var sum = 0.0
    var count = 0.0
    for value in values where !value.isNaN {
      // Halves keep the sum of two huge values finite.
      sum += value / 2
      count += 1
    }
    return count > 0 ? sum / count * 2 : .nan
  }
}
