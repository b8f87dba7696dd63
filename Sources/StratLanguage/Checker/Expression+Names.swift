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
}
