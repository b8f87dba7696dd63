import Foundation

/// What is computed by going through the last n rows, oldest first.
struct ReferenceScan {
  private typealias Arithmetic = ReferenceArithmetic

  private let values: [Double]

  /// Nothing unless the window is full and holds no `na`.
  init?(_ history: [Double], endingIn row: Int, length n: Int) {
    guard row + 1 >= n else { return nil }
    values = Array(history[(row - n + 1)...row])
    if values.contains(where: \.isNaN) { return nil }
  }

  private var count: Double { Double(values.count) }
  private var newest: Double { values[values.count - 1] }

  private func sum(_ terms: [Double]) -> Double { terms.reduce(0, Arithmetic.add) }

  /// The distances from the mean, everything counted from the newest.
  private var distances: [Double] {
    let moved = values.map { Arithmetic.subtract($0, newest) }
    let mean = Arithmetic.divide(sum(moved), count)
    return moved.map { Arithmetic.subtract($0, mean) }
  }

  var meanDeviation: Double { Arithmetic.divide(sum(distances.map(\.magnitude)), count) }

  private var squares: [Double] { distances.map { Arithmetic.multiply($0, $0) } }
  private var variance: Double { Arithmetic.divide(sum(squares), count) }

  var skew: Double {
    let cubes = zip(squares, distances).map { Arithmetic.multiply($0, $1) }
    return Arithmetic.divide(
      Arithmetic.divide(sum(cubes), count),
      Arithmetic.multiply(variance, Arithmetic.squareRoot(variance)))
  }

  var kurtosis: Double {
    let fourths = squares.map { Arithmetic.multiply($0, $0) }
    return Arithmetic.subtract(
      Arithmetic.divide(
        Arithmetic.divide(sum(fourths), count), Arithmetic.multiply(variance, variance)), 3)
  }

  var rank: Double { Double(values.dropLast().count { $0 <= newest }) }

  func percentile(_ p: Double) -> Double {
    guard p >= 0, p <= 100 else { return .nan }
    // Adding zero makes one of both zeros.
    let sorted = values.map { $0 + 0 }.sorted()
    let h = Arithmetic.multiply(Arithmetic.divide(p, 100), count - 1)
    let l = h.rounded(.down)
    let below = sorted[Int(l)]
    let above = sorted[min(Int(l) + 1, sorted.count - 1)]
    return Arithmetic.add(
      below, Arithmetic.multiply(h - l, Arithmetic.subtract(above, below)))
  }

  func underBell(offset: Double, sigma: Double) -> Double {
    if offset.isNaN || sigma.isNaN { return .nan }
    let m = offset * (count - 1)
    let s = count / sigma
    let weights = values.indices.map { i in
      let d = Double(i) - m
      return exp(-(d * d) / (2 * (s * s)))
    }
    // Infinite scales give weights of zero or of no number: then there is no mean either.
    let weighed = zip(weights, values).map { $0 * $1 }.reduce(0, +)
    return Arithmetic.finite(weighed / weights.reduce(0, +))
  }

  /// The newest first, as many as wanted.
  private func recent(_ wanted: Double) -> [Double]? {
    let whole = wanted.rounded(.down)
    guard whole >= 1, whole <= count else { return nil }
    return Array(values.reversed().prefix(Int(whole)))
  }

  func recentMean(of wanted: Double) -> Double {
    guard let recent = recent(wanted) else { return .nan }
    return Arithmetic.divide(sum(recent), Double(recent.count))
  }

  /// One turn of a wave over the newest.
  func turned(_ wanted: Double, by wave: (Double) -> Double) -> Double {
    guard let recent = recent(wanted) else { return .nan }
    let turn = 6.283185307179586
    return sum(
      recent.enumerated().map { place, x in
        wave(Double(place) * turn / Double(recent.count)) * x
      })
  }
}
