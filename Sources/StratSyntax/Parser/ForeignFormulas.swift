/// Formulas of other languages that are understood, answered and gone on with.
extension Parser {
  /// Whether the current token is `?`, about which the lexer has complained.
  var isQuestion: Bool { source.bytes[token.start] == UInt8(ascii: "?") }

  /// `c ? a : b`.
  @inline(never)
  mutating func ternary(_ condition: Expression) throws(Unwind) -> Expression {
    let mark = advance()
    let then = try formula()
    guard take(.colon) != nil else { throw expected("`:`", help: "an `if` has both branches") }
    let otherwise = try formula()
    let span = condition.span.union(otherwise.span)
    let parts = [condition, then, otherwise].map { source.text($0.span) }
    report(
      .foreignTernary(
        at: mark.span, whole: span, right: "if \(parts[0]) then \(parts[1]) else \(parts[2])"))
    return Expression(
      .conditional(condition: condition, then: then, otherwise: otherwise), span)
  }

  /// `close.shift(1)`, `close.rolling(20).mean()`: what pandas writes behind a series.
  @inline(never)
  mutating func foreignMethod(
    _ method: ForeignMethod, _ name: Name, _ base: Expression
  ) throws(Unwind) -> Expression {
    let found = diagnostics.count
    guard case .call(_, let arguments) = try call(name, from: base.span).kind else {
      return Expression(.missing, span(from: Int(base.span.start)))
    }
    let whole = span(from: Int(base.span.start))
    // `span=20` is right there; the answer says how it is written here.
    if arguments.contains(where: { $0.label != nil }) { diagnostics.removeSubrange(found...) }
    let values = arguments.map { source.text($0.value.span) }
    if method.isWindow, kind == .dot {
      return Expression(.call(name, [Argument(label: nil, value: base)] + arguments), whole)
    }
    var series = base
    var window: (kind: String, length: String)?
    if case .call(let outer, let inner) = base.kind, let kind = ForeignMethod(outer.text),
      kind.isWindow, inner.count == 2
    {
      series = inner[0].value
      window = (outer.text, source.text(inner[1].value.span))
    }
    let right = method.replacement(
      of: source.text(series.span), window: window, arguments: values)
    report(
      .foreignMethod(
        source.clipped(whole), right: right, fitting: source.fitting(right, in: whole), at: whole))
    return Expression(.missing, whole)
  }

  /// `input.int(14, …)` where a formula is wanted: a number that a user may change is a `param`.
  @inline(never)
  mutating func foreignInput() -> Unwind {
    let start = token
    return fail(.foreignInput(at: start.span, fix: parameterFix()))
  }

  /// The whole of `let n = input.int(14, minval=1, maxval=50)` as a `param`, if it is that.
  private mutating func parameterFix() -> FixIt? {
    guard index >= 3, tokens[index - 1].kind == .assign, tokens[index - 2].kind == .identifier,
      tokens[index - 3].kind == .let
    else { return nil }
    let name = text(tokens[index - 2])
    let start = tokens[index - 3].start
    var position = index
    while tokens[position].kind != .leftParenthesis {
      if tokens[position].kind == .endOfFile { return nil }
      position += 1
    }
    var values: [String: String] = [:]
    var order = ["defval"]
    position += 1
    while tokens[position].kind != .rightParenthesis {
      var label = order.popLast() ?? ""
      if tokens[position].kind == .identifier, tokens[position + 1].kind == .assign {
        label = text(tokens[position])
        position += 2
      }
      let isNegative = tokens[position].kind == .minus
      if isNegative { position += 1 }
      // Anything but plain values is not for a fix to decide.
      switch tokens[position].kind {
      case .number, .percent: values[label] = (isNegative ? "-" : "") + text(tokens[position])
      case .string: break
      default: return nil
      }
      position += 1
      if tokens[position].kind == .comma { position += 1 }
    }
    guard let value = values["defval"] else { return nil }
    var right = "param \(name) = \(value)"
    if let low = values["minval"], let high = values["maxval"] {
      right += " in \(low)..\(high)"
      if let step = values["step"] { right += " step \(step)" }
    }
    return FixIt(SourceSpan(start, tokens[position].end), right)
  }
}

/// A method of a pandas series.
struct ForeignMethod {
  private let name: String

  init?(_ name: String) {
    guard Self.known.contains(name) else { return nil }
    self.name = name
  }

  private static let known: Set<String> = [
    "rolling", "ewm", "shift", "diff", "pct_change", "fillna", "isna", "isnull", "notna", "abs",
    "mean", "std", "sum", "max", "min", "median",
  ]

  /// Only what follows says what is computed.
  var isWindow: Bool { name == "rolling" || name == "ewm" }

  /// How it is written here; an ellipsis where something has to be filled in.
  func replacement(
    of series: String, window: (kind: String, length: String)?, arguments: [String]
  ) -> String {
    let first = arguments.first
    let n = window?.length ?? "…"
    let past = first ?? "1"
    let base = SourceText(name: "series", series).isOperand ? series : "(\(series))"
    switch name {
    case "shift":
      return past.hasPrefix("-") ? "\(base)[…]" : "\(base)[\(past)]"
    case "diff": return "change(\(series), \(past))"
    case "pct_change": return "roc(\(series), \(past)) / 100"
    case "fillna": return "\(series) ?? \(first ?? "…")"
    case "isna", "isnull": return "is_na(\(series))"
    case "notna": return "not is_na(\(series))"
    case "abs": return "abs(\(series))"
    case "mean": return window?.kind == "ewm" ? "ema(\(series), \(n))" : "sma(\(series), \(n))"
    case "std": return window?.kind == "rolling" ? "stdev(\(series), \(n))" : "stdev(\(series), …)"
    case "sum": return "sum(\(series), \(n))"
    case "max": return "highest(\(series), \(n))"
    case "min": return "lowest(\(series), \(n))"
    case "rolling", "ewm": return "sma(\(series), …)"
    default: return "median(\(series), \(n))"
    }
  }
}
