/// The last n rows of a history, cut where the definition of the window sums cuts them.
///
/// ```
///   now − n + 1 …… c − 1 │ c …… now      c is the last multiple of n
///        suffix  ◀────── │ ──────▶ prefix
/// ```
/// The suffix is folded away from the cut, from right to left; the prefix from left to right.
struct ReferenceWindow {
  private typealias Arithmetic = ReferenceArithmetic

  let suffix: [Double]
  let prefix: [Double]

  /// Nothing unless the window is full and holds no `na`.
  init?(_ history: [Double], endingIn row: Int, length n: Int) {
    let first = row - n + 1
    guard first >= 0 else { return nil }
    let cut = row - row % n
    suffix = Array(history[first..<cut])
    prefix = Array(history[cut...row])
    if suffix.contains(where: \.isNaN) || prefix.contains(where: \.isNaN) { return nil }
  }

  var length: Int { suffix.count + prefix.count }

  var sum: Double {
    let ofPrefix = prefix.reduce(0, Arithmetic.add)
    if suffix.isEmpty { return ofPrefix }
    return Arithmetic.add(suffix.reversed().reduce(0, Arithmetic.add), ofPrefix)
  }

  var mean: Double { Arithmetic.divide(sum, Double(length)) }

  var weightedMean: Double {
    var prefixSum = 0.0
    var prefixWeighted = 0.0
    for (index, x) in prefix.enumerated() {
      prefixSum = Arithmetic.add(prefixSum, x)
      prefixWeighted = Arithmetic.add(prefixWeighted, Arithmetic.multiply(Double(index + 1), x))
    }
    var suffixSum = 0.0
    var suffixWeighted = 0.0
    for x in suffix.reversed() {
      suffixWeighted = Arithmetic.add(suffixWeighted, suffixSum)
      suffixWeighted = Arithmetic.add(suffixWeighted, x)
      suffixSum = Arithmetic.add(suffixSum, x)
    }
    let moved = Arithmetic.multiply(Double(suffix.count), prefixSum)
    let weighted = Arithmetic.add(suffixWeighted, Arithmetic.add(prefixWeighted, moved))
    return Arithmetic.divide(weighted, Double(length * (length + 1) / 2))
  }

  /// Of the population; a spread that no number can hold is `na`, also one below zero.
  var standardDeviation: Double {
    let ofPrefix = Self.spread(prefix, from: prefix[0])
    var m2 = ofPrefix.m2
    if !suffix.isEmpty {
      let last = suffix[suffix.count - 1]
      let ofSuffix = Self.spread(suffix.reversed(), from: last)
      let d = Arithmetic.add(
        Arithmetic.subtract(ofPrefix.mean, ofSuffix.mean), Arithmetic.subtract(prefix[0], last))
      let share = Double(suffix.count) * Double(prefix.count) / Double(length)
      let between = Arithmetic.multiply(Arithmetic.multiply(d, d), share)
      m2 = Arithmetic.add(Arithmetic.add(ofSuffix.m2, ofPrefix.m2), between)
    }
    if m2.isNaN { return .nan }
    return Arithmetic.squareRoot(Arithmetic.divide(m2 > 0 ? m2 : 0, Double(length)))
  }

  /// The mean is counted from a base.
  private static func spread(
    _ values: [Double], from base: Double
  ) -> (mean: Double, m2: Double) {
    var mean = 0.0
    var m2 = 0.0
    for (index, value) in values.enumerated() {
      let x = Arithmetic.subtract(value, base)
      let d = Arithmetic.subtract(x, mean)
      mean = Arithmetic.add(mean, Arithmetic.multiply(d, 1 / Double(index + 1)))
      m2 = Arithmetic.add(m2, Arithmetic.multiply(d, Arithmetic.subtract(x, mean)))
    }
    return (mean, m2)
  }

  /// The value that none beats, and how many bars ago it was; of equals the latest.
  func extreme(
    by beats: (Double, Double) -> Bool
  ) -> (value: Double, barsAgo: Double) {
    let newestFirst = Array((suffix + prefix).reversed())
    var best = 0
    for index in newestFirst.indices where beats(newestFirst[index], newestFirst[best]) {
      best = index
    }
    return (newestFirst[best], Double(best))
  }
}
