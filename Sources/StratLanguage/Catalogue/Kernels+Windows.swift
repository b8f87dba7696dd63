extension KernelFunction {
  static let windows: [KernelFunction] = [
    KernelFunction(
      name: "sum", parameters: [.number("x"), .length],
      result: .common, emission: .operation(.sum),
      summary: "Sum of the last n values.",
      definition: "x + x[1] + … + x[n − 1]",
      source: "TA-Lib SUM; Pine math.sum", example: "sum(volume, 20)"),
    KernelFunction(
      name: "stdev", parameters: [.number("x"), .length],
      result: .common, emission: .operation(.stdev),
      summary: "Population standard deviation of the last n values.",
      definition: "√(Σ (xᵢ − mean)² / n)",
      source: "TA-Lib STDDEV; Pine ta.stdev", example: "stdev(close, 20)",
      range: DeclaredRange(lower: 0),
      differences: [
        "pandas, numpy with ddof=1 and spreadsheets divide by n − 1: sqrt(variance(x, n, divisor: sample))"
      ]),
    KernelFunction(
      name: "highest", parameters: [.number("x"), .length],
      result: .common, emission: .operation(.highest),
      summary: "Largest of the last n values.",
      definition: "max(x, x[1], …, x[n − 1])",
      source: "TA-Lib MAX; Pine ta.highest", example: "highest(high, 20)"),
    KernelFunction(
      name: "lowest", parameters: [.number("x"), .length],
      result: .common, emission: .operation(.lowest),
      summary: "Smallest of the last n values.",
      definition: "min(x, x[1], …, x[n − 1])",
      source: "TA-Lib MIN; Pine ta.lowest", example: "lowest(low, 20)"),
    KernelFunction(
      name: "highest_bar", parameters: [.number("x"), .length, .option(.ties)],
      result: .fixed(.bars), emission: .chosen([.highestBar, .highestBarEarliest]),
      summary: "How many bars ago the largest of the last n values was.",
      definition: "the k < n for which x[k] = highest(x, n); of equals the latest",
      source: "TA-Lib MAXINDEX", example: "highest_bar(high, 20)",
      range: DeclaredRange(lower: 0),
      differences: [
        "Pine ta.highestbars takes the earliest of equals, and counts below zero: -highest_bar(x, n, ties: earliest)"
      ]),
    KernelFunction(
      name: "lowest_bar", parameters: [.number("x"), .length, .option(.ties)],
      result: .fixed(.bars), emission: .chosen([.lowestBar, .lowestBarEarliest]),
      summary: "How many bars ago the smallest of the last n values was.",
      definition: "the k < n for which x[k] = lowest(x, n); of equals the latest",
      source: "TA-Lib MININDEX", example: "lowest_bar(low, 20)",
      range: DeclaredRange(lower: 0),
      differences: [
        "Pine ta.lowestbars takes the earliest of equals, and counts below zero: -lowest_bar(x, n, ties: earliest)"
      ]),
  ]
}
