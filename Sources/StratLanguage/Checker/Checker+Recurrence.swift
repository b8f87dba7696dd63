import StratSyntax

/// `let`s that read their own past.
extension Checker {
  /// The value of a `let`, at the top or in a block.
  mutating func evaluateSeries(_ binding: Binding, _ scope: Scope) -> Typed {
    guard binding.value.mentions(binding.name.text) else {
      return evaluate(binding.value, scope)
    }
    return evaluateRecurrence(binding, scope)
  }

  /// Whether it is a number or a truth shows only once it has been read: a number is tried first.
  private mutating func evaluateRecurrence(_ binding: Binding, _ scope: Scope) -> Typed {
    let before = state.mark
    let asNumber = attempt(binding, .number, .any, scope)
    if case .number(_, let dimension) = asNumber.value {
      guard dimension != .any else { return close(asNumber, binding, since: before, scope) }
      // Read again, now that the dimension of its past is known.
      _ = state.rollBack(to: before)
      let again = attempt(binding, .number, dimension, scope)
      if case .number(_, let grown) = again.value, grown != dimension {
        _ = state.rollBack(to: before)
        return mistake(
          .growingDimension(
            binding.name.text, before: dimension, after: grown,
            at: place(binding.name.span, scope)), scope)
      }
      return close(again, binding, since: before, scope)
    }
    if case .record(let fields) = asNumber.value {
      reportRecord(fields, asNumber.span, scope)
      return .error(asNumber.span)
    }
    let span = place(binding.value.span, scope)
    if stopped { return .error(span) }
    let findingsAsNumber = state.rollBack(to: before)
    let asTruth = attempt(binding, .boolean, .any, scope)
    if case .truth = asTruth.value { return close(asTruth, binding, since: before, scope) }
    // Neither fits: keep the messages of the reading that came closer.
    if asNumber.isError {
      _ = state.rollBack(to: before)
      for finding in findingsAsNumber { state.add(finding) }
    }
    return .error(span)
  }

  private mutating func attempt(
    _ binding: Binding, _ type: ValueType, _ dimension: Dimension, _ scope: Scope
  ) -> Typed {
    let index = state.builder.openRecurrence()
    var inner = scope
    inner.selfReference = Scope.SelfReference(
      name: binding.name.text, recurrence: index, type: type, dimension: dimension)
    let errors = state.errorCount
    let result = evaluate(binding.value, inner)
    return state.errorCount > errors ? .error(result.span) : result
  }

  /// Ties the knot, or takes the same series if it has been written before.
  private mutating func close(
    _ result: Typed, _ binding: Binding, since before: State.Mark, _ scope: Scope
  ) -> Typed {
    let root: NodeID
    switch result.value {
    case .number(let node, _), .truth(let node): root = node
    case .record, .option, .error: return result
    }
    let index = before.graph.recurrences
    let nodes = before.graph.nodes
    let known = state.builder.closeRecurrence(index, root: root, bodyFrom: nodes)
    if let known {
      _ = state.rollBack(to: before)
      return Typed(result.value.replacing(node: known), result.span)
    }
    if scope.prelude == nil,
      Availability.isNeverAvailable(state.builder.graph, root: root, from: nodes)
    {
      report(.neverStarts(Name(binding.name.text, place(binding.name.span, scope))), scope)
    }
    return result
  }
}

extension Value {
  fileprivate func replacing(node: NodeID) -> Value {
    switch self {
    case .number(_, let dimension): .number(node, dimension)
    case .truth: .truth(node)
    case .record, .option, .error: self
    }
  }
}
