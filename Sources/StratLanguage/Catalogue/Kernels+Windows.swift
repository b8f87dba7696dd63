extension KernelFunction {
  static let windows: [KernelFunction] = [
    KernelFunction(
      name: "sum", parameters: [.number("x"), .length], result: .common,
      emission: .operation(.sum), summary: "Sum of the last n values.",
      history: "n − 1 bars more than x"),
    KernelFunction(
      name: "stdev", parameters: [.number("x"), .length], result: .common,
      emission: .operation(.stdev),
      summary: "Population standard deviation of the last n values.", source: "TA-Lib STDDEV",
      history: "n − 1 bars more than x"),
    KernelFunction(
      name: "highest", parameters: [.number("x"), .length], result: .common,
      emission: .operation(.highest), summary: "Largest of the last n values.",
      history: "n − 1 bars more than x"),
    KernelFunction(
      name: "lowest", parameters: [.number("x"), .length], result: .common,
      emission: .operation(.lowest), summary: "Smallest of the last n values.",
      history: "n − 1 bars more than x"),
    KernelFunction(
      name: "highest_bar", parameters: [.number("x"), .length], result: .fixed(.bars),
      emission: .operation(.highestBar),
      summary: "How many bars ago the largest of the last n values was; of equals, the latest.",
      history: "n − 1 bars more than x"),
    KernelFunction(
      name: "lowest_bar", parameters: [.number("x"), .length], result: .fixed(.bars),
      emission: .operation(.lowestBar),
      summary: "How many bars ago the smallest of the last n values was; of equals, the latest.",
      history: "n − 1 bars more than x"),
  ]
}
