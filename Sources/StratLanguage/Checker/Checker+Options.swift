import StratSyntax

/// Arguments that are names out of a closed set.
extension Checker {
  /// Which choice an argument names; the first where there is no argument.
  ///
  /// It is written out, or an option of the built-in function whose text is being read. A name that
  /// is neither is reported.
  mutating func choice(
    _ argument: Expression?, of option: FunctionOption, use: String, _ scope: Scope
  ) -> Int? {
    guard let argument else { return 0 }
    let span = place(argument.span, scope)
    guard case .name(let name) = argument.kind else {
      report(.notAChoice(text(span, scope), span, use: use, option.choices, nil), scope)
      return nil
    }
    if case .option(option, let choice) = scope.locals[name]?.typed.value { return choice }
    if let choice = option.choices.firstIndex(of: name) { return choice }
    let near = nearestName(name, in: option.choices)
    report(.notAChoice(name, span, use: use, option.choices, near), scope)
    return nil
  }

  /// `seed == first` inside a built-in function: known before anything runs.
  mutating func optionComparison(
    _ operands: [Expression], _ operators: [(ComparisonOperator, SourceSpan)], _ span: SourceSpan,
    _ scope: Scope
  ) -> Typed? {
    guard operators.count == 1, operators[0].0 == .equal, case .name(let name) = operands[0].kind,
      case .option(let option, let chosen) = scope.locals[name]?.typed.value
    else { return nil }
    guard let wanted = choice(operands[1], of: option, use: "`\(name)`", scope) else {
      return .error(span)
    }
    return Typed(.truth(state.builder.truth(chosen == wanted ? .true : .false, at: span)), span)
  }
}
