import StratSyntax

extension Expression {
  /// The formulas directly inside this one.
  var parts: [Expression] {
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

  /// Whether all of it could be read.
  var isWhole: Bool {
    if case .missing = kind { return false }
    return parts.allSatisfy(\.isWhole)
  }

  /// The smallest formula that holds a place, this one or one inside it.
  func innermost(at offset: Int) -> Expression? {
    guard Int(span.start) <= offset, offset <= Int(span.end) else { return nil }
    for part in parts {
      if let found = part.innermost(at: offset) { return found }
    }
    return self
  }
}
