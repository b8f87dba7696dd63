/// What may follow an operand directly.
extension Parser {
  /// `name(…)`.
  mutating func call() throws(Unwind) -> Expression {
    let name = nameOfIdentifier()
    return try call(name, from: name.span)
  }

  @inline(never)
  mutating func call(_ name: Name, from start: SourceSpan) throws(Unwind) -> Expression {
    let opener = advance()
    var arguments: [Argument] = []
    var tallest = 0
    if take(.rightParenthesis) == nil {
      while true {
        arguments.append(try argument())
        tallest = max(tallest, height)
        if take(.comma) != nil { continue }
        if take(.rightParenthesis) != nil { break }
        throw expectedCloser(.rightParenthesis, of: opener, or: "`,`")
      }
    }
    height = tallest + 1
    return Expression(.call(name, arguments), span(from: Int(start.start)))
  }

  @inline(never)
  private mutating func argument() throws(Unwind) -> Argument {
    var label: Name?
    if kind == .identifier, peek().kind == .colon || peek().kind == .assign {
      label = nameOfIdentifier()
      let separator = advance()
      if separator.kind == .assign {
        report(.foreignLabel(at: separator.span, isTight: token.start == separator.end))
      }
    }
    return Argument(label: label, value: try formula())
  }

  /// `(` after something that is not a name: `ta.rsi(…)` is mended, the rest is an error.
  @inline(never)
  mutating func methodCall(_ callee: Expression) throws(Unwind) -> Expression {
    if case .na = callee.kind {
      report(.foreignMissing(at: callee.span))
      return try call(Name("is_na", callee.span), from: callee.span)
    }
    if case .field(let base, let name) = callee.kind, let method = ForeignMethod(name.text),
      !Diagnostic.isNamespace(base)
    {
      return try foreignMethod(method, name, base)
    }
    guard case .field(let base, let name) = callee.kind, case .name(let prefix) = base.kind else {
      throw fail(.notCallable(at: token.span))
    }
    let qualifier = SourceSpan(Int(base.span.start), Int(name.span.start))
    report(.namespace(prefix + ".", function: name, at: qualifier))
    return try call(name, from: callee.span)
  }

  /// `x[n]`.
  @inline(never)
  mutating func past(_ series: Expression) throws(Unwind) -> Expression {
    let opener = advance()
    let bars = try formula()
    guard take(.rightBracket) != nil else { throw expectedCloser(.rightBracket, of: opener) }
    return Expression(.past(series, bars: bars), span(from: Int(series.span.start)))
  }

  /// `x.name`.
  @inline(never)
  mutating func field(_ record: Expression) throws(Unwind) -> Expression {
    advance()
    let name = try name("the name of a field")
    return Expression(.field(record, name), record.span.union(name.span))
  }

  /// `x of "SPY"`.
  @inline(never)
  mutating func symbol(_ inner: Expression) throws(Unwind) -> Expression {
    advance()
    let (symbol, span) = try string("a symbol")
    return Expression(.ofSymbol(inner, symbol, span), inner.span.union(span))
  }

  /// `x on 1d`.
  @inline(never)
  mutating func interval(_ inner: Expression) throws(Unwind) -> Expression {
    advance()
    let (milliseconds, span) = try duration()
    guard let milliseconds else { return Expression(.missing, inner.span.union(span)) }
    return Expression(
      .onInterval(inner, milliseconds: milliseconds, span), inner.span.union(span))
  }
}
