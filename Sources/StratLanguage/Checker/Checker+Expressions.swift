import StratSyntax

extension Checker {
  /// What a formula is; mistakes are reported and give `Value.error`.
  mutating func evaluate(_ expression: Expression, _ scope: Scope) -> Typed {
    let typed = evaluateKind(expression, scope)
    note(typed.value, at: expression.span, scope)
    return typed
  }

  /// Remembers what a formula of the file became, for what is said about it afterwards.
  mutating func note(_ value: Value, at span: SourceSpan, _ scope: Scope) {
    guard scope.prelude == nil, scope.caller == nil, declaring == nil, replayPlace == nil else {
      return
    }
    state.note(value, at: span)
  }

  private mutating func evaluateKind(_ expression: Expression, _ scope: Scope) -> Typed {
    let span = place(expression.span, scope)
    guard enter(expression.span, scope) else { return .error(span) }
    depth += 1
    defer { depth -= 1 }
    switch expression.kind {
    case .number(let value):
      return Typed(
        .number(state.builder.number(value, at: span), .any), span, literal: value)
    case .percent(let value):
      return Typed(
        .number(state.builder.number(value, at: span), .ratio), span, literal: value,
        isPercent: true)
    case .boolean(let value):
      return Typed(.truth(state.builder.truth(value ? .true : .false, at: span)), span)
    case .na:
      return Typed(.number(state.builder.number(.nan, at: span), .any), span)
    case .text: return mistake(.textIsNoValue(span), scope)
    case .duration(let milliseconds):
      return time(minutes: Double(milliseconds) / 60_000, span)
    case .time(let minutes): return time(minutes: Double(minutes), span)
    case .name(let name): return evaluateName(Name(name, expression.span), scope)
    case .unary(let operation, let operand):
      return evaluateUnary(operation, operand, span, scope)
    case .binary: return evaluateChain(expression, scope)
    case .comparison(let operands, let operators):
      return evaluateComparison(operands, operators, span, scope)
    case .crosses(let direction, let a, let b):
      return evaluateCrossing(direction, a, b, span, scope)
    case .past(let operand, let bars): return evaluatePast(operand, bars, span, scope)
    case .call(let name, let arguments): return evaluateCall(name, arguments, span, scope)
    case .field(let record, let name): return evaluateField(record, name, span, scope)
    case .onInterval, .ofSymbol: return evaluateElsewhere(expression, span, scope)
    case .conditional(let condition, let then, let otherwise):
      return evaluateConditional(condition, then, otherwise, span, scope)
    case .parenthesised(let inner):
      var value = evaluate(inner, scope)
      // Messages underline the whole operand, brackets included.
      if scope.prelude == nil { value.span = span }
      return value
    case .record:
      return mistake(.recordOutsideFunction(span), scope)
    case .missing:
      isBroken = true
      return .error(span)
    }
  }

  /// Times are counted in minutes.
  private mutating func time(minutes: Double, _ span: SourceSpan) -> Typed {
    Typed(.number(state.builder.number(minutes, at: span), .time), span)
  }

  // MARK: Wanting a type

  /// The number a value is, or `nil` after reporting that it is none.
  mutating func number(
    _ typed: Typed, in use: String, _ scope: Scope
  ) -> (node: NodeID, dimension: Dimension)? {
    switch typed.value {
    case .number(let node, let dimension): return (node, dimension)
    case .truth(let node):
      // `na` fits both types; a constant truth that is `na` may have been made of it.
      if state.builder.constantTruth(node) == .na {
        return (state.builder.number(.nan, at: typed.span), .any)
      }
      report(.expectedNumber(typed.span, in: use), scope)
    case .record(let fields): reportRecord(fields, typed.span, scope)
    case .option: isBroken = true
    case .error: break
    }
    return nil
  }

  /// The truth a value is, or `nil` after reporting that it is none.
  mutating func truth(_ typed: Typed, in use: String, _ scope: Scope) -> NodeID? {
    switch typed.value {
    case .truth(let node): return node
    case .number(let node, _):
      if let constant = state.builder.constantNumber(node), constant.isNaN {
        return state.builder.truth(.na, at: typed.span)
      }
      report(.expectedBoolean(typed.span, in: use, text: text(typed.span, scope)), scope)
    case .record(let fields): reportRecord(fields, typed.span, scope)
    case .option: isBroken = true
    case .error: break
    }
    return nil
  }

  mutating func reportRecord(_ fields: [RecordValue], _ span: SourceSpan, _ scope: Scope) {
    report(.recordAsValue(span, fields: fields.map(\.name), text: text(span, scope)), scope)
  }

  /// Whether a value is a number known to be `na`, which may stand for a truth as well.
  func isMissing(_ value: Value) -> Bool {
    guard case .number(let node, _) = value else { return false }
    return state.builder.constantNumber(node)?.isNaN ?? false
  }

  // MARK: Choosing

