import StratSyntax

/// Which declarations the rules of a file depend on, directly or through others.
struct Usage {
  private var declared: [Name] = []
  private var mentions: [String: Set<String>] = [:]
  private var roots: Set<String> = []

  init(_ statements: [Statement]) {
    for statement in statements {
      switch statement.kind {
      case .parameter(let parameter):
        let range = parameter.range.map { [$0.low, $0.high] + ($0.step.map { [$0] } ?? []) } ?? []
        declare(parameter.name, [parameter.value] + range)
      case .binding(let binding): declare(binding.name, [binding.value])
      case .function(let function):
        declare(
          function.name,
          function.bindings.map(\.value) + [function.result]
            + function.parameters.compactMap(\.defaultValue))
      case .input(let input): declare(input.name, [])
      case .rule(let rule): use(rule.formulas)
      case .stop(let value), .target(let value): use([value])
      case .size(let clause): use([clause.amount])
      case .risk(let settings): use(settings.map(\.value))
      case .test(let block): use(block.expectations.compactMap(\.formula))
      case .strategy, .hours, .venue: break
      }
    }
  }

  private mutating func declare(_ name: Name, _ formulas: [Expression]) {
    declared.append(name)
    for formula in formulas { mentions[name.text, default: []].formUnion(formula.names) }
  }

  private mutating func use(_ formulas: [Expression]) {
    for formula in formulas { roots.formUnion(formula.names) }
  }

  /// What is read by something, but by nothing that matters; what nothing reads has been said.
  func withoutEffect(used: Set<String>) -> [Diagnostic] {
    var reached: Set<String> = []
    var pending = Array(roots)
    while let name = pending.popLast() {
      if reached.insert(name).inserted { pending += mentions[name] ?? [] }
    }
    return declared.compactMap { name in
      guard used.contains(name.text), !reached.contains(name.text) else { return nil }
      let reader = declared.first { other in
        other.text != name.text && mentions[other.text]?.contains(name.text) == true
      }
      return reader.map { .withoutEffect(name, reader: $0) }
    }
  }
}

extension TestBlock.Expectation {
  fileprivate var formula: Expression? {
    switch kind {
    case .decision: nil
    case .count(_, let value, _, _, _), .holds(_, let value, _): value
    }
  }
}
