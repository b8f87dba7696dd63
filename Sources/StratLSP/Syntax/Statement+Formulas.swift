import StratSyntax

extension Statement {
  /// The formulas of a statement, outermost ones only, in the order they are written.
  var formulas: [Expression] {
    switch kind {
    case .strategy, .input, .hours, .venue: []
    case .parameter(let declaration):
      [declaration.value]
        + (declaration.range.map { [$0.low, $0.high] + ($0.step.map { [$0] } ?? []) } ?? [])
    case .binding(let binding): [binding.value]
    case .function(let declaration):
      declaration.parameters.compactMap(\.defaultValue) + declaration.bindings.map(\.value)
        + [declaration.result]
    case .rule(let rule): rule.formulas
    case .stop(let expression), .target(let expression): [expression]
    case .size(let clause): [clause.amount]
    case .risk(let settings): settings.map(\.value)
    case .test(let block): block.formulas
    }
  }
}
