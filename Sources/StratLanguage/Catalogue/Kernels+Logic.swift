extension KernelFunction {
  static let logic: [KernelFunction] = [
    KernelFunction(
      name: "count", parameters: [.truth("condition"), .length], result: .fixed(.bars),
      emission: .operation(.count),
      summary: "On how many of the last n bars the condition was true.",
      definition: "of the last n truths, those that are true",
      source: "Pine math.sum of a condition; AFL Sum",
      example: "count(close > open, 10)",
      range: DeclaredRange(lower: 0)),
    KernelFunction(
      name: "any", parameters: [.truth("condition"), .length], result: .truth,
      emission: .operation(.any),
      summary: "Whether the condition was true on any of the last n bars.",
      definition: "c or c[1] or … or c[n − 1]", source: "Kleene logic",
      example: "any(close crosses above open, 5)"),
    KernelFunction(
      name: "all", parameters: [.truth("condition"), .length], result: .truth,
      emission: .operation(.all),
      summary: "Whether the condition was true on all of the last n bars.",
      definition: "c and c[1] and … and c[n − 1]", source: "Kleene logic",
      example: "all(close > open, 3)"),
    KernelFunction(
      name: "bars_since", parameters: [.truth("condition")], result: .fixed(.bars),
      emission: .operation(.barsSince),
      summary: "Bars since the condition was last true, 0 when it is true now; na before that.",
      definition: "the smallest k for which c[k] is true",
      source: "Pine ta.barssince; AFL BarsSince",
      example: "bars_since(close crosses above sma(close, 20))",
      range: DeclaredRange(lower: 0)),
    KernelFunction(
      name: "value_when",
      parameters: [
        .truth("condition"), .number("x"),
        Parameter(name: "k", kind: .constant(0...1_000), defaultValue: 0),
      ], result: .common, emission: .operation(.valueWhen),
      summary: "What x was when the condition was last true; k = 1 for the time before that.",
      definition: "x[j], j the k-th smallest for which c[j] is true, counted from 0",
      source: "Pine ta.valuewhen; AFL ValueWhen",
      example: "value_when(close crosses above sma(close, 20), close)"),
    KernelFunction(
      name: "is_na", parameters: [.either("x")], result: .truth,
      emission: .byType(number: .isNumberMissing, truth: .isTruthMissing),
      summary: "Whether x is not available; never na itself.",
      definition: "true where x is na, else false", source: "Pine na()",
      example: "is_na(close[10])"),
    KernelFunction(
      name: "nz", parameters: [.either("x"), .either("y", default: 0)], result: .common,
      emission: .byType(number: .coalesceNumber, truth: .coalesceTruth),
      summary: "x, or y where x is na: the same as x ?? y.",
      definition: "x ?? y", source: "Pine nz()",
      example: "nz(close[10], close)"),
  ]
}
