import StratRandom

/// Which variants of a strategy are tried.
package enum SearchPlan: Sendable {
  /// Every combination of the ranges' values.
  case grid
  case random(count: Int, seed: UInt64)
  /// Evenly spread over all ranges at once; see `SobolSequence`.
  case sobol(count: Int)

  package enum Refusal: Error, Hashable, Sendable {
    /// A grid needs steps.
    case endless(name: String)
    case tooMany(count: Double, limit: Int)
    case tooManyAxes(count: Int, limit: Int)
  }

  /// More is a mistake, or wants a random search.
  package static let limit = 1_000_000

  /// The variants, each a value for every range; the last range varies fastest, none is there
  /// twice.
  package func variants(_ ranges: [ParameterRange]) throws(Refusal) -> [[Double]] {
    switch self {
    case .grid:
      var counts: [Int] = []
      for range in ranges {
        guard let count = range.count else { throw .endless(name: range.name) }
        counts.append(count)
      }
      let total = counts.reduce(1.0) { $0 * Double($1) }
      guard total <= Double(Self.limit) else { throw .tooMany(count: total, limit: Self.limit) }
      return (0..<Int(total)).map { place in
        var rest = place
        var values = Array(repeating: 0.0, count: ranges.count)
        for index in ranges.indices.reversed() {
          values[index] = ranges[index].value(at: rest % counts[index])
          rest /= counts[index]
        }
        return values
      }
    case .random(let count, let seed):
      try Self.check(count)
      var random = SplitMix64(seed: seed)
      return Self.distinct(count) { ranges.map { $0.value(at: random.unit()) } }
    case .sobol(let count):
      try Self.check(count)
      guard ranges.count <= SobolSequence.mostAxes else {
        throw .tooManyAxes(count: ranges.count, limit: SobolSequence.mostAxes)
      }
      guard !ranges.isEmpty else { return [[]] }
      var points = SobolSequence(axes: ranges.count)
      return Self.distinct(count) {
        zip(ranges, points.next()).map { range, share in range.value(at: share) }
      }
    }
  }

  private static func check(_ count: Int) throws(Refusal) {
    guard count <= limit else { throw .tooMany(count: Double(count), limit: limit) }
  }

  /// So many different draws, or fewer where there are not as many.
  private static func distinct(_ count: Int, _ draw: () -> [Double]) -> [[Double]] {
    var seen: Set<[Double]> = []
    var found: [[Double]] = []
    var misses = 0
    while found.count < count, misses < 1_000 + 4 * count {
      let values = draw()
      if seen.insert(values).inserted { found.append(values) } else { misses += 1 }
    }
    return found
  }
}
