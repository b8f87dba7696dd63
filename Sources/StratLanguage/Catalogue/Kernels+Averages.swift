extension KernelFunction {
  static let averages: [KernelFunction] = [
    KernelFunction(
      name: "sma", parameters: [.number("x"), .length],
      result: .common, emission: .operation(.sma),
      summary: "Mean of the last n values.",
      definition: "(x + x[1] + … + x[n − 1]) / n",
      source: "arithmetic mean; TA-Lib SMA", example: "sma(close, 20)"),
    KernelFunction(
      name: "ema", parameters: [.number("x"), .length, .option(.seed)],
      result: .common, emission: .chosen([.ema, .emaFromFirst]),
      summary: "Exponential average, started by the mean of the first n values.",
      definition: "e = e[1] + 2 / (n + 1) × (x − e[1]), at first the mean of the first n",
      source: "TA-Lib EMA; Pine ta.ema", example: "ema(close, 20)",
      differences: [
        "StockCharts, pandas-ta and Achelis start with the first value: ema(x, n, seed: first)",
        "ewm(adjust=True) of pandas weighs the first bars otherwise; it converges to the same",
      ]),
    KernelFunction(
      name: "rma", parameters: [.number("x"), .length, .option(.seed)],
      result: .common, emission: .chosen([.rma, .rmaFromFirst]),
      summary: "Wilder's average, started by the mean of the first n values.",
      definition: "e = e[1] + (x − e[1]) / n, at first the mean of the first n",
      source: "Wilder (1978), New Concepts in Technical Trading Systems; Pine ta.rma",
      example: "rma(close, 14)",
      differences: [
        "ta4j and some spreadsheets start with the first value: rma(x, n, seed: first)"
      ]),
    KernelFunction(
      name: "wma", parameters: [.number("x"), .length],
      result: .common, emission: .operation(.wma),
      summary: "Mean of the last n values weighted 1 (oldest) to n (newest).",
      definition: "(n x + (n − 1) x[1] + … + x[n − 1]) / (n (n + 1) / 2)",
      source: "TA-Lib WMA", example: "wma(close, 20)"),
    KernelFunction(
      name: "alma",
      parameters: [
        .number("x"), .length(default: 9, to: scannedLength), .number("offset", default: 0.85),
        .number("sigma", default: 6),
      ],
      result: .first, emission: .operation(.alma),
      summary: "Mean under a bell curve whose top lies near the newest bar.",
      definition:
        "Σ wᵢ xᵢ / Σ wᵢ, wᵢ = exp(−(i − offset (n − 1))² / (2 (n / sigma)²)), i = 0 for the oldest",
      source: "Legoux and Kouzis-Loukas (2009); Pine ta.alma", example: "alma(close, 9, 0.85, 6)"),
  ]
}
