import StratSyntax

extension Checker {
  /// A whole number known before running, in a range; reports what is wrong otherwise.
  mutating func constantInteger(
    _ typed: Typed, what: String, in range: ClosedRange<Int>, _ scope: Scope
  ) -> Int? {
    // `sma(close, 1h)` would be an average of sixty bars.
    if case .number(_, .time) = typed.value {
      report(.wrongDimension(.time, typed.span, wanted: .bars, by: what), scope)
      return nil
    }
    guard let value = constant(typed, what: what, scope) else { return nil }
    return wholeNumber(value, typed.span, what: what, in: range, scope)
  }

  /// A number known before running.
  mutating func constant(_ typed: Typed, what: String, _ scope: Scope) -> Double? {
    guard let (node, _) = number(typed, in: what, scope) else { return nil }
    if let value = state.builder.constantNumber(node) { return value }
    report(.expectedConstant(typed.span, what: what), scope)
    return nil
  }

  mutating func wholeNumber(
    _ value: Double, _ span: SourceSpan, what: String, in range: ClosedRange<Int>, _ scope: Scope
  ) -> Int? {
    if let whole = Int(exactly: value), range.contains(whole) { return whole }
    report(
      .outOfRange(
        span, what: what, must: "a whole number from \(range.lowerBound) to \(range.upperBound)",
        value: value), scope)
    return nil
  }
}
