/// Parses a whole strategy; the tree holds whatever could be understood.
package func parseStrategy(_ source: SourceText) -> ParseResult<SyntaxTree> {
  let list = tokenise(source)
  var parser = Parser(source, list)
  let statements = parser.statements()
  let comments = list.comments.map {
    Comment(text: $0.text(in: source), span: $0.span, trailing: $0.trailing)
  }
  return ParseResult(
    tree: SyntaxTree(source: source, statements: statements, comments: comments),
    diagnostics: gathered(list, parser))
}

/// Parses one formula up to the end of the source.
package func parseFormula(_ source: SourceText) -> ParseResult<Expression> {
  let list = tokenise(source)
  var parser = Parser(source, list)
  let expression = parser.onlyFormula()
  return ParseResult(tree: expression, diagnostics: gathered(list, parser))
}

/// The findings of lexer and parser by place, and no more than are worth reading.
private func gathered(_ list: TokenList, _ parser: Parser) -> [Diagnostic] {
  if list.diagnostics.isEmpty, parser.diagnostics.isEmpty { return [] }
  if list.diagnostics.contains(where: { $0.code == .sourceTooLarge }) { return list.diagnostics }
  // Where both have something to say about one place, the parser knows what was wanted there.
  let places = Set(parser.diagnostics.map(\.primary.span))
  let lexical = list.diagnostics.filter { !places.contains($0.primary.span) }
  let all = (lexical + parser.diagnostics).inSourceOrder()
  guard all.count > SyntaxLimits.errors else { return all }
  return all.prefix(SyntaxLimits.errors) + [
    .tooManyErrors(at: all[SyntaxLimits.errors].primary.span)
  ]
}

extension Parser {
  /// One formula and then the end.
  fileprivate mutating func onlyFormula() -> Expression {
    noun = "formula"
    let expression = formulaOrMissing()
    guard !mustRecover, kind != .endOfFile else { return expression }
    if kind == .semicolon, peek().kind == .endOfFile {
      report(.foreignSemicolon(at: token.span))
    } else {
      switch kind {
      case .rightParenthesis, .rightBracket, .rightBrace:
        _ = fail(.strayCloser(text(token), at: token.span))
      default:
        _ = expected("an operator or the end of the formula")
      }
    }
    return expression
  }
}

/// What a line typed at a prompt is, so that the prompt knows whether to ask for more.
package enum InteractiveInput: Sendable {
  /// Nothing but blanks and comments.
  case empty
  case formula(Expression)
  case statements(SyntaxTree)
  /// A bracket is open, an operator waits for its operand, a statement for its rest.
  case incomplete
  case invalid([Diagnostic])
}

/// Parses what has been typed so far: statements if it begins like one, else a formula.
package func parseInteractive(_ source: SourceText) -> InteractiveInput {
  let list = tokenise(source)
  guard let first = list.tokens.first, first.kind != .endOfFile else {
    return list.diagnostics.isEmpty ? .empty : .invalid(list.diagnostics.inSourceOrder())
  }
  var parser = Parser(source, list)
  let result: InteractiveInput
  if first.kind.startsStatement {
    parser.noun = "input"
    let comments = list.comments.map {
      Comment(text: $0.text(in: source), span: $0.span, trailing: $0.trailing)
    }
    result = .statements(
      SyntaxTree(source: source, statements: parser.statements(), comments: comments))
  } else {
    result = .formula(parser.onlyFormula())
  }
  let diagnostics = gathered(list, parser)
  if diagnostics.isEmpty { return result }
  return parser.endedEarly && list.diagnostics.isEmpty ? .incomplete : .invalid(diagnostics)
}
