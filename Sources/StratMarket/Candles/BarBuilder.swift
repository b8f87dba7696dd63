/// How the values of a column become the value of a longer bar.
package enum BarPart: Sendable {
  case first
  case greatest
  case least
  case last
  case sum

  /// The first open, the greatest high, the least low, the whole volume; of all else the last.
  package init(column name: String) {
    switch name {
    case "open": self = .first
    case "high": self = .greatest
    case "low": self = .least
    case "volume": self = .sum
    default: self = .last
    }
  }

  /// What a bar so far and one more candle make.
  ///
  /// What is missing stays missing, as in a window: nobody knows the high of a day without knowing
  /// that of each hour.
  func joined(_ value: Double, _ next: Double) -> Double {
    switch self {
    case .first: return value
    case .last: return next
    case .greatest: return value.isNaN || next.isNaN ? .nan : next > value ? next : value
    case .least: return value.isNaN || next.isNaN ? .nan : next < value ? next : value
    case .sum:
      let sum = value + next
      return sum.isFinite ? sum : .nan
    }
  }
}

/// Makes bars of a longer interval, candle by candle.
///
/// A candle belongs to the bar in which it ends, so that a bar has all its candles when its time
/// is over.
package struct BarBuilder: Sendable {
  private let parts: [BarPart]
  private var buckets: BarBuckets
  /// When the bar being made begins and ends; nil while there is none.
  package private(set) var span: Range<Int64>?
  package private(set) var values: [Double]

  package init(columns: [String], _ buckets: BarBuckets) {
    parts = columns.map(BarPart.init)
    self.buckets = buckets
    values = Array(repeating: .nan, count: columns.count)
  }

  /// Whether a candle that ends at a moment belongs to a later bar than the one being made.
  package mutating func isLater(_ end: Int64) -> Bool {
    guard let span else { return false }
    return buckets.bucket(at: end - 1) != span
  }

  /// Takes in a candle.
  ///
  /// - Precondition: it is not of a later bar; `values` are those of the columns.
  package mutating func add(end: Int64, _ values: [Double]) {
    guard span != nil else {
      span = buckets.bucket(at: end - 1)
      self.values = values
      return
    }
    for (index, part) in parts.enumerated() {
      self.values[index] = part.joined(self.values[index], values[index])
    }
  }

  /// Whether the time of the bar being made is over at a moment.
  package func isOver(at moment: Int64) -> Bool { span.map { $0.upperBound <= moment } ?? false }

  /// Begins anew after a bar that is over.
  package mutating func close() { span = nil }

  /// Goes on with a bar begun elsewhere.
  package mutating func resume(_ span: Range<Int64>?, _ values: [Double]) {
    precondition(values.count == parts.count, "a value for each column")
    self.span = span
    self.values = values
  }
}
