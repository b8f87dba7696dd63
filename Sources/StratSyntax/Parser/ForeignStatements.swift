extension Parser {
  /// No statement begins at the current token: says why as precisely as it can be known.
  mutating func noStatement() -> Unwind {
    let place = token.span
    let found = found
    switch kind {
    case .rightParenthesis, .rightBracket, .rightBrace:
      return fail(.strayCloser(text(token), at: place))
    case .leg: return fail(.misplaced("leg", place: "after the condition of an entry", at: place))
    case .expect: return fail(.misplaced("expect", place: "inside of a `test` block", at: place))
    default: break
    }
    if index > 0, !source.isFirstOnLine(token.start), tokens[index - 1].kind != .semicolon {
      if kind == .of {
        return expected(
          "an operator or the next statement",
          help: "a symbol stands in quotation marks, as in `close of \"SPY\"`")
      }
      return expected("an operator or the next statement")
    }
    guard kind == .identifier else {
      return fail(
        .expectedStatement(found: found, at: place, help: "begin with a word such as `let`"))
    }
    let word = Lexer.mendedName(source.bytes[token.start..<token.end])
    if let (keyword, advice) = Self.foreignStatements[word] {
      return fail(
        .expectedStatement(
          found: found, at: place, help: advice, fix: keyword.map { FixIt(place, $0) }))
    }
    if let near = nearestMatch(word, in: TokenKind.statementWords) {
      return fail(
        .expectedStatement(
          found: found, at: place, help: "did you mean `\(near.name)`?",
          fix: FixIt(place, near.name, isSure: near.isOnly)))
    }
    if peek().kind == .assign {
      return fail(
        .expectedStatement(
          found: found, at: place, help: "write `let \(source.clipped(place)) = …`",
          fix: FixIt(SourceSpan(token.start, token.start), "let ")))
    }
    return fail(
      .expectedStatement(
        found: found, at: place,
        notes: ["statements begin with \(TokenKind.statementWords.joined(separator: ", "))"],
        help: "give a formula a name with `let`, or use it in `entry long when …`"))
  }

  /// Words that begin statements elsewhere: what to write here, and the keyword if it just replaces.
  private static let foreignStatements: [String: (keyword: String?, advice: String)] = [
    "var": ("let", "write `let`"), "const": ("let", "write `let`"), "val": ("let", "write `let`"),
    "float": ("let", "write `let`"), "int": ("let", "write `let`"),
    "bool": ("let", "write `let`"), "function": ("def", "write `def`"),
    "func": ("def", "write `def`"), "fn": ("def", "write `def`"),
    "parameter": ("param", "write `param`"), "indicator": ("strategy", "write `strategy`"),
    "buy": (nil, "write `entry long when …`"), "sell": (nil, "write `exit long when …`"),
    "short": (nil, "write `entry short when …`"), "cover": (nil, "write `exit short when …`"),
    "long": (nil, "write `entry long when …`"), "enter": (nil, "write `entry long when …`"),
    "when": (nil, "write `entry long when …`"),
    "for": (nil, "there are no loops; functions such as `sum(x, n)` look back"),
    "while": (nil, "there are no loops; functions such as `sum(x, n)` look back"),
    "return": (nil, "a function's result is the last formula of its block"),
    "import": (nil, "every function is known without an import"),
    "plot": (nil, "charts are drawn by the tools; remove the line"),
    "stoploss": ("stop", "write `stop`"), "take_profit": ("target", "write `target`"),
    "takeprofit": ("target", "write `target`"), "stop_loss": ("stop", "write `stop`"),
  ]
}
