/// Moments of a sample of returns.
package struct Sample: Hashable, Sendable {
  package let count: Int
  package let mean: Double
  /// Sample standard deviation (n − 1).
  package let deviation: Double
  /// Third and fourth standardised moments of the population; a normal has 0 and 3.
  package let skewness: Double
  package let kurtosis: Double

  package init(count: Int, mean: Double, deviation: Double, skewness: Double, kurtosis: Double) {
    self.count = count
    self.mean = mean
    self.deviation = deviation
    self.skewness = skewness
    self.kurtosis = kurtosis
  }

  package init(_ values: [Double]) {
    count = values.count
    let n = Double(values.count)
    let mean = values.reduce(0, +) / n
    var (second, third, fourth) = (0.0, 0.0, 0.0)
    for value in values {
      let distance = value - mean
      second += distance * distance
      third += distance * distance * distance
      fourth += distance * distance * distance * distance
    }
    self.mean = mean
    deviation = values.count > 1 ? (second / (n - 1)).squareRoot() : .nan
    let variance = second / n
    skewness = variance > 0 ? third / n / (variance * variance.squareRoot()) : .nan
    kurtosis = variance > 0 ? fourth / n / (variance * variance) : .nan
  }
}
