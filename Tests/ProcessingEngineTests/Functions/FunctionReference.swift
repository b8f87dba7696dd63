import Testing

/// A formula, and the same computed by plain means from the candles.
struct FunctionReference: Sendable, CustomTestStringConvertible {
  var function: String
  var formula: String
  var compute: @Sendable (PlainCandles) -> [Double]

  init(
    _ function: String, _ formula: String, _ compute: @escaping @Sendable (PlainCandles) -> [Double]
  ) {
    self.function = function
    self.formula = formula
    self.compute = compute
  }

  var testDescription: String { formula }

  static let all =
    averages + oscillators + recursive + volatility + statistics + mathematics + pivots + candles
    + cycles + periods
}
