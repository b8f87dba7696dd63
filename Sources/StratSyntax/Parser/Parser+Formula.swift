extension Parser {
  /// A whole formula.
  mutating func formula() throws(Unwind) -> Expression { try formula(.formula) }

  /// A formula whose operators all hold at least this tightly.
  mutating func formula(_ minimum: Precedence) throws(Unwind) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= SyntaxLimits.nesting else { throw fail(.nestingTooDeep(at: token.span)) }
    var left = try operand(minimum)
    while let rule = InfixRule(kind), rule.precedence >= minimum {
      let operatorToken = token
      let leftHeight = height
      switch rule.form {
      case .binary(let binary):
        advance()
        let right = try formula(rule.operand)
        left = Expression(.binary(binary, left, right), left.span.union(right.span))
      case .comparison:
        left = try comparison(left)
      case .crosses:
        left = try crossing(left)
      case .index:
        left = try past(left)
      case .call:
        left = try methodCall(left)
      case .field:
        left = try field(left)
      case .interval:
        left = try interval(left)
      case .symbol:
        // `10% of equity` belongs to the clause around the formula.
        guard peek().kind == .string || peek().kind == .malformed else { return left }
        advance()
        let (symbol, span) = try string("a symbol")
        left = Expression(.ofSymbol(left, symbol, span), left.span.union(span))
      }
      height = max(leftHeight, height) + 1
      guard height <= SyntaxLimits.nesting else {
        throw fail(.nestingTooDeep(at: operatorToken.span))
      }
    }
    return left
  }

  /// What a formula may begin with.
  private mutating func operand(_ minimum: Precedence) throws(Unwind) -> Expression {
    let start = token
    switch kind {
    case .identifier:
      if peek().kind == .leftParenthesis { return try call() }
      height = 1
      return Expression(.name(nameOfIdentifier().text), start.span)
    case .number, .percent, .duration, .time, .string, .true, .false, .na, .malformed:
      height = 1
      return Expression(literal(advance()), start.span)
    case .leftParenthesis:
      advance()
      let inner = try formula()
      guard take(.rightParenthesis) != nil else {
        throw expectedCloser(.rightParenthesis, of: start)
      }
      height += 1
      return Expression(.parenthesised(inner), span(from: start.start))
    case .minus:
      advance()
      let value = try formula(.negation)
      height += 1
      return Expression(.unary(.negate, value), start.span.union(value.span))
    case .plus:
      report(.foreignPlus(at: start.span))
      advance()
      return try formula(.negation)
    case .not:
      if minimum > .not { report(.needsParentheses("not", at: start.span)) }
      advance()
      let value = try formula(.not)
      height += 1
      return Expression(.unary(.not, value), start.span.union(value.span))
    case .if:
      if minimum > .formula { report(.needsParentheses("if", at: start.span)) }
      return try conditional()
    default:
      throw expectedFormula()
    }
  }

  private mutating func conditional() throws(Unwind) -> Expression {
    let start = advance()
    let condition = try formula()
    var tallest = height
    try expect(.then)
    let then = try formula()
    tallest = max(tallest, height)
    guard take(.else) != nil else {
      throw expected("`else`", help: "an `if` has both branches: `if c then a else b`")
    }
    let otherwise = try formula()
    height = max(tallest, height) + 1
    return Expression(
      .conditional(condition: condition, then: then, otherwise: otherwise),
      start.span.union(otherwise.span))
  }

  // MARK: - Comparisons

  private mutating func comparison(_ first: Expression) throws(Unwind) -> Expression {
    var operands = [first]
    var operators: [(ComparisonOperator, SourceSpan)] = []
    var tallest = height
    while true {
      let span = token.span
      let comparison: ComparisonOperator
      if kind == .assign {
        report(.foreignEquality(at: span))
        comparison = .equal
      } else if let known = ComparisonOperator(kind) {
        comparison = known
      } else {
        break
      }
      if let last = operators.last, !comparison.continues(last.0) {
        throw fail(.mixedChain(last.1, span))
      }
      advance()
      operators.append((comparison, span))
      operands.append(try formula(.coalesce))
      tallest = max(tallest, height)
    }
    if kind == .crosses, let last = operators.last {
      throw fail(.mixedChain(last.1, token.span))
    }
    height = tallest
    let end = operands.last?.span ?? first.span
    return Expression(.comparison(operands, operators), first.span.union(end))
  }

  private mutating func crossing(_ left: Expression) throws(Unwind) -> Expression {
    let operatorToken = advance()
    let direction: CrossDirection
    if takeWord("above") != nil {
      direction = .above
    } else if takeWord("below") != nil {
      direction = .below
    } else if let word = takeWord("over") ?? takeWord("up") {
      report(.foreignCross(text(word), meant: "above", at: word.span))
      direction = .above
    } else if let word = takeWord("under") ?? takeWord("down") {
      report(.foreignCross(text(word), meant: "below", at: word.span))
      direction = .below
    } else {
      throw expected("`above` or `below` after `crosses`")
    }
    let leftHeight = height
    let right = try formula(.coalesce)
    height = max(leftHeight, height)
    if ComparisonOperator(kind) != nil || kind == .crosses {
      throw fail(.mixedChain(operatorToken.span, token.span))
    }
    return Expression(.crosses(direction, left, right), left.span.union(right.span))
  }

  // MARK: - Literals

  private mutating func literal(_ token: Token) -> Expression.Kind {
    let bytes = source.bytes[token.start..<token.end]
    switch token.kind {
    case .number: return number(bytes, token, percent: false)
    case .percent: return number(bytes, token, percent: true)
    case .duration:
      guard let milliseconds = DurationLiteral.milliseconds(bytes) else { return .missing }
      return .duration(milliseconds: milliseconds)
    case .time:
      guard let minutes = TimeLiteral.minutes(bytes) else { return .missing }
      return .time(minutes: minutes)
    case .string: return .text(source.text(SourceSpan(token.start + 1, token.end - 1)))
    case .true: return .boolean(true)
    case .false: return .boolean(false)
    case .na: return .na
    default: return .missing
    }
  }

  private mutating func number(
    _ bytes: ArraySlice<UInt8>, _ token: Token, percent: Bool
  ) -> Expression.Kind {
    do {
      let value = try NumberLiteral.value(bytes, percent: percent)
      return percent ? .percent(value) : .number(value)
    } catch {
      report(.malformedNumber(token.span, error.fault))
      return .missing
    }
  }
}
