import StratSyntax

extension Expression {
  /// Whether this is just the given name, brackets aside.
  func isName(_ name: String) -> Bool {
    var inner = self
    while case .parenthesised(let expression) = inner.kind { inner = expression }
    if case .name(let text) = inner.kind { return text == name }
    return false
  }

  /// Whether the name is read anywhere in the formula.
  func mentions(_ name: String) -> Bool {
    var pending = [self]
    while let next = pending.popLast() {
      if case .name(let text) = next.kind, text == name { return true }
      pending.append(contentsOf: next.parts)
    }
    return false
  }

  /// Every name that is read or called anywhere in the formula.
  var names: Set<String> {
    var found: Set<String> = []
    var pending = [self]
    while let next = pending.popLast() {
      switch next.kind {
      case .name(let text): found.insert(text)
      case .call(let name, _): found.insert(name.text)
      default: break
      }
      pending.append(contentsOf: next.parts)
    }
    return found
  }

  func mentions(any candidates: Set<String>) -> Bool {
    !candidates.isEmpty && !names.isDisjoint(with: candidates)
  }

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
}
