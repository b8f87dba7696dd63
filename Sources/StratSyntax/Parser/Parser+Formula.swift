extension Parser {
  /// A whole formula.
  mutating func formula() throws(Unwind) -> Expression { try formula(.formula) }

  /// A formula whose operators all hold at least this tightly.
  ///
  /// Everything that recurses is a function of its own that is not inlined: what only one branch
  /// needs must not take stack in all of them (`SyntaxLimits.nesting` levels fit 256 KB).
  @inline(never)
  mutating func formula(_ minimum: Precedence) throws(Unwind) -> Expression {
    depth += 1
    defer { depth -= 1 }
    guard depth <= SyntaxLimits.nesting else { throw tooDeep() }
    var left = try operand(minimum)
    while let rule = InfixRule(kind), rule.precedence >= minimum {
      // `10% of equity` belongs to the clause around the formula.
      if case .symbol = rule.form, peek().kind != .string, peek().kind != .malformed { break }
      let leftHeight = height
      left = try infix(rule, left)
      height = max(leftHeight, height) + 1
      guard height <= SyntaxLimits.nesting else { throw tooDeep() }
    }
    if minimum == .formula, kind == .unexpected, isQuestion { return try ternary(left) }
    return left
  }

  @inline(never)
  private mutating func tooDeep() -> Unwind { fail(.nestingTooDeep(at: token.span)) }

  private mutating func infix(
    _ rule: InfixRule, _ left: Expression
  ) throws(Unwind) -> Expression {
    switch rule.form {
    case .binary(let binary): try self.binary(binary, left, rule.operand)
    case .comparison: try comparison(left)
    case .crosses: try crossing(left)
    case .index: try past(left)
    case .call: try methodCall(left)
    case .field: try field(left)
    case .interval: try interval(left)
    case .symbol: try symbol(left)
    }
  }

  @inline(never)
  private mutating func binary(
    _ binary: BinaryOperator, _ left: Expression, _ minimum: Precedence
  ) throws(Unwind) -> Expression {
    advance()
    let right = try formula(minimum)
    return Expression(.binary(binary, left, right), left.span.union(right.span))
  }

  /// What a formula may begin with.
  private mutating func operand(_ minimum: Precedence) throws(Unwind) -> Expression {
    switch kind {
    case .identifier:
      return peek().kind == .leftParenthesis ? try call() : nameOperand()
    case .number, .percent, .duration, .time, .string, .true, .false, .na, .malformed:
      return literalOperand()
    case .leftParenthesis: return try group()
    case .minus: return try unary(.negate, .negation)
    case .plus:
      report(.foreignPlus(at: token.span))
      advance()
      return try formula(.negation)
    case .not:
      if minimum > .not { report(.needsParentheses("not", at: token.span)) }
      return try unary(.not, .not)
    case .if:
      if minimum > .formula { report(.needsParentheses("if", at: token.span)) }
      return try conditional()
    case .input where peek().kind == .dot || peek().kind == .leftParenthesis:
      throw foreignInput()
    default: throw expectedFormula()
    }
  }

  @inline(never)
  private mutating func nameOperand() -> Expression {
    height = 1
    let name = nameOfIdentifier()
    return Expression(.name(name.text), name.span)
  }

  @inline(never)
  private mutating func literalOperand() -> Expression {
    height = 1
    let token = advance()
    return Expression(literal(token), token.span)
  }

  @inline(never)
  private mutating func group() throws(Unwind) -> Expression {
    let opener = advance()
    let inner = try formula()
    guard take(.rightParenthesis) != nil else {
      throw expectedCloser(.rightParenthesis, of: opener)
    }
    height += 1
    return Expression(.parenthesised(inner), span(from: opener.start))
  }

  @inline(never)
  private mutating func unary(
    _ unary: UnaryOperator, _ minimum: Precedence
  ) throws(Unwind) -> Expression {
    let start = advance().span
    let value = try formula(minimum)
    height += 1
    return Expression(.unary(unary, value), start.union(value.span))
  }

  @inline(never)
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

  @inline(never)
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

  @inline(never)
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

  mutating func literal(_ token: Token) -> Expression.Kind {
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
