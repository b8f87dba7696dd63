import StratSyntax

extension Expression {
  /// The smallest formula that holds a place, this one or one inside it.
  func innermost(at offset: Int) -> Expression? {
    guard Int(span.start) <= offset, offset <= Int(span.end) else { return nil }
    for part in parts {
      if let found = part.innermost(at: offset) { return found }
    }
    return self
  }
}
