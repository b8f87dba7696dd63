extension KernelFunction {
  static let mathematics: [KernelFunction] = [
    unary("abs", .absolute, "Distance from zero."),
    unary("sqrt", .squareRoot, "Square root; na below zero.", result: .squareRoot),
    unary("log", .logarithm, "Natural logarithm; na at zero and below.", result: .fixed(.ratio)),
    unary("exp", .exponential, "e to the power x.", result: .fixed(.any)),
    unary("floor", .floor, "Largest whole number not above x."),
    unary("ceil", .ceiling, "Smallest whole number not below x."),
    unary("round", .round, "Nearest whole number; halves go away from zero."),
    unary("sign", .sign, "−1, 0 or 1.", result: .fixed(.ratio)),
    KernelFunction(
      name: "min", parameters: [.number("a"), .number("b")], result: .common,
      emission: .repeated(.minimum), summary: "Smallest of two or more numbers of the same bar.",
      history: "the longest of its arguments"),
    KernelFunction(
      name: "max", parameters: [.number("a"), .number("b")], result: .common,
      emission: .repeated(.maximum), summary: "Largest of two or more numbers of the same bar.",
      history: "the longest of its arguments"),
    KernelFunction(
      name: "pow", parameters: [.number("a"), .number("b")], result: .power,
      emission: .operation(.power), summary: "a to the power b: the same as a ^ b.",
      history: "the longer of the two"),
  ]

  private static func unary(
    _ name: String, _ operation: Operation, _ summary: String, result: ResultRule = .common
  ) -> KernelFunction {
    KernelFunction(
      name: name, parameters: [.number("x")], result: result, emission: .operation(operation),
      summary: summary, history: "that of x")
  }
}
