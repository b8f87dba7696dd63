extension KernelFunction {
  static let trend: [KernelFunction] = [
    KernelFunction(
      name: "slope", parameters: [.number("x"), .length(default: 14, from: 2)],
      result: .common, emission: .operation(.slope),
      summary: "Slope a bar of the straight line of least squares through the last n values.",
      definition: "Σ (i − mean i) (xᵢ − mean x) / (n (n² − 1) / 12)",
      source: "TA-Lib LINEARREG_SLOPE", example: "slope(close, 14)"),
    KernelFunction(
      name: "parabolic_stop",
      parameters: [
        .number("h"), .number("l"), .number("step", default: 0.02),
        .number("maximum", default: 0.2),
      ],
      result: .first, emission: .operation(.parabolic),
      summary: "The parabolic stop over any highs and lows; psar is that of the candles.",
      definition:
        "stop + acceleration × (extreme − stop), not beyond the last two bars; turns where it is reached",
      source: "Wilder (1978); TA-Lib SAR", example: "parabolic_stop(high, low, 0.02, 0.2)",
      differences: [
        "Pine ta.sar takes the first acceleration apart from the step"
      ]),
  ]
}
