extension KernelFunction {
  static let mathematics: [KernelFunction] = [
    unary(
      "abs", .absolute, "Distance from zero.", "x without its sign", "abs(close - open)",
      range: DeclaredRange(lower: 0)),
    unary(
      "sqrt", .squareRoot, "Square root; na below zero.", "√x, correctly rounded", "sqrt(volume)",
      result: .squareRoot, range: DeclaredRange(lower: 0)),
    unary(
      "log", .logarithm, "Natural logarithm; na at zero and below.", "ln x",
      "log(close / close[1])", result: .fixed(.ratio)),
    unary(
      "exp", .exponential, "e to the power x.", "eˣ", "exp(log(close / open))",
      result: .fixed(.any), range: DeclaredRange(lower: 0)),
    unary(
      "sin", .sine, "Sine of an angle in radians.", "sin x", "sin(close / open)",
      result: .fixed(.ratio), range: DeclaredRange(lower: -1, upper: 1)),
    unary(
      "cos", .cosine, "Cosine of an angle in radians.", "cos x", "cos(close / open)",
      result: .fixed(.ratio), range: DeclaredRange(lower: -1, upper: 1)),
    unary(
      "atan", .arcTangent, "Arc tangent, in radians.", "arctan x", "atan(slope(close, 14))",
      result: .fixed(.ratio),
      range: DeclaredRange(lower: -1.5707963267948966, upper: 1.5707963267948966)),
    unary(
      "floor", .floor, "Largest whole number not above x.", "⌊x⌋", "floor(close)"),
    unary(
      "ceil", .ceiling, "Smallest whole number not below x.", "⌈x⌉", "ceil(close)"),
    unary(
      "round", .round, "Nearest whole number; halves go away from zero.", "⌊|x| + ½⌋ with x's sign",
      "round(close)"),
    unary(
      "sign", .sign, "−1, 0 or 1.", "x / |x|, 0 for 0", "sign(close - open)",
      result: .fixed(.ratio), range: DeclaredRange(lower: -1, upper: 1)),
    KernelFunction(
      name: "min", parameters: [.number("a"), .number("b")], result: .common,
      emission: .repeated(.minimum), summary: "Smallest of two or more numbers of the same bar.",
      definition: "b when b < a, else a", source: "mathematics", example: "min(open, close)"),
    KernelFunction(
      name: "max", parameters: [.number("a"), .number("b")], result: .common,
      emission: .repeated(.maximum), summary: "Largest of two or more numbers of the same bar.",
      definition: "b when a < b, else a", source: "mathematics", example: "max(open, close)"),
    KernelFunction(
      name: "pow", parameters: [.number("a"), .number("b")], result: .power,
      emission: .operation(.power), summary: "a to the power b: the same as a ^ b.",
      definition: "aᵇ", source: "mathematics", example: "pow(close / open, 2)"),
  ]

  private static func unary(
    _ name: String, _ operation: Operation, _ summary: String, _ definition: String,
    _ example: String, result: ResultRule = .common, range: DeclaredRange? = nil
  ) -> KernelFunction {
    KernelFunction(
      name: name, parameters: [.number("x")], result: result, emission: .operation(operation),
      summary: summary, definition: definition, source: "mathematics", example: example,
      range: range)
  }
}
