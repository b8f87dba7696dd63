import Foundation
import TestSupport

/// Whole columns computed the plain way, with nothing of the engine: what formulas are held against
/// that no published table covers.
enum PlainSeries {
  static func map(_ a: [Double], _ f: (Double) -> Double) -> [Double] { a.map(f) }

  static func map(_ a: [Double], _ b: [Double], _ f: (Double, Double) -> Double) -> [Double] {
    zip(a, b).map { f($0, $1) }
  }

  static func rows(_ count: Int, _ f: (Int) -> Double) -> [Double] { (0..<count).map(f) }

  static func lag(_ a: [Double], _ bars: Int) -> [Double] {
    rows(a.count) { $0 < bars ? .nan : a[$0 - bars] }
  }

  static func change(_ a: [Double], _ bars: Int = 1) -> [Double] { map(a, lag(a, bars), -) }

  /// A formula over each full window, oldest first, that holds no `na`.
  static func rolling(_ a: [Double], _ n: Int, _ f: ([Double]) -> Double) -> [Double] {
    rows(a.count) { row in
      guard row + 1 >= n else { return .nan }
      let window = Array(a[(row + 1 - n)...row])
      return window.contains(where: \.isNaN) ? .nan : f(window)
    }
  }

  static func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  static func variance(_ values: [Double], less: Double = 0) -> Double {
    let middle = mean(values)
    return values.map { ($0 - middle) * ($0 - middle) }.reduce(0, +) / (Double(values.count) - less)
  }

  static func sma(_ a: [Double], _ n: Int) -> [Double] { rolling(a, n, mean) }
  static func sum(_ a: [Double], _ n: Int) -> [Double] { rolling(a, n) { $0.reduce(0, +) } }
  static func top(_ a: [Double], _ n: Int) -> [Double] { rolling(a, n) { $0.max() ?? .nan } }
  static func bottom(_ a: [Double], _ n: Int) -> [Double] { rolling(a, n) { $0.min() ?? .nan } }
  static func deviation(_ a: [Double], _ n: Int) -> [Double] {
    rolling(a, n) { variance($0).squareRoot() }
  }

  static func weighted(_ a: [Double], _ n: Int) -> [Double] {
    rolling(a, n) { window in
      window.enumerated().map { Double($0 + 1) * $1 }.reduce(0, +) / Double(n * (n + 1) / 2)
    }
  }

  static func ema(_ a: [Double], _ n: Int) -> [Double] { smooth(a, n, 2 / Double(n + 1)) }
  static func rma(_ a: [Double], _ n: Int) -> [Double] { smooth(a, n, 1 / Double(n)) }

  private static func smooth(_ a: [Double], _ n: Int, _ weight: Double) -> [Double] {
    var seeds: [Double] = []
    var value = Double.nan
    return a.map { x in
      if x.isNaN { return .nan }
      if seeds.count < n {
        seeds.append(x)
        value = seeds.count == n ? mean(seeds) : .nan
      } else {
        value = weight * x + (1 - weight) * value
      }
      return value
    }
  }

  static func strength(_ a: [Double], _ n: Int) -> [Double] {
    let up = rma(change(a).map { $0.isNaN ? .nan : max($0, 0) }, n)
    let down = rma(change(a).map { $0.isNaN ? .nan : max(-$0, 0) }, n)
    return map(up, down) { 100 * $0 / ($0 + $1) }
  }

  static func rate(_ a: [Double], _ n: Int) -> [Double] {
    map(a, lag(a, n)) { 100 * ($0 / $1 - 1) }
  }

  /// Mean and slope of the line of least squares, by the normal equations around the middle.
  static func line(_ window: [Double]) -> (mean: Double, slope: Double) {
    let middle = Double(window.count - 1) / 2
    let average = mean(window)
    var above = 0.0
    var below = 0.0
    for (i, x) in window.enumerated() {
      above += (Double(i) - middle) * (x - average)
      below += (Double(i) - middle) * (Double(i) - middle)
    }
    return (average, above / below)
  }

  /// 1 and 0 for a condition, nothing where one of the numbers is missing.
  static func truth(_ numbers: [Double], _ holds: Bool) -> Double {
    numbers.contains(where: \.isNaN) ? .nan : holds ? 1 : 0
  }
}

/// Candles as plain columns.
struct PlainCandles {
  var open: [Double]
  var high: [Double]
  var low: [Double]
  var close: [Double]
  var volume: [Double]

  var count: Int { close.count }
  var middle: [Double] { PlainSeries.map(high, low) { ($0 + $1) / 2 } }
  var height: [Double] { PlainSeries.map(high, low, -) }
  var body: [Double] { PlainSeries.map(open, close) { abs($0 - $1) } }
  var typical: [Double] { PlainSeries.rows(count) { (high[$0] + low[$0] + close[$0]) / 3 } }

  var trueRange: [Double] {
    PlainSeries.rows(count) { i in
      i == 0
        ? .nan
        : max(high[i] - low[i], abs(high[i] - close[i - 1]), abs(low[i] - close[i - 1]))
    }
  }

  /// A walk of whole cents with gaps between the bars, so that patterns and ties occur.
  init(seed: UInt64, rows: Int) {
    var random = SplitMix64(seed: seed)
    (open, high, low, close, volume) = ([], [], [], [], [])
    var price = 100.0
    func cents(_ x: Double) -> Double { (x * 100).rounded() / 100 }
    for _ in 0..<rows {
      let first = cents(price * (1 + 0.01 * (random.unit() - 0.5)))
      let last = cents(first * (1 + 0.04 * (random.unit() - 0.495)))
      let upper = random.chance(0.4) ? 0 : 0.01 * random.unit()
      let lower = random.chance(0.4) ? 0 : 0.01 * random.unit()
      open.append(first)
      close.append(last)
      high.append(cents(max(first, last) * (1 + upper)))
      low.append(cents(min(first, last) * (1 - lower)))
      volume.append((1_000 + 9_000 * random.unit()).rounded())
      price = last
    }
  }
}
