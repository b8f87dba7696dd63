extension KernelFunction {
  static let logic: [KernelFunction] = [
    KernelFunction(
      name: "count", parameters: [.truth("condition"), .length], result: .fixed(.bars),
      emission: .operation(.count),
      summary: "On how many of the last n bars the condition was true.",
      history: "n − 1 bars more than the condition"),
    KernelFunction(
      name: "any", parameters: [.truth("condition"), .length], result: .truth,
      emission: .operation(.any),
      summary: "Whether the condition was true on any of the last n bars.",
      history: "n − 1 bars more than the condition"),
    KernelFunction(
      name: "all", parameters: [.truth("condition"), .length], result: .truth,
      emission: .operation(.all),
      summary: "Whether the condition was true on all of the last n bars.",
      history: "n − 1 bars more than the condition"),
    KernelFunction(
      name: "bars_since", parameters: [.truth("condition")], result: .fixed(.bars),
      emission: .operation(.barsSince),
      summary: "Bars since the condition was last true, 0 when it is true now; na before that.",
      history: "that of the condition; depends on all bars before"),
    KernelFunction(
      name: "value_when",
      parameters: [
        .truth("condition"), .number("x"),
        Parameter(name: "k", kind: .constant(0...1_000), defaultValue: 0),
      ], result: .common, emission: .operation(.valueWhen),
      summary: "What x was when the condition was last true; k = 1 for the time before that.",
      history: "that of its arguments; depends on all bars before"),
    KernelFunction(
      name: "is_na", parameters: [.either("x")], result: .truth,
      emission: .byType(number: .isNumberMissing, truth: .isTruthMissing),
      summary: "Whether x is not available; never na itself.", history: "that of x"),
    KernelFunction(
      name: "nz", parameters: [.either("x"), .either("y", default: 0)], result: .common,
      emission: .byType(number: .coalesceNumber, truth: .coalesceTruth),
      summary: "x, or y where x is na: the same as x ?? y.", history: "the shorter of the two"),
  ]
}
