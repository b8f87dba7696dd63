extension KernelFunction {
  static let averages: [KernelFunction] = [
    KernelFunction(
      name: "sma", parameters: [.number("x"), .length], result: .common,
      emission: .operation(.sma), summary: "Mean of the last n values.",
      history: "n − 1 bars more than x"),
    KernelFunction(
      name: "ema", parameters: [.number("x"), .length], result: .common,
      emission: .operation(.ema),
      summary: "Exponential average with weight 2 / (n + 1), started by the mean of the first n.",
      source: "TA-Lib EMA",
      history: "n − 1 bars more than x; settles after about 3.5 n bars"),
    KernelFunction(
      name: "rma", parameters: [.number("x"), .length], result: .common,
      emission: .operation(.rma),
      summary: "Wilder's average with weight 1 / n, started by the mean of the first n.",
      source: "Wilder (1978), New Concepts in Technical Trading Systems",
      history: "n − 1 bars more than x; settles after about 7 n bars"),
    KernelFunction(
      name: "wma", parameters: [.number("x"), .length], result: .common,
      emission: .operation(.wma),
      summary: "Mean of the last n values weighted 1 (oldest) to n (newest).",
      source: "TA-Lib WMA", history: "n − 1 bars more than x"),
  ]
}
