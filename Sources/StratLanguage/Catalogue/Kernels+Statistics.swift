extension KernelFunction {
  static let statistics: [KernelFunction] = [
    KernelFunction(
      name: "covariance", parameters: [.number("x"), .number("y"), .length],
      result: .product, emission: .operation(.covariance),
      summary: "Population covariance of two series over n bars.",
      definition: "Σ (xᵢ − mean x) (yᵢ − mean y) / n",
      source: "Pearson; numpy cov with ddof=0", example: "covariance(close, volume, 20)",
      differences: [
        "pandas divides by n − 1"
      ]),
    KernelFunction(
      name: "mean_deviation", parameters: [.number("x"), .length(to: scannedLength)],
      result: .common, emission: .operation(.meanDeviation),
      summary: "Mean distance of the last n values from their mean.",
      definition: "Σ |xᵢ − mean| / n",
      source: "Pine ta.dev; part of the commodity channel index",
      example: "mean_deviation(close, 20)",
      range: DeclaredRange(lower: 0)),
    KernelFunction(
      name: "skew", parameters: [.number("x"), .length(to: scannedLength)],
      result: .fixed(.ratio), emission: .operation(.skew),
      summary: "Skewness of the last n values: above 0 with a long tail upwards.",
      definition: "(Σ (xᵢ − mean)³ / n) / stdev³",
      source: "Fisher and Pearson; scipy.stats.skew", example: "skew(close, 20)",
      differences: [
        "pandas corrects for the size of the sample"
      ]),
    KernelFunction(
      name: "kurtosis", parameters: [.number("x"), .length(to: scannedLength)],
      result: .fixed(.ratio), emission: .operation(.kurtosis),
      summary: "Excess kurtosis of the last n values: above 0 with heavier tails than normal.",
      definition: "(Σ (xᵢ − mean)⁴ / n) / stdev⁴ − 3",
      source: "Pearson; scipy.stats.kurtosis", example: "kurtosis(close, 20)",
      range: DeclaredRange(lower: -2),
      differences: [
        "pandas corrects for the size of the sample"
      ]),
    KernelFunction(
      name: "rank", parameters: [.number("x"), .length(to: scannedLength)],
      result: .fixed(.bars), emission: .operation(.rank),
      summary: "How many of the n − 1 values before are not above the newest.",
      definition: "count of k from 1 to n − 1 with x[k] ≤ x",
      source: "counted part of Pine ta.percentrank", example: "rank(close, 20)",
      range: DeclaredRange(lower: 0)),
    KernelFunction(
      name: "percentile", parameters: [.number("x"), .length(to: scannedLength), .number("p")],
      result: .first, emission: .operation(.percentile),
      summary: "The value below which p per cent of the last n values lie.",
      definition:
        "between the values at ⌊h⌋ and ⌊h⌋ + 1 of the sorted window in proportion, h = (n − 1) p / 100",
      source: "numpy percentile (linear)", example: "percentile(close, 20, 90)",
      differences: [
        "Pine ta.percentile_nearest_rank takes a value of the window instead of going between two"
      ]),
    recent(
      "recent_mean", .recentMean, "Mean of the last m values, where m may change from bar to bar.",
      "(x + x[1] + … + x[k − 1]) / k, k = ⌊m⌋, na unless 1 ≤ k ≤ n and all n values are there",
      source: "Pine ta.sma with a series for its length", example: "recent_mean(close, 5, 50)"),
    recent(
      "recent_sine", .recentSine,
      "Sum of the last m values, each times the sine of its place in one turn over them.",
      "Σ sin(2π i / k) x[i], i = 0 … k − 1, k = ⌊m⌋, na unless 1 ≤ k ≤ n and all n values are there",
      source: "Fourier; Ehlers (2001)", example: "recent_sine(close, 20, 50)"),
    recent(
      "recent_cosine", .recentCosine,
      "Sum of the last m values, each times the cosine of its place in one turn over them.",
      "Σ cos(2π i / k) x[i], i = 0 … k − 1, k = ⌊m⌋, na unless 1 ≤ k ≤ n and all n values are there",
      source: "Fourier; Ehlers (2001)", example: "recent_cosine(close, 20, 50)"),
  ]

  private static func recent(
    _ name: String, _ operation: Operation, _ summary: String, _ definition: String,
    source: String, example: String
  ) -> KernelFunction {
    KernelFunction(
      name: name,
      parameters: [.number("x"), .number("m"), .length(default: 50, to: scannedLength)],
      result: .first, emission: .operation(operation), summary: summary, definition: definition,
      source: source, example: example)
  }
}