  mutating func evaluateConditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ span: SourceSpan,
    _ scope: Scope
  ) -> Typed {
    let test = truth(evaluate(condition, scope), in: "`if`", scope)
    let first = evaluate(then, scope)
    let second = evaluate(otherwise, scope)
    guard let alternatives = alternatives(first, second, .branches, span, scope), let test else {
      return .error(span)
    }
    switch alternatives {
    case .numbers(let a, let b, let dimension):
      let node = state.builder.apply(.selectNumber, [test, a, b], at: span)
      return Typed(.number(node, dimension), span)
    case .truths(let a, let b):
      return Typed(.truth(state.builder.apply(.selectTruth, [test, a, b], at: span)), span)
    }
  }

  enum Alternatives {
    case numbers(NodeID, NodeID, Dimension)
    case truths(NodeID, NodeID)
  }

  /// Two values of which one will be taken: of the same type, and dimension.
  mutating func alternatives(
    _ first: Typed, _ second: Typed, _ meeting: Diagnostic.Meeting, _ span: SourceSpan,
    _ scope: Scope
  ) -> Alternatives? {
    if first.isError || second.isError { return nil }
    for side in [first, second] {
      if case .record(let fields) = side.value {
        reportRecord(fields, side.span, scope)
        return nil
      }
    }
    switch (first.value, second.value) {
    case (.number(let a, let left), .number(let b, let right)):
      guard let dimension = common((left, first), (right, second), meeting, span, scope) else {
        return nil
      }
      return .numbers(a, b, dimension)
    case (.truth(let a), .truth(let b)): return .truths(a, b)
    case (.truth(let a), _) where isMissing(second.value):
      return .truths(a, state.builder.truth(.na, at: second.span))
    case (_, .truth(let b)) where isMissing(first.value):
      return .truths(state.builder.truth(.na, at: first.span), b)
    case (.truth, _):
      report(.mixedBranches(number: second.span, truth: first.span, at: span), scope)
    default:
      report(.mixedBranches(number: first.span, truth: second.span, at: span), scope)
    }
    return nil
  }

  // MARK: Fields and the past

  mutating func evaluateField(
    _ record: Expression, _ name: Name, _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    if case .name(let root) = record.kind, scope.prelude == nil, scope.locals[root] == nil,
      values[root] == nil
    {
      if root == "position" {
        return mistake(.notEvaluatedYet("`position.\(name.text)`", span), scope)
      }
      if ForeignSpelling.isNamespace(root) {
        return mistake(
          .foreignSpelling("\(root).\(name.text)", span, right: name.text, in: source), scope)
      }
    }
    let typed = evaluate(record, scope)
    switch typed.value {
    case .error, .option: return .error(span)
    case .record(let fields):
      if let field = fields.first(where: { $0.name == name.text }) {
        return Typed(field.value, span)
      }
      let names = fields.map(\.name)
      return mistake(
        .unknownField(
          Name(name.text, place(name.span, scope)), of: names,
          suggestion: nearestMatch(name.text, in: names)), scope)
    case .number, .truth:
      return mistake(
        .notARecord(typed.span, field: Name(name.text, place(name.span, scope))), scope)
    }
  }

  mutating func evaluatePast(
    _ operand: Expression, _ bars: Expression, _ span: SourceSpan, _ scope: Scope
  ) -> Typed {
    let count = evaluate(bars, scope)
    let lag = pastBars(count, operand: operand, scope)
    if let reference = scope.selfReference, operand.isName(reference.name) {
      guard let lag else { return .error(span) }
      guard lag > 0 else {
        return mistake(
          .selfReferenceWithoutPast(Name(reference.name, place(operand.span, scope))), scope)
      }
      let node = state.builder.past(
        reference.type, recurrence: reference.recurrence, bars: lag, at: span)
      return Typed(
        reference.type == .number ? .number(node, reference.dimension) : .truth(node), span)
    }
    let typed = evaluate(operand, scope)
    guard let lag else { return .error(span) }
    switch typed.value {
    case .error, .option: return .error(span)
    case .record(let fields):
      reportRecord(fields, typed.span, scope)
      return .error(span)
    case .number(let node, let dimension):
      if lag == 0 { return Typed(typed.value, span) }
      let past = state.builder.apply(.lagNumber, [node], parameter: lag, at: span)
      return Typed(.number(past, dimension), span)
    case .truth(let node):
      if lag == 0 { return Typed(typed.value, span) }
      return Typed(
        .truth(state.builder.apply(.lagTruth, [node], parameter: lag, at: span)), span)
    }
  }

  private mutating func pastBars(_ count: Typed, operand: Expression, _ scope: Scope) -> Int? {
    let what = "the number of bars"
    guard let (node, dimension) = number(count, in: "`[…]`", scope) else { return nil }
    if dimension == .time {
      report(.wrongDimension(.time, count.span, wanted: .bars, by: what), scope)
      return nil
    }
    guard let value = state.builder.constantNumber(node) else {
      report(.expectedConstant(count.span, what: what), scope)
      return nil
    }
    if value < 0 {
      let written = text(place(operand.span, scope), scope)
      report(.futureBar(count.span, value: value, text: written), scope)
      return nil
    }
    return wholeNumber(
      value, count.span, what: what, in: 0...KernelFunction.lengthRange.upperBound, scope)
  }
}
