extension Expression {
  /// The formulas directly inside this one.
  package var parts: [Expression] {
    switch kind {
    case .number, .percent, .text, .boolean, .na, .duration, .time, .name, .missing: []
    case .unary(_, let inner), .field(let inner, _), .onInterval(let inner, _, _),
      .ofSymbol(let inner, _, _), .parenthesised(let inner):
      [inner]
    case .binary(_, let a, let b), .crosses(_, let a, let b), .past(let a, let b): [a, b]
    case .comparison(let operands, _): operands
    case .call(_, let arguments): arguments.map(\.value)
    case .conditional(let condition, let then, let otherwise): [condition, then, otherwise]
    case .record(let fields): fields.map(\.value)
    }
  }

  /// Whether all of it was understood.
  package var isWhole: Bool {
    var pending = [self]
    while let next = pending.popLast() {
      if case .missing = next.kind { return false }
      pending.append(contentsOf: next.parts)
    }
    return true
  }
}
